"""A network that is large enough to learn the whole text by heart, and its recipe."""

from typing import Any

import streamlit as st

from rnn_core import Recipe
from rnn_core.text import tokenize

from ..address.settings import Config, number_setting
from ..model.model import whole_text
from ..model.passage import read_text
from ..model.recipes import write_recipe
from ..shell.presenting import is_presenting
from .run import begin_training

STEPS, CLIP = 1000, 1.0
LONGEST = 60
"""Words that one window reads, at most: the longer it is, the fewer places there are at
which the network begins anew and does not know where in the text it is."""
UNITS = 32
NAME = "Learn the text by heart"
ABOUT = (
    "Sets the network and the recipe, and trains: 32 units, tanh, an entry for each "
    "word of the text. On the text of this app, perplexity falls from about that of a "
    "uniform guess, 37, to under 1.5 within 150 steps. The small network that the app "
    "begins with comes down to about 2.4 of 6, and hardly further: all words but five "
    "share one entry, so that little is left to guess, and three units that read four "
    "words at a time cannot tell one place of the text from another."
)
ABOUT_OWN = "Your network is trained as it is, with a recipe that fits a whole text."


def by_heart(config: Config) -> dict[str, Any]:
    """The settings of such a network; one that was brought is left as it is.

    It keeps text and seed. |V| has an entry for each word, and one for all others.
    """
    if config.network:
        return {"train": write_recipe(_recipe(whole_text(config).size))}
    words = tokenize(read_text(config).text)
    vocab = int(min(len(set(words)) + 1, number_setting("V").high))
    return {
        "D_h": UNITS,
        "V": vocab,
        "activation": "tanh",
        "scale": 0.5,
        "recurrent": "drawn",
        "gain": 1.0,
        "train": write_recipe(_recipe(len(words))),
    }


def _recipe(words: int) -> Recipe:
    """In windows of even length, that of the last one too."""
    predicted = words - 1
    windows = -(-predicted // LONGEST)
    return Recipe(steps=STEPS, clip=CLIP, length=-(-predicted // windows))


def draw_by_heart(config: Config, running: bool) -> None:
    """Draw the button that sets it all, and trains."""
    st.button(
        NAME,
        key="by_heart",
        on_click=begin_training,
        kwargs=by_heart(config),
        disabled=running or is_presenting(),
        help=ABOUT_OWN if config.network else ABOUT,
    )
