"""Tests of what hides mistakes: there a wrong pass gives the right numbers."""

import numpy as np
import pytest

from rnn_core import Params, backward, forward
from rnn_core.diagnosis.hiding import hiding
from rnn_core.diagnosis.meant_counts import meant_counts
from tests.rnn_core.diagnosis.hand_passes import network, wrong_gradient


def slugs(params, inputs, targets, activation="tanh"):
    return {one.slug for one in hiding(params, inputs, targets, activation)}


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
