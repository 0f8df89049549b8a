"""The types of the data of what plays in the network; data_types.js has the same."""

from typing import TypedDict

Entry = tuple[int, float]
"""A row or column, from 1, and its number."""


class Walk(TypedDict):
    """The way back of the chosen loss: its row vectors, and what each step adds."""

    first: int
    """The earliest state that is reached."""
    rows: list[list[Entry]]
    """The row vectors dJ^(t)/dh^(s), s = first..t, in part where units are many; of U
    dJ^(t)/do^(t) alone."""
    lengths: list[float]
    """Their lengths, all entries counted."""
    terms: list[float | None]
    """What each state's step adds to the sum; None where it has no instance."""
    total: float


class Outer(TypedDict):
    """The outer product of one instance, in part where it is large."""

    column: list[Entry]
    """The error that comes back, a number a row."""
    row: list[Entry]
    """What the instance reads, a number a column."""
    cells: list[list[float]]
    heads: tuple[str, str]
    """What the column and the row are."""


class Motion(TypedDict):
    """What plays, frame by frame."""

    kind: str
    """forward, back or outer."""
    frame: int
    says: list[str]
    """What each frame shows, in words."""
    at: list[int]
    """How far each frame is: the states that are filled, the state that the error has
    come to, or the cells that are full."""
    walk: Walk | None
    outer: Outer | None
