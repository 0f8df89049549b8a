"""Where the picked cell is derived, and the way there."""

from collections.abc import Mapping

import streamlit as st

from ..address.settings import Selection
from ..shell.navigation import go_to_page
from ..shell.selection import set_selection
from ..text.names import weight_name
from .data_types import OnwardsData, selection_data

FULL_GRADIENT = {"L": 20, "U": 33}
"""The first line of each in the derivation of the full gradient."""


def onwards(selection: Selection) -> OnwardsData:
    """What the ways are called."""
    titles = [title for title, _ in derived(selection)]
    return {**selection_data(selection), "titles": titles}


def go_onwards(sent: object) -> None:
    """Show the derivation that was followed, of the cell that it was followed from.

    A browser can send anything: what names no derivation leads nowhere.
    """
    if not isinstance(sent, Mapping) or sent.get("which") not in (0, 1):
        return
    set_selection(sent)
    picked = {name: st.session_state[name] for name in ("matrix", "i", "j", "t", "k")}
    _, values = derived(Selection(**picked))[int(sent["which"])]
    go_to_page("derive", **values)


def derived(selection: Selection) -> list[tuple[str, dict[str, int | str]]]:
    """Derivations of the picked cell: title and settings."""
    s, name = selection, weight_name(selection)
    last = s.k == s.t - 1
    instance = {
        "H": "hidden-weights" if last else "earlier-weights",
        "L": "input-vector" if last else "earlier-input",
        "U": "output-weights",
    }[s.matrix]
    whole = "instance-sum" if s.matrix == "H" else "full-gradient"
    settings: dict[str, int | str] = {"s": s.k + 1, "show": "numbers"}
    return [
        (f"Derive {title} of {name}", {**settings, "derivation": slug, "line": line})
        for title, slug, line in (
            (f"instance {s.k}", instance, 1),
            ("the sum over the instances", whole, FULL_GRADIENT.get(s.matrix, 1)),
        )
    ]
