"""The types of the data of Derive's pictures; data_types.js has the same."""

from typing import NotRequired, TypedDict

CellRange = tuple[str, int, int]
"""An array, a row and a column of it, from 1; 0 for all of them."""
Factor = tuple[str, str | int, str | int]
"""An array, and what of its rows and columns makes one element of a product."""


class SourceCase(TypedDict):
    """The equation as the source has it, where it is derived for more than that."""

    words: str
    tex: str


class DerivationPart(TypedDict):
    """Where a part starts, from 0, and its title."""

    first: int
    title: str


class LineText(TypedDict):
    """A line as it is written."""

    goal: str
    """"" where it is the line before's."""
    tex: str
    rule: str
    note: str
    gathered: bool
    """Whether it is of whole matrices."""


class CodeOfLine(TypedDict):
    """A line as NumPy code."""

    text: str
    said: str
    """What came out of running it; "" where it is not shown."""
    equal: bool | None
    """Whether it computed the line; None where it did not run."""


class DerivationLine(LineText):
    """A line, and what its check said."""

    check: str
    holds: bool | None
    code: NotRequired[CodeOfLine]
    numbers: NotRequired[str]
    """The formula with numbers beneath."""


class ArrayTable(TypedDict):
    """Rows, columns and numbers of an array or of a part of it."""

    rows: list[int]
    columns: list[int]
    shape: list[int]
    values: list[list[float]]
    short: list[list[str]]


class ShownArray(ArrayTable):
    """An array or a part of it, with its names."""

    key: str
    tex: str
    one: str
    """An element's formula, with @r and @c for its indices."""
    said: str
    axes: list[str]
    chosen: NotRequired[list[int]]
    """The result's chosen element."""
    settings: NotRequired[list[str]]
    """What a click on an element of the result sets."""


class GatheredTerm(TypedDict):
    """One term of a product of matrices."""

    sign: int
    """0 where the term is more than a product of arrays."""
    factors: list[Factor]


class Gathering(TypedDict):
    """How a matrix's elements are made."""

    terms: list[GatheredTerm]
    line: int
    """The line that derives one element."""


class Beside(TypedDict):
    """The arrays beside one line, and what links them to its symbols."""

    arrays: list[ShownArray]
    cells: dict[str, list[CellRange]]
    """Those that each symbol names."""
    gather: Gathering | None
    left_out: str
    """What is not shown, and why."""


class DerivationData(Beside):
    """A derivation's lines, and the arrays beside one of them."""

    slug: str
    title: str
    aside: SourceCase | None
    parts: list[DerivationPart]
    lines: list[DerivationLine]
    line: int
    """The one that is shown, from 1."""
    numbers: bool
    """Whether the network's numbers are put in."""
    predict: bool
    """Whether lines are revealed one by one."""
    asks: bool
    """Whether the next one is asked for here, and not in a box of its own."""
    code_names: dict[str, str]
    """What references call the names that the lines' code has."""
    where: str
    """The chosen indices."""
    katex: NotRequired[str]
    """The address of Streamlit's own KaTeX."""


class MapCard(TypedDict):
    """A derivation, and which it uses and is used by."""

    slug: str
    title: str
    equation: str | None
    uses: list[str]
    used_by: list[str]


class MapGroup(TypedDict):
    """The derivations of a section of the source."""

    idea: str
    """What it is about."""
    section: str
    cards: list[MapCard]


class MapData(TypedDict):
    """The map of derivations."""

    columns: list[list[MapGroup]]
    chosen: str


class CodeLine(TypedDict):
    """A line of the program."""

    text: str
    of: list[str]
    """The keys of the equations that it computes."""


class ProgramEquation(TypedDict):
    """An equation behind lines of the program."""

    key: str
    """A derivation by its slug, or a quantity of the network."""
    mark: str
    """What stands for it where it is chosen."""
    title: str
    tex: str
    line: int
    """The line of the derivation, from 1; 0 for a definition."""


class ProgramData(TypedDict):
    """The program, and the equations behind its lines."""

    lines: list[CodeLine]
    equations: list[ProgramEquation]
    chosen: str
    """The equation whose derivation is shown; "" for none of them."""
    katex: NotRequired[str]
