"""Tests of the ways to cut, against sums over instances and against other programs."""

import numpy as np
import pytest

from rnn_core import (
    CUTS,
    REDUCTIONS,
    Params,
    backward,
    forward,
    kept_instances,
    loss_weights,
    piece_losses,
    truncation,
)
from tests.rnn_core.networks import assert_close, network, refuses
from tests.rnn_core.varied import EPS, varied


def kept_by_hand(steps, window, cut):
    """The same set, instance by instance, from the pieces' own bounds."""
    out = np.zeros((steps, steps), bool)
    for t in range(1, steps + 1):
        start = t - window
        if cut == "pieces":
            start = max(s for s in range(0, steps, window) if s < t)
        for k in range(max(0, start), t):
            out[t - 1, k] = True
    return out


@pytest.mark.parametrize("cut", CUTS)
def test_which_instances_are_kept(cut):
    for steps in range(1, 9):
        for window in range(1, 11):
            kept = kept_instances(steps, window, cut)
            np.testing.assert_array_equal(kept, kept_by_hand(steps, window, cut))
        all_of_them = np.tri(steps, dtype=bool)
        np.testing.assert_array_equal(kept_instances(steps, None, cut), all_of_them)


def parts_of(back, name):
    """Every entry's instances, (rows, columns, T, T)."""
    shape = getattr(back.trace.params, name).shape
    parts = [back.instances(name, i, j) for i, j in np.ndindex(shape)]
    return np.reshape(parts, (*shape, *np.shape(parts[0])))


@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_pieces_keep_the_sum_of_their_instances_on_200_networks(reduction):
    for n, case in enumerate(varied(salt=21)):
        back, steps = case.back, len(case.inputs)
        window = 1 + n % (steps + 1)
        cut = truncation(back, window, reduction, "pieces")
        ours = back.gradients(window, reduction, "pieces")
        counts = loss_weights(reduction, steps)[:, None]
        kept = kept_by_hand(steps, window, "pieces")
        for name in ("H", "L"):
            parts = parts_of(back, name) * counts
            size = np.abs(parts).sum(axis=(2, 3))
            for found, some in ((cut.kept, kept), (cut.discarded, ~kept)):
                right = np.where(some, parts, 0.0).sum(axis=(2, 3))
                assert (np.abs(getattr(found, name) - right) <= 20 * EPS * size).all()
        sliding = back.gradients(window, reduction)
        np.testing.assert_array_equal(ours.U, sliding.U)
        np.testing.assert_array_equal(ours.h0, sliding.h0)
        for one, other in zip(ours, cut.kept, strict=True):
            np.testing.assert_array_equal(one, other)
        assert (cut.window, cut.cut) == (window, "pieces")
        if window >= steps:
            assert not any(lost.any() for lost in cut.discarded)


def test_instances_are_cut_as_gradients_are():
    back = network(steps=7).back
    for cut in CUTS:
        kept = kept_instances(7, 3, cut)
        for name in ("H", "L"):
            for i, j in np.ndindex(3, 3):
                whole = back.instances(name, i, j)
                some = back.instances(name, i, j, 3, cut)
                np.testing.assert_array_equal(some, np.where(kept, whole, 0.0))
        np.testing.assert_array_equal(
            back.instances("U", 1, 2, 3, cut), back.instances("U", 1, 2)
        )


def detached(net, window):
    """H's and L's gradient as a loop has it that detaches the state every w steps: each
    piece is a network of its own that begins with the state the last one ended in.
    """
    params, inputs, targets = net
    H, L, state = 0.0, 0.0, params.h0
    for start in range(0, len(inputs), window):
        own = Params(params.H, params.L, params.U, state)
        words = slice(start, start + window)
        trace = forward(own, inputs[words], targets[words])
        gradients = backward(trace).gradients()
        H, L, state = H + gradients.H, L + gradients.L, trace.h[-1]
    return H, L


@pytest.mark.parametrize("window", [1, 2, 3, 4, 7, 9])
def test_pieces_are_what_a_detached_loop_computes(window):
    net = network(hidden=4, vocab=6, steps=9)
    H, L = detached(net, window)
    ours = net.back.gradients(window, cut="pieces")
    assert_close(ours.H, H)
    assert_close(ours.L, L)


def as_wildml(params, inputs, targets, bptt_truncate):
    """The loop of that tutorial: steps from t - bptt_truncate to t, both of them too.

    s = tanh(U[:, x] + W s), o = V s: their U is L here, their W is H, their V is U.
    """
    U, V, W = params.L, params.U, params.H
    steps = len(inputs)
    s = np.zeros((steps + 1, len(W)))
    s[-1] = params.h0
    errors = np.zeros((steps, len(V)))
    for t in range(steps):
        s[t] = np.tanh(U[:, inputs[t]] + W @ s[t - 1])
        o = V @ s[t]
        errors[t] = np.exp(o - o.max()) / np.exp(o - o.max()).sum()
        errors[t, targets[t]] -= 1
    dU, dW = np.zeros_like(U), np.zeros_like(W)
    for t in reversed(range(steps)):
        delta = V.T @ errors[t] * (1 - s[t] ** 2)
        for step in range(t, max(0, t - bptt_truncate) - 1, -1):
            dW += np.outer(delta, s[step - 1])
            dU[:, inputs[step]] += delta
            delta = W.T @ delta * (1 - s[step - 1] ** 2)
    return dW, dU


@pytest.mark.parametrize("truncate", [0, 1, 2, 4, 6, 20])
def test_the_truncation_of_wildml_keeps_one_step_more_than_it_says(truncate):
    net = network(hidden=4, vocab=6, steps=7)
    back = backward(forward(*net, "tanh"))
    dW, dU = as_wildml(*net, truncate)
    ours = back.gradients(window=truncate + 1)
    assert_close(ours.H, dW)
    assert_close(ours.L, dU)
    if 1 <= truncate < 6:
        assert np.abs(back.gradients(window=truncate).H - dW).max() > 1e-4


@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_what_each_piece_loses(reduction):
    for n, case in enumerate(varied(salt=22)):
        back, steps = case.back, len(case.inputs)
        window = 1 + n % (steps + 1)
        weights = loss_weights(reduction, steps)
        pieces = piece_losses(back, window, reduction)
        bounds = [(p.first, p.last) for p in pieces]
        starts = range(1, steps + 1, window)
        assert bounds == [(s, min(s + window - 1, steps)) for s in starts]
        for piece in pieces:
            own = np.arange(1, steps + 1)
            own = (own >= piece.first) & (own <= piece.last)
            parts = parts_of(back, "H") * (weights * own)[:, None]
            inside = np.arange(steps) >= piece.first - 1
            kept = np.where(inside, parts, 0.0).sum(axis=(2, 3))
            lost = np.where(inside, 0.0, parts).sum(axis=(2, 3))
            size = np.abs(parts).sum()
            full = np.linalg.norm(kept + lost)
            if size == 0:
                assert np.isnan(piece.lost["H"])
            elif full > 1e-6 * size:
                near = 1e-13 * size / full
                for ours, right in (
                    (piece.lost["H"], np.linalg.norm(lost) / full),
                    (piece.shares["H"].ratio, np.linalg.norm(kept) / full),
                ):
                    assert abs(ours - right) <= near * (1 + right)
            if piece.first == 1:
                assert all(lost == 0 or np.isnan(lost) for lost in piece.lost.values())


def test_the_losses_of_all_pieces_add_up_to_those_of_the_cut():
    """One unit, one word over and over: all instances have one sign, so lengths add."""
    params = Params([[0.5]], [[0.3, 0.3]], [[1.0], [-1.0]], [0.2])
    back = backward(forward(params, [0] * 6, [0] * 6))
    cut = truncation(back, 2, cut="pieces")
    full = back.gradients().H[0, 0]
    shares = [
        (p.lost["H"], back.instances("H", 0, 0)[p.first - 1 : p.last].sum())
        for p in piece_losses(back, 2)
    ]
    lost = sum(share * own for share, own in shares)
    assert lost == pytest.approx(cut.discarded.H[0, 0], rel=1e-13)
    assert cut.kept.H[0, 0] + lost == pytest.approx(full, rel=1e-13)
    assert shares[0][0] == 0
    assert shares[1][0] < shares[2][0], "a later piece has more before it"


@pytest.mark.usefixtures("unchecked")
def test_wrong_arguments_are_refused_by_name():
    back = network().back
    wrong = ["cut is 'chunks'", "sliding", "pieces"]
    refuses(ValueError, wrong, truncation, back, 1, "sum", "chunks")
    refuses(ValueError, wrong, back.gradients, 1, "sum", "chunks")
    refuses(ValueError, wrong, back.instances, "H", 0, 0, 1, "chunks")
    refuses(ValueError, wrong, kept_instances, 3, 1, "chunks")
    refuses(ValueError, ["window is 0"], kept_instances, 3, 0)
    refuses(ValueError, ["steps is 0"], kept_instances, 0, 1)
    refuses(TypeError, ["window is 1.5"], piece_losses, back, 1.5)
    refuses(ValueError, ["window is 0"], piece_losses, back, 0)
    refuses(TypeError, ["back", "Trace"], piece_losses, back.trace, 1)
