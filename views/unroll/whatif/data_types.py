"""The types of the data of the what-if panels; data_types.js has the same."""

from typing import Literal, NotRequired, TypedDict

from ..data_types import Picked

Curve = list[float | None]
"""Changes at all stops; None where the moved network overflows."""


class Row(TypedDict):
    """A contribution or a path in a list."""

    text: str
    value: float
    share: float
    """How long its bar is, from 0 to 1."""
    note: str
    way: NotRequired[int]
    """The path that the network shows."""
    go: NotRequired[Picked]
    """Where a click leads."""


class FootRow(TypedDict):
    """A sum below a list."""

    name: str
    text: str
    value: float


class RowsData(TypedDict):
    """A list of contributions or paths."""

    rows: list[Row]
    foot: list[FootRow]
    label: str


class TruncationRow(TypedDict):
    """How long a truncated gradient is, and how far it turned."""

    name: str
    length: str
    ratio: str
    angle: str
    degrees: str


class TruncationData(TypedDict):
    """What truncation leaves of every matrix's gradient."""

    rows: list[TruncationRow]


class EditTable(TypedDict):
    """Words, or a matrix or the part of it around the picked weight."""

    matrix: str
    name: str
    size: str
    whole: bool
    rows: list[int]
    columns: list[int]
    row_words: list[str] | None
    column_words: list[str] | None
    cells: list[list[str]]
    full: list[list[str]]
    was: list[list[str | None]]
    picked: list[int] | None


class EditData(TypedDict):
    """Words and weights that can be edited."""

    tables: list[EditTable]
    used: int
    """Characters of the link."""
    limit: int
    largest: float
    """The largest size of a weight."""
    undo: bool
    redo: bool
    count: int
    text: str
    last: str


class LossCurve(TypedDict):
    """How a loss changes along a move."""

    base: float
    slope: float
    actual: Curve
    span: tuple[float, float]
    """From where to where its chart reaches."""


class CurveRow(LossCurve):
    """One loss's curve; t = 0 is J."""

    t: int
    note: str
    """Why the loss stays as it is."""


class CurveTerm(TypedDict):
    """What one instance adds to a prediction."""

    k: int
    slope: float
    alone: NotRequired[Curve]
    """The curve of this instance alone."""


class CurveOthers(TypedDict):
    """What the instances that are not written out add."""

    count: int
    slope: float


class CurveRows(TypedDict):
    """The losses that are shown, each with its curve, and J last."""

    stops: list[float]
    """Of the slider."""
    at: int
    """The stop that is shown."""
    t: int
    """The chosen loss."""
    rows: list[CurveRow]
    total: str
    """How J is made of the losses."""
    left_out: str


class CurvesData(CurveRows):
    """Curves that bend away from their tangents."""

    kind: Literal["nudge", "step"]
    log: bool
    """Whether the axis is logarithmic."""
    axis: str
    label: str
    charts: list[int]
    """The losses that have a chart; 0 for J."""
    matrix: NotRequired[str]
    i: NotRequired[int]
    j: NotRequired[int]
    k: NotRequired[int | None]
    """The instance that moves alone."""
    terms: NotRequired[list[CurveTerm]]
    others: NotRequired[CurveOthers]
    squared: NotRequired[float]
    """The gradient's length, squared."""
