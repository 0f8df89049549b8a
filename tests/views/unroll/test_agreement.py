"""Tests that pictures, factors, bars, file and autograd agree on one weight.

autograd differentiates a network written here, each of whose instances of H, L and U
is a variable of its own.
"""

import json

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from rnn_core import contribution_factors
from views.address.settings import Config, Selection
from views.model.model import model
from views.takehome.export import numbers_json
from views.unroll.bars import bars
from views.unroll.network import network
from views.unroll.triangle import triangle

CONFIG = Config(D_h=3, V=7, T=5, seed=11, text="my cat sees your cat and your cat me")


def loss(untied, h0, inputs, targets, t):
    h = h0
    for k in range(t):
        z = anp.dot(untied["H"][k], h) + untied["L"][k][:, inputs[k]]
        h = 1 / (1 + anp.exp(-z))
    logits = anp.dot(untied["U"][t - 1], h)
    return anp.log(anp.sum(anp.exp(logits))) - logits[targets[t - 1]]


def automatic(numbers, matrix, i, j):
    """[t-1, k] = dJ^(t)/dW_ij^(k) by autograd, from a saved file alone."""
    steps = len(numbers["inputs"])
    untied = {
        name: np.array([numbers[name]] * steps, dtype=float) for name in ("H", "L", "U")
    }
    rows = []
    for t in range(1, steps + 1):
        gradient = grad(loss)(
            untied, np.array(numbers["h0"]), numbers["inputs"], numbers["targets"], t
        )
        rows.append(gradient[matrix][:, i - 1, j - 1])
    return np.array(rows)


@pytest.mark.parametrize(
    "pick",
    [
        Selection("H", 1, 2, 3, 0),
        Selection("H", 3, 3, 5, 2),
        Selection("L", 2, 1, 5, 1),
        Selection("U", 1, 2, 3, 2),
    ],
)
def test_everything_shown_agrees_to_the_last_digits(pick):
    net = model(CONFIG)
    numbers = json.loads(numbers_json(net, pick))
    truth = automatic(numbers, pick.matrix, pick.i, pick.j)
    close = {"rtol": 1e-12, "atol": 1e-12 * np.abs(truth).max()}
    cell = truth[pick.t - 1, pick.k]
    data = triangle(net, pick)
    links = contribution_factors(
        net.back, pick.matrix, pick.i - 1, pick.j - 1, pick.t, pick.k
    )
    edges = [
        (k, value)
        for k, i, j, value in network(net, pick, "")["edges"]
        if (i, j) == (pick.i, pick.j)
    ]
    np.testing.assert_allclose(numbers["instances"], truth, **close)
    np.testing.assert_allclose(numbers["gradient"], truth.sum(), **close)
    np.testing.assert_allclose(data["cells"], truth, **close)
    np.testing.assert_allclose(data["row_sums"], truth.sum(axis=1), **close)
    np.testing.assert_allclose(data["total"], truth.sum(), **close)
    np.testing.assert_allclose(links[-1].product.item(), cell, **close)
    np.testing.assert_allclose(
        bars(net, pick)["terms"], truth[pick.t - 1, : pick.t], **close
    )
    for k, value in edges:
        np.testing.assert_allclose(value, truth[pick.t - 1, k], **close)
