"""Tests that wrong weights, ids and texts raise errors that name what is wrong."""

import numpy as np
import pytest

from rnn_core import (
    Params,
    Vocabulary,
    backward,
    forward,
    next_word_window,
    tokenize,
)
from tests.rnn_core.networks import network, refuses

pytestmark = pytest.mark.usefixtures("unchecked")

P = network().params  # D_h = 3, |V| = 5, T = 4
WEIGHTS = {"H": P.H, "L": P.L, "U": P.U, "h0": P.h0}


def spoilt(name, index, value):
    array = WEIGHTS[name].copy()
    array[index] = value
    return array


@pytest.mark.parametrize(
    ("name", "value", "error", "words"),
    [
        ("H", np.ones((3, 2)), ValueError, ["H has shape (3, 2)", "be (3, 3)"]),
        ("H", np.ones(9), ValueError, ["H has shape (9,)", "D_h D_h"]),
        ("H", 1.0, ValueError, ["H has shape ()", "D_h D_h"]),
        ("H", [[]], ValueError, ["H has shape (1, 0)", "non-empty"]),
        ("H", np.ones((3, 3, 1)), ValueError, ["H has shape (3, 3, 1)", "D_h D_h"]),
        ("L", np.ones(5), ValueError, ["L has shape (5,)", "D_h |V|"]),
        ("L", np.ones((3, 0)), ValueError, ["L has shape (3, 0)", "non-empty"]),
        ("L", np.ones((3, 4)), ValueError, ["U has shape (5, 3)", "be (4, 3)"]),
        ("U", P.U.T, ValueError, ["U has shape (3, 5)", "be (5, 3)"]),
        ("h0", np.ones(4), ValueError, ["h0 has shape (4,)", "be (3,)"]),
        ("h0", P.h0[:, None], ValueError, ["h0 has shape (3, 1)", "(D_h)"]),
        ("h0", [], ValueError, ["h0 has shape (0,)", "non-empty"]),
        (
            "H",
            spoilt("H", (1, 2), np.nan),
            ValueError,
            ["H[", "1, 2", "is nan", "finite"],
        ),
        (
            "L",
            spoilt("L", (2, 4), np.inf),
            ValueError,
            ["L[", "2, 4", "is inf", "finite"],
        ),
        ("U", spoilt("U", (0, 0), -np.inf), ValueError, ["U[", "0, 0", "is -inf"]),
        ("h0", [0, np.nan, 0], ValueError, ["h0[", "is nan", "finite"]),
        ("H", P.H + 1j, TypeError, ["H has", "complex128", "real"]),
        ("H", P.H > 0, TypeError, ["H has", "bool", "real"]),
        ("U", P.U.astype(str), TypeError, ["U has", "<U", "real"]),
        ("L", None, TypeError, ["L has", "object", "real"]),
        ("h0", "abc", TypeError, ["h0 has", "<U3", "real"]),
        ("h0", [None, 1.0, 2.0], TypeError, ["h0 has", "object", "real"]),
    ],
)
def test_weights(name, value, error, words):
    refuses(error, words, Params, **(WEIGHTS | {name: value}))


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"hidden": 0}, ValueError, ["hidden is 0", "from 1"]),
        ({"hidden": -3}, ValueError, ["hidden is -3", "from 1"]),
        ({"hidden": 2.5}, TypeError, ["hidden is 2.5", "whole number"]),
        ({"hidden": "3"}, TypeError, ["hidden is '3'", "whole number"]),
        ({"hidden": True}, TypeError, ["hidden is True", "whole number"]),
        ({"vocab": 0}, ValueError, ["vocab is 0", "from 1"]),
        ({"vocab": None}, TypeError, ["vocab is None", "whole number"]),
        ({"vocab": np.array([3, 4])}, TypeError, ["vocab is", "whole number"]),
        ({"seed": -1}, ValueError, ["seed is -1", "from 0"]),
        ({"seed": 1.0}, TypeError, ["seed is 1.0", "whole number"]),
        ({"seed": None}, TypeError, ["seed is None", "whole number"]),
        ({"scale": 0}, ValueError, ["scale is 0", "above 0"]),
        ({"scale": -1.0}, ValueError, ["scale is -1.0", "above 0"]),
        ({"scale": np.nan}, ValueError, ["scale", "nan", "finite"]),
        ({"scale": np.inf}, ValueError, ["scale", "inf", "finite"]),
        ({"scale": "1"}, TypeError, ["scale", "<U1", "real"]),
        ({"scale": True}, TypeError, ["scale", "bool", "real"]),
        ({"scale": [1, 2]}, ValueError, ["scale", "(1, 2)"]),
    ],
)
def test_random_weights(change, error, words):
    refuses(error, words, Params.random, **({"hidden": 3, "vocab": 5} | change))


IDS = [
    ([], ValueError, ["shape (0,)", "at least one"]),
    (2, ValueError, ["shape ()", "(T,)"]),
    ([[1, 2]], ValueError, ["shape (1, 2)", "(T,)"]),
    ([0, 5, 1, 1], ValueError, ["[1] is 5", "0 to 4"]),
    ([0, 1, 1, -1], ValueError, ["[3] is -1", "0 to 4"]),
    (
        np.array([0, 1, 1, 2**63], np.uint64),
        ValueError,
        ["[3] is 9223372036854775808", "0 to 4"],
    ),
    ([0, 1, 1, 2**70], TypeError, ["object", "whole numbers"]),
    ([0, 1.0, 1, 1], TypeError, ["float64", "whole numbers"]),
    ([0, 1.5, 1, 1], TypeError, ["float64", "whole numbers"]),
    ([0, np.nan, 1, 1], TypeError, ["float64", "whole numbers"]),
    ([True, False, True, True], TypeError, ["bool", "whole numbers"]),
    (["a", "b", "c", "d"], TypeError, ["<U1", "whole numbers"]),
    ([0, None, 1, 1], TypeError, ["object", "whole numbers"]),
    (None, ValueError, ["shape ()", "(T,)"]),
    ("0123", ValueError, ["shape ()", "(T,)"]),
]


@pytest.mark.parametrize(("ids", "error", "words"), IDS)
def test_token_ids(ids, error, words):
    refuses(error, ["inputs", *words], forward, P, ids, [0, 1, 2, 3])
    refuses(error, ["targets", *words], forward, P, [0, 1, 2, 3], ids)
    vocabulary = Vocabulary.from_text("one two three four", 5)
    if np.size(ids):  # no ids are no words
        refuses(error, ["ids", *words], vocabulary.decode, ids)


def test_lengths_that_differ():
    words = ["inputs has 2", "targets 3", "every input"]
    refuses(ValueError, words, forward, P, [0, 1], [1, 2, 3])


@pytest.mark.parametrize("value", [None, 3, "params", WEIGHTS])
def test_what_forward_and_backward_start_from(value):
    kind = type(value).__name__
    refuses(TypeError, [f"params is {kind}", "a Params"], forward, value, [0], [1])
    refuses(TypeError, [f"trace is {kind}", "a Trace"], backward, value)


@pytest.mark.parametrize(("words", "step"), [([1, 0], 1), ([0, 1], 2), ([0, 0, 1], 3)])
def test_weights_that_overflow(words, step):
    params = Params([[0]], [[-1, 2]], [[1.7e308], [-1.7e308]], [0])  # only word 1 does
    message = ["params are too large", f"overflow at step {step}", "scale H, L and U"]
    refuses(ValueError, message, forward, params, words, [1] * len(words))


def test_random_weights_that_overflow():
    words = ["scale", "1e+308"]
    refuses(ValueError, words, Params.random, 3, 5, scale=1e308)


@pytest.mark.parametrize("name", WEIGHTS)
def test_ragged_weights(name):
    ragged = WEIGHTS | {name: [[1.0, 2.0], [3.0]]}
    refuses(ValueError, [name, "same length"], Params, **ragged)


def test_ragged_ids():
    ragged = [[0], [1, 2]]
    words = ["same length"]
    refuses(ValueError, ["inputs", *words], forward, P, ragged, [0, 1])
    refuses(ValueError, ["targets", *words], forward, P, [0, 1], ragged)
    refuses(ValueError, ["ids", *words], next_word_window, ragged, 1)


@pytest.mark.parametrize("value", [None, 3, b"bytes", ["a", "b"]])
def test_texts(value):
    words = [f"text is {type(value).__name__}", "a str"]
    refuses(TypeError, words, tokenize, value)
    refuses(TypeError, words, Vocabulary.from_text, value, 3)


@pytest.mark.parametrize(
    ("size", "error"), [(0, ValueError), (-2, ValueError), (2.0, TypeError)]
)
def test_vocabulary_sizes(size, error):
    words = [f"size is {size}", "whole number from 1"]
    refuses(error, words, Vocabulary.from_text, "one two", size)


@pytest.mark.parametrize(
    ("ids", "steps", "start", "error", "words"),
    [
        ([], 1, 0, ValueError, ["ids has shape (0,)", "at least two words"]),
        ([3], 1, 0, ValueError, ["ids has shape (1,)", "at least two words"]),
        ([[1, 2]], 1, 0, ValueError, ["ids has shape (1, 2)", "at least two"]),
        ([1.0, 2.0], 1, 0, TypeError, ["ids", "float64", "whole numbers"]),
        ([1, -2], 1, 0, ValueError, ["ids[1] is -2", "from 0"]),
        ([1, 2], 0, 0, ValueError, ["steps is 0", "from 1"]),
        ([1, 2], 1.0, 0, TypeError, ["steps is 1.0", "whole number"]),
        ([1, 2], 1, -1, ValueError, ["start is -1", "from 0"]),
        ([1, 2], 1, None, TypeError, ["start is None", "whole number"]),
    ],
)
def test_windows_of_a_text(ids, steps, start, error, words):
    refuses(error, words, next_word_window, ids, steps, start)
