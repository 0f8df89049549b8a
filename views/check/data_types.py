"""The types of the data of Check's pictures; data_types.js has the same."""

from typing import NotRequired, TypedDict


class WorstEntry(TypedDict):
    """The entry that disagrees most, from 1."""

    matrix: str
    i: int
    j: int


class HeatMap(TypedDict):
    """One matrix: its entries by several routes, and how far they disagree."""

    matrix: str
    title: str
    size: str
    rows: list[int]
    columns: list[int]
    words: list[str]
    """Of the columns of L, or of the rows of U."""
    engine: list[list[float]]
    complex: NotRequired[list[list[float]]]
    central: NotRequired[list[list[float]]]
    given: NotRequired[list[list[float | None]]]
    """What a visitor brought; then nothing is said of other routes."""
    errors: list[list[float]]


class Shades(TypedDict):
    """Which powers of ten are shaded."""

    scale: list[int]
    """Those of the palest and of the darkest shade."""
    swatches: list[int]
    """Those that the legend has."""


class HeatmapsData(Shades):
    """Heat maps: a cell an entry, its disagreement with the engine."""

    maps: list[HeatMap]
    worst: WorstEntry | None
    route: str
    """What the engine is compared with."""
    against: NotRequired[str]
    """What is compared with what, where that is no route."""
    step: str
    """Of the central difference."""
    rest: str
    present: bool


class SlipForm(TypedDict):
    """One form of a slip: its name, the words or the formula, and what came out."""

    label: str
    words: NotRequired[list[str]]
    """With formulas between dollar signs."""
    tex: NotRequired[str]
    said: NotRequired[str]
    holds: NotRequired[bool | None]
    residual: NotRequired[str]


class SlipDerivation(TypedDict):
    """Where a slip leads: a line of a derivation."""

    slug: str
    title: str
    line: int


class SlipSource(TypedDict):
    """Where a mistake was found in public."""

    address: str
    site: str


class Slip(TypedDict):
    """A slip of the source or of people, as it was written and as corrected."""

    slug: str
    where: str
    title: str
    meant: NotRequired[str]
    """What it takes to be differentiated, where that is not what the page has."""
    note: str
    shows: bool
    """On this network."""
    quoted: SlipForm
    printed: SlipForm | None
    corrected: SlipForm
    derivation: SlipDerivation | None
    sources: NotRequired[list[SlipSource]]
    triangle: NotRequired[list[list[float]]]
    """[t-1][k]: how often instance k of loss t is added up, where that is wrong."""
    due: NotRequired[list[list[float]]]
    """[t-1][k]: how often it should be."""


class SlipsData(TypedDict):
    """A list of slips."""

    items: list[Slip]
    label: str
    present: bool
    katex: NotRequired[str]
    """The address of Streamlit's own KaTeX."""
