"""The types of the data of the scene bar; data_types.js has the same."""

from typing import TypedDict

from ..components.data_types import LinkPlaces
from .hall.qr import QrCode


class Phrase(TypedDict):
    """Words of a scene; those of a step set the picture."""

    words: str
    step: int | None


class NextScene(TypedDict):
    """The scene that comes next, and its first sentence."""

    title: str
    words: str


class ShownScene(TypedDict):
    """The scene that is shown, from 1, and its step, from 0."""

    title: str
    number: int
    beat: int
    steps: list[list[str]]
    """The links of every scene's steps: of scenes far off, of the first alone."""
    notes: str
    """For the presenter's window; lines of a list that begin with “notes:”."""
    next: NextScene | None
    """None after the last."""
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
    qr: QrCode | None
    """The code that was asked for."""
    packed: str | None
    """The own scene list as a link carries it; "" where it is too long."""
