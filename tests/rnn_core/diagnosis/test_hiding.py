"""Tests of what hides mistakes: there a wrong pass gives the right numbers."""

import numpy as np
import pytest

from rnn_core import ACTIVATIONS, Params, backward, forward
from rnn_core.diagnosis.hiding import hiding
from rnn_core.diagnosis.meant_counts import meant_counts

WORDS = [0, 1, 2, 1, 3, 0], [1, 2, 1, 3, 0, 2]


def network(hidden=6, steps=6, **changed):
    drawn = Params.random(hidden, 5, seed=3)
    weights = {name: getattr(drawn, name) for name in ("H", "L", "U", "h0")} | changed
    return Params(**weights), WORDS[0][:steps], WORDS[1][:steps]


def slugs(params, inputs, targets, activation="tanh"):
    return {one.slug for one in hiding(params, inputs, targets, activation)}


def wrong_gradient(params, inputs, targets, activation, mistake):
    """dH by a loop with one mistake in it, and dL."""
    trace = forward(params, inputs, targets, activation)
    slope = ACTIVATIONS[activation].slope(trace.z)
    dH, dL = np.zeros_like(params.H), np.zeros_like(params.L)
    carried = np.zeros(params.hidden)
    back = params.H if mistake == "no transpose" else params.H.T
    for s in reversed(range(trace.steps)):
        err = trace.yhat[s].copy()
        err[trace.targets[s]] -= 1
        own = slope[s] ** 2 if mistake == "slope twice" else slope[s]
        delta = own * (params.U.T @ err + carried)
        before = 0 * trace.h[0] if mistake == "zero start" and s == 0 else trace.h[s]
        dH += np.outer(delta, before)
        if mistake == "overwritten":
            dL[:, inputs[s]] = delta
        else:
            dL[:, inputs[s]] += delta
        carried = back @ delta
    return dH, dL


def is_hidden(net, activation, mistake):
    true = backward(forward(*net, activation)).gradients()
    dH, dL = wrong_gradient(*net, activation, mistake)
    return bool(np.allclose(dH, true.H) and np.allclose(dL, true.L))


drawn, *_ = network()
CASES = [
    ("no-repeated-word", "overwritten", network(steps=3), "tanh"),
    ("zero-start", "zero start", network(h0=np.zeros(6)), "tanh"),
    ("symmetric", "no transpose", network(H=drawn.H + drawn.H.T), "tanh"),
    ("zero-one-slopes", "slope twice", network(), "relu"),
    ("no-slope", "slope twice", network(), "identity"),
]


@pytest.mark.parametrize(("slug", "mistake", "net", "activation"), CASES)
def test_what_is_said_to_be_hidden_is_hidden(slug, mistake, net, activation):
    assert is_hidden(net, activation, mistake)
    assert slug in slugs(*net, activation)


@pytest.mark.parametrize("mistake", sorted({case[1] for case in CASES}))
def test_where_nothing_is_said_nothing_is_hidden(mistake):
    assert slugs(*network()) == set()
    assert not is_hidden(network(), "tanh", mistake)


def test_small_networks_and_weights():
    assert "few-units" in slugs(*network(hidden=3))
    assert "short" in slugs(*network(steps=2))
    params, inputs, targets = network()
    tiny = Params(params.H * 1e-3, params.L * 1e-3, params.U, params.h0)
    assert "flat-slopes" in slugs(tiny, inputs, targets)


@pytest.mark.parametrize("reduction", ["sum", "mean"])
@pytest.mark.parametrize("window", [None, 1, 2, 9])
def test_counts_are_those_of_the_engine(reduction, window):
    params, inputs, targets = network()
    back = backward(forward(params, inputs, targets, "tanh"))
    counts = meant_counts(6, reduction, window)
    summed = (back.instances("H", 1, 2) * counts).sum()
    divisor = 6 if reduction == "mean" else 1
    whole = back.gradients(window, reduction).H[1, 2]
    assert summed / divisor == pytest.approx(whole, rel=1e-12)


def test_the_last_loss_counts_alone():
    counts = meant_counts(4, "last", 2)
    np.testing.assert_array_equal(counts.sum(axis=1), [0, 0, 0, 2])
