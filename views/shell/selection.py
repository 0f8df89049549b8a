"""Which weight, loss and instance are picked: typed, or picked in a picture."""

from collections.abc import Mapping

import streamlit as st

from ..address.query import Value
from ..address.settings import LARGE, MATRICES, Selection
from ..model.model import Model
from .controls import number, radio
from .state import set_settings

HEARD = "_heard"
"""Where the number is kept of the pick that was heard last."""
MATRIX = "H: hidden to hidden. L: word to hidden. U: hidden to output."


def draw_selection(net: Model, notices: list[str]) -> Selection:
    """Draw the inputs for the picked weight, loss and instance, in one row.

    A unit that is always 1, and so no row of H and L, is a column: its weights are the
    biases.
    """
    real, units = net.size("H")
    hidden = (real, f"D_h = {real}")
    with_biases = (units, f"{units} units, the last for biases")
    across_units = hidden if units == real else with_biases
    vocab = (net.params.vocab, f"|V| = {net.params.vocab}")
    steps = net.trace.steps
    names = {"H": ("unit", "unit"), "L": ("unit", "word"), "U": ("word", "unit")}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        matrix = radio("matrix", "Weight matrix", MATRIX)
        rows, columns = {"H": (hidden, across_units), "L": (hidden, vocab)}.get(
            matrix, (vocab, across_units)
        )
        down, across = names[matrix]
        i = number("i", f"Row i, {down}", 1, rows[0], rows[1], notices)
        j = number("j", f"Column j, {across}", 1, columns[0], columns[1], notices)
        t = number("t", "Loss t", 1, steps, f"T = {steps}", notices)
        k = number("k", "Instance k", 0, t - 1, f"t = {t}", notices)
    return Selection(matrix, i, j, t, k)


def set_selection(sent: object) -> None:
    """Set what was picked in a picture: any of matrix, i, j, t and k.

    A browser can send anything, so only what fits is taken. An instance that comes
    too late for the chosen loss picks its weight and the last instance in time. `n`
    numbers the picks that the browser has answered itself.
    """
    if not isinstance(sent, Mapping):
        return
    if isinstance(n := sent.get("n"), int) and 0 <= n < LARGE:
        st.session_state[HEARD] = n
    values: dict[str, Value] = {
        name: int(sent[name])
        for name in ("i", "j", "t", "k")
        if isinstance(sent.get(name), int | float) and 0 <= sent[name] < LARGE
    }
    if sent.get("matrix") in MATRICES:
        values["matrix"] = str(sent["matrix"])
    t = int(values.get("t", st.session_state["t"]))
    k = int(values.get("k", st.session_state["k"]))
    set_settings(**values | {"k": min(k, max(t, 1) - 1)})


def heard() -> int:
    """The number of the visitor's pick that was heard last; 0 before any."""
    return int(st.session_state.get(HEARD, 0))
