"""Tests that an evaluation's shortcuts give what the long way gives."""

from types import SimpleNamespace

import numpy as np
import sympy as sp

from derivations import Network
from derivations.evaluation.evaluate import evaluate
from derivations.language.symbols import J, Partial, V, h, m, o, onehot_y, s, t, v, yhat


def test_a_sum_with_a_one_hot_factor_keeps_to_its_bounds(setting):
    network = Network(*setting())
    for time in range(1, network.T + 1):
        word = int(network.targets[time - 1]) + 1
        for low, high in ((1, V), (2, V), (1, V - 1), (3, V)):
            total = sp.Sum(onehot_y[t, v] * o[t, v], (v, low, high))
            last = network.V + int(high - V)
            found = evaluate(total, network, {t: time})
            inside = low <= word <= last
            assert found == (network.o[time][word - 1] if inside else 0.0)


def test_derivatives_of_some_outputs_are_rows_of_all():
    words = 70
    draw = np.random.default_rng(0)
    params = SimpleNamespace(
        H=draw.normal(size=(4, 4)),
        L=draw.normal(size=(4, words)),
        U=draw.normal(size=(words, 4)),
        h0=draw.normal(size=4),
    )
    network = Network(params, *draw.integers(0, words, (2, 3)))
    (unit,) = moved = (np.array([0, 2]),)
    nudge = network.nudge("h", (1,), moved)
    for name in ("o", "yhat"):
        every = getattr(nudge, name)(1)
        some = nudge.element(name, 1, np.array([[3], [1], [3]]), (1, len(unit)))
        np.testing.assert_allclose(some, every[[3, 1, 3]], rtol=1e-13)


def test_a_sum_of_derivatives_over_words_is_found_once_for_its_indices(setting):
    network = Network(*setting())
    total = sp.Sum(Partial(J(t), yhat[t, v]) * Partial(yhat[t, v], h[t, m]), (v, 1, V))
    added: list[object] = []
    add_up = network.sum_over_words
    network.sum_over_words = lambda key, find: add_up(
        key, lambda: added.append(key) or find()
    )
    twice = [evaluate(sp.Sum(total, (s, 1, 2)), network, {t: 1, m: 1}) for _ in "ab"]
    other = evaluate(total, network, {t: 1, m: 2})
    assert twice[0] == twice[1] == 2 * evaluate(total, network, {t: 1, m: 1})
    assert len(added) == 2
    assert other != twice[0]


def test_first_steps_share_what_the_whole_run_found(setting):
    network = Network(*setting())
    first = network.first(2)
    assert network.first(network.T) is network
    assert np.shares_memory(first.h, network.h)
    assert (first.T, len(first.h), len(first.o)) == (2, 3, 3)
    assert first.loss(2) == network.loss(2)
