"""The types of the data of the picture buttons; data_types.js has the same."""

from typing import TypedDict


class PicturesData(TypedDict):
    """The buttons that save the pictures of a page."""

    here: bool
    """Whether the pictures are on this page."""
    title: str
