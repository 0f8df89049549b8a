"""The scenes of a tour as a list of links."""

from ..components.mounting import component
from .data_types import ScenesData

_scenes = component(
    "unrolled_scenes",
    ("components/common.css", "tour/scenes.css"),
    "tour/scenes.js",
)


def scenes(key: str, data: ScenesData) -> None:
    """Draw the scenes of a tour as links."""
    _scenes(key=key, data=data)
