"""The form of a recipe: what is decided before the first step of training."""

import streamlit as st

from rnn_core import Recipe

from ..address.settings import Choice
from ..model.recipes import DEFAULTS, INGREDIENTS, parse_recipe
from ..text.naming import named

RECIPE = "_recipe"
"""The text of the address that the form was filled from."""
WIDE = 152
"""Pixels of a widget: five stand in a row beside the sidebar."""
LABELS = {
    "steps": "Training steps",
    "rate": "Learning rate",
    "length": "Words a step reads",
    "losses": "Losses of a window",
    "order": "Order of the text",
    "shuffle": "Seed of the order",
    "window": "Window (0: all)",
    "cut": "Window is cut",
    "clip": "Clip at (0: never)",
}
"""In the order of the form."""
ABOUT = {
    "steps": "How many times the weights are moved, from 1 to 5,000.",
    "rate": "How far a step goes: every weight moves against its gradient times this. "
    "Too small, and little is learned; too large, and the loss jumps or overflows.",
    "length": "T of a training window: a step reads so many words, and carries their "
    "losses back as far as the first of them.",
    "losses": "mean: a step follows the mean of its losses. sum: their sum, which is "
    "T times as long. last: the last loss alone.",
    "order": "text: windows one after the other, over and over. shuffled: in an order "
    "that is drawn anew in every pass.",
    "shuffle": "Another seed shuffles in another order. It has no effect on a text "
    "that is read in order.",
    "window": "Truncation: each loss goes back w steps and no further.",
    "cut": "sliding: w steps back from every loss. pieces: the words are cut into "
    "pieces of w, and nothing goes back from one to the one before (detached), as code "
    "in practice does. Without a window it has no effect.",
    "clip": "The largest norm: a gradient of all weights together that is longer is "
    "shortened to it, in its own direction.",
}


def draw_recipe_form(text: str) -> Recipe:
    """Draw the form, filled from the address whenever that changes; what it says."""
    fill_form(text)
    with st.container(
        key="recipe", horizontal=True, vertical_alignment="bottom", gap="small"
    ):
        for name in LABELS:
            _widget(name)
    return form_recipe()


def fill_form(text: str) -> None:
    """Fill the form from the recipe of the address, unless it was filled from it."""
    if st.session_state.get(RECIPE) == text and all(
        key(name) in st.session_state for name in LABELS
    ):
        return
    recipe = parse_recipe(text).recipe or DEFAULTS
    for name in LABELS:
        st.session_state[key(name)] = getattr(recipe, INGREDIENTS[name].field)
    st.session_state[RECIPE] = text


def form_recipe() -> Recipe:
    """The recipe that the form says; a browser can send anything, so it is read."""
    values = ((name, st.session_state[key(name)]) for name in LABELS)
    text = ",".join(f"{name}={value}" for name, value in values)
    return parse_recipe(text).recipe or DEFAULTS


def key(name: str) -> str:
    """The key of a setting's widget."""
    return f"recipe_{name}"


def _widget(name: str) -> None:
    """Draw a widget at its value: a browser that a fast run passes by shows it too."""
    setting, value = INGREDIENTS[name].setting, st.session_state[key(name)]
    label, about = named(LABELS[name]), named(ABOUT[name])
    if isinstance(setting, Choice):
        st.selectbox(
            label,
            setting.options,
            setting.options.index(value),
            key=key(name),
            help=about,
            width=WIDE,
        )
        return
    kind = setting.kind
    st.number_input(
        label,
        kind(setting.low),
        kind(setting.high),
        kind(value),
        step=kind(1) if kind is int else 0.1,
        format=None if kind is int else "%.15g",
        key=key(name),
        help=about,
        width=WIDE,
    )
