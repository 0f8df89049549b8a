"""The scenes of a tour as a list of links."""

from typing import Any

from ..components.mounting import component

_scenes = component(
    "unrolled_scenes",
    ("components/common.css", "tour/scenes.css"),
    "tour/scenes.js",
)


def scenes(key: str, data: dict[str, Any]) -> None:
    """Draw the scenes of a tour as links."""
    _scenes(key=key, data=data)
