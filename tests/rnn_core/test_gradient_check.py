"""Tests of the gradient by complex step and by differences, against the engine."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnn_core.gradient_check as module
from rnn_core import Params, numerical_gradient
from tests.rnn_core.networks import Network, network, networks, refuses
from tests.rnn_core.routes import by_many_digits

CHECKED = ("H", "L", "U", "h0")


def everywhere(array):
    return np.nonzero(np.ones_like(array))


def misses(net, method="complex", window=None, **options):
    """The largest |numerical - engine| of each matrix, over max(1, |gradient|)."""
    gradients = net.back.gradients(window=window)
    out = {}
    for matrix in CHECKED:
        engine = getattr(gradients, matrix)
        entries = everywhere(engine)
        numerical = numerical_gradient(
            *net, matrix, entries, method, window=window, **options
        )
        assert numerical.dtype == np.float64
        scale = max(1.0, np.abs(engine).max())
        out[matrix] = np.abs(numerical - engine[entries]).max() / scale
    return out


@given(networks(scales=(0.1, 1.0, 4.0)), st.integers(1, 7) | st.none())
def test_complex_step_is_the_engines_gradient(net, window):
    assert max(misses(net, window=window).values()) < 1e-12


@pytest.mark.parametrize("window", [None, *range(1, 8)])
def test_a_long_text_with_repeated_words_in_every_window(window):
    net = network(4, 5, 7, seed=3, words=[2, 2, 0, 2, 1, 0, 2])
    assert max(misses(net, window=window).values()) < 1e-14


def test_truncation_is_not_the_full_gradient():
    net = network(3, 5, 6)
    entries = everywhere(net.params.H)
    whole, cut = (numerical_gradient(*net, "H", entries, window=w) for w in (None, 2))
    assert np.abs(whole - cut).max() > 1e-4


@pytest.mark.parametrize("z", [40.0, -40.0, 0.0, 300.0, -300.0])
@pytest.mark.parametrize("window", [None, 1, 2])
def test_saturated_units_keep_their_digits(z, window):
    """Entry by entry, relative to the entry itself: the slope is exp(-40) there."""
    base = Params.random(2, 3, seed=1)
    net = Network(Params(base.H, base.L + z, base.U, base.h0), [0, 1, 1], [2, 0, 1])
    gradients = net.back.gradients(window=window)
    for matrix in CHECKED:
        engine = getattr(gradients, matrix)
        entries = everywhere(engine)
        numerical = numerical_gradient(*net, matrix, entries, step=1e-30, window=window)
        np.testing.assert_allclose(numerical, engine[entries], rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("z", [-600.0, -640.0, -680.0])
@pytest.mark.parametrize("step", [1e-30, 1e-300])
def test_gradients_near_float64s_smallest_keep_their_digits(z, step):
    """Down to 1e-297, where a step of 1e-30 leaves no imaginary part at all."""
    base = Params.random(2, 3, seed=1)
    L = base.L.copy()
    L[:, [0, 2]] += z
    inputs, targets = [0, 1, 2], [2, 0, 1]
    params = Params(base.H, L, base.U, base.h0)
    exact = by_many_digits(params, inputs, targets, 2000)
    total = exact.delta.sum(axis=0)  # [k, i] = sum_t dJ^(t)/dz_i^(k+1)
    expected = {
        "H": total.T @ exact.h[:-1],
        "L": total.T @ np.eye(3, dtype=int)[inputs],
        "h0": total[0] @ params.H,
    }
    for matrix, gradient in expected.items():
        entries = everywhere(gradient)
        actual = numerical_gradient(params, inputs, targets, matrix, entries, step=step)
        np.testing.assert_allclose(
            actual, gradient[entries].astype(float), rtol=1e-12, atol=0
        )
    smallest = np.abs(total.astype(float)).min()
    assert 1e-298 < smallest < 1e-255, smallest


def test_a_larger_step_is_not_taken_where_the_network_magnifies_it():
    """A step of 1e-9 turns the logits by 1e9: its sine would be no derivative.

    J = log(1 + exp(-d)) with d = U H h0 = 670, so dJ/dh0 = -exp(-670) 670 / h0.
    """
    h0 = 1e-15
    params = Params([[1e4]], [[0.0, 0.0]], [[670 / (1e4 * h0)], [0.0]], [h0])
    (gradient,) = numerical_gradient(
        params, [0], [0], "h0", ([0],), activation="identity"
    )
    expected = -mpmath.exp(-670) * 670 / mpmath.mpf(h0)
    np.testing.assert_allclose(gradient, float(expected), rtol=1e-12, atol=0)


def test_a_sure_network_keeps_its_digits():
    base = Params.random(2, 3, seed=1)
    net = Network(Params(base.H, base.L, base.U * 80, base.h0), [0, 1, 1], [2, 0, 1])
    assert max(misses(net).values()) < 1e-13


@pytest.mark.parametrize("step", [1e-8, 1e-30, 1e-100, 1e-300])
def test_any_complex_step_will_do(step):
    assert max(misses(network(), step=step).values()) < 1e-12


@given(networks(), st.integers(1, 6) | st.none())
def test_central_differences_at_1e_5(net, window):
    limit = 1e-9 * max(1.0, net.trace.loss.sum())
    for matrix in CHECKED:
        engine = getattr(net.back.gradients(window=window), matrix)
        entries = everywhere(engine)
        numerical = numerical_gradient(*net, matrix, entries, "central", 1e-5, window)
        assert np.abs(numerical - engine[entries]).max() < limit


def test_differences_have_two_regimes():
    """A tenth of the step: a hundredth of the truncation, but ever more rounding."""
    error = {
        e: max(misses(network(), "central", step=10.0**e).values())
        for e in (-1, -2, -3, -8, -11)
    }
    assert error[-1] / error[-2] == pytest.approx(100, rel=0.2)
    assert error[-2] / error[-3] == pytest.approx(100, rel=0.2)
    assert error[-11] > 100 * error[-8]


def test_a_step_for_each_entry():
    net, sizes = network(), np.array([1e-1, 1e-3, 1e-5])
    entries = [0, 1, 2], [2, 1, 0]
    together = numerical_gradient(*net, "H", entries, "central", sizes)
    for n, size in enumerate(sizes):
        alone = [[entries[0][n]], [entries[1][n]]]
        apart = numerical_gradient(*net, "H", alone, "central", size)
        np.testing.assert_allclose(together[n], apart[0], rtol=1e-9)


@pytest.mark.parametrize("method", ["complex", "central"])
@pytest.mark.parametrize("window", [None, 1, 3])
def test_work_in_parts_changes_nothing(monkeypatch, method, window):
    net = network(4, 6, 9)
    whole = misses(net, method, window, step=1e-5)
    monkeypatch.setattr(module, "BLOCK", 60)
    for matrix, miss in misses(net, method, window, step=1e-5).items():
        assert miss == pytest.approx(whole[matrix], abs=1e-9)


@pytest.mark.parametrize(("hidden", "vocab", "steps"), [(1, 2, 1), (12, 12, 20)])
def test_sizes(hidden, vocab, steps):
    assert max(misses(network(hidden, vocab, steps)).values()) < 1e-13


def test_a_large_network():
    net = network(64, 500, 40)
    engine = net.back.gradients(window=20)
    entries = [0, 31, 63, 5], [63, 0, 31, 5]
    for matrix in ("H", "L", "U"):
        numerical = numerical_gradient(*net, matrix, entries, window=20)
        assert np.abs(numerical - getattr(engine, matrix)[entries]).max() < 1e-13


NET = network()
AT = [0, 1], [1, 2]


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize(
    ("error", "words", "changed"),
    [
        (TypeError, ["params is NoneType", "a Params"], {"params": None}),
        (IndexError, ["entries[0][1] is 3", "0 to 2"], {"entries": ([0, 3], [0, 0])}),
        (IndexError, ["entries[1][0] is -1"], {"entries": ([0], [-1])}),
        (ValueError, ["2 rows and 1 columns"], {"entries": ([0, 1], [0])}),
        (ValueError, ["(rows, columns) of H"], {"entries": ([0, 1],)}),
        (ValueError, ["(rows, columns) of H"], {"entries": None}),
        (ValueError, ["(rows,) of h0"], {"matrix": "h0"}),
        (ValueError, ["entries[0] has shape (0,)"], {"entries": ([], [])}),
        (TypeError, ["entries[1] has entries", "float64"], {"entries": ([0], [0.5])}),
        (ValueError, ["matrix is 'W'", '"h0"'], {"matrix": "W"}),
        (ValueError, ["matrix is None"], {"matrix": None}),
        (ValueError, ["method is 'forward'", '"central"'], {"method": "forward"}),
        (ValueError, ["step is 0.0", "above 0"], {"step": 0}),
        (ValueError, ["step is -1", "above 0"], {"step": [1e-5, -1.0]}),
        (ValueError, ["step has 3 sizes for 2 entries"], {"step": [1.0, 2.0, 3.0]}),
        (ValueError, ["step[0] is nan", "finite"], {"step": np.nan}),
        (TypeError, ["step has entries", "complex128"], {"step": 1j}),
        (ValueError, ["window is 0"], {"window": 0}),
        (TypeError, ["window is 1.5"], {"window": 1.5}),
        (ValueError, ["inputs has 4 ids and targets 3"], {"targets": [0, 1, 2]}),
        (ValueError, ["inputs[0] is 9"], {"inputs": [9, 0, 0, 0]}),
    ],
)
def test_wrong_arguments(error, words, changed):
    right = {**NET._asdict(), "matrix": "H", "entries": AT}
    refuses(error, words, numerical_gradient, **(right | changed))


@pytest.mark.parametrize("method", ["complex", "central"])
def test_losses_that_overflow(method):
    huge = Params([[0.1]], [[9.0, 9.0]], [[1.5e308], [-1.5e308]], [0.5])
    words = ["params are too large", "overflow"]
    given = huge, [0], [1], "H", ([0], [0]), method
    refuses(ValueError, words, numerical_gradient, *given)
