"""Edits of weights and words as a short text in the address: reading and writing.

Operations in order, separated by `*`, indices as on the screen:

    H1.2_0.5   L3.4_-1   U6.1_2e-05   h2_0.25      an entry of a matrix, or of h^(0)
    x3_sea                                         word 3 of the window, from 1 to T + 1
    step_0.5   step_0.5_mean_w2   step_0.5_last    a step of gradient descent

A step goes along the gradient of the losses' sum, or mean, or of the last loss alone,
truncated at w, of the network as it was changed so far. None of these signs is escaped
in an address.
"""

import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rnn_core import tokenize

from ..address.notices import show_invisible
from ..address.settings import text_setting

LARGEST = 1e6
"""Entries are from -LARGEST to LARGEST."""
STEPS = 50
"""Steps of gradient descent that a link may hold."""
SUMMED = "sum"
"""The reduction of a step that names none."""
LONGEST = 24
"""Characters of a piece that are readable in a sentence."""

_ENTRY = re.compile(r"([HLU])([1-9]\d{0,5})\.([1-9]\d{0,5})_(.+)", re.ASCII)
_START = re.compile(r"h([1-9]\d{0,5})_(.+)", re.ASCII)
_WORD = re.compile(r"x([1-9]\d{0,5})_(.+)", re.ASCII)
_STEP = re.compile(r"step_([^_]+)(?:_(mean|last))?(?:_w([1-9]\d{0,2}))?", re.ASCII)


class Entry(NamedTuple):
    """An edit that sets an entry of H, L, U, or of h0, whose column is 1."""

    matrix: str
    i: int
    j: int
    value: float

    def __str__(self) -> str:
        """As it is written in the address."""
        where = (
            f"h{self.i}" if self.matrix == "h0" else f"{self.matrix}{self.i}.{self.j}"
        )
        return f"{where}_{format_number(self.value)}"

    @property
    def target(self) -> object:
        """What the edit changes; a later edit of the same target replaces it."""
        return self[:3]


class Word(NamedTuple):
    """An edit that sets word `position` of the window, from 1."""

    position: int
    word: str

    def __str__(self) -> str:
        """As it is written in the address."""
        return f"x{self.position}_{self.word}"

    @property
    def target(self) -> object:
        """What the edit changes; a later edit of the same target replaces it."""
        return ("x", self.position)


class Step(NamedTuple):
    """One step of gradient descent; `window` 0: not truncated."""

    rate: float
    reduction: str = SUMMED
    window: int = 0

    def __str__(self) -> str:
        """As it is written in the address."""
        over = "" if self.reduction == SUMMED else f"_{self.reduction}"
        return f"step_{format_number(self.rate)}{over}" + (
            f"_w{self.window}" if self.window else ""
        )


Operation = Entry | Word | Step


class Unread(NamedTuple):
    """A piece of the text that is no edit, as it was typed, and the reason."""

    piece: str
    why: str

    def __str__(self) -> str:
        """As it was typed."""
        return self.piece


class Edits(NamedTuple):
    """Edits in order, and a message for each piece of the text that is none."""

    operations: tuple[Operation, ...]
    notices: tuple[str, ...]


def format_number(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return (
        repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    )


def parse_edits(text: str) -> Edits:
    """The edits in a text, and a message for each piece that is none."""
    pieces = parse_pieces(text)
    return Edits(
        tuple(piece for piece in pieces if not isinstance(piece, Unread)),
        tuple(piece.why for piece in pieces if isinstance(piece, Unread)),
    )


def parse_pieces(text: str) -> tuple[Operation | Unread, ...]:
    """All pieces of a text in order, those that are no edits included."""
    operations: list[Operation | Unread] = []
    for piece in filter(None, (part.strip() for part in text.split("*"))):
        operation = _operation(piece)
        if isinstance(operation, str):
            operations.append(Unread(piece, operation))
        elif isinstance(operation, Step) and _steps(operations) >= STEPS:
            why = f"A link holds at most {STEPS} steps: {operation} is left out."
            operations.append(Unread(piece, why))
        else:
            operations.append(operation)
    return tuple(operations)


def write_edits(operations: Iterable[Operation | Unread]) -> str:
    """Edits as text; `parse_pieces` reads it back."""
    return "*".join(map(str, operations))


def add_edit(
    operations: Sequence[Operation | Unread], new: Operation
) -> tuple[Operation | Unread, ...]:
    """Edits with a new one, which replaces an earlier one of the same target.

    One before a step stays: the step was taken with it.
    """
    kept = list(operations)
    if not isinstance(new, Step):
        for n in range(len(kept) - 1, -1, -1):
            operation = kept[n]
            if isinstance(operation, Step):
                break
            if not isinstance(operation, Unread) and operation.target == new.target:
                del kept[n]
    return (*kept, new)


def too_long(text: str) -> bool:
    """Whether a text is longer than a link may carry."""
    setting = text_setting("edits")
    return len(text) > setting.longest


def parse_number(raw: str) -> float | str:
    """A typed number, a comma read as a point; or a message that says what is wrong."""
    text = raw.strip().replace("−", "-").replace(",", ".")
    try:
        value = float(text) if len(text) <= 40 and text.isascii() else math.nan
    except ValueError:
        value = math.nan
    if "_" in text or math.isnan(value):
        return f"“{readable(raw)}” is not a number"
    if abs(value) > LARGEST:
        return f"{readable(raw)} is not from −{LARGEST:,.0f} to {LARGEST:,.0f}"
    return value


def readable(raw: str) -> str:
    """User input, cut to a readable length."""
    return show_invisible(raw, LONGEST)


def _operation(piece: str) -> Operation | str:
    """The operation, or a sentence that says why there is none."""
    if match := _ENTRY.fullmatch(piece):
        value = parse_number(match[4])
        if isinstance(value, float):
            return Entry(match[1], int(match[2]), int(match[3]), value)
        return f"Edit “{readable(piece)}”: {value}; it is left out."
    if match := _START.fullmatch(piece):
        value = parse_number(match[2])
        if isinstance(value, float):
            return Entry("h0", int(match[1]), 1, value)
        return f"Edit “{readable(piece)}”: {value}; it is left out."
    if match := _WORD.fullmatch(piece):
        words = tokenize(match[2])
        if words:
            return Word(int(match[1]), words[0])
    if match := _STEP.fullmatch(piece):
        rate = parse_number(match[1])
        if isinstance(rate, float) and rate > 0:
            return Step(rate, match[2] or SUMMED, int(match[3] or 0))
    return f"Edit “{readable(piece)}” means nothing here; it is left out."


def _steps(operations: Iterable[object]) -> int:
    return sum(isinstance(operation, Step) for operation in operations)
