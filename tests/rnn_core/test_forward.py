"""Tests of states, predictions and losses, against plain formulas in 800 digits."""

import mpmath
import numpy as np
import pytest
from hypothesis import given

from rnn_core import Params, forward
from tests.rnn_core.networks import network, networks
from tests.rnn_core.routes import assert_near, by_many_digits, losses, untied


@given(networks())
def test_trace_obeys_the_model(net):
    params, inputs, targets = net
    trace = net.trace
    steps = range(len(inputs))
    before = trace.h[:-1]
    z = np.array([params.H @ before[t] + params.L[:, inputs[t]] for t in steps])
    np.testing.assert_array_equal(trace.h[0], params.h0)
    np.testing.assert_allclose(trace.z, z, rtol=1e-13, atol=1e-13)
    np.testing.assert_allclose(trace.h[1:], 1 / (1 + np.exp(-trace.z)), rtol=1e-14)
    np.testing.assert_allclose(trace.logits, trace.h[1:] @ params.U.T, atol=1e-13)
    e = np.exp(trace.logits)
    np.testing.assert_allclose(trace.yhat, e / e.sum(axis=1)[:, None], rtol=1e-13)
    picked = [trace.yhat[t, targets[t]] for t in steps]
    np.testing.assert_allclose(trace.loss, -np.log(picked), rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(
        trace.loss, losses(untied(params, inputs), targets), rtol=1e-12, atol=1e-14
    )
    np.testing.assert_allclose(trace.one_minus_target, 1 - np.array(picked), atol=1e-14)
    np.testing.assert_allclose(trace.slope, trace.h[1:] * (1 - trace.h[1:]), rtol=1e-11)


@pytest.mark.parametrize(
    ("hidden", "vocab", "steps"), [(1, 2, 1), (1, 1, 3), (7, 2, 5), (2, 30, 9)]
)
def test_shapes_types_and_the_record(hidden, vocab, steps):
    net = network(hidden, vocab, steps)
    trace = net.trace
    shapes = {
        "h": (steps + 1, hidden),
        "z": (steps, hidden),
        "slope": (steps, hidden),
        "logits": (steps, vocab),
        "yhat": (steps, vocab),
        "loss": (steps,),
        "one_minus_target": (steps,),
    }
    for name, shape in shapes.items():
        array = getattr(trace, name)
        assert (array.shape, array.dtype) == (shape, np.float64), name
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0
    assert trace.params is net.params
    assert trace.steps == steps
    np.testing.assert_array_equal(trace.inputs, net.inputs)
    np.testing.assert_array_equal(trace.targets, net.targets)
    assert not trace.inputs.flags.writeable


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("hidden", "vocab", "steps"), [(3, 4, 4), (1, 2, 6), (4, 5, 5)]
)
def test_every_entry_holds_at_scale_16(hidden, vocab, steps, seed):
    net = network(hidden, vocab, steps, seed, scale=16.0)
    trace, exact = net.trace, by_many_digits(*net)
    assert np.abs(trace.z).max() > 8
    for name in ("h", "slope", "yhat", "loss"):
        assert_near(getattr(trace, name), getattr(exact, name))


@pytest.mark.parametrize("z", [-708.0, -700, -400, -37, -1, 0, 1, 20, 37, 40, 400, 700])
def test_one_unit_from_end_to_end_of_the_sigmoid(z):
    trace = forward(Params([[0]], [[z, 0]], [[1], [0]], [0.5]), [0], [0])
    with mpmath.workdps(800):
        h = 1 / (1 + mpmath.exp(-mpmath.mpf(z)))
        slope = h * (1 - h)
    assert trace.z[0, 0] == z
    assert_near(trace.h[1], np.array([h]), floor=0)
    assert_near(trace.slope[0], np.array([slope]), floor=0)


@pytest.mark.parametrize("z", [-1e308, -1e4, -746, -710, 710, 746, 1e4, 1e308])
def test_beyond_the_sigmoids_ends_nothing_breaks(z):
    trace = forward(Params([[1]], [[z, 0]], [[1], [0]], [0.5]), [0, 0], [0, 1])
    np.testing.assert_allclose(trace.h[1:, 0], 1.0 if z > 0 else 0.0, atol=1e-307)
    np.testing.assert_allclose(trace.slope[:, 0], 0.0, atol=1e-307)
    assert (trace.slope >= 0).all()


@pytest.mark.parametrize("margin", [1e-9, 1, 30, 36, 37, 50, 300, 700])
@pytest.mark.parametrize("target", [0, 1, 2])
def test_a_sure_network_keeps_its_digits_right_or_wrong(margin, target):
    params = Params([[0]], [[0, 0, 0]], [[margin], [-margin], [0]], [0])
    net = (params, [2], [target])
    trace, exact = forward(*net), by_many_digits(*net)
    assert_near(trace.loss, exact.loss, floor=0)
    assert_near(trace.yhat, exact.yhat, floor=0)
    assert_near(trace.one_minus_target, -exact.delta_o[[0], [target]], floor=0)


def test_one_word_in_all_leaves_nothing_to_lose():
    trace = network(hidden=2, vocab=1, steps=3).trace
    np.testing.assert_array_equal(trace.loss, np.zeros(3))
    np.testing.assert_array_equal(trace.yhat, np.ones((3, 1)))


def test_adding_one_number_to_every_logit_changes_nothing():
    net = network(seed=3)
    shifted = Params(
        net.params.H, net.params.L, net.params.U + np.ones(3), net.params.h0
    )
    moved = forward(shifted, net.inputs, net.targets)
    np.testing.assert_allclose(moved.loss, net.trace.loss, rtol=1e-13)
    np.testing.assert_allclose(moved.yhat, net.trace.yhat, rtol=1e-13)
    assert np.abs(moved.logits - net.trace.logits).min() > 0.5


@pytest.mark.parametrize("kind", [list, tuple, np.array, np.int8, np.uint64])
def test_ids_may_be_any_sequence_of_whole_numbers(unchecked, kind):
    net = network()
    trace = forward(net.params, kind(net.inputs), kind(net.targets))
    np.testing.assert_array_equal(trace.loss, net.trace.loss)


def test_a_loss_depends_on_no_later_word():
    net = network(steps=6, seed=2)
    short = forward(net.params, net.inputs[:4], net.targets[:4])
    for name in ("loss", "z", "yhat"):
        np.testing.assert_allclose(
            getattr(net.trace, name)[:4], getattr(short, name), rtol=1e-13
        )
