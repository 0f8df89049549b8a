"""The types of the data of one's own lines; data_types.js has the same."""

from typing import NotRequired, TypedDict


class PaletteKey(TypedDict):
    """A symbol that a key of the palette puts in."""

    put: str
    back: int
    """How far before the end of it the cursor stands then."""
    tex: str
    said: str


class TypedReading(TypedDict):
    """What was understood of what was typed; a problem where nothing was."""

    text: str
    tex: str
    problem: str
    where: list[str]
    """What stands before it, what was found, and what stands after it."""
    could_be: list[str]
    """Formulas that could be meant."""


class ToldDifference(TypedDict):
    """What a wrong line changed, as formulas; "" for what stands nowhere."""

    words: str
    right: str
    wrong: str


class LineAnswer(TypedDict):
    """The verdict on a line."""

    text: str
    verdict: str
    """right: one of ours; new: none of ours; true: it leads nowhere; wrong; open."""
    words: str
    differs: ToldDifference | None
    example: str
    """Indices at which it fails, and both numbers."""
    line: int
    """Our line that it is, from 1; 0 for none."""


class HintStep(TypedDict):
    """One of the hints, each of which says more."""

    words: str
    tex: str


class WrittenLine(TypedDict):
    """A line of one's own derivation, and its verdict."""

    tex: str
    answer: LineAnswer


class OwnLineData(TypedDict):
    """A box for a line, and what there is to say of it."""

    name: str
    """The question's."""
    whole: bool
    """Whether a whole derivation is written."""
    presented: bool
    turn: int
    """How often the browser sent something."""
    ask: str
    goal: str
    text: str
    longest: int
    palette: list[PaletteKey]
    reading: TypedReading | None
    answer: LineAnswer | None
    on: int
    """Our line to go on to, from 1; 0 for none."""
    hints: list[HintStep]
    written: list[WrittenLine]
    target: str
    """The form that a whole derivation leads to."""
    done: str
    katex: NotRequired[str]
    """The address of Streamlit's own KaTeX."""


class ChoiceCard(TypedDict):
    """One of the lines to choose among."""

    tex: str
    words: str
    """What it is; "" before it is answered."""
    right: bool
    differs: ToldDifference | None
    example: str


class ChoiceData(TypedDict):
    """Lines of which one comes next."""

    name: str
    presented: bool
    ask: str
    goal: str
    cards: list[ChoiceCard]
    picked: int
    """The card that was picked, from 1; 0 for none."""
    answered: bool
    line: int
    """The line that they stand for, from 1."""
    katex: NotRequired[str]
    """The address of Streamlit's own KaTeX."""
