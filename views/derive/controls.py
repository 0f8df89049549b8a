"""The controls of Derive: derivation, line, symbols or numbers, indices.

All of them are in the address; what does not fit is replaced, and said.
"""

from typing import Any, NamedTuple

import streamlit as st

from derivations import DERIVATIONS, Network, Part

from ..address.settings import LARGE
from ..proofs.indices import free_indices, index_limits, limit_reason
from ..proofs.version import Version
from ..shell.controls import number, radio, select
from ..shell.state import set_settings

PREDICT = (
    "on hides it until you ask. write: type it, and it is judged. choose: it is one of "
    "four. whole: write the derivation from start to finish."
)
FREE = 4
"""The most free indices that a goal has."""


class DerivationChoice(NamedTuple):
    """What is shown: a line of a derivation, from 1, and its indices or None."""

    version: Version
    line: int
    show: str
    predict: str
    index_values: dict[Any, int] | None


def draw_controls(
    network: Network, reduction: str, notices: list[str]
) -> DerivationChoice:
    """Draw the controls; adds a message for each value that did not fit.

    The map chooses the derivation: its box only carries it in the address, unseen.

    `reduction` says how the losses make J.
    """
    slug = select("derivation", "Derivation")
    version = Version(slug, network.activation, reduction)
    derivation = version.derivation
    inputs = st.container()
    how, hide = st.columns([2, 3])
    with how:
        show = radio("show", "Written in")
    with hide:
        predict = radio("predict", "Predict what comes next", PREDICT)
    with inputs:
        where, *free = st.columns(1 + FREE)
        with where:
            count = len(derivation.lines)
            line = number("line", "Line", 1, count, f"its {count} lines", notices)
        part = derivation.part_of(derivation.lines[line - 1])
        index_values = _index_inputs(part, network, notices, free)
    return DerivationChoice(version, line, show, predict, index_values)


def _index_inputs(
    part: Part, network: Network, notices: list[str], columns: list[Any]
) -> dict[Any, int] | None:
    """The inputs of a part's free indices; None if some index has no value."""
    index_values: dict[Any, int] = {}
    for column, index in zip(columns, free_indices(part), strict=False):
        low, high = index_limits(part, index, network, index_values)
        if low > high:
            notices.append(
                f"This network is too short for the derivation: no {index.symbol} is "
                "in range, so there are no numbers to put in."
            )
            return None
        why = limit_reason(part, index, network, index_values)
        with column:
            label = f"{index.label} ≤ {high}"
            index_values[index.symbol] = number(
                index.setting, label, low, high, why, notices
            )
    return index_values


def set_line(sent: object) -> None:
    """Set the line that the visitor went to."""
    if isinstance(sent, int | float) and 1 <= sent < LARGE:
        set_settings(line=int(sent))


def set_element(sent: object) -> None:
    """Set the indices and the line of the element that was clicked.

    Its derivation is shown in numbers, or in code where lines have theirs.
    """
    if not isinstance(sent, dict):
        return
    values = {
        name: int(sent[name])
        for name in ("i", "j", "line")
        if isinstance(sent.get(name), int | float) and 1 <= sent[name] < LARGE
    }
    show = "code" if st.session_state.get("show") == "code" else "numbers"
    set_settings(**values, show=show)


def open_derivation(sent: object) -> None:
    """Open the derivation that was chosen on the map."""
    if isinstance(sent, str) and sent in DERIVATIONS:
        set_settings(derivation=sent, line=1)
