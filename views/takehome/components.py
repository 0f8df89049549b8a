"""The buttons that save the pictures of a page."""

from typing import Any

from ..components.mounting import component

_pictures = component(
    "unrolled_pictures",
    ("components/common.css", "takehome/pictures.css"),
    "takehome/pictures.js",
)


def pictures(data: dict[str, Any]) -> None:
    """Buttons that save the pictures of the page, as they are drawn now."""
    _pictures(key="pictures", data=data)
