"""The words that the network would say, with their probabilities."""

import numpy as np
import streamlit as st

from rnn_core import sample

from ..address.settings import number_setting
from ..model.model import Model
from ..shell.say import say
from ..text.numerals import short
from . import components
from .data_types import SaidWord, SampleData

LENGTH = 24
"""Words that are said."""
SAYING = (
    "**What it would say.** After step {step} the network goes on from the first word "
    "that is read, each word drawn with the probabilities that it gives, and read as "
    "the next. The wider the bar below a word, the more probable it was."
)
TEMPERATURE = (
    "The logits o are divided by it before the softmax. 1: what the network believes. "
    "Near 0: only the likeliest word. Large: any word."
)
LIKELIEST = 5
"""Words of each place whose probabilities are shown."""


def said_words(net: Model, temperature: float, seed: int) -> SampleData | str:
    """What the network says after the first word that it reads.

    A sentence where its numbers overflow.
    """
    first = int(net.trace.inputs[0])
    try:
        said = sample(
            net.params,
            net.trace.activation,
            [first],
            LENGTH,
            temperature,
            seed,
        )
    except ValueError:
        return "With these weights the numbers overflow: the network says nothing."
    words: list[SaidWord] = []
    for word, chances in zip(said.ids, said.yhat, strict=True):
        likeliest = np.argsort(-chances, kind="stable")[:LIKELIEST]
        words.append(
            {
                "word": net.word(int(word)),
                "p": float(chances[word]),
                "guesses": [
                    {"word": net.word(int(n)), "p": float(chances[n])}
                    for n in likeliest
                ],
            }
        )
    return {
        "prompt": [net.word(first)],
        "words": words,
        "rest": "Point at a word, or go to it with the arrow keys: its probability, "
        "and the likeliest words there.",
        "label": f"The words that the network says at temperature {short(temperature)}",
    }


def draw_sample(net: Model, step: int) -> None:
    """Draw the temperature, the seed, and the words."""
    say(SAYING.format(step=f"{step:,}"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        setting = number_setting("temperature")
        heat = st.number_input(
            "Temperature",
            setting.low,
            setting.high,
            setting.default,
            0.1,
            format="%.15g",
            key="temperature",
            bind="query-params",
            help=TEMPERATURE,
            width=170,
        )
        lot = number_setting("draw")
        seed = st.number_input(
            "Seed of the words",
            int(lot.low),
            int(lot.high),
            int(lot.default),
            key="draw",
            bind="query-params",
            width=170,
        )
    said = said_words(net, float(heat), int(seed))
    if isinstance(said, str):
        say(said)
    else:
        components.sample(said)
