"""Tests of how losses change when weights move, against new runs of the network."""

import mpmath
import numpy as np
import pytest

from rnn_core import (
    Params,
    forward,
    gradient_step,
    gradient_step_losses,
    nudged_losses,
    predicted_gradient_step_losses,
    predicted_losses,
    slopes_along,
)
from tests.rnn_core.networks import network, refuses
from tests.rnn_core.varied import (
    EPS,
    MATRICES,
    Case,
    digits,
    exact,
    exact_losses,
    rounding,
    term_sizes,
    varied,
    with_entry,
)

SIZES = [-2.0, -1e-5, 0.1, 20.0]


def spliced(case, changed, k):
    """J^(t) of three runs joined together, the middle step `changed`."""
    out, h = [], case.params.h0
    parts = [(case.params, 0, k), (changed, k, k + 1), (case.params, k + 1, None)]
    for weights, start, stop in parts:
        x, y = case.inputs[start:stop], case.targets[start:stop]
        if len(x):
            here = Params(weights.H, weights.L, weights.U, h)
            trace = forward(here, x, y, case.activation)
            out.append(trace.loss)
            h = trace.h[-1]
    return np.concatenate(out)


@pytest.mark.parametrize("matrix", MATRICES)
@pytest.mark.parametrize("together", [True, False])
def test_nudges_of_200_networks_run_afresh(matrix, together):
    for n, case in enumerate(varied(salt=1)):
        i, j = case.places[matrix]
        back, k = case.back, n % len(case.inputs)
        instance = None if together else k
        actual = nudged_losses(back.trace, matrix, i, j, SIZES, instance)
        for by, change in zip(SIZES, actual, strict=True):
            changed = with_entry(case.params, matrix, i, j, by)
            after = case.run(changed)
            fresh = after.trace.loss if together else spliced(case, changed, k)
            limit = 4 * (rounding(back) + rounding(after)) + 1e-14 * np.abs(change)
            miss = np.abs(change - (fresh - back.trace.loss))
            assert (miss <= limit).all(), (n, by, change, fresh - back.trace.loss)


@pytest.mark.parametrize("matrix", MATRICES)
def test_predictions_are_the_contributions(matrix):
    for case in varied(salt=2):
        i, j = case.places[matrix]
        back = case.back
        parts = back.instances(matrix, i, j)
        alone = [
            predicted_losses(back, matrix, i, j, SIZES, k) for k in range(len(parts))
        ]
        for k, line in enumerate(alone):
            np.testing.assert_array_equal(line, np.outer(SIZES, parts[:, k]))
        together = predicted_losses(back, matrix, i, j, SIZES)
        size = np.outer(np.abs(SIZES), np.abs(parts).sum(axis=1))
        assert (np.abs(together - sum(alone)) <= 20 * EPS * size).all()
        assert (np.abs(together - np.outer(SIZES, parts.sum(axis=1))) == 0).all()


@pytest.mark.parametrize("matrix", MATRICES)
def test_nudges_keep_their_digits_however_small(matrix):
    cases = [c for c in varied(80, salt=3) if digits(c.trace) < 500]
    assert len(cases) > 50
    for n, case in enumerate(cases):
        i, j = case.places[matrix]
        back, only = case.back, [None, n % len(case.inputs)][n // 4 % 2]
        sizes = [1e-12, -1e-7, 0.5, -3.0]
        actual = nudged_losses(back.trace, matrix, i, j, sizes, only)
        with mpmath.workdps(digits(back.trace) + 60):
            weights = exact(case.params)
            before = exact_losses(case, weights)
            for by, change in zip(sizes, actual, strict=True):
                other = exact(case.params)
                getattr(other, matrix)[i, j] += mpmath.mpf(by)
                after = exact_losses(case, weights, other, only) - before
                limit = 1e-13 * nudge_size(case, matrix, i, j, by, after)
                for t, (ours, want) in enumerate(zip(change, after, strict=True)):
                    assert abs(ours - want) <= limit[t] + 1e-300, (n, by, t, ours, want)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
@pytest.mark.parametrize("only", [None, 1])
def test_a_unit_that_falls_to_next_to_nothing_keeps_its_digits(activation, only):
    """From 0.5 to exp(-200): h + dh would be 0, and so what the next step makes of it.

    Entry by entry, relative to the change itself.
    """
    for hidden in (1, 2, 3):
        drawn = Params.random(hidden, 3)
        H, L = np.zeros((hidden, hidden)), np.zeros((hidden, 3))
        params = Params(H, L, drawn.U, drawn.h0)
        case = Case(params, np.array([0, 1, 2]), np.array([1, 2, 0]), activation, {})
        for by in (-200.0, -40.0, -5.0, 200.0):
            (change,) = nudged_losses(case.trace, "H", 0, 0, [by], only)
            with mpmath.workdps(400):
                other = exact(params)
                other.H[0, 0] += mpmath.mpf(by)
                weights = exact(params)
                after = exact_losses(case, weights, other, only)
                want = (after - exact_losses(case, weights)).astype(np.float64)
            np.testing.assert_allclose(change, want, rtol=1e-13, atol=0)


def nudge_size(case, matrix, i, j, by, change):
    """The absolute terms of each loss's change, the larger of both ends."""
    ends = [case.back, case.run(with_entry(case.params, matrix, i, j, by))]
    sizes = [np.abs(np.array(change, dtype=np.float64))]
    for back in ends:
        if matrix == "U":
            terms = np.abs(back.delta_o[:, i] * back.trace.h[1:, j])
        else:
            feeds = np.abs(back.trace.h[:-1, j]) if matrix == "H" else 1.0
            terms = (term_sizes(back)[:, :, i] * feeds).sum(axis=1)
        sizes.append(terms * abs(by))
    return np.max(sizes, axis=0)


@pytest.mark.parametrize("matrix", MATRICES)
def test_the_bend_is_half_the_second_derivative(matrix):
    """(actual - predicted) / by^2 has settled at 1e-6, where plain subtraction of the
    losses would leave no digit of it."""
    for case in varied(40, salt=7, scales=(0.5, 1.0)):
        i, j = case.places[matrix]
        back, by = case.back, 1e-6
        actual = nudged_losses(back.trace, matrix, i, j, [by])
        bend = (actual - predicted_losses(back, matrix, i, j, [by]))[0] / by**2
        with mpmath.workdps(60):
            weights, step = exact(case.params), mpmath.mpf("1e-15")
            ends = []
            for sign in (-1, 1):
                other = exact(case.params)
                getattr(other, matrix)[i, j] += sign * step
                ends.append(exact_losses(case, weights, other))
            middle = exact_losses(case, weights)
            half = (ends[0] + ends[1] - 2 * middle) / (2 * step**2)
        size = nudge_size(case, matrix, i, j, 1.0, np.zeros(len(bend)))
        miss = np.abs(bend - half.astype(np.float64))
        assert (miss <= 1e-5 * (size + np.abs(bend))).all(), (bend, half)


def test_losses_that_do_not_see_the_instance_stay_exactly():
    net = network(words=[1, 2, 1, 0], steps=4)
    for k in range(4):
        for matrix, v in (("H", 0), ("L", net.inputs[k])):
            change = nudged_losses(net.trace, matrix, 0, v, [0.5, -0.5], k)
            assert (change[:, :k] == 0).all()
            assert (change[:, k:] != 0).all()
        change = nudged_losses(net.trace, "U", 0, 0, [0.5], k)
        assert np.flatnonzero(change[0]).tolist() == [k]
    assert not nudged_losses(net.trace, "L", 0, 2, [0.5], 0).any()
    assert not nudged_losses(net.trace, "L", 0, 4, [0.5]).any()
    assert not nudged_losses(net.trace, "H", 0, 1, [0.0]).any()


def test_far_nudges_are_right_where_exponentials_overflow():
    """A logit pushed 2,000 up or down: the loss grows so far, or falls to its floor."""
    net = network(hidden=1, vocab=3, steps=1)
    h, y = float(net.trace.h[1, 0]), net.targets[0]
    other = (y + 1) % 3
    for word in (y, other):
        for by in (2000.0 / h, -2000.0 / h):
            (change,) = nudged_losses(net.trace, "U", word, 0, [by])[0]
            fresh = forward(with_entry(net.params, "U", word, 0, by), *net[1:]).loss
            np.testing.assert_allclose(change, fresh - net.trace.loss, rtol=1e-13)
    wide = Params(net.params.H, net.params.L, 3000 * net.params.U, net.params.h0)
    trace = forward(wide, *net[1:])
    (change,) = nudged_losses(trace, "L", 0, net.inputs[0], [-30.0])[0]
    fresh = forward(with_entry(wide, "L", 0, net.inputs[0], -30.0), *net[1:]).loss
    np.testing.assert_allclose(change, fresh - trace.loss, rtol=1e-12)


def test_losses_that_overflow_are_nan():
    net = network(steps=3)
    trace = forward(*net, activation="identity")
    change = nudged_losses(trace, "H", 0, 0, [1e300, 0.1])
    assert np.isnan(change[0, -1])
    assert np.isfinite(change[1]).all()


def test_a_right_logit_that_overflows_is_no_sure_prediction():
    """The target's logit alone goes to infinity: nan, not a loss of 0."""
    params = Params([[0.1]], [[9.0, 9.0]], [[1e10], [0.0]], [1.0])
    trace = forward(params, [0], [0], activation="identity")
    with np.errstate(over="ignore"):
        for matrix, by in (("H", 1e300), ("U", 1e308), ("U", -1e308)):
            change = nudged_losses(trace, matrix, 0, 0, [by, by])
            assert np.isnan(change).all(), (matrix, by)


def test_many_nudges_are_each_what_one_is():
    net = network(hidden=4, vocab=300, steps=5)
    gradients = net.back.gradients()
    by = np.linspace(-1, 1, 9001)
    some = [0, 3494, 3495, 3496, 9000]
    for run in (
        lambda b: nudged_losses(net.trace, "H", 0, 1, b),
        lambda b: gradient_step_losses(net.trace, gradients, b),
    ):
        np.testing.assert_allclose(run(by)[some], run(by[some]), rtol=1e-13)


def test_results_are_read_only():
    net = network()
    gradients = net.back.gradients()
    for array in (
        nudged_losses(net.trace, "H", 0, 0, [1.0]),
        nudged_losses(net.trace, "U", 0, 0, [1.0]),
        predicted_losses(net.back, "L", 0, 0, [1.0]),
        gradient_step_losses(net.trace, gradients, [1.0]),
        predicted_gradient_step_losses(net.back, gradients, [1.0]),
        slopes_along(net.back, gradients),
    ):
        with pytest.raises(ValueError, match="read-only"):
            array.flat[0] = 1.0


@pytest.mark.usefixtures("unchecked")
def test_wrong_arguments_are_refused_by_name():
    net = network()  # D_h = 3, |V| = 5, T = 4
    trace, back, gradients = net.trace, net.back, net.back.gradients()
    refuses(ValueError, ["matrix", "'W'"], nudged_losses, trace, "W", 0, 0, [1.0])
    refuses(IndexError, ["i is 3"], nudged_losses, trace, "H", 3, 0, [1.0])
    refuses(IndexError, ["j is 5"], predicted_losses, back, "L", 0, 5, [1.0])
    words = ["instance is 4", "from 0 to 3"]
    refuses(IndexError, words, nudged_losses, trace, "H", 0, 0, [1.0], 4)
    refuses(IndexError, words, predicted_losses, back, "H", 0, 0, [1.0], 4)
    refuses(
        ValueError, ["by[1] is nan"], nudged_losses, trace, "H", 0, 0, [1.0, np.nan]
    )
    refuses(ValueError, ["by", "shape ()"], nudged_losses, trace, "H", 0, 0, 1.0)
    refuses(TypeError, ["trace", "Backward"], nudged_losses, back, "H", 0, 0, [1.0])
    refuses(TypeError, ["back", "Trace"], slopes_along, trace, gradients)
    refuses(
        TypeError,
        ["gradients", "tuple"],
        gradient_step_losses,
        trace,
        tuple(gradients),
        [1.0],
    )
    refuses(
        ValueError,
        ["rates[0] is inf"],
        gradient_step_losses,
        trace,
        gradients,
        [np.inf],
    )
    refuses(
        ValueError, ["rate[0] is nan"], gradient_step, net.params, gradients, np.nan
    )
    other = network(hidden=2).back.gradients()
    words = ["gradients.H has shape (2, 2)", "(3, 3)"]
    refuses(ValueError, words, gradient_step, net.params, other, 1.0)
    refuses(ValueError, words, gradient_step_losses, trace, other, [1.0])
