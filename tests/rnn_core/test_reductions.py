"""Tests of the last loss alone, and of how losses are weighted, by other routes."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import (
    ACTIVATIONS,
    REDUCTIONS,
    Params,
    gradient_step,
    gradient_step_losses,
    loss_weights,
    numerical_gradient,
    slopes_along,
    truncation,
)
from tests.rnn_core.networks import network, networks, refuses
from tests.rnn_core.varied import MATRICES, varied

WEIGHTS = ("H", "L", "U", "h0")
ACTIVATE = {
    "sigmoid": (lambda z: 1 / (1 + anp.exp(-z)), lambda h: h * (1 - h)),
    "tanh": (anp.tanh, lambda h: 1 - h**2),
    "relu": (lambda z: anp.maximum(z, 0.0), lambda h: 1.0 * (h > 0)),
    "identity": (lambda z: z, np.ones_like),
}


def cases(salt):
    """Networks of moderate size, on which the textbook formulas lose no digits."""
    return varied(40, salt, scales=(0.1, 0.5, 1.0))


def last_loss_by_autograd(case):
    """dJ^(T) by reverse-mode differentiation of the textbook formulas."""

    def last_loss(weights):
        H, L, U, h = weights
        for word in case.inputs:
            h = ACTIVATE[case.activation][0](anp.dot(H, h) + L[:, word])
        o = anp.dot(U, h)
        return anp.log(anp.sum(anp.exp(o))) - o[case.targets[-1]]

    weights = tuple(np.array(getattr(case.params, name)) for name in WEIGHTS)
    return Params(*autograd.grad(last_loss)(weights))


def last_loss_by_a_loop(case, window):
    """dJ^(T) as beginners write it: back from the last step, `window` steps at most."""
    H, L, U, h0 = (getattr(case.params, name) for name in WEIGHTS)
    value, slope = ACTIVATE[case.activation]
    states = [h0]
    for word in case.inputs:
        states.append(value(H @ states[-1] + L[:, word]))
    scores = np.exp(U @ states[-1])
    error = scores / scores.sum() - np.eye(len(U))[case.targets[-1]]
    dH, dL, dU = np.zeros_like(H), np.zeros_like(L), np.outer(error, states[-1])
    carried, steps = U.T @ error, len(case.inputs)
    for k in range(steps - 1, max(-1, steps - 1 - window), -1):
        delta = carried * slope(states[k + 1])
        dH += np.outer(delta, states[k])
        dL[:, case.inputs[k]] += delta
        carried = H.T @ delta
    dh0 = carried if window >= steps else np.zeros_like(h0)
    return Params(dH, dL, dU, dh0)


def assert_same(ours, desired, limit):
    for name in WEIGHTS:
        want = getattr(desired, name)
        np.testing.assert_allclose(
            getattr(ours, name), want, rtol=0, atol=limit * max(1, np.abs(want).max())
        )


def test_the_last_loss_is_what_autograd_gives():
    seen = set()
    for case in cases(salt=31):
        gradients = case.back.gradients(reduction="last")
        assert_same(gradients, last_loss_by_autograd(case), 1e-12)
        seen.add(case.activation)
    assert seen == set(ACTIVATIONS)


@pytest.mark.parametrize("window", [1, 2, "T"])
def test_the_last_loss_is_what_a_loop_gives_in_every_window(window):
    for case in cases(salt=32):
        width = len(case.inputs) if window == "T" else window
        desired = last_loss_by_a_loop(case, width)
        assert_same(case.back.gradients(width, "last"), desired, 1e-12)
        cut = truncation(case.back, width, "last")
        assert_same(cut.kept, desired, 1e-12)
        whole = last_loss_by_a_loop(case, len(case.inputs))
        both = Params(*(a + b for a, b in zip(cut.kept, cut.discarded, strict=True)))
        assert_same(both, whole, 1e-12)


@pytest.mark.parametrize("window", [None, 1, 2])
@pytest.mark.parametrize(("method", "limit"), [("complex", 1e-12), ("central", 1e-8)])
def test_the_last_loss_by_runs_forwards_only(method, limit, window):
    step = {"complex": 1e-30, "central": 1e-5}[method]
    for case in cases(salt=33):
        if case.activation == "relu" and method == "central":
            continue  # its kink may lie between the two runs
        gradients = case.back.gradients(window, "last")
        for name in WEIGHTS:
            engine = getattr(gradients, name)
            entries = np.nonzero(np.ones_like(engine))
            numbers = numerical_gradient(
                case.params,
                case.inputs,
                case.targets,
                name,
                entries,
                method,
                step,
                window,
                case.activation,
                "last",
            )
            size = max(1, np.abs(engine).max(), case.trace.loss[-1])
            np.testing.assert_allclose(
                numbers, engine[entries], rtol=0, atol=limit * size
            )


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("window", [None, 1, 3])
def test_gradients_are_weighted_instances(reduction, window):
    for case in cases(salt=34):
        back, steps = case.back, len(case.inputs)
        weights = loss_weights(reduction, steps)
        gradients = back.gradients(window, reduction)
        for name in MATRICES:
            i, j = case.places[name]
            parts = weights @ back.instances(name, i, j, window)
            ours = getattr(gradients, name)[i, j]
            size = np.abs(back.instances(name, i, j)).sum()
            assert abs(ours - parts.sum()) <= 1e-14 * size


def test_losses_before_the_last_do_not_count():
    net = network(steps=5)
    other = net._replace(targets=[4 - y for y in net.targets[:-1]] + net.targets[-1:])
    assert other.targets != net.targets
    for window in (None, 2):
        pairs = zip(
            net.back.gradients(window, "last"),
            other.back.gradients(window, "last"),
            strict=True,
        )
        for ours, theirs in pairs:
            np.testing.assert_array_equal(ours, theirs)
    assert (net.back.gradients().H != other.back.gradients().H).any()


@given(networks(), st.sampled_from([None, 1, 2]))
def test_of_one_loss_sum_mean_and_last_are_one(net, window):
    one = net._replace(inputs=net.inputs[:1], targets=net.targets[:1])
    first, *others = (one.back.gradients(window, r) for r in REDUCTIONS)
    for other in others:
        for ours, theirs in zip(first, other, strict=True):
            np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_a_step_lowers_the_loss_that_it_is_taken_for(reduction):
    for case in cases(salt=35):
        back = case.back
        weights = loss_weights(reduction, len(case.inputs))
        gradients = back.gradients(reduction=reduction)
        squared = gradients.squared_length()
        slope = weights @ slopes_along(back, gradients)
        assert slope == pytest.approx(-squared, rel=1e-10, abs=1e-13)
        rate = 1e-6 / (1 + squared)
        (change,) = gradient_step_losses(back.trace, gradients, [rate])
        assert weights @ change <= 0
        after = case.run(gradient_step(case.params, gradients, rate)).trace.loss
        fresh = weights @ (after - back.trace.loss)
        assert weights @ change == pytest.approx(fresh, abs=1e-11)


def test_an_early_loss_that_overflows_does_not_matter_to_the_last():
    """Read first, word 0 makes J^(1) infinite; then unit 1 falls to 0 again."""
    params = Params([[0.0]], [[1e200, 1.0]], [[1e200], [0.0]], [0.0])
    where = ([0], [0])
    call = (params, [0, 1], [1, 0], "U", where, "central", 1e-5)
    with pytest.raises(ValueError, match="overflow"):
        numerical_gradient(*call, activation="identity")
    gradient = numerical_gradient(*call, activation="identity", reduction="last")
    np.testing.assert_allclose(gradient, 0.0, atol=1e-12)


@pytest.mark.parametrize("steps", [1, 2, 7])
def test_the_weights_of_the_losses(steps):
    np.testing.assert_array_equal(loss_weights("sum", steps), [1.0] * steps)
    np.testing.assert_array_equal(loss_weights("mean", steps), [1 / steps] * steps)
    last = loss_weights("last", steps)
    np.testing.assert_array_equal(last, [0.0] * (steps - 1) + [1.0])
    with pytest.raises(ValueError, match="read-only"):
        last[0] = 1.0


@pytest.mark.usefixtures("unchecked")
def test_wrong_reductions_are_refused_by_name():
    refuses(ValueError, ["steps is 0"], loss_weights, "mean", 0)
    refuses(TypeError, ["steps is 1.5"], loss_weights, "last", 1.5)
    words = ["reduction is 'max'", '"sum", "mean" or "last"']
    refuses(ValueError, words, loss_weights, "max", 7)
