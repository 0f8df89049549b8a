"""Tests of Jacobians: identities, differences, and products in 50 digits."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import Params, forward, jacobian_product, pair_norms, step_jacobians
from tests.rnn_core.networks import assert_close, network, networks


def states(params, words, h):
    """h^(0)..h^(T) from a given first state, real or complex."""
    out = [h]
    for word in words:
        out.append(1 / (1 + np.exp(-(params.H @ out[-1] + params.L[:, word]))))
    return out


def exact_products(trace):
    """[i] = dh^(T)/dh^(i), multiplied in 50 digits from the last step on."""
    number = np.frompyfunc(lambda x: mpmath.mpf(float(x)), 1, 1)
    H = number(trace.params.H)
    out = [number(np.eye(len(H)))]
    for slope in number(trace.slope)[::-1]:
        out.append(out[-1] @ (slope[:, None] * H))
    return out[::-1]


@given(networks())
def test_products_are_what_a_complex_step_gives(net):
    trace, D = net.trace, net.params.hidden
    for i in range(trace.steps + 1):
        columns = [
            states(net.params, net.inputs[i:], trace.h[i] + 1e-200j * unit)
            for unit in np.eye(D)
        ]
        for t in range(i, trace.steps + 1):
            desired = np.array([c[t - i].imag for c in columns]).T / 1e-200
            assert_close(jacobian_product(trace, t, i), desired)


@given(networks())
def test_one_step_is_a_product_of_one_factor(net):
    trace = net.trace
    steps = step_jacobians(trace)
    assert steps.shape == (trace.steps, trace.params.hidden, trace.params.hidden)
    for k in range(1, trace.steps + 1):
        np.testing.assert_allclose(
            steps[k - 1], np.diag(trace.slope[k - 1]) @ net.params.H, rtol=1e-15
        )
        np.testing.assert_allclose(
            jacobian_product(trace, k, k - 1), steps[k - 1], rtol=1e-15
        )


@given(networks(), st.data())
def test_a_product_can_be_cut_anywhere(net, data):
    trace = net.trace
    i, m, t = sorted(data.draw(st.tuples(*[st.integers(0, trace.steps)] * 3)))
    cut = jacobian_product(trace, t, m) @ jacobian_product(trace, m, i)
    assert_close(jacobian_product(trace, t, i), cut)


@given(networks())
def test_a_state_depends_on_itself_by_the_identity(net):
    trace = net.trace
    for t in range(trace.steps + 1):
        np.testing.assert_array_equal(
            jacobian_product(trace, t, t), np.eye(net.params.hidden)
        )


@given(networks(least_steps=2))
def test_determinants_multiply(net):
    trace = net.trace
    sign, log_of_H = np.linalg.slogdet(net.params.H)
    for i in range(trace.steps - 2, trace.steps):
        n = trace.steps - i
        product = jacobian_product(trace, trace.steps, i)
        if np.linalg.cond(product) > 1e6:
            product = step_jacobians(trace)[i]  # what one step can still tell
            n = 1
        got_sign, got = np.linalg.slogdet(product)
        logs = np.log(trace.slope[i : i + n]).sum() + n * log_of_H
        np.testing.assert_allclose(got, logs, rtol=1e-8, atol=1e-8)
        assert got_sign == sign**n


@given(networks())
def test_errors_travel_by_the_products(net):
    back, trace, U = net.back, net.trace, net.params.U
    for t in range(1, trace.steps + 1):
        for s in range(1, t + 1):
            to_h = back.delta_o[t - 1] @ U @ jacobian_product(trace, t, s)
            assert_close(back.delta[t - 1, s - 1], to_h * trace.slope[s - 1], 1e-11)


@given(networks())
def test_pair_norms_are_the_products_norms(net):
    trace = net.trace
    norms = pair_norms(trace)
    desired = np.zeros((trace.steps + 1,) * 2)
    for t in range(trace.steps + 1):
        for i in range(t + 1):
            desired[t, i] = np.linalg.norm(jacobian_product(trace, t, i))
    np.testing.assert_allclose(norms, desired, rtol=1e-13)


@pytest.mark.parametrize(("hidden", "scale"), [(1, 1.0), (2, 4.0), (3, 8.0)])
def test_norms_over_a_thousand_steps(hidden, scale):
    trace = network(hidden, 5, 1000, seed=3, scale=scale).trace
    last = pair_norms(trace)[-1]
    exact = exact_products(trace)
    logs = [mpmath.log10(mpmath.sqrt((p * p).sum())) for p in exact]
    assert min(logs) < -330  # below every float
    for i, log in enumerate(logs):
        if log > -307:
            np.testing.assert_allclose(last[i], float(10**log), rtol=1e-11)
        else:
            assert last[i] < 1e-306, (i, last[i], log)


def there_and_back(hidden):
    """A run of 20 steps that shrink by 1e-25 each, and 250 that grow tenfold each.

    Word 0 saturates every unit, word 1 brings them all to exactly 0.5, where word 2
    holds them: 40 h - 20 = 0. With two units each feeds the other.
    """
    H = 40.0 * np.eye(hidden)[::-1]
    L = np.repeat([[-60.0, 0.0, -20.0]], hidden, axis=0)
    words = [0] * 20 + [1] + [2] * 250
    params = Params(H, L, np.ones((3, hidden)), np.full(hidden, 0.5))
    return forward(params, words, words)


@pytest.mark.parametrize("hidden", [1, 2])
def test_a_product_may_pass_below_every_float_and_come_back(hidden):
    trace = there_and_back(hidden)
    exact = exact_products(trace)[0].astype(float)
    shrunk = np.log10(trace.slope[:20] * 40).sum(axis=0).max()
    assert shrunk < -400
    assert 1e-300 < np.abs(exact).max() < 1e-100
    np.testing.assert_allclose(
        jacobian_product(trace, trace.steps, 0), exact, rtol=1e-11
    )
    np.testing.assert_allclose(
        pair_norms(trace)[-1, 0], np.hypot.reduce(exact.ravel()), rtol=1e-11
    )
    np.testing.assert_array_equal(jacobian_product(trace, 20, 0), 0.0)


def test_growth_past_every_float_is_infinite_and_no_earlier():
    words = [0] * 400
    trace = forward(Params([[40]], [[-20, 0]], [[1], [0]], [0.5]), words, words)
    norms = pair_norms(trace)
    np.testing.assert_allclose(jacobian_product(trace, 300, 0), [[1e300]], rtol=1e-12)
    np.testing.assert_allclose(norms[308, 0], 1e308, rtol=1e-12)
    np.testing.assert_array_equal(jacobian_product(trace, 400, 0), [[np.inf]])
    assert norms[400, 0] == np.inf
    np.testing.assert_allclose(norms[400, 100], 1e300, rtol=1e-12)


def test_a_dead_product_stays_zero():
    trace = forward(
        Params(np.zeros((2, 2)), np.ones((2, 3)), np.ones((3, 2)), [0.5, 0.5]),
        [0, 1, 2],
        [1, 2, 0],
    )
    np.testing.assert_array_equal(jacobian_product(trace, 3, 0), np.zeros((2, 2)))
    np.testing.assert_array_equal(pair_norms(trace), np.sqrt(2) * np.eye(4))


def test_results_are_read_only():
    trace = network().trace
    for array in (
        step_jacobians(trace),
        jacobian_product(trace, 2, 0),
        jacobian_product(trace, 2, 2),
        pair_norms(trace),
    ):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0
