"""The trained network on every page: its settings, its progress, and a way back."""

from typing import Any

import streamlit as st

from ..address.settings import Config
from ..model.model import model, training_of
from ..model.recipes import parse_recipe
from ..model.trainings import Shared, trained_weights, weights_at
from ..text.naming import named
from .controls import number, text_box
from .navigation import go_to_page
from .state import heed, set_settings

READY = "_trained"
"""Trainings and steps whose weights this visitor waited for: the last two, of which one
may be that of a network to compare with."""
RECIPE = (
    "The recipe of the training on the page Learn; it is part of the link. on: with "
    "every default. steps=900,rate=1: others are left as they are."
)
ABOUT_STEP = (
    "The network after this many steps of the training; 0: before it. Edits come after."
)


def draw_training_settings(notices: list[str]) -> dict[str, Any]:
    """Draw the recipe, and the step of it after which the network is shown."""
    text = text_box("train", "Training", named(RECIPE))
    recipe = parse_recipe(text).recipe
    steps = recipe.steps if recipe else 0
    because = f"{steps:,} steps of training" if recipe else "a network without training"
    at = number("at", "Steps of training", 0, steps, because, notices, about=ABOUT_STEP)
    return {"train": text, "at": at}


def draw_training(config: Config, page: str) -> None:
    """Where the network is a trained one: wait for its weights, and say what it is."""
    with st.container(
        key="aside_training",
        horizontal=True,
        vertical_alignment="center",
        gap="small",
    ):
        shared = restore_training(config, leave=True)
        if shared is not None and model(config).config.at:
            _say_what_it_is(shared, config.at, page)


def restore_training(config: Config, leave: bool = False) -> Shared | None:
    """The training of a trained network, once its weights are there; None of others.

    It says how far it is. Nobody else waits meanwhile; whoever leaves, or asks for
    something else, ends it. leave: offer the untrained network.
    """
    shared = training_of(config) if config.at else None
    if shared is not None:
        ready = st.session_state.get(READY, ())
        if (shared.config, config.at) not in ready:
            _restore(shared, config.at, leave)
        latest = [one for one in ready if one != (shared.config, config.at)][-1:]
        st.session_state[READY] = (*latest, (shared.config, config.at))
    return shared


def _restore(shared: Shared, step: int, leave: bool) -> None:
    """Compute the weights after this many steps, with a bar."""
    step = min(step, shared.training.planned)
    place = bar = None
    for found in weights_at(shared, step, heed):
        if found is not None:
            trained_weights(shared.config, step, shared, found)
            break
        if bar is None:
            place = st.empty()
            with place.container(horizontal=True, vertical_alignment="center"):
                bar = st.empty()
                if leave:
                    _leave()
        done = min(shared.training.done, step)
        words = f"The network is trained anew: step {done:,} of {step:,}."
        bar.progress(done / step, words)
    if place is not None:
        place.empty()


def _leave() -> None:
    st.button("Show it untrained", key="untrained_now", on_click=forget_step)


def _say_what_it_is(shared: Shared, step: int, page: str) -> None:
    training = shared.training
    at = min(step, training.done)
    st.markdown(
        f"Network after **{at:,} of {training.planned:,}** steps of training",
        width="content",
    )
    st.button("Untrained network", key="untrained", on_click=forget_step)
    if page != "learn":
        st.button("Its training", key="to_learn", on_click=go_to_page, args=("learn",))


def forget_step() -> None:
    """For a callback: show the network as it is before training."""
    set_settings(at=0)
