"""Tests of gradients as sums of instances, with truncation, mean and renaming."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rnn_core import REDUCTIONS, Params, backward, forward
from tests.rnn_core.networks import assert_close, network, networks
from tests.rnn_core.routes import by_autograd, untied


def summed(net, matrix, keep=lambda t, k: True):
    """A gradient as the sum over losses t = 1..T and instances k that `keep` keeps."""
    back, steps = net.back, len(net.inputs)
    mask = [[keep(t, k) for k in range(steps)] for t in range(1, steps + 1)]
    out = np.zeros_like(getattr(net.params, matrix))
    for i, j in np.ndindex(out.shape):
        out[i, j] = back.instances(matrix, i, j)[mask].sum()
    return out


@given(networks())
def test_instances_add_up_to_the_gradient(net):
    grads = net.back.gradients()
    for matrix in ("H", "L", "U"):
        assert_close(summed(net, matrix), getattr(grads, matrix))


@given(networks())
def test_the_gradient_is_what_autograd_gives(net):
    judge = by_autograd(untied(net.params, net.inputs), net.targets)
    grads = net.back.gradients()
    L = np.zeros((*judge.L.shape[:2], *grads.L.shape))
    for k, word in enumerate(net.inputs):
        L[:, k, :, word] = judge.L[:, k]
    for name, terms in judge._replace(L=L)._asdict().items():
        before = tuple(range(terms.ndim - getattr(grads, name).ndim))
        largest = np.abs(terms).sum(axis=before).max()
        np.testing.assert_allclose(
            getattr(grads, name), terms.sum(axis=before), rtol=0, atol=1e-12 * largest
        )


@given(networks())
def test_contributions_to_h_need_only_errors_and_states(net):
    back, trace = net.back, net.trace
    for i, j in np.ndindex(net.params.H.shape):
        desired = [
            [back.delta[t, k, i] * trace.h[k, j] for k in range(trace.steps)]
            for t in range(trace.steps)
        ]
        np.testing.assert_allclose(back.instances("H", i, j), desired, rtol=1e-15)


@given(networks(), st.integers(1, 8))
def test_a_window_keeps_exactly_the_instances_within_it(net, window):
    grads = net.back.gradients(window=window)
    for matrix in ("H", "L"):
        desired = summed(net, matrix, lambda t, k: t - k <= window)
        full = np.abs(getattr(net.back.gradients(), matrix)).max()
        np.testing.assert_allclose(
            getattr(grads, matrix), desired, rtol=1e-12, atol=1e-13 * full
        )
    assert_close(grads.U, summed(net, "U"))
    judge = by_autograd(untied(net.params, net.inputs), net.targets)
    assert_close(grads.h0, judge.h0[:window].sum(axis=0))


@given(networks(), st.integers(0, 3))
def test_a_window_of_all_steps_is_the_whole_gradient(net, more):
    whole = net.back.gradients()
    for ours, desired in zip(
        net.back.gradients(window=len(net.inputs) + more), whole, strict=True
    ):
        np.testing.assert_array_equal(ours, desired)


def test_a_shorter_window_is_another_gradient():
    back = network(steps=6).back
    assert np.abs(back.gradients(window=5).H - back.gradients().H).max() > 1e-8


@given(networks(), st.sampled_from([None, 1, 2]))
def test_the_mean_is_the_sum_over_the_number_of_losses(net, window):
    back = net.back
    sums = back.gradients(window=window, reduction="sum")
    means = back.gradients(window=window, reduction="mean")
    for name in ("H", "L", "U", "h0"):
        np.testing.assert_allclose(
            getattr(means, name),
            getattr(sums, name) / len(net.inputs),
            rtol=1e-15,
            err_msg=name,
        )


@given(networks(), st.randoms(use_true_random=False))
def test_renaming_hidden_units_renames_the_results(net, random):
    order = list(range(net.params.hidden))
    random.shuffle(order)
    p = net.params
    renamed = Params(p.H[np.ix_(order, order)], p.L[order], p.U[:, order], p.h0[order])
    other, back = backward(forward(renamed, net.inputs, net.targets)), net.back
    assert_close(other.delta, back.delta[:, :, order])
    ours, theirs = back.gradients(), other.gradients()
    assert_close(theirs.H, ours.H[np.ix_(order, order)])
    assert_close(theirs.L, ours.L[order])
    assert_close(theirs.U, ours.U[:, order])
    assert_close(theirs.h0, ours.h0[order])


@given(networks(), st.randoms(use_true_random=False))
def test_renaming_words_renames_the_results(net, random):
    order = list(range(net.params.vocab))
    random.shuffle(order)
    p = net.params
    renamed = Params(p.H, p.L[:, order], p.U[order], p.h0)
    inputs = [order.index(word) for word in net.inputs]
    targets = [order.index(word) for word in net.targets]
    other, back = backward(forward(renamed, inputs, targets)), net.back
    assert_close(other.delta, back.delta)
    assert_close(other.delta_o, back.delta_o[:, order])
    assert_close(other.gradients().L, back.gradients().L[:, order])
    assert_close(other.gradients().U, back.gradients().U[order])


@given(networks())
def test_a_word_that_is_never_read_has_no_gradient(net):
    unread = sorted(set(range(net.params.vocab)) - set(net.inputs))
    assume(unread)
    back = net.back
    np.testing.assert_array_equal(back.gradients().L[:, unread], 0.0)
    np.testing.assert_array_equal(back.instances("L", 0, unread[0]), 0.0)


@given(networks())
def test_u_is_used_once_a_loss(net):
    got = net.back.instances("U", net.targets[-1], 0)
    np.testing.assert_array_equal(got, np.diag(np.diag(got)))
    assert got[-1, -1] < 0


def test_gradients_are_read_only():
    for reduction in REDUCTIONS:
        for array in network().back.gradients(2, reduction):
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 0.0


@pytest.mark.parametrize("scalar", [np.int64, np.uint8, int])
def test_a_window_may_be_any_whole_number(unchecked, scalar):
    back = network().back
    np.testing.assert_array_equal(
        back.gradients(window=scalar(2)).H, back.gradients(window=2).H
    )
