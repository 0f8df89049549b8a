"""The types of the data of shared components; data_types.js has the same."""

from typing import NotRequired, TypedDict


class LinkPlaces(TypedDict):
    """What links need."""

    root: str
    """The page that answers without a path."""
    here: str
    """The path of this page."""
    soft: bool
    """Whether an address is followed without loading the app anew."""


class Steps(TypedDict):
    """What a picture says whose number of steps may change at once."""

    T: int
    longest: str
    """The network at the most steps, with whose numbers it is then painted."""


class AtOnce(TypedDict):
    """What a picture says in which the browser answers picks itself."""

    role: str
    """headline, network, triangle, bars, chain or onwards."""
    net: str
    """The network whose numbers it takes for that."""
    heard: int
    """Which of the browser's picks it comes after."""
    steps: NotRequired[Steps]


class Story(TypedDict):
    """What is said above a picture."""

    title: str
    """In bold; may be empty."""
    text: str
    about: list[tuple[str, str]]
    """Terms and what they mean."""


class FormulaLine(TypedDict):
    """Formulas in a row, and what is said of them."""

    tex: list[str]
    rule: NotRequired[str]
    note: NotRequired[str]


class FormulasData(TypedDict):
    """Lines of linked formulas."""

    kind: str
    t: int
    lines: list[FormulaLine]
    label: str
    katex: NotRequired[str]
    """The address of Streamlit's own KaTeX."""
    story: NotRequired[Story]
    at_once: NotRequired[AtOnce]
