"""Tests of how losses change by a gradient step, against new runs of the network."""

import mpmath
import numpy as np

from rnn_core import (
    REDUCTIONS,
    Gradients,
    gradient_step,
    gradient_step_losses,
    predicted_gradient_step_losses,
    slopes_along,
)
from tests.rnn_core.networks import network
from tests.rnn_core.varied import (
    MATRICES,
    Exact,
    digits,
    exact,
    exact_losses,
    rounding,
    term_sizes,
    varied,
)


def test_descents_of_200_networks_run_afresh():
    for n, case in enumerate(varied(salt=4)):
        back = case.back
        window = [None, 1, 2][n % 3]
        gradients = back.gradients(window, REDUCTIONS[n % 4 % 3])
        largest = max(np.abs(g).max() for g in gradients)
        rates = np.array([-0.1, 1e-4, 0.3, 2.0]) / (1 + largest)
        actual = gradient_step_losses(back.trace, gradients, rates)
        for rate, change in zip(rates, actual, strict=True):
            after = case.run(gradient_step(case.params, gradients, rate))
            limit = 4 * (rounding(back) + rounding(after)) + 1e-14 * np.abs(change)
            fresh = after.trace.loss - back.trace.loss
            assert (np.abs(change - fresh) <= limit).all(), (n, rate, change, fresh)


def test_descents_keep_their_digits_however_short():
    cases = [c for c in varied(60, salt=5) if digits(c.trace) < 500]
    assert len(cases) > 40
    for n, case in enumerate(cases):
        back = case.back
        gradients = back.gradients()
        rates = np.array([1e-12, 1e-3]) / (1 + max(np.abs(g).max() for g in gradients))
        actual = gradient_step_losses(back.trace, gradients, rates)
        predicted = predicted_gradient_step_losses(back, gradients, rates)
        size = step_size(back, gradients)
        with mpmath.workdps(digits(back.trace) + 60):
            weights, slopes = exact(case.params), exact(gradients)
            before = exact_losses(case, weights)
            for r, rate in enumerate(rates):
                pairs = zip(weights, slopes, strict=True)
                other = Exact(*(w - mpmath.mpf(rate) * g for w, g in pairs))
                after = exact_losses(case, weights, other) - before
                for t, want in enumerate(after):
                    miss = abs(actual[r, t] - want)
                    assert miss <= 1e-12 * rate * size[t] + 1e-300, (n, rate, t)
        close = np.abs(actual[0] - predicted[0]) <= 1e-9 * rates[0] * size
        assert close.all(), (n, actual[0], predicted[0])


def step_size(back, gradients):
    """The absolute terms of each loss's slope along the gradients."""
    trace, g = back.trace, Gradients(*(np.abs(g) for g in gradients))
    h = np.abs(trace.h)
    into_z = h[:-1] @ g.H.T + g.L.T[trace.inputs]
    into_z[0] += np.abs(trace.params.H) @ g.h0
    through = np.einsum("tkd,kd->t", term_sizes(back), into_z)
    return through + np.einsum("tv,tv->t", np.abs(back.delta_o), h[1:] @ g.U.T)


def test_slopes_along_are_inner_products():
    for case in varied(60, salt=6):
        back, gradients = case.back, case.back.gradients(reduction="mean")
        slopes, size = slopes_along(back, gradients), step_size(back, gradients)
        steps = len(slopes)
        for t in range(steps):
            alone = -sum(
                (back.instances(name, i, j)[t].sum() * getattr(gradients, name)[i, j])
                for name in MATRICES
                for i, j in np.ndindex(getattr(gradients, name).shape)
            )
            alone -= back.delta[t, 0] @ case.params.H @ gradients.h0
            assert abs(slopes[t] - alone) <= 1e-13 * size[t]
        squared = steps * sum((g * g).sum() for g in gradients)
        assert abs(slopes.sum() + squared) <= 1e-13 * size.sum()


def test_a_step_moves_every_weight_and_nothing_given():
    net = network()
    gradients = net.back.gradients()
    after = gradient_step(net.params, gradients, 0.25)
    for name in ("H", "L", "U", "h0"):
        before = getattr(net.params, name)
        desired = before - 0.25 * getattr(gradients, name)
        np.testing.assert_array_equal(getattr(after, name), desired)
        assert (getattr(after, name) != before).any()
