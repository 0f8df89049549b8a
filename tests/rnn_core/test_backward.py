"""Tests of error terms and contributions, against autograd and differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import Params, backward, forward
from tests.rnn_core.networks import Network, assert_close, network, networks
from tests.rnn_core.routes import (
    assert_near,
    by_autograd,
    by_complex_step,
    by_differences,
    by_many_digits,
    losses,
    untied,
)


def instances(net):
    """Every contribution by the engine: H (T, T, D, D), L and U alike."""
    back, (D, V) = net.back, net.params.L.shape
    shapes = {"H": (D, D), "L": (D, V), "U": (V, D)}
    return {
        name: np.stack(
            [
                np.stack([back.instances(name, i, j) for j in range(columns)], axis=-1)
                for i in range(rows)
            ],
            axis=-2,
        )
        for name, (rows, columns) in shapes.items()
    }


def compare(net, judge, close):
    """Compare each instance and h0 with another method."""
    ours, back = instances(net), net.back
    close(ours["H"], judge.H)
    close(ours["U"], judge.U)
    read = np.zeros_like(ours["L"])  # the judge knows only the columns that are read
    for k, word in enumerate(net.inputs):
        read[:, k, :, word] = judge.L[:, k]
    close(ours["L"], read)
    close(back.delta, judge.L)  # z^(s) and the column L^(s-1) take the same nudge
    close(back.gradients().h0, judge.h0.sum(axis=0))


@given(networks())
def test_every_instance_is_what_autograd_gives(net):
    compare(net, by_autograd(untied(net.params, net.inputs), net.targets), assert_close)


@given(networks(), st.integers(-300, -8))
def test_every_instance_is_what_a_complex_step_gives(net, power):
    weights = untied(net.params, net.inputs)
    compare(net, by_complex_step(weights, net.targets, 10.0**power), assert_close)


@given(networks())
def test_every_instance_is_what_differences_give(net):
    weights = untied(net.params, net.inputs)
    limit = 1e-9 * max(1.0, np.abs(losses(weights, net.targets)).max())

    def close(actual, desired):
        np.testing.assert_allclose(actual, desired, rtol=0, atol=limit)

    compare(net, by_differences(weights, net.targets, 1e-5), close)


@pytest.mark.parametrize(
    "net",
    [
        network(steps=8, words=[2] * 8),
        network(hidden=1, vocab=2, steps=1),
        network(hidden=1, vocab=2, steps=12, scale=3.0),
        network(hidden=50, vocab=3, steps=3),
        network(hidden=2, vocab=3, steps=40),
    ],
    ids=["one word", "smallest", "one unit", "past the folded width", "many steps"],
)
def test_networks_at_the_edges(net):
    compare(net, by_autograd(untied(net.params, net.inputs), net.targets), assert_close)


@pytest.mark.parametrize("hidden", [48, 49])
def test_both_ways_of_multiplying_agree(hidden):
    net = network(hidden=hidden, vocab=4, steps=5)
    judge = by_autograd(untied(net.params, net.inputs), net.targets)
    assert_close(net.back.delta, judge.L)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("hidden", "vocab", "steps"), [(3, 4, 4), (1, 2, 6), (4, 5, 5)]
)
def test_every_error_term_holds_at_scale_16(hidden, vocab, steps, seed):
    net = network(hidden, vocab, steps, seed, scale=16.0)
    back, exact = net.back, by_many_digits(*net)
    assert_near(back.delta_o, exact.delta_o)
    assert_near(back.delta, exact.delta, exact.size)


@pytest.mark.parametrize("largest", [37, 100, 700])
@pytest.mark.parametrize("seed", range(4))
def test_error_terms_hold_where_units_saturate(largest, seed):
    plain = network(hidden=3, vocab=4, steps=3, seed=seed)
    p = plain.params
    net = plain._replace(
        params=Params(p.H, p.L * (largest / np.abs(p.L).max()), p.U, p.h0)
    )
    back, exact = net.back, by_many_digits(*net)
    assert_near(back.trace.slope, exact.slope)
    assert_near(back.delta, exact.delta, exact.size)


@pytest.mark.parametrize("margin", [20, 37, 60, 600])
def test_error_terms_hold_where_the_network_is_very_sure(margin):
    words = [1, 1, 1]
    weights = ([[0.5]], [[0.3, -0.2]], [[-margin], [margin]], [0.4])
    net = Network(Params(*weights), words, words)
    back, exact = net.back, by_many_digits(*net)
    assert 0 < -back.delta_o[0, 1] < 1e-8
    assert_near(back.delta_o, exact.delta_o)
    assert_near(back.delta, exact.delta, exact.size)


@given(networks())
def test_errors_are_exactly_zero_after_their_loss(net):
    delta = net.back.delta
    later = np.triu(np.ones(delta.shape[:2], dtype=bool), 1)
    np.testing.assert_array_equal(delta[later], 0.0)
    assert (np.abs(delta[~later]).max(axis=-1) > 0).all()


@given(networks())
def test_an_output_error_sums_to_zero(net):
    np.testing.assert_allclose(net.back.delta_o.sum(axis=1), 0.0, atol=1e-15)


@given(networks())
def test_a_prefix_of_the_text_has_the_same_errors(net):
    steps = (len(net.inputs) + 1) // 2
    short = backward(forward(net.params, net.inputs[:steps], net.targets[:steps]))
    assert_close(short.delta, net.back.delta[:steps, :steps])


def test_results_are_read_only():
    back = network().back
    for array in (back.delta_o, back.delta, back.instances("U", 1, 1)):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1.0
    for name in ("H", "L"):
        with pytest.raises(ValueError, match="read-only"):
            back.instances(name, 1, 2)[0, 0] = 1.0


def test_the_trace_is_kept_and_left_as_it_was():
    trace = network().trace
    yhat = trace.yhat.copy()
    assert backward(trace).trace is trace
    np.testing.assert_array_equal(trace.yhat, yhat)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    "params",
    [
        Params([[40]], [[-20, -2000, 0]], [[1], [0], [0]], [0.5]),
        Params(40 * np.eye(2), [[-20] * 3] * 2, [[1, 1], [0, 0], [0, 0]], [0.5] * 2),
    ],
)
def test_errors_that_overflow_are_refused(params):
    words = [0] * 400
    with pytest.raises(ValueError, match="trace has errors that overflow"):
        backward(forward(params, words, [1] * 400))
