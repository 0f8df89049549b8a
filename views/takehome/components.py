"""The buttons that save the pictures of a page."""

from ..components.mounting import component
from .data_types import PicturesData

_pictures = component(
    "unrolled_pictures",
    ("components/common.css", "takehome/pictures.css"),
    "takehome/pictures.js",
)


def pictures(data: PicturesData) -> None:
    """Buttons that save the pictures of the page, as they are drawn now."""
    _pictures(key="pictures", data=data)
