"""What is sent to the buttons that save pictures: see data_types.js."""

from typing import TypedDict


class PicturesData(TypedDict):
    """The buttons that save the pictures of a page."""

    here: bool
    """Whether the pictures are on this page."""
    title: str
