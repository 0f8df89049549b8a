"""A small network, and the cell that makes it."""

CELL = """\
from rnn_core import Params, Vocabulary, backward, forward, next_word_window

text = "my cat sees your cat and your cat sees my dog"
vocabulary = Vocabulary.from_text(text, size=6)
inputs, targets, _ = next_word_window(vocabulary.encode(text), steps=4)
back = backward(forward(Params.random(3, 6, seed=0), inputs, targets))
"""


def small():
    """What the cell makes: its words, and the errors of every loss."""
    made = {}
    exec(CELL, made)
    return made["vocabulary"].words, made["back"]
