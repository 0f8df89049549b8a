"""Tests of gradients of extreme networks, by three other methods.

Weights are shared here as they are in use: the judges' instances are added up.
"""

import numpy as np
import pytest

from tests.rnn_core.networks import assert_close, network
from tests.rnn_core.routes import (
    by_autograd,
    by_complex_step,
    by_differences,
    losses,
    untied,
)

EDGES = {
    "ordinary": network(3, 5, 4, seed=1),
    "one word repeated": network(3, 4, 6, seed=2, words=[1] * 6),
    "one step": network(4, 3, 1, seed=3),
    "two words": network(3, 2, 5, seed=4),
    "one unit": network(1, 4, 7, seed=5),
    "smallest": network(1, 2, 1, seed=6),
    "more words than steps": network(2, 9, 3, seed=7),
    "scale 16": network(3, 4, 4, seed=8, scale=16.0),
    "scale 16, one unit, two words": network(1, 2, 5, seed=9, scale=16.0),
    "scale 1/100": network(3, 4, 4, seed=10, scale=0.01),
}


@pytest.fixture(params=EDGES.values(), ids=EDGES.keys())
def net(request):
    return request.param


def shared(net, judge):
    """The instances of another method, added up to the gradients of H, L, U and h0."""
    L = np.zeros_like(net.params.L)
    np.add.at(L.T, net.inputs, judge.L.sum(axis=0))
    return judge.H.sum(axis=(0, 1)), L, judge.U.sum(axis=(0, 1)), judge.h0.sum(axis=0)


def test_automatic_differentiation(net):
    judge = by_autograd(untied(net.params, net.inputs), net.targets)
    for ours, desired in zip(net.back.gradients(), shared(net, judge), strict=True):
        assert_close(ours, desired)


@pytest.mark.parametrize("step", [1e-8, 1e-30, 1e-300])
def test_complex_steps_short_and_long(net, step):
    judge = by_complex_step(untied(net.params, net.inputs), net.targets, step)
    for ours, desired in zip(net.back.gradients(), shared(net, judge), strict=True):
        assert_close(ours, desired)


def test_central_differences(net):
    weights = untied(net.params, net.inputs)
    judge = by_differences(weights, net.targets, 1e-5)
    limit = 1e-9 * max(1.0, losses(weights, net.targets).sum())
    for ours, desired in zip(net.back.gradients(), shared(net, judge), strict=True):
        np.testing.assert_allclose(ours, desired, rtol=0, atol=limit)


def test_the_means_are_the_means_of_the_losses(net):
    weights, steps = untied(net.params, net.inputs), len(net.inputs)
    judge = by_complex_step(weights, net.targets, 1e-100)
    means = net.back.gradients(reduction="mean")
    for ours, desired in zip(means, shared(net, judge), strict=True):
        assert_close(ours * steps, desired)
