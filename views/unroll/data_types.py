"""The types of the data of Unroll's pictures; data_types.js has the same."""

from typing import NotRequired, TypedDict

from ..address.settings import Selection
from ..components.data_types import AtOnce, LinkPlaces, Story
from .motion.data_types import Motion

Edge = tuple[int, int, int, float]
"""k, i, j, and what the edge adds to the gradient; i and j from 1."""
Unit = tuple[int, float]
"""A unit, from 1, and its value."""
Input = tuple[float, float]
"""What comes from the state before, H h, and what from the word, L."""
Range = tuple[int, int]
"""The first and the last."""


class OpeningData(TypedDict):
    """What the first page is, and the way to its tour."""

    sentence: str
    tour: str
    """The link to its first scene."""
    places: LinkPlaces


class Equation(TypedDict):
    """An equation of the network, and its numbers at one step."""

    tex: str
    numbers: str
    words: str
    """What the numbers are, in words."""
    label: str
    """The same with the result, to be read aloud."""


class EquationsData(TypedDict):
    """The network in equations."""

    equations: list[Equation]
    rest: str
    """What is said while none is pointed at."""
    label: str
    katex: NotRequired[str]
    """The address of Streamlit's own KaTeX."""


class Guess(TypedDict):
    """A word that a step may predict."""

    v: int
    """Its place in the vocabulary, from 1."""
    word: str
    p: float
    target: bool
    """Whether it is the word that came next."""


class DrawnPath(TypedDict):
    """One of the strongest paths of the picked contribution."""

    units: list[int]
    """At h^(k+1)..h^(t), from 1."""
    value: float
    share: float
    """Of the sizes of all paths."""


class Picked(TypedDict):
    """The picked weight, its loss t and its instance k."""

    matrix: str
    i: int
    j: int
    t: int
    k: int


def selection_data(selection: Selection) -> Picked:
    """A selection as it is sent."""
    return {
        "matrix": selection.matrix,
        "i": selection.i,
        "j": selection.j,
        "t": selection.t,
        "k": selection.k,
    }


class PictureData(Picked):
    """What a picture of the picked weight begins with."""

    story: NotRequired[Story]
    at_once: NotRequired[AtOnce]


class NetworkData(PictureData):
    """The unrolled network."""

    T: int
    D: int
    bias: int
    """The unit that is always 1 and holds biases, from 1; 0 without."""
    folded: bool
    """Whether only some units and edges are drawn."""
    brief: bool
    """Whether labels are kept short."""
    words: list[str]
    predictions: list[list[Guess]]
    loss: list[float]
    units: list[list[Unit]]
    """Of each state the units drawn."""
    inputs: list[list[Input]]
    """Of each of these after h^(0), what its input z is the sum of."""
    drawn: str
    """Which units are drawn where not all are."""
    window: int
    """What truncation keeps; 0 without."""
    paths: list[DrawnPath] | None
    motion: Motion | None
    presented: bool
    edges: list[Edge]
    largest: float
    """The largest size of an edge."""
    rest: str
    """What is said while nothing is pointed at."""
    label: str


class TriangleData(PictureData):
    """The triangle of contributions; a row or column may hold several times."""

    rows: list[Range]
    columns: list[Range]
    cells: list[list[float]]
    row_sums: list[float]
    column_sums: list[float]
    total: float
    largest: float
    largest_sum: float
    go: list[list[Range]] | None
    """Of each cell the largest term's t and k, where it holds several."""
    over: str
    """How it is summed over t."""
    losses: str
    """Which losses count in that."""
    idle: list[bool]
    """Of each row: whether its losses do not count."""
    window: int
    cut: list[list[int]] | None
    """Of each cell: 0 kept, 1 discarded, 2 in part."""
    why: list[tuple[int, int, str]]
    """t, k and why it is 0, of each term that is."""
    rest: str
    label: str


class BarsData(PictureData):
    """The chosen loss's instances as bars."""

    terms: list[float]
    sum: float
    cut: int
    """Instances before it are discarded."""
    largest: float
    label: str


class OnwardsData(Picked):
    """Where the picked cell is derived."""

    titles: list[str]
    at_once: NotRequired[AtOnce]


class PartialPicture(TypedDict):
    """One derivative of a state: the copies that it counts, lit."""

    title: str
    says: str
    values: list[float | None]
    """What each copy adds, k = 0..t-1; None for one that is held fixed."""
    result: str
    label: str


class PartialsData(TypedDict):
    """The immediate and the total derivative of a state, side by side."""

    states: list[str]
    weight: str
    pictures: list[PartialPicture]
