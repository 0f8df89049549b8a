"""Converts indices of the screen, which count from 1, to NumPy's, and back."""

from typing import NamedTuple

from ..address.settings import Selection


class Place(NamedTuple):
    """A selection with NumPy's indices: i, j and the loss's row count from 0."""

    matrix: str
    i: int
    j: int
    loss: int
    k: int


def place(selection: Selection) -> Place:
    """`selection` with i, j and t counted from 0; k counts from 0 on the screen too."""
    s = selection
    return Place(s.matrix, s.i - 1, s.j - 1, s.t - 1, s.k)


def one_based(number: int) -> int:
    """A NumPy index as the screen shows it."""
    return int(number) + 1
