"""Tests of the four activations: in saturation, and through the whole engine."""

import autograd
import autograd.numpy as anp
import mpmath
import numpy as np
import pytest

from rnn_core import ACTIVATIONS, backward, forward, numerical_gradient
from tests.rnn_core.networks import assert_close, network, refuses
from tests.rnn_core.varied import EPS, digits, exact, exact_losses, varied

FAR = [0.0, 1e-300, 1e-9, 0.3, 1.0, 9.0, 20.0, 37.0, 100.0, 345.0, 700.0]
PLACES = np.array([-z for z in FAR[:0:-1]] + FAR)
MOVES = np.array(
    [-800.0, -30.0, -1.0, -1e-3, -1e-12, 0.0, 1e-12, 1e-3, 1.0, 30.0, 800.0]
)
PLAIN = {
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
    "tanh": lambda z: mpmath.sinh(z) / mpmath.cosh(z),
    "relu": lambda z: max(z, mpmath.mpf(0)),
    "identity": lambda z: z,
}
SLOPE = {
    "sigmoid": lambda h, z: h * (1 - h),
    "tanh": lambda h, z: 1 - h * h,
    "relu": lambda h, z: mpmath.mpf(z > 0),
    "identity": lambda h, z: mpmath.mpf(1),
}
AUTOGRAD = {
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "tanh": anp.tanh,
    "relu": lambda z: anp.where(z > 0, z, 0.0),
    "identity": lambda z: z,
}
NAMES = list(ACTIVATIONS)


def losses(case, H, L, U, h0):
    """J^(1)..J^(T) by the textbook formulas, for autograd."""
    h, out = h0, []
    for word, y in zip(case.inputs, case.targets, strict=True):
        h = AUTOGRAD[case.activation](anp.dot(H, h) + L[:, word])
        o = anp.dot(U, h)
        peak = anp.max(o)
        out.append(peak + anp.log(anp.sum(anp.exp(o - peak))) - o[y])
    return anp.array(out)


@pytest.mark.parametrize("name", NAMES)
def test_values_slopes_and_rises_keep_their_digits(name):
    """1e-14 of each number itself, from z = -700 to 700, for moves of 1e-12 too; a rise
    may miss by what rounding z + d does to it."""
    act = ACTIVATIONS[name]
    z, d = (array.ravel() for array in np.meshgrid(PLACES, MOVES, indexing="ij"))
    value, slope, rise = act.value(PLACES), act.slope(PLACES), act.rise(z, d)
    with mpmath.workdps(1500):
        for n, place in enumerate(PLACES):
            argument = mpmath.mpf(place)
            h = PLAIN[name](argument)
            assert abs(value[n] - h) <= 1e-14 * abs(h) + 1e-300, place
            want = SLOPE[name](h, argument)
            assert abs(slope[n] - want) <= 1e-14 * want + 1e-300, place
        for n, (place, by) in enumerate(zip(z, d, strict=True)):
            argument = mpmath.mpf(place)
            want = PLAIN[name](argument + mpmath.mpf(by)) - PLAIN[name](argument)
            limit = (1e-14 + EPS * abs(place + by)) * abs(want) + 1e-300
            if name == "relu":
                limit += EPS * min(abs(place), abs(place + by))
            assert abs(rise[n] - want) <= limit, (place, by)
            assert (rise[n] == 0) == (want == 0) or abs(want) < 1e-300, (place, by)


@pytest.mark.parametrize("name", NAMES)
def test_rises_over_far_and_tiny_moves_stay_in_bounds(name):
    act = ACTIVATIONS[name]
    far = np.array([-1e308, -1e9, 1e9, 1e308])
    z, d = (array.ravel() for array in np.meshgrid(PLACES, far))
    with np.errstate(over="ignore"):
        rise = act.rise(z, d)
    assert np.isfinite(rise).all()
    assert (np.sign(rise) * np.sign(d) >= 0).all()


def test_relu_rises_by_the_part_above_zero():
    z = np.array([-1.0, -1.0, 2.0, 2.0, -1.0, 0.0, 0.0])
    d = np.array([3.0, 0.5, -3.0, 1e-20, -5.0, 1.0, -1.0])
    desired = [2.0, 0.0, -2.0, 1e-20, 0.0, 1.0, 0.0]
    np.testing.assert_array_equal(ACTIVATIONS["relu"].rise(z, d), desired)


def test_relu_has_slope_0_at_0():
    relu = ACTIVATIONS["relu"]
    assert relu.slope(np.array([-0.0, 0.0, 5e-324])).tolist() == [0.0, 0.0, 1.0]


def test_120_networks_by_automatic_differentiation():
    for case in varied(120, salt=41, scales=(0.1, 0.5, 1.0, 2.0)):
        back, p = case.back, case.params
        weights = [np.array(w) for w in (p.H, p.L, p.U, p.h0)]
        limit = 1e-13 * (1 + np.abs(back.trace.logits).max())
        np.testing.assert_allclose(
            back.trace.loss, losses(case, *weights), rtol=1e-13, atol=limit
        )

        def total(*weights, case=case):
            return anp.sum(losses(case, *weights))

        gradients = back.gradients()
        for n, ours in enumerate(gradients):
            desired = autograd.grad(total, n)(*weights)
            size = max(np.abs(g).max() for g in gradients)
            np.testing.assert_allclose(ours, desired, rtol=0, atol=1e-11 * size)


def test_60_networks_by_complex_step_and_differences():
    for case in varied(60, salt=42, scales=(0.5, 1.0)):
        back, p = case.back, case.params
        for name, ours in back.gradients()._asdict().items():
            where = np.indices(ours.shape).reshape(ours.ndim, -1)
            entries = [list(axis) for axis in where]
            given = (p, case.inputs, case.targets, name, entries)
            complex_step = numerical_gradient(*given, activation=case.activation)
            assert_close(complex_step, ours.ravel(), 1e-11)
            central = numerical_gradient(
                *given, method="central", step=1e-5, activation=case.activation
            )
            limit = 1e-8 * max(1.0, back.trace.loss.sum())
            assert np.abs(central - ours.ravel()).max() <= limit


def test_saturated_states_and_losses_in_many_digits():
    """tanh at z of 20 and more, where 1 - h^2 is 0 in float64."""
    reached = 0.0
    for case in varied(60, salt=43, scales=(6.0, 16.0)):
        trace = case.trace
        if digits(trace) > 700:
            continue
        reached = max(reached, np.abs(trace.z).max())
        with mpmath.workdps(digits(trace)):
            desired = exact_losses(case, exact(case.params))
            for ours, want in zip(trace.loss, desired, strict=True):
                size = np.abs(trace.logits).max() + np.abs(trace.z).max() + 1
                assert (
                    abs(ours - want) <= 1e-13 * size * max(want, 1e-300) + 1e-13 * want
                )
        slope = ACTIVATIONS[case.activation].slope(trace.z)
        np.testing.assert_allclose(trace.slope, slope, rtol=1e-14)
    assert reached > 25


def test_the_trace_names_its_activation():
    net = network()
    assert net.trace.activation == "sigmoid"
    for name in NAMES:
        trace = forward(*net, activation=name)
        assert trace.activation == name
        assert backward(trace).trace is trace


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize("name", ["softplus", "Tanh", "", None, ["tanh"], 1])
def test_what_is_no_activation(name):
    net = network()
    words = [f"activation is {name!r}", '"sigmoid"', '"tanh"', '"relu"', '"identity"']
    refuses(ValueError, words, forward, *net, activation=name)
    given = (*net, "H", ([0], [0]))
    refuses(ValueError, words, numerical_gradient, *given, activation=name)
