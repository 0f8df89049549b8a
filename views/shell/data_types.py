"""The types of the data of the scene bar; data_types.js has the same."""

from typing import TypedDict

from ..components.data_types import LinkPlaces


class Phrase(TypedDict):
    """Words of a scene; with a link they set the picture."""

    words: str
    link: str
    """"" for none."""


class ShownScene(TypedDict):
    """The scene that is shown, from 1, and the links of all."""

    title: str
    number: int
    links: list[str]
    paragraphs: list[list[Phrase]]


class SceneBarData(TypedDict):
    """The bar of scenes."""

    scene: ShownScene | None
    first: str | None
    """The link that starts a tour, where there is none yet."""
    present: bool
    focus: str
    """The picture that is presented."""
    places: LinkPlaces
