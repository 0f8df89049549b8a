"""The controls of Jacobians: horizon, both states, the swap, and three presets."""

from typing import Any, NamedTuple

import streamlit as st

from ..address.settings import Config
from ..shell.controls import fit_setting, number
from ..shell.state import set_settings
from .horizon import horizon

PRESETS: dict[str, dict[str, Any]] = {
    "Vanishing": {"activation": "sigmoid", "recurrent": "drawn", "gain": 1.0},
    "Steady": {"activation": "identity", "recurrent": "orthogonal", "gain": 1.0},
    "Exploding": {"activation": "identity", "recurrent": "orthogonal", "gain": 1.1},
}
"""Three ways of a product over LONG steps."""
LONG = 1000


class ProductChoice(NamedTuple):
    """The chosen horizon, later state t, earlier state s, and swap, 0 for none."""

    horizon: int
    t: int
    s: int
    swap: int


def draw_controls(config: Config, notices: list[str]) -> ProductChoice:
    """Draw the controls; adds a message for each value that did not fit."""
    *columns, presets = st.columns([2, 2, 2, 2, 5], vertical_alignment="bottom")
    with columns[0]:
        asked = number("horizon", "Horizon", 1, LONG, f"{LONG} steps", notices)
    steps = horizon(config, asked).states.steps
    because = f"a horizon of {steps} steps"
    if steps < asked:
        notices.append(
            f"These weights overflow after step {steps}: the horizon ends there, not "
            f"at {asked}."
        )
    with columns[1]:
        t = number("to", "Later state t", 0, steps, because, notices)
    with columns[2]:
        s = number("s", "Earlier state s", 0, t, f"t = {t}", notices)
    with columns[3]:
        swap = _swap(t, s, notices)
    with presets, st.container(horizontal=True, vertical_alignment="bottom"):
        for name in PRESETS:
            st.button(name, key=f"preset_{name}", on_click=_preset, args=(name,))
    return ProductChoice(asked, t, s, swap)


def _swap(t: int, s: int, notices: list[str]) -> int:
    """0, or n with both D_n and D_{n+1} among the factors."""

    def nearest(n: int) -> int:
        if n == 0 or t - s < 2:
            return 0
        return min(max(n, s + 1), t - 1)

    fit_setting("swap", nearest, f"s = {s} and t = {t}", notices)
    return number("swap", "Swap n, n + 1", 0, max(t - 1, 0), f"t = {t}", notices)


def _preset(name: str) -> None:
    set_settings(**PRESETS[name], horizon=LONG, to=LONG, s=0, swap=0)


def set_swap(sent: object) -> None:
    """Set the pair that was swapped in the picture; 0 undoes the swap."""
    if isinstance(sent, int | float) and 0 <= sent <= LONG:
        set_settings(swap=int(sent))
