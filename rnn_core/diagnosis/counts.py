"""How often each cell of the triangle is in a gradient, by least squares."""

from collections.abc import Iterable, Mapping

import numpy as np

from ..backward_pass import backward
from ..biases import with_biases
from ..forward_pass import forward
from ..params import Params
from .passes import Net, count_matrix
from .passes.recipe import meant_triangle

MOST_JOINTLY = 300
"""Unknown counts that are solved for together, where steps cannot be told apart."""
VISIBLE = 10.0
"""What moves the numbers by less than this times their precision is not seen."""
Fit = tuple[np.ndarray | None, np.ndarray | None]


def fitted_counts(
    net: Net,
    given: Mapping[str, np.ndarray],
    room: Mapping[str, np.ndarray],
    patterns: Iterable[np.ndarray] = (),
) -> Fit:
    """counts [t, s] and whether each is the only one that fits; both (T, T).

        dH = sum_s v_s h(s-1)',   dL = sum_s v_s x(s)',   v_s = sum_t c_ts delta^(s<-t)

    First v_s from the matrices that are given, then c from v_s. Where several counts
    fit: the first of `patterns` that does, else those nearest to the right ones.
    (None, None) where neither H nor L is given, or where no counts make these numbers.
    """
    if not {"H", "L"} & {*given}:
        return None, None
    trace = forward(_params(net), net.x, net.y, net.activation)
    hidden = len(net.h0)
    weight = 1 / net.steps if net.reduction == "mean" else 1.0
    delta = backward(trace).delta[:, :, :hidden].transpose(1, 0, 2) * weight
    right = count_matrix(meant_triangle(net), net.steps)
    if net.reduction == "last":
        right[:-1] = 0
    parts, numbers, rooms = [], [], []
    if "H" in given:
        parts.append(trace.h[:-1, :hidden])
        numbers.append(given["H"])
        rooms.append(room["H"])
    if "L" in given:
        read = np.unique(net.x)
        rest = np.setdiff1d(np.arange(net.L.shape[1]), read)
        if (np.abs(given["L"][:, rest]) > room["L"][:, rest]).any():
            return None, None
        parts.append((net.x[:, None] == read[None, :]).astype(float))
        numbers.append(given["L"][:, read])
        rooms.append(room["L"][:, read])
    factors = np.concatenate(parts, axis=1)
    allowed = np.concatenate(rooms, axis=1)
    wanted = np.concatenate(numbers, axis=1).astype(float)
    close = 4 * allowed + 1e-9 * np.abs(wanted).max()

    def miss(counts: np.ndarray) -> np.ndarray:
        made: np.ndarray = np.einsum("ts,std->sd", counts, delta).T @ factors
        return wanted - made

    right = next((c for c in patterns if (np.abs(miss(c)) <= close).all()), right)
    off = miss(right)
    if not np.isfinite(off).all():
        return None, None
    solved = _solve(delta, factors, off, float(allowed.max()))
    if solved is None:
        return None, None
    change, unique = solved
    if (np.abs(miss(right)) <= close).all():
        change[:] = 0
    elif (np.abs(miss(right + change)) > close).any():
        return None, None
    matters = _matters(delta, factors, float(allowed.max()))
    counts = np.where(matters | ~np.tri(net.steps, dtype=bool), right + change, np.nan)
    counts.setflags(write=False)
    unique &= matters | ~np.tri(net.steps, dtype=bool)
    unique.setflags(write=False)
    return counts, unique


def _params(net: Net) -> Params:
    """The engine's network, with a constant unit where there are biases."""
    weights = (net.H, net.L, net.U, net.h0)
    if net.b_h is None or net.b_y is None:
        return Params(*weights)
    return with_biases(*weights, net.b_h, net.b_y, net.activation)


def _matters(delta: np.ndarray, factors: np.ndarray, room: float) -> np.ndarray:
    """[t, s]: whether a count changed by 1 would show at all."""
    errors = np.abs(delta).max(axis=2).T
    return np.asarray(errors * np.abs(factors).max(axis=1)[None, :] > 2 * room)


def _solve(
    delta: np.ndarray, factors: np.ndarray, off: np.ndarray, room: float
) -> tuple[np.ndarray, np.ndarray] | None:
    """The change of counts [t, s] that makes up for what is off, and where unique."""
    steps = len(factors)
    left, sizes, right = np.linalg.svd(factors, full_matrices=False)
    kept = sizes > max(1e-10 * sizes[0], 1e-300)
    change = np.zeros((steps, steps))
    unique = np.ones((steps, steps), bool)
    left, sizes, right = left[:, kept], sizes[kept], right[kept]
    if kept.sum() == steps:
        v = (off @ right.T / sizes) @ left.T
        noise = room * np.linalg.norm(left / sizes, axis=1)
        for s in range(steps):
            at = slice(s, None)
            change[at, s], unique[at, s] = _least(delta[s, at].T, v[:, s], noise[s])
        return change, unique
    if steps * (steps + 1) // 2 > MOST_JOINTLY:
        return None
    rows, columns = np.nonzero(np.tri(steps))
    basis = left * sizes
    shares = delta[columns, rows][:, :, None] * basis[columns][:, None, :]
    design = shares.reshape(len(rows), -1).T
    solved, sure = _least(design, (off @ right.T).ravel(), room)
    change[rows, columns], unique[rows, columns] = solved, sure
    return change, unique


def _least(
    design: np.ndarray, wanted: np.ndarray, noise: float
) -> tuple[np.ndarray, np.ndarray]:
    """The least solution, and which of its entries nothing unseen could change."""
    left, sizes, right = np.linalg.svd(design, full_matrices=True)
    count = len(sizes)
    floor = max(VISIBLE * noise, 1e-12 * (sizes[0] if count else 0.0))
    seen = sizes > floor
    solution = right[:count][seen].T @ (
        (left[:, :count].T @ wanted)[seen] / sizes[seen]
    )
    hidden = np.concatenate([right[:count][~seen], right[count:]])
    unique = (np.abs(hidden) < 1e-6).all(axis=0)
    return solution, unique
