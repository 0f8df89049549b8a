"""The types of the data of Tour's lists; data_types.js has the same."""

from typing import TypedDict

from ..components.data_types import LinkPlaces


class SceneAgain(TypedDict):
    """The scene where the list was left."""

    number: int
    link: str


class ListedScene(TypedDict):
    """A scene's title, link and first words."""

    title: str
    link: str
    words: str


class ScenesData(TypedDict):
    """A list of scenes."""

    title: str
    count: str
    """How many scenes there are, in words."""
    start: str
    """The first one's link."""
    key: bool
    """Whether the keys start it."""
    again: SceneAgain | None
    loaded: bool
    """Whether it is from a file."""
    scenes: list[ListedScene]
    places: LinkPlaces
