"""How fast a product of Jacobians stretches and shrinks: by QR, never by its entries.

The singular values of a long product span hundreds of decades, and float64 holds
sixteen: the small ones are not in its entries. In A = J_n ... J_1 each factor is taken
apart on its own, J_k Q_{k-1} = Q_k R_k, and A = Q_n R_n ... R_1 with triangular factors
whose diagonals only need their logarithms added up.
"""

from itertools import pairwise

import numpy as np
from jaxtyping import Complex128, Float64

from .checks import frozen, position, whole_number
from .forward import Trace
from .params import Params
from .products import expect_states, rank
from .states import States

SWEEPS = 12
"""Sweeps there and back after which singular values count as settled."""
SETTLED = 1e-13
"""Groups have settled when no log of their products moves by more, relative to all."""
APART = 1e-2
"""Neighbours farther apart than this ratio settle fast and are left to the sweeps."""

Factors = list[Float64[np.ndarray, "n n"]]
Columns = Float64[np.ndarray, "D n"]


def lyapunov(
    states: States | Trace, t: int, s: int = 0, count: int | None = None
) -> Float64[np.ndarray, "n count"]:
    """[n-1, i] = the i-th exponent after n of the t - s steps from h^(s), Q_0 = I.

        J_k Q_{k-1} = Q_k R_k,   exponent_i = (1/n) sum_k log |R_k,ii|

    `count`: the first so many alone. Minus infinity from where a factor is singular.
    IndexError: t or s is no state, or s > t.
    """
    t, s = _interval(states, t, s)
    hidden = states.params.hidden
    count = hidden if count is None else whole_number("count", count, 1, hidden)
    diagonals = [
        np.diag(factor)
        for factor in _forwards(states, t, s, np.eye(hidden)[:, :count])[0]
    ]
    with np.errstate(divide="ignore"):
        logs = np.log(np.abs(np.array(diagonals).reshape(-1, count)))
    return frozen(logs.cumsum(axis=0) / np.arange(1, t - s + 1)[:, None])


def log_singular_values(
    states: States | Trace, t: int, s: int
) -> Float64[np.ndarray, " D"]:
    """Natural logarithms of the singular values of dh^(t)/dh^(s), largest first.

    One sweep of QR from Q_0 = I is off by a decade. From the right singular vectors it
    is not: they are found by sweeping back through the transposed factors and forth
    again. Values nearer to each other than APART would take long to part: their common
    block, small and graded, is taken apart by Jacobi rotations. Minus infinity where
    the product is singular. IndexError as in `lyapunov`.
    """
    t, s = _interval(states, t, s)
    hidden = states.params.hidden
    if t == s:
        return frozen(np.zeros(hidden))
    alive = np.count_nonzero(states.slope[s:t], axis=1).min()
    kept = min(rank(states.params.H), int(alive))
    if kept == 0:
        return frozen(np.full(hidden, -np.inf))
    factors, q = _forwards(states, t, s, np.eye(hidden))
    logs = _sums(factors)[:kept]
    for _ in range(SWEEPS):
        factors, q = _forwards(states, t, s, _backwards(states, t, s, q[:, :kept]))
        before, logs = logs, _sums(factors)
        groups = _groups(logs)
        moved = [abs(logs[g].sum() - before[g].sum()) for g in groups]
        if max(moved) <= SETTLED * max(1.0, np.abs(logs).max()):
            break
    found = np.concatenate([_apart(factors, group, logs) for group in groups])
    return frozen(np.append(np.sort(found)[::-1], np.full(hidden - kept, -np.inf)))


def spectrum(params: Params) -> Complex128[np.ndarray, " D"]:
    """The eigenvalues of H, largest first."""
    values = np.linalg.eigvals(params.H).astype(np.complex128)
    return frozen(values[np.argsort(-np.abs(values), kind="stable")])


def _interval(states: States | Trace, t: int, s: int) -> tuple[int, int]:
    expect_states(states)
    t = position("t", t, states.steps + 1)
    return t, position("s", s, t + 1)


def _forwards(
    states: States | Trace, t: int, s: int, q: Columns
) -> tuple[Factors, Columns]:
    """R_{s+1}, ..., R_t and the last Q of J_k Q_{k-1} = Q_k R_k."""
    H, factors = states.params.H, []
    most = rank(H)
    for slope in states.slope[s:t]:
        q, r = _weighted(slope, H @ q)
        r[min(most, int(np.count_nonzero(slope))) :] = 0.0
        factors.append(r)
    return factors, q


def _backwards(states: States | Trace, t: int, s: int, q: Columns) -> Columns:
    """The last Q of J_k' Q_k = Q_{k-1} R, J_k' = H' diag(sigma')."""
    for slope in states.slope[s:t][::-1]:
        q, _ = np.linalg.qr(states.params.H.T @ _weighted(slope, q)[0])
    return q


def _weighted(
    slope: Float64[np.ndarray, " D"], columns: Columns
) -> tuple[Columns, Float64[np.ndarray, "n n"]]:
    """QR of diag(slope) columns, rows sorted by their slope first.

    Householder's reflections then keep the digits of rows that are tiny beside others,
    as those of saturated units are.
    """
    order = np.argsort(-slope, kind="stable")
    sorted_q, r = np.linalg.qr((slope[:, None] * columns)[order])
    q = np.empty_like(sorted_q)
    q[order] = sorted_q
    return q, r


def _sums(factors: Factors) -> Float64[np.ndarray, " n"]:
    with np.errstate(divide="ignore"):
        return np.log(np.abs([np.diag(r) for r in factors])).sum(axis=0)


def _groups(logs: Float64[np.ndarray, " n"]) -> list[slice]:
    """Runs of neighbours, none farther from the next than APART."""
    edges = (np.flatnonzero(np.abs(np.diff(logs)) > -np.log(APART)) + 1).tolist()
    ends = [0, *edges, len(logs)]
    return [slice(a, b) for a, b in pairwise(ends)]


def _apart(
    factors: Factors, group: slice, logs: Float64[np.ndarray, " n"]
) -> Float64[np.ndarray, " m"]:
    """Logarithms of the singular values of a block of R_n ... R_1.

    The block of a product of triangular matrices is the product of their blocks.
    """
    if group.stop - group.start == 1 or not np.isfinite(logs[group]).all():
        return logs[group]
    product, exponent = np.eye(group.stop - group.start), 0
    for factor in factors:
        product = factor[group, group] @ product
        power = int(np.frexp(np.abs(product).max())[1])
        product, exponent = np.ldexp(product, -power), exponent + power
    return np.log(_jacobi(product)) + exponent * np.log(2)


def _jacobi(rows: Float64[np.ndarray, "m m"]) -> Float64[np.ndarray, " m"]:
    """Singular values by one-sided Jacobi: rows are turned until they are orthogonal.

    Right to the last digits also of the small ones, where rows are graded; an SVD is
    right relative to the largest alone. Source: J. Demmel, K. Veselic, SIAM J. Matrix
    Anal. Appl. 13 (1992).
    """
    rows = rows.copy()
    for _ in range(SWEEPS * 2):
        largest = 0.0
        for p in range(len(rows) - 1):
            for q in range(p + 1, len(rows)):
                a, b = np.linalg.norm(rows[p]), np.linalg.norm(rows[q])
                cosine = float(rows[p] / a @ rows[q] / b) if a and b else 0.0
                if abs(cosine) > 1e-15:
                    largest = max(largest, abs(cosine))
                    half = (b / a - a / b) / (2 * cosine)
                    tangent = 1 / (half + np.copysign(np.hypot(1, half), half))
                    c = 1 / np.hypot(1, tangent)
                    turn = c * np.array([[1, -tangent], [tangent, 1]])
                    rows[[p, q]] = turn @ rows[[p, q]]
        if largest <= 1e-15:
            break
    return np.linalg.norm(rows, axis=1)
