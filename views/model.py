"""The network behind the screen, computed once for each configuration."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st
from jaxtyping import Int64

from rnn_core import (
    Backward,
    Params,
    Trace,
    Vocabulary,
    Window,
    backward,
    forward,
    next_word_window,
    orthogonal,
    tokenize,
)

from .settings import DEFAULT_TEXT, Config


@dataclass(frozen=True, eq=False)
class Passage:
    """The words that the network reads, with a sentence where they are not as asked.

    text: what was read, `words` in all. start counts from 1, as on the screen.
    """

    text: str
    vocabulary: Vocabulary
    inputs: Int64[np.ndarray, " T"]
    targets: Int64[np.ndarray, " T"]
    start: int
    words: int
    notices: tuple[str, ...]

    @property
    def steps(self) -> int:
        """The number of steps T that the text allows."""
        return len(self.inputs)


@dataclass(frozen=True, eq=False)
class Model:
    """One configuration's network, run forwards and back."""

    config: Config
    passage: Passage
    params: Params
    trace: Trace
    back: Backward
    notices: tuple[str, ...] = ()

    @property
    def used(self) -> Config:
        """The configuration with the text, T and start that were used in the end."""
        read = self.passage
        return replace(
            self.config, text=read.text, T=self.trace.steps, start=read.start
        )

    def word(self, token: int) -> str:
        """The word with this id; #7 for entry 7 where the text leaves it unnamed."""
        named = self.passage.vocabulary.words[token]
        return named or f"#{token + 1}"


@st.cache_resource(max_entries=64, show_spinner=False)
def passage(text: str, V: int, T: int, start: int) -> Passage:
    """Read up to T words of a text from word `start` on, counted from 1."""
    notices = []
    words = tokenize(text)
    if len(words) < 2:
        notices.append(
            "This text has fewer than two words, and a network that predicts the next "
            "word needs two: the default text is used instead."
        )
        text, words = DEFAULT_TEXT, tokenize(DEFAULT_TEXT)
    vocabulary = Vocabulary.from_text(text, V)
    window: Window = next_word_window(vocabulary.encode(words), T, start - 1)
    if len(window.inputs) < T:
        notices.append(
            f"The text has {len(words)} words, so T is {len(window.inputs)} and not "
            f"{T}: the last word is only ever a target."
        )
    if window.start != start - 1:
        notices.append(
            f"start = {start} leaves fewer than T + 1 words: "
            f"{window.start + 1} is used."
        )
    return Passage(
        text,
        vocabulary,
        window.inputs,
        window.targets,
        window.start + 1,
        len(words),
        tuple(notices),
    )


@st.cache_resource(max_entries=6, show_spinner=False)
def model(config: Config) -> Model:
    """The network of a configuration: drawn, run, and every loss carried back.

    Where its numbers overflow it reads fewer steps, and says so.
    """
    read = passage(config.text, config.V, config.T, config.start)
    params = weights(config)
    steps = read.steps
    while True:
        inputs, targets = read.inputs[:steps], read.targets[:steps]
        try:
            trace = forward(params, inputs, targets, config.activation)
            back = backward(trace)
        except ValueError:
            if steps == 1:
                raise
            steps = max(1, steps * 3 // 4)
            continue
        notices = []
        if steps < read.steps:
            notices.append(
                f"These weights overflow within {read.steps} steps: T = {steps} is "
                "used."
            )
        return Model(config, read, params, trace, back, tuple(notices))


def weights(config: Config) -> Params:
    """The weights of a configuration: H as drawn or made orthogonal, times its gain."""
    drawn = Params.random(config.D_h, config.V, config.seed, config.scale)
    if config.recurrent == "drawn" and config.gain == 1:
        return drawn
    H = orthogonal(drawn.H) if config.recurrent == "orthogonal" else drawn.H
    return Params(config.gain * H, drawn.L, drawn.U, drawn.h0)
