"""Tests that every entry of every result keeps its digits where units saturate.

A result is held against 800 digits, entry by entry, and may miss by 1e-12 of the sum
of the absolute terms that the entry adds up.
"""

import mpmath
import numpy as np
import pytest

from rnn_core import Params, contribution_factors, jacobian_product, pair_norms
from tests.rnn_core.networks import network
from tests.rnn_core.routes import assert_near, by_many_digits


def scaled_to(largest, seed):
    """A network whose pre-activations and logits go up to about `largest`."""
    plain = network(hidden=3, vocab=4, steps=4, seed=seed)
    p = plain.params
    L = p.L * (largest / np.abs(p.L[:, plain.inputs]).max())
    U = p.U * (largest / 2 / np.abs(p.U).max())
    return plain._replace(params=Params(p.H, L, U, p.h0))


SATURATED = {
    "scale 16": network(3, 5, 5, seed=7, scale=16.0),
    "scale 16, one unit, two words": network(1, 2, 6, seed=3, scale=16.0),
    "scale 16, one word repeated": network(4, 3, 5, 1, 16.0, words=[2] * 5),
    "scale 16, one step": network(2, 3, 1, seed=5, scale=16.0),
    "to 100": scaled_to(100, seed=2),
    "to 700": scaled_to(700, seed=0),
    "to 700, other signs": scaled_to(700, seed=6),
}


@pytest.fixture(params=SATURATED.values(), ids=SATURATED.keys(), scope="module")
def case(request):
    """A network, and its results in 800 digits, rounded to 50."""
    exact = by_many_digits(*request.param)
    with mpmath.workdps(50):
        yield request.param, exact


def summed(net, h, error_o, error, weight, keep):
    """H, L, U and h0 as sums over the losses t and instances k that `keep` keeps."""
    p = net.params
    H, L, U, h0 = (
        np.full(a.shape, mpmath.mpf(0), dtype=object) for a in (p.H, p.L, p.U, p.h0)
    )
    for t in range(1, len(net.inputs) + 1):
        U += np.outer(error_o[t - 1], h[t])
        for k in [k for k in range(t) if keep(t, k)]:
            H += np.outer(error[t - 1, k], h[k])
            L[:, net.inputs[k]] += error[t - 1, k]
        if keep(t, 0):
            h0 += weight.T @ error[t - 1, 0]
    return H, L, U, h0


def test_the_cases_saturate():
    for name, net in SATURATED.items():
        trace = net.trace
        assert np.abs(trace.z).max() > 8, name
        assert trace.slope.min() < 1e-6, name
    reached = np.concatenate([net.trace.z.ravel() for net in SATURATED.values()])
    assert reached.min() < -650
    assert reached.max() > 650
    surest = [net.trace.one_minus_target.min() for net in SATURATED.values()]
    most_wrong = [net.trace.loss.max() for net in SATURATED.values()]
    assert min(surest) < 1e-60
    assert max(most_wrong) > 300


def test_states_predictions_and_losses(case):
    net, exact = case
    trace, back = net.trace, net.back
    for name in ("h", "slope", "yhat", "loss"):
        assert_near(getattr(trace, name), getattr(exact, name))
    assert_near(back.delta_o, exact.delta_o)
    assert_near(back.delta, exact.delta, exact.size)


def test_contributions(case):
    net, exact = case
    back = net.back
    for i, j in np.ndindex(net.params.H.shape):
        before = exact.h[:-1, j]
        assert_near(
            back.instances("H", i, j),
            exact.delta[:, :, i] * before,
            exact.size[:, :, i] * before,
        )
    for v, j in np.ndindex(net.params.U.shape):
        desired = exact.delta_o[:, v] * exact.h[1:, j]
        assert_near(np.diag(back.instances("U", v, j)), desired)
        read = np.array(net.inputs) == v
        assert_near(
            back.instances("L", j, v), exact.delta[:, :, j] * read, exact.size[:, :, j]
        )


@pytest.mark.parametrize("window", [None, 1, 2])
def test_gradients(case, window):
    net, exact = case

    def keep(t, k):
        return window is None or t - k <= window

    H = np.asarray(net.params.H)
    desired = summed(net, exact.h, exact.delta_o, exact.delta, H, keep)
    sizes = summed(net, exact.h, abs(exact.delta_o), exact.size, abs(H), keep)
    for ours, gradient, size in zip(
        net.back.gradients(window=window), desired, sizes, strict=True
    ):
        assert_near(ours, gradient, size)


def test_chains(case):
    net, exact = case
    back, steps = net.back, len(net.inputs)
    for t in range(1, steps + 1):
        for k in range(t):
            for i in range(net.params.hidden):
                product = contribution_factors(back, "H", i, 0, t, k)[-1].product
                feeds = exact.h[k, 0]
                assert_near(
                    product[0],
                    exact.delta[t - 1, k, [i]] * feeds,
                    exact.size[t - 1, k, [i]] * feeds,
                )


def test_products_of_jacobians(case):
    net, exact = case
    trace, H = net.trace, np.asarray(net.params.H)
    norms = pair_norms(trace)
    for i in range(trace.steps + 1):
        product = size = np.eye(len(H)) * mpmath.mpf(1)
        for t in range(i + 1, trace.steps + 1):
            product = exact.slope[t - 1][:, None] * (H @ product)
            size = exact.slope[t - 1][:, None] * (abs(H) @ size)
            assert_near(jacobian_product(trace, t, i), product, size)
            norm = (product * product).sum() ** 0.5
            assert_near(norms[[t], i], np.array([norm]), np.array([size.sum()]))
