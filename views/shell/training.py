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
"""The training and the step whose weights this visitor has already waited for."""
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
        shared = training_of(config) if config.at else None
        if shared is not None:
            _restore(shared, config.at)
            if model(config).config.at:
                _say_what_it_is(shared, config.at, page)


def _restore(shared: Shared, step: int) -> None:
    """Compute the weights that the address asks for, and say how far it is.

    Nobody else waits meanwhile; whoever leaves, or asks for something else, ends it.
    """
    if st.session_state.get(READY) == (shared.config, step):
        return
    place = None
    for found in weights_at(shared, step, heed):
        if found is not None:
            trained_weights(shared.config, step, shared, found)
            break
        done = min(shared.training.done, step)
        words = f"The network is trained anew: step {done:,} of {step:,}."
        place = place or st.empty()
        place.progress(done / step, words)
    if place:
        place.empty()
    st.session_state[READY] = (shared.config, step)


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
