"""Tests of properties that hold for every network."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_core import Params, backward, forward, next_word_window
from tests.rnn_core.networks import assert_close, network, networks

few = settings(max_examples=40)


@few
@given(networks(least_steps=2), st.data())
def test_a_run_can_be_cut_and_taken_up_again(net, data):
    """From state h^(m) on, the rest of the text is a text of its own."""
    m = data.draw(st.integers(1, len(net.inputs) - 1))
    p, back = net.params, net.back
    rest = Params(p.H, p.L, p.U, back.trace.h[m])
    tail = backward(forward(rest, net.inputs[m:], net.targets[m:]))
    assert_close(tail.trace.loss, back.trace.loss[m:])
    assert_close(tail.delta_o, back.delta_o[m:])
    assert_close(tail.delta, back.delta[m:, m:])
    assert_close(tail.gradients().h0, (back.delta[m:, m] @ p.H).sum(axis=0))


@few
@given(networks(), st.floats(-3, 3))
def test_a_unit_that_nothing_hears_changes_nothing(net, own):
    p, D = net.params, net.params.hidden
    H = np.zeros((D + 1, D + 1))
    H[:D, :D], H[D] = p.H, own  # it hears all units, itself too
    deaf = Params(
        H,
        np.vstack([p.L, np.full(p.vocab, own)]),
        np.hstack([p.U, np.zeros((p.vocab, 1))]),
        np.append(p.h0, 0.5),
    )
    wider, back = backward(forward(deaf, net.inputs, net.targets)), net.back
    assert_close(wider.delta[:, :, :D], back.delta)
    np.testing.assert_array_equal(wider.delta[:, :, D], 0.0)
    theirs, ours = wider.gradients(), back.gradients()
    assert_close(theirs.H[:D, :D], ours.H)
    np.testing.assert_array_equal(theirs.H[D], 0.0)
    assert_close(theirs.L[:D], ours.L)
    assert_close(theirs.U[:, :D], ours.U)


@few
@given(networks(), st.data())
def test_two_spellings_of_a_word_share_its_gradient(net, data):
    """A word that nobody predicts, read under two ids, is still the same word."""
    p, steps = net.params, len(net.inputs)
    word = net.inputs[0]
    other = data.draw(st.lists(st.booleans(), min_size=steps, max_size=steps))
    L = np.hstack([p.L, p.L[:, [word]]])
    U = np.vstack([p.U, p.U[0] - 1e4 / p.hidden])  # never predicted
    h0 = p.h0
    twins = [
        p.vocab if x == word and o else x
        for x, o in zip(net.inputs, other, strict=True)
    ]
    wider = Params(p.H, L, U, h0)
    one_spelling = backward(forward(wider, net.inputs, net.targets)).gradients()
    two_spellings = backward(forward(wider, twins, net.targets)).gradients()
    assert_close(
        two_spellings.L[:, word] + two_spellings.L[:, p.vocab], one_spelling.L[:, word]
    )
    for name in ("H", "U", "h0"):
        np.testing.assert_array_equal(
            getattr(two_spellings, name), getattr(one_spelling, name)
        )


@few
@given(networks(least_steps=2), st.data())
def test_widening_a_window_by_one_adds_one_diagonal(net, data):
    w = data.draw(st.integers(1, len(net.inputs) - 1))
    back, steps = net.back, len(net.inputs)
    full = back.gradients()
    narrow, wide = back.gradients(window=w), back.gradients(window=w + 1)
    for matrix in ("H", "L"):
        added = getattr(wide, matrix) - getattr(narrow, matrix)
        size = np.abs(getattr(full, matrix)).max() + np.abs(getattr(wide, matrix)).max()
        for i, j in np.ndindex(added.shape):
            terms = back.instances(matrix, i, j)
            desired = sum(terms[t - 1, t - w - 1] for t in range(w + 1, steps + 1))
            np.testing.assert_allclose(added[i, j], desired, rtol=0, atol=1e-13 * size)
    np.testing.assert_array_equal(narrow.U, wide.U)
    np.testing.assert_allclose(
        wide.h0 - narrow.h0,
        net.params.H.T @ back.delta[w, 0],
        rtol=0,
        atol=1e-13 * (np.abs(wide.h0).max() + np.abs(narrow.h0).max()),
    )


@few
@given(networks(scales=(0.5, 1.0)), st.integers(0, 9999))
def test_a_small_step_changes_the_loss_as_the_gradient_says(net, seed):
    """In a random direction the remainder shrinks with the square of the step."""
    draw, p = np.random.default_rng(seed), net.params
    grads = net.back.gradients()
    ways = [draw.standard_normal(g.shape) for g in grads]
    slope = sum((g * w).sum() for g, w in zip(grads, ways, strict=True))
    weights = (p.H, p.L, p.U, p.h0)

    def loss(step):
        moved = Params(*(a + step * w for a, w in zip(weights, ways, strict=True)))
        return forward(moved, net.inputs, net.targets).loss.sum()

    central = (loss(1e-5) - loss(-1e-5)) / 2e-5
    size = sum(np.abs(g * w).sum() for g, w in zip(grads, ways, strict=True))
    np.testing.assert_allclose(slope, central, rtol=0, atol=1e-7 * (1 + size))


def test_ids_that_were_given_are_copied_and_left_as_they_were():
    net = network()
    inputs, targets = np.array(net.inputs), np.array(net.targets)
    trace = forward(net.params, inputs, targets)
    window = next_word_window(inputs, 2)
    inputs[:], targets[:] = -1, -1  # still theirs to write
    np.testing.assert_array_equal(trace.inputs, net.inputs)
    np.testing.assert_array_equal(trace.targets, net.targets)
    np.testing.assert_array_equal(window.inputs, net.inputs[:2])
    np.testing.assert_array_equal(window.targets, net.inputs[1:3])
