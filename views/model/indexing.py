"""From the screen's indices, which count as the source does, to NumPy's."""

from typing import NamedTuple

from ..address.settings import Selection


class Place(NamedTuple):
    """A selection as the engine takes it: i, j and the loss's row from 0."""

    matrix: str
    i: int
    j: int
    loss: int
    k: int


def place(selection: Selection) -> Place:
    """`selection` with i, j and t from 0; k counts from 0 on the screen too."""
    s = selection
    return Place(s.matrix, s.i - 1, s.j - 1, s.t - 1, s.k)


def one_based(number: int) -> int:
    """An index of NumPy's as the screen shows it."""
    return int(number) + 1
