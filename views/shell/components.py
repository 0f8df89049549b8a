"""The bar of a scene, above the page."""

from collections.abc import Callable

from ..components.mounting import component, sent
from .data_types import SceneBarData

_scene_bar = component(
    "unrolled_scene_bar",
    ("components/common.css", "shell/scene_bar.css"),
    "shell/scene_bar.js",
)


def scene_bar(data: SceneBarData, on_take: Callable[[object], None]) -> None:
    """The words of the scene, the links to other scenes, and the keys.

    `on_take`: the view is to be taken home.
    """
    _scene_bar(
        key="scene_words",
        data=data,
        on_take_change=sent("scene_words", "take", on_take),
    )
