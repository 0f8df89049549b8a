"""The types of the data of Learn's pictures; data_types.js has the same."""

from typing import TypedDict

Band = tuple[int, float, float]
"""A step, and the least and the largest loss of it and those drawn with it."""
Point = tuple[int, float]
"""A step, and a loss."""


class LearningData(TypedDict):
    """The curve of learning, and whether it goes on."""

    tick: int
    """Of the run that drew it: where training goes on, the browser asks with it.

    0 where the sidebar is still to follow: what the browser sent would undo it."""
    running: bool
    planned: int
    done: int
    at: int
    """The step whose network is shown."""
    high: float
    """Where the axis of the loss ends; it begins at 0."""
    guess: float
    """The loss of a uniform guess."""
    guessed: str
    single: list[Band]
    text: list[Point]
    label: str


class Guess(TypedDict):
    """A word that might have come, and its probability."""

    word: str
    p: float


class SaidWord(TypedDict):
    """A word that was said, its probability, and the likeliest words there."""

    word: str
    p: float
    guesses: list[Guess]


class SampleData(TypedDict):
    """The words that a network says."""

    prompt: list[str]
    words: list[SaidWord]
    rest: str
    """What is said while none is pointed at."""
    label: str
