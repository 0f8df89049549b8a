"""The page Unroll in a browser: where its edges and cells are, and its numbers."""

from rnn_core import (
    Params,
    Vocabulary,
    backward,
    forward,
    next_word_window,
    orthogonal,
)
from views.address.settings import DEFAULT_TEXT

SENTENCE = "my cat sees your cat and your cat sees my dog"


def engine(
    text=DEFAULT_TEXT,
    D_h=3,
    V=6,
    T=4,
    seed=0,
    scale=1.0,
    activation="sigmoid",
    straight=False,
):
    vocabulary = Vocabulary.from_text(text, V)
    window = next_word_window(vocabulary.encode(text), T)
    params = Params.random(D_h, V, seed, scale)
    if straight:
        params = Params(orthogonal(params.H), params.L, params.U, params.h0)
    return backward(forward(params, window.inputs, window.targets, activation))


def edge(k, i, j):
    return f'.hit[data-k="{k}"][data-i="{i}"][data-j="{j}"]'


def cell(t, k):
    return f'.cell[tabindex][data-t="{t}"][data-k="{k}"]'
