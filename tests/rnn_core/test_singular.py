"""Products that are singular, or nearly so, against products of whole numbers."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest

from rnn_core import (
    Params,
    float64_reach,
    jacobian_product,
    log_determinant,
    log_norms,
    log_singular_values,
    lyapunov,
    pair_norms,
    run_states,
    running_products,
)
from rnn_core import jacobian_chain as chains
from rnn_core.exact_rank import independent_columns, nonzero_products, product_rank
from rnn_core.jacobi_rotations import log_singular_values_of_rows
from rnn_core.jacobian_chain import JacobianChain
from tests.rnn_core.degenerate import (
    KINDS,
    degenerate,
    exact_log_singular_values,
    exact_product,
    exact_rank,
    exact_stretches,
)
from tests.walks import sample

CASES = [
    *((kind, seed, None) for kind in KINDS for seed in sample(range(24), 10)),
    *((kind, seed, 30) for kind in KINDS for seed in sample(range(8), 3)),
    *((kind, seed, 100) for kind in KINDS for seed in sample(range(4), 1)),
]


def states_of(H, steps=1, activation="identity", words=(0,)):
    """A network with a given H, whose states stay small."""
    drawn = Params.random(len(H), 2)
    params = Params(H, drawn.L, drawn.U, drawn.h0)
    return run_states(params, np.resize(words, steps), activation)


def assert_same(actual, expected):
    """As often minus infinity, and elsewhere within 1e-9."""
    assert np.isneginf(actual).tolist() == np.isneginf(expected).tolist()
    finite = np.isfinite(expected)
    np.testing.assert_allclose(actual[finite], expected[finite], rtol=1e-12, atol=1e-9)


@pytest.mark.parametrize(("kind", "seed", "steps"), CASES)
def test_sizes_are_those_of_the_exact_product(kind, seed, steps):
    states = degenerate(kind, seed, steps)
    t = states.steps
    product = exact_product(states, t, 0)
    expected = exact_log_singular_values(product)
    assert_same(log_singular_values(states, t, 0), expected)
    assert_same(log_norms(states, t, [0]), expected[:1])
    assert_same(lyapunov(states, t)[-1] * t, exact_stretches(product))
    assert_same(np.array([log_determinant(states, t, 0)]), np.array([expected.sum()]))


@pytest.mark.parametrize("kind", KINDS)
def test_exponents_after_every_number_of_steps(kind):
    for seed in sample(range(8), 4):
        states = degenerate(kind, seed)
        exponents = lyapunov(states, states.steps)
        for n in range(1, states.steps + 1):
            expected = exact_stretches(exact_product(states, n, 0)) / n
            assert_same(exponents[n - 1], expected)
        for count in range(1, states.params.hidden + 1):
            some = lyapunov(states, states.steps, 0, count)
            assert_same(some, exponents[:, :count])


@pytest.mark.parametrize("kind", KINDS)
def test_entries_are_those_of_the_exact_product(kind):
    for seed in sample(range(8), 4):
        states = degenerate(kind, seed)
        t = states.steps
        for s, product in zip(
            range(t, -1, -1), running_products(states, t), strict=True
        ):
            entries, exponent = exact_product(states, t, s)
            scale = Fraction(2) ** (exponent - product.exponent)
            expected = np.array([[float(a * scale) for a in row] for row in entries])
            np.testing.assert_allclose(product.values, expected, rtol=0, atol=1e-12)
            assert bool(entries.any()) == bool(product.values.any())
            plain = np.ldexp(product.values, product.exponent)
            np.testing.assert_array_equal(jacobian_product(states, t, s), plain)
            norm = np.linalg.norm(plain)
            assert pair_norms(states)[t, s] == pytest.approx(norm, rel=1e-12, abs=0)


@pytest.mark.parametrize("kind", KINDS)
def test_ranks_do_not_depend_on_what_is_affordable(kind, monkeypatch):
    monkeypatch.setattr(chains, "INTEGER_WORK", 0)
    for seed in sample(range(40), 15):
        states = degenerate(kind, seed)
        t = states.steps
        rank = exact_rank(exact_product(states, t, 0).entries)
        chain = JacobianChain.between(states, t, 0)
        assert product_rank(chain) == rank
        assert independent_columns(chain, len(chain.H))[-1].sum() == rank
        assert (nonzero_products(chain) == t) == (rank > 0)
        assert np.isneginf(log_singular_values(states, t, 0)).sum() >= (
            states.params.hidden - rank
        )
        assert np.isneginf(log_norms(states, t, [0])[0]) == (rank == 0)


def test_a_lost_rank_may_sit_in_any_row():
    states = states_of([[0, 0], [0, 1]])
    assert log_singular_values(states, 1, 0).tolist() == [0, -np.inf]
    assert lyapunov(states, 1).tolist() == [[-np.inf, 0]]
    assert log_norms(states, 1).tolist() == [0, 0]


def test_a_block_of_rank_one_beside_a_one():
    states = states_of([[1, 1, 0], [1, 1, 0], [0, 0, 1]], 2)
    for t in (1, 2):
        logs = log_singular_values(states, t, 0)
        assert logs == pytest.approx([t * np.log(2), 0, -np.inf], abs=1e-14)


def test_a_nilpotent_h_under_sigmoid():
    H = np.triu(np.random.default_rng(0).standard_normal((4, 4)), 1)
    states = states_of(H, 6, "sigmoid", (0, 1))
    for t in range(1, 7):
        logs = log_singular_values(states, t, 0)
        assert np.isfinite(logs).tolist() == [n < 4 - t for n in range(4)]
        assert np.isfinite(log_norms(states, t)[0]) == (t < 4)
    assert float64_reach(states, 6) is None


def test_a_square_that_rounding_would_leave():
    """0.1 * 0.1 - 0.1 * 0.1 is 0, but not to a processor that rounds one of the two."""
    states = states_of([[0.1, -0.1], [0.1, -0.1]], 40)
    for t in (2, 40):
        assert np.isneginf(log_singular_values(states, t, 0)).all()
        assert log_norms(states, t)[0] == -np.inf
        assert not jacobian_product(states, t, 0).any()


@pytest.mark.parametrize("power", [30, 40, 51, 52])
def test_a_determinant_of_a_few_roundings_is_not_zero(power):
    H = np.array([[1, 1], [1, 1 + 2.0**-power]])
    states = states_of(H, 30)
    for t in (1, 30):
        logs = log_singular_values(states, t, 0)
        expected = pytest.approx(-power * t * np.log(2), rel=1e-14)
        assert log_determinant(states, t, 0) == expected
        assert logs.sum() == expected
        assert logs[0] == pytest.approx(t * np.log(2), rel=1e-8)


def test_a_nearly_singular_h_over_thirty_steps_keeps_its_determinant():
    H = [[1, 1, 0], [1, 1.000000000001, 0], [0, 0, 1]]
    states = states_of(H, 30)
    expected = 30 * float(mpmath.log(mpmath.mpf(1.000000000001) - 1))
    assert log_determinant(states, 30, 0) == pytest.approx(expected, rel=1e-14)
    assert log_singular_values(states, 30, 0).sum() == pytest.approx(
        expected, rel=1e-14
    )


def test_rows_of_any_sizes_are_turned_until_orthogonal():
    """Grades of 1 to 1e-600, against an SVD of a thousand digits."""
    draw = np.random.default_rng(5)
    for _ in range(10):
        rows = draw.standard_normal((4, 4))
        powers = draw.integers(-600, 1, 4)
        with mpmath.workdps(1500):
            matrix = mpmath.diag([mpmath.mpf(10) ** int(p) for p in powers])
            values = mpmath.svd_r(matrix * mpmath.matrix(rows), compute_uv=False)
            expected = sorted(float(mpmath.log(value)) for value in values)
        actual = np.sort(log_singular_values_of_rows(rows, powers * np.log(10)))
        np.testing.assert_allclose(actual, expected, rtol=1e-13, atol=1e-12)
