"""A weight, a loss and an instance, counted as the engine counts them."""

from typing import Any, NamedTuple

from rnn_core.checks import one_of, position
from views.address.settings import Selection
from views.model.network import Network


class Pick(NamedTuple):
    """What is picked: instance k of the weight W_ij, and loss t.

    matrix: "H", "L" or "U". i, j: its row and column, from 0; of L j, and of U i, is a
    word's id. t: the loss J^(t), from 1 to T. k: the instance, from 0 to t - 1. These
    are the engine's own: `contribution_factors(back, *pick)`, and the number is
    `back.instances(pick.matrix, pick.i, pick.j)[pick.t - 1, pick.k]`.
    """

    matrix: str
    i: int
    j: int
    t: int
    k: int


def checked(value: Any, net: Network) -> Pick:
    """`value` as a pick in this network.

    ValueError: not five values, or no such matrix. IndexError: i, j, t or k outside.
    TypeError: one of them is no whole number.
    """
    if not isinstance(value, tuple | list) or len(value) != len(Pick._fields):
        raise ValueError(f"pick is {value!r}; it must be matrix, i, j, t and k")
    matrix, i, j, t, k = value
    rows, columns = net.size(one_of("matrix", matrix, ("H", "L", "U")))
    loss = position("t", t, net.trace.steps, first=1)
    return Pick(
        matrix,
        position("i", i, rows),
        position("j", j, columns),
        loss,
        position("k", k, loss),
    )


def selection(pick: Pick) -> Selection:
    """A pick as the screen has it: i and j from 1."""
    return Selection(pick.matrix, pick.i + 1, pick.j + 1, pick.t, pick.k)
