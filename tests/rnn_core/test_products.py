"""Tests of products over up to 1,000 steps, against exact integer arithmetic."""

import math
from functools import cache

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_core import (
    Params,
    eigenvalues,
    float64_reach,
    forward,
    jacobian_product,
    log_bounds,
    log_determinant,
    log_norms,
    log_singular_values,
    lyapunov,
    orthogonal,
    run_states,
    running_products,
)
from tests.rnn_core.networks import refuses

BITS = 400
ONE = 1 << BITS
WORDS = [0, 1, 2, 3, 4, 5, 2, 1]


def network(hidden, steps, activation="sigmoid", scale=1.0, gain=1.0, straight=False):
    drawn = Params.random(hidden, 6, 0, scale)
    H = gain * (orthogonal(drawn.H) if straight else drawn.H)
    params = Params(H, drawn.L, drawn.U, drawn.h0)
    return run_states(params, np.resize(WORDS, steps), activation)


def integers(values):
    """Each float64, exactly, times 2^BITS (those below 2^-BITS are cut)."""
    out = np.empty(values.shape, dtype=object)
    for index, value in np.ndenumerate(values):
        mantissa, power = math.frexp(float(value))
        whole, shift = int(mantissa * 2**53), power - 53 + BITS
        out[index] = whole << shift if shift >= 0 else whole >> -shift
    return out


def log(whole):
    """Natural logarithm of whole / 2^BITS."""
    spare = max(0, whole.bit_length() - 60)
    return math.log(whole >> spare) + (spare - BITS) * math.log(2)


def reference_exponents(states):
    """Gram-Schmidt on integers, Q_0 = I: the running mean of log R_ii."""
    H = integers(states.params.H)
    q = integers(np.eye(len(H)))
    logs = np.zeros(states.slope.shape)
    for n, slope in enumerate(integers(states.slope)):
        moved = (slope[:, None] * (H.dot(q) >> BITS)) >> BITS
        for j in range(len(H)):
            column = moved[:, j]
            for i in range(j):
                column = column - (
                    (q[:, i] * (int(q[:, i].dot(column)) >> BITS)) >> BITS
                )
            size = math.isqrt(int(column.dot(column)))
            logs[n, j] = log(size)
            q[:, j] = [(int(entry) << BITS) // size for entry in column]
    return logs.cumsum(axis=0) / np.arange(1, states.steps + 1)[:, None]


@cache
def long_run(scale):
    return network(16, 1000, scale=scale)


def test_the_exponents_of_a_thousand_saturated_steps():
    states = long_run(8.0)
    assert states.slope.min() < 1e-12
    expected = reference_exponents(states)
    assert np.abs(lyapunov(states, 1000) - expected).max() < 1e-9


@pytest.mark.parametrize("scale", [1.0, 8.0])
def test_the_norms_over_a_thousand_steps(scale):
    states = long_run(scale)
    norms, H = log_norms(states, 1000), integers(states.params.H)
    product, power = integers(np.eye(16)), 0
    for s in range(999, -1, -1):
        product = ((product * integers(states.slope[s])) >> BITS).dot(H) >> BITS
        up = BITS - max(int(abs(entry)).bit_length() for entry in product.flat)
        product, power = product << max(up, 0), power - max(up, 0)
        if s % 125 == 0:
            floats = np.array([[float(e / ONE) for e in row] for row in product])
            norm = np.log(np.linalg.norm(floats, 2)) + power * math.log(2)
            assert norms[s] == pytest.approx(norm, abs=1e-9)
    assert norms[1000] == 0


@pytest.mark.parametrize("scale", [1.0, 8.0])
def test_singular_values_over_a_thousand_steps_have_the_determinant(scale):
    states = long_run(scale)
    logs = log_singular_values(states, 1000, 0)
    determinant = log_determinant(states, 1000, 0)
    assert logs.sum() == pytest.approx(determinant, rel=1e-12)
    assert logs[0] == pytest.approx(log_norms(states, 1000, [0])[0], abs=1e-9)
    assert (np.diff(logs) <= 0).all()


@pytest.mark.parametrize("seed", range(24))
def test_all_singular_values_of_short_products(seed):
    """Against mpmath's own SVD, with as many digits as the smallest one needs."""
    rng = np.random.default_rng(seed)
    hidden, steps = int(rng.integers(1, 6)), int(rng.choice([1, 2, 3, 5, 10, 20]))
    activation = ["sigmoid", "tanh", "identity"][seed % 3]
    params = Params.random(hidden, 5, seed, float(rng.choice([0.3, 1, 3, 8])))
    states = run_states(params, rng.integers(0, 5, steps), activation)
    with mpmath.workdps(400):
        product, H = mpmath.eye(hidden), mpmath.matrix(params.H.tolist())
        for slope in states.slope:
            weights = mpmath.diag([mpmath.mpf(float(v)) for v in slope])
            product = weights * (H * product)
        values = mpmath.svd_r(product, compute_uv=False)
        expected = sorted((float(mpmath.log(v)) for v in values), reverse=True)
    assert log_singular_values(states, steps, 0) == pytest.approx(expected, abs=1e-9)


def test_an_orthogonal_network_holds():
    states = network(16, 1000, "identity", straight=True)
    assert np.abs(log_singular_values(states, 1000, 0)).max() < 1e-11
    assert np.abs(lyapunov(states, 1000)).max() < 1e-12
    assert float64_reach(states, 1000) is None
    assert np.abs(np.abs(eigenvalues(states.params)) - 1).max() < 1e-12


def test_a_dead_unit_makes_the_product_singular():
    states = network(16, 300, "relu")
    dead = 16 - np.count_nonzero(states.slope, axis=1).min()
    logs = log_singular_values(states, 300, 0)
    assert np.isneginf(logs).sum() >= dead > 0
    assert np.isfinite(logs[0])
    assert logs[0] == pytest.approx(log_norms(states, 300, [0])[0], abs=1e-9)
    assert log_determinant(states, 300, 0) == -np.inf
    assert np.isneginf(lyapunov(states, 300)[-1, -1])


def test_a_singular_h():
    drawn = Params.random(4, 6)
    H = np.round(drawn.H * 1024) / 1024  # so that the next line does not round
    H[3] = 3 * H[1] - H[0]
    params = Params(H, drawn.L, drawn.U, drawn.h0)
    states = run_states(params, WORDS, "tanh")
    logs = log_singular_values(states, 8, 0)
    assert np.isneginf(logs).tolist() == [False, False, False, True]
    assert log_determinant(states, 8, 0) == -np.inf
    values = np.linalg.svd(jacobian_product(states, 8, 0), compute_uv=False)
    assert logs[:3] == pytest.approx(np.log(values[:3]), abs=1e-9)


def exploding():
    """A linear network whose states are so small that its Jacobians overflow first."""
    drawn = Params.random(3, 6)
    tiny = 1e-250
    params = Params(3 * orthogonal(drawn.H), tiny * drawn.L, drawn.U, tiny * drawn.h0)
    return run_states(params, np.resize(WORDS, 1000), "identity")


@pytest.mark.parametrize("states", [network(3, 600), exploding()])
def test_where_a_plain_product_ends_by_doing_it(states):
    """Vanishing and exploding: the first distance without normal numbers."""
    t = states.steps
    product, reach = np.eye(3), 0
    with np.errstate(all="ignore"):
        for slope in states.slope[::-1]:
            product = product * slope @ states.params.H
            largest = np.abs(product).max()
            if not np.finfo(float).tiny <= largest < np.inf:
                break
            reach += 1
    assert reach < t
    assert float64_reach(states, t) == reach


def test_states_that_overflow_end_where_they_do():
    states = network(3, 1000, "identity", gain=9.0, straight=True)
    assert states.asked == 1000
    assert 300 < states.steps < 1000
    assert np.isfinite(states.h).all()
    big = np.full((1, 1), 1e308)
    huge = Params(big, big, big, [10.0])
    with pytest.raises(ValueError, match="overflow"):
        run_states(huge, [0], "identity")


@given(
    hidden=st.integers(1, 4),
    steps=st.integers(1, 8),
    seed=st.integers(0, 99),
    activation=st.sampled_from(["sigmoid", "tanh", "relu", "identity"]),
)
@settings(max_examples=60, deadline=None)
def test_what_holds_for_every_network(hidden, steps, seed, activation):
    params = Params.random(hidden, 5, seed)
    words = np.random.default_rng(seed).integers(0, 5, steps)
    states = run_states(params, words, activation)
    trace = forward(params, words, words, activation)
    for name in ("h", "z", "slope"):
        assert np.array_equal(getattr(states, name), getattr(trace, name))
    norms, bounds = log_norms(states, steps), log_bounds(states, steps)
    assert (norms <= bounds + 1e-12).all()
    for s, product in enumerate(list(running_products(states, steps))[::-1]):
        expected = jacobian_product(trace, steps, s)
        value = np.ldexp(product.values, product.exponent)
        assert value == pytest.approx(expected, rel=1e-12, abs=1e-300)
    logs = log_singular_values(states, steps, 0)
    determinant = log_determinant(states, steps, 0)
    if np.isfinite(determinant):
        assert logs.sum() == pytest.approx(determinant, abs=1e-9)
        exponents = lyapunov(states, steps)[-1]
        assert exponents.sum() * steps == pytest.approx(determinant, abs=1e-9)
    else:
        assert np.isneginf(logs).any()


def test_norms_of_chosen_states_come_in_the_order_asked():
    states = network(3, 9)
    every = log_norms(states, 9)
    chosen = log_norms(states, 9, [4, 0, 4, 9])
    np.testing.assert_array_equal(chosen, every[[4, 0, 4, 9]])
    refuses(
        IndexError, ["earlier[1] is 10", "from 0 to 9"], log_norms, states, 9, [0, 10]
    )
    refuses(IndexError, ["t is 10"], log_norms, states, 10)
    refuses(TypeError, ["states is NoneType", "States"], log_norms, None, 1)
