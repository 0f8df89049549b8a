"""Starts, stops and goes on with the training that a visitor looks at."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from ..address.query import Value
from ..address.settings import number_setting
from ..model.recipes import write_recipe
from ..model.trainings import Shared, advance
from ..shell.presenting import is_presenting
from ..shell.state import heed, set_next, set_settings
from .captions import CHANGED
from .recipe_form import RECIPE, form_recipe

STOPPED = "_stopped"
"""The training that this visitor has stopped."""
ASKED = "_asked_to_train"
"""Whether the visitor pressed the button, and so wants to look inside at the end."""
HELD = "_training"
"""The training that is watched: as long as it is, it goes on where it was."""
TURNS = "_turns"
"""The training that is watched, and how many turns this visitor had of it."""
SHORTEST, LONGEST = 0.05, 0.25
"""Seconds that the first turn computes, and the longest one."""
TICK = "_tick"
"""How many times the page was drawn: what the browser asks with for the next turn."""


class Turn(NamedTuple):
    """Whether training goes on after this run, and whether others had the turn."""

    running: bool
    waited: bool


def train_for_a_turn(shared: Shared | None) -> Turn:
    """Train for a fraction of a second, unless it was stopped, or nothing is left.

    The first turns are short, so that the curve is seen to move. At the end of what
    the visitor asked for, the trained network is looked into.
    """
    st.session_state[HELD] = shared
    if shared is None:
        return Turn(False, False)
    if shared.finished:
        _look_inside(shared)
        return Turn(False, False)
    if st.session_state.get(STOPPED) == shared.config:
        return Turn(False, False)
    before, turns = st.session_state.get(TURNS, (None, 0))
    turns = turns + 1 if before == shared.config else 1
    st.session_state[TURNS] = (shared.config, turns)
    seconds = min(SHORTEST * turns, LONGEST)
    waited = not advance(shared, shared.training.planned, seconds, heed)
    if shared.finished:
        _look_inside(shared)
    return Turn(not shared.finished, waited)


def _look_inside(shared: Shared) -> None:
    """Look into the trained network, where the visitor asked for the training."""
    if st.session_state.pop(ASKED, False):
        set_next(at=shared.training.done)


def next_tick() -> int:
    """A number that no earlier run of this visit had."""
    st.session_state[TICK] = st.session_state.get(TICK, 0) + 1
    return int(st.session_state[TICK])


def draw_buttons(shared: Shared | None, changed: bool, running: bool) -> None:
    """Draw the button that starts or goes on, and the one that forgets."""
    goes_on = shared is not None and not shared.finished and not changed
    st.button(
        "Go on" if goes_on and not running else "Train",
        key="train_button",
        on_click=_train,
        disabled=running or is_presenting(),
    )
    if shared is not None and changed:
        st.caption(CHANGED, width="content")
    if shared is not None:
        st.button("Forget it", key="forget_training", on_click=_forget)


def _train() -> None:
    begin_training(train=write_recipe(form_recipe()))


def begin_training(**settings: Value) -> None:
    """For a callback: train with these settings, from where that training is."""
    set_settings(**settings, at=0)
    st.session_state.pop(STOPPED, None)
    st.session_state[ASKED] = True


def stopper(shared: Shared | None) -> Callable[[object], None]:
    """What stops a training, and looks into the network as far as it was trained."""

    def stop(_sent: object) -> None:
        if shared is None or shared.finished:
            return
        st.session_state[STOPPED] = shared.config
        st.session_state.pop(ASKED, None)
        set_settings(at=shared.training.done)

    return stop


def _forget() -> None:
    set_settings(train="", at=0)
    for name in (STOPPED, ASKED, RECIPE):
        st.session_state.pop(name, None)


def set_step(sent: object) -> None:
    """Look into the network after a step that a browser sent, which may be anything."""
    if isinstance(sent, int | float) and 0 <= sent <= number_setting("at").high:
        set_settings(at=int(sent))
