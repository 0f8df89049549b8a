"""Tests of what truncation keeps and discards, against sums over instances."""

import mpmath
import numpy as np
import pytest

from rnn_core import REDUCTIONS, Params, backward, forward, truncation
from tests.rnn_core.networks import network, refuses
from tests.rnn_core.varied import EPS, MATRICES, exact, varied


def by_instances(back, window, last):
    """Kept and discarded gradients and the absolute terms of both, name by name.

    Of the losses' sum or, for `last`, of the last loss alone.
    """
    steps = back.trace.steps
    counts = np.arange(steps) == steps - 1 if last else np.ones(steps)
    late = np.subtract.outer(np.arange(1, steps + 1), np.arange(steps)) > window
    sums = {}
    for name in MATRICES:
        shape = getattr(back.trace.params, name).shape
        parts = np.array(
            [back.instances(name, i, j) for i, j in np.ndindex(shape)]
        ).reshape(*shape, steps, steps)
        parts *= counts[:, None]
        kept = np.where(late, 0.0, parts).sum(axis=(2, 3))
        lost = np.where(late, parts, 0.0).sum(axis=(2, 3))
        sums[name] = kept, lost, np.abs(parts).sum(axis=(2, 3))
    error = counts[:, None] * back.delta[:, 0]
    to_start = error @ back.trace.params.H
    size = np.abs(error) @ np.abs(back.trace.params.H)
    first, later = to_start[:window], to_start[window:]
    sums["h0"] = first.sum(axis=0), later.sum(axis=0), size.sum(axis=0)
    return sums


@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_200_networks_by_their_instances(reduction):
    for n, case in enumerate(varied(salt=11)):
        back, steps = case.back, len(case.inputs)
        window = 1 + n % (steps + 1)
        cut = truncation(back, window, reduction)
        count = steps if reduction == "mean" else 1
        sums = by_instances(back, window, reduction == "last")
        for name, (kept, lost, size) in sums.items():
            for ours, desired in (
                (getattr(cut.kept, name), kept / count),
                (getattr(cut.discarded, name), lost / count),
            ):
                assert (np.abs(ours - desired) <= 20 * EPS * size / count).all()
        for ours, desired in zip(
            cut.kept, back.gradients(window, reduction), strict=True
        ):
            np.testing.assert_array_equal(ours, desired)
        assert cut.window == window
        assert not cut.discarded.U.any()
        if window >= steps:
            assert not any(lost.any() for lost in cut.discarded)


def exact_share(kept, lost):
    """Ratio and angle of two mpmath vectors, kept against kept + lost."""
    full = kept + lost
    a, b = (mpmath.sqrt((v * v).sum()) for v in (kept, full))
    if a == 0 or b == 0:
        return (mpmath.nan if a == b else a / b if b else mpmath.inf), mpmath.nan
    chord = kept / a - full / b
    half = mpmath.sqrt((chord * chord).sum()) / 2
    return a / b, mpmath.degrees(2 * mpmath.asin(min(half, mpmath.mpf(1))))


def test_200_lengths_and_angles_in_many_digits():
    angles = []
    for n, case in enumerate(varied(salt=12)):
        window = 1 + n % len(case.inputs)
        cut = truncation(case.back, window)
        with mpmath.workdps(400):
            pairs = {
                name: (kept.ravel(), lost.ravel())
                for name, kept, lost in zip(
                    cut.kept._fields, exact(cut.kept), exact(cut.discarded), strict=True
                )
            }
            both = zip(*pairs.values(), strict=True)
            pairs["all"] = tuple(np.concatenate(vectors) for vectors in both)
            assert cut.shares.keys() == pairs.keys()
            for name, (kept, lost) in pairs.items():
                ratio, angle = exact_share(kept, lost)
                ours = cut.shares[name]
                if mpmath.isnan(angle):
                    assert np.isnan(ours.angle), name
                    np.testing.assert_equal(ours.ratio, float(ratio))
                    continue
                length = mpmath.sqrt(((kept + lost) ** 2).sum())
                parts = mpmath.sqrt((kept**2).sum()) + mpmath.sqrt((lost**2).sum())
                bad = float(parts / length)
                assert abs(ours.ratio - ratio) <= 1e-14 * bad * ratio, name
                tilt = float(mpmath.sqrt((lost**2).sum()) / length)
                assert abs(ours.angle - angle) <= 1e-13 * (bad * angle + 60 * tilt)
                angles.append(ours.angle)
    assert min(angles) == 0
    assert max(angles) > 60
    assert any(0 < angle < 1e-4 for angle in angles)


def test_tiny_angles_keep_their_digits():
    """Vanishing far terms turn the gradient by so little that a cosine would say 0."""
    net = network(hidden=4, vocab=5, steps=14, scale=0.02)
    share = truncation(net.back, 6).shares["H"]
    assert 0 < share.angle < 1e-10
    cut = truncation(net.back, 6)
    with mpmath.workdps(400):
        kept, lost = (exact(g).H.ravel() for g in (cut.kept, cut.discarded))
        ratio, angle = exact_share(kept, lost)
        assert abs(share.angle - angle) <= 1e-13 * angle
        assert abs(share.ratio - ratio) <= 1e-14


def test_directions_that_do_not_exist():
    """ReLU units that are all dead send nothing back to H; nor does a zero state."""
    params = Params(-np.eye(2), -np.ones((2, 3)), np.ones((3, 2)), np.ones(2))
    back = backward(forward(params, [0, 1, 2], [1, 2, 0], "relu"))
    cut = truncation(back, 1)
    for name in ("H", "L", "U", "h0", "all"):
        assert np.isnan(cut.shares[name]).all(), name
    still = Params(np.eye(2), np.eye(2, 3), np.eye(3, 2), np.zeros(2))
    back = backward(forward(still, [2, 0], [0, 1], "identity"))
    shares = truncation(back, 1).shares
    assert np.isnan(shares["H"]).all()
    assert np.isfinite(shares["L"]).all()
    late = backward(forward(still, [0, 2], [0, 2], "identity"))
    assert truncation(late, 2).shares["all"] == (1.0, 0.0)


def test_a_gradient_of_one_number_turns_by_0_or_180_degrees():
    params = Params([[1.0]], [[0.5, -0.5]], [[0.0], [1.0]], [0.0])
    back = backward(forward(params, [0, 1], [0, 1], "identity"))
    share = truncation(back, 1).shares["h0"]
    first, second = back.delta[:, 0, 0]
    assert share.ratio == pytest.approx(abs(first) / abs(first + second), rel=1e-14)
    assert share.angle == (0.0 if first * (first + second) > 0 else 180.0)


def test_huge_gradients_do_not_overflow():
    net = network(hidden=2, vocab=3, steps=4)
    big = Params(net.params.H * 1e60, net.params.L, net.params.U, net.params.h0)
    cut = truncation(backward(forward(big, *net[1:], "identity")), 2)
    assert np.abs(cut.discarded.H).max() > 1e160
    assert all(np.isfinite(share).all() for share in cut.shares.values())


def test_results_are_read_only():
    cut = truncation(network().back, 2)
    for array in (*cut.kept, *cut.discarded):
        with pytest.raises(ValueError, match="read-only"):
            array.flat[0] = 1.0


@pytest.mark.usefixtures("unchecked")
def test_wrong_arguments_are_refused_by_name():
    net = network()
    refuses(ValueError, ["window is 0", "from 1"], truncation, net.back, 0)
    refuses(TypeError, ["window is 1.5"], truncation, net.back, 1.5)
    refuses(ValueError, ["reduction is 'max'"], truncation, net.back, 1, "max")
    refuses(TypeError, ["back", "Trace"], truncation, net.trace, 1)
