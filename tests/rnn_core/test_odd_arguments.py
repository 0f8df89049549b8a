"""Tests that arguments which NumPy would misread are refused by name."""

import numpy as np
import pytest

from rnn_core import Params, Vocabulary, contribution_factors, forward, jacobian_product
from tests.rnn_core.networks import network, refuses

pytestmark = pytest.mark.usefixtures("unchecked")

NET = network()  # D_h = 3, |V| = 5, T = 4
BACK, TRACE = NET.back, NET.trace

NO_POSITION = [
    (np.True_, "is np.True_"),
    (np.array([1]), "is array([1])"),
    (np.array([0, 1]), "is array([0, 1])"),
    (np.float64(1), "is np.float64(1.0)"),
    (np.nan, "is nan"),
    (1j, "is 1j"),
    (Ellipsis, "is Ellipsis"),
    ([1], "is [1]"),
    ("H", "is 'H'"),
]


@pytest.mark.parametrize(("value", "got"), NO_POSITION)
def test_no_position(value, got):
    for name, most in (("i", 2), ("j", 4)):
        position = {"i": 0, "j": 0} | {name: value}
        words = [f"{name} {got}", f"a whole number from 0 to {most}"]
        refuses(TypeError, words, BACK.instances, "L", **position)
        refuses(TypeError, words, contribution_factors, BACK, "L", **position, t=1, k=0)
    for name in ("t", "i"):
        position = {"t": 2, "i": 1} | {name: value}
        words = [f"{name} {got}", "a whole number from 0 to 4"]
        refuses(TypeError, words, jacobian_product, TRACE, **position)


@pytest.mark.parametrize(("value", "got"), NO_POSITION)
def test_no_window(value, got):
    words = [f"window {got}", "a whole number from 1"]
    refuses(TypeError, words, BACK.gradients, window=value)


@pytest.mark.parametrize("value", [5, 10**30, -(10**30), np.int64(5), np.array(7)])
def test_positions_far_out(value):
    words = [f"is {int(value)}", "a whole number from"]
    refuses(IndexError, ["i", *words], BACK.instances, "H", value, 0)
    refuses(IndexError, ["j", *words], BACK.instances, "U", 0, value)
    refuses(IndexError, ["t", *words, "states"], jacobian_product, TRACE, value, 0)
    refuses(IndexError, ["k", *words], contribution_factors, BACK, "H", 0, 0, 4, value)


@pytest.mark.parametrize(
    ("ids", "got"),
    [
        ([0j, 1, 2, 3], "complex128"),
        (np.array([1, 2, 3, 4], "M8[D]"), "datetime64[D]"),
        (np.array([1, 2, 3, 4], "m8[s]"), "timedelta64[s]"),
        ([b"0", b"1", b"2", b"3"], "|S1"),
        ([np.inf, 0, 0, 0], "float64"),
        (np.ones(4, np.float16), "float16"),
        (np.array([0, 1, 2, 3], object), "object"),
    ],
)
def test_what_is_no_token_id(ids, got):
    words = [f"has entries of type {got}", "whole numbers"]
    refuses(TypeError, ["inputs", *words], forward, NET.params, ids, [0] * 4)
    refuses(TypeError, ["targets", *words], forward, NET.params, [0] * 4, ids)
    vocabulary = Vocabulary.from_text("one two", 5)
    refuses(TypeError, ["ids", *words], vocabulary.decode, ids)


@pytest.mark.parametrize("ids", [[5], [-1], [0, 9], [2**62]])
def test_ids_that_name_no_word(ids):
    vocabulary = Vocabulary.from_text("one two three four", 5)
    words = [f"ids[{len(ids) - 1}] is {ids[-1]}", "0 to 4"]
    refuses(ValueError, words, vocabulary.decode, ids)


@pytest.mark.parametrize("name", ["H", "L", "U", "h0"])
@pytest.mark.parametrize(
    ("kind", "got"),
    [
        ("c16", "complex128"),
        ("?", "bool"),
        ("S3", "|S3"),
        ("O", "object"),
        ("M8[s]", "datetime64[s]"),
        ("m8[s]", "timedelta64[s]"),
    ],
)
def test_weights_of_no_real_type(name, kind, got):
    p = NET.params
    weights = {"H": p.H, "L": p.L, "U": p.U, "h0": p.h0}
    weights[name] = np.zeros(weights[name].shape, kind)
    words = [f"{name} has entries of type {got}", "real numbers"]
    refuses(TypeError, words, Params, **weights)


@pytest.mark.parametrize("name", ["H", "L", "U", "h0"])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_every_weight_must_be_finite(name, value):
    p = NET.params
    weights = {"H": p.H, "L": p.L, "U": p.U, "h0": p.h0}
    weights[name] = weights[name].copy()
    weights[name].flat[-1] = value
    words = [f"{name}[", f"is {value}", "every entry must be finite"]
    refuses(ValueError, words, Params, **weights)


@pytest.mark.parametrize("matrix", [b"H", "h0", ("H",), 1.0])
def test_no_matrix(matrix):
    words = [f"matrix is {matrix!r}", '"H", "L" or "U"']
    refuses(ValueError, words, BACK.instances, matrix, 0, 0)
    refuses(ValueError, words, contribution_factors, BACK, matrix, 0, 0, 1, 0)
