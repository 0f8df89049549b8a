"""The bar of a scene, above the page."""

from collections.abc import Callable

from ..components.mounting import component, sent
from .data_types import SceneBarData
from .hall.packed import take_fragment
from .hall.qr import ask_for_qr

_scene_bar = component(
    "unrolled_scene_bar",
    ("components/common.css", "shell/scene_bar.css", "shell/hall/hall.css"),
    "shell/scene_bar.js",
)


def scene_bar(data: SceneBarData, on_take: Callable[[object], None]) -> None:
    """The words of the scene, the links to other scenes, and the keys.

    `on_take`: the view is to be taken home.  The browser sends, too, a link whose QR
    code is asked for, and a scene list that a link's fragment held.
    """
    _scene_bar(
        key="scene_words",
        data=data,
        on_take_change=sent("scene_words", "take", on_take),
        on_qr_change=sent("scene_words", "qr", ask_for_qr),
        on_scenes_change=sent("scene_words", "scenes", take_fragment),
    )
