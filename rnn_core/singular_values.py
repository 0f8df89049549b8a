"""Singular values of a long product of Jacobians, without forming the product.

They span hundreds of decades, and float64 holds sixteen: the small ones are not in the
entries. In A = D_n ... D_1 each factor is taken apart on its own, D_k Q_{k-1} =
Q_k R_k, and A = Q_n R_n ... R_1 with triangular factors whose diagonals only need
their logarithms added up.
"""

from itertools import pairwise

import numpy as np
from jaxtyping import Float64

from .checks import frozen
from .exact_rank import product_rank
from .integer_sweeps import integer_singular_values
from .jacobi_rotations import log_singular_values_of_rows
from .jacobian_chain import CONDITION, JacobianChain, alike
from .scaled import LOG2, Scaled
from .states import States

SWEEPS = 12
"""Sweeps there and back after which singular values count as settled."""
SETTLED = 1e-13
"""Groups have settled when no log of their products moves by more, relative to all."""
APART = 1e-2
"""Neighbours farther apart than this ratio settle fast and are left to the sweeps."""

Factors = list[Float64[np.ndarray, "n n"]]
Columns = Float64[np.ndarray, "D n"]


def log_singular_values(states: States, t: int, s: int) -> Float64[np.ndarray, " D"]:
    """Natural logarithms of the singular values of dh^(t)/dh^(s), largest first.

    One sweep of QR from Q_0 = I is off by a decade. From the right singular vectors it
    is not: they are found by sweeping back through the transposed factors and forth
    again. Values nearer to each other than APART would take long to part: their common
    block, small and graded, is taken apart by Jacobi rotations.

    Minus infinity as often as the product of the float64 factors falls short of full
    rank, exactly: for a singular or nilpotent H, units that are dead, or both together.
    Where H is so nearly singular, or a product cancels so far, that rounding would
    decide, the product is found in integers if D_h^3 (t - s) is at most 400,000; beyond
    that only the number of values is certain. IndexError: t or s is no state, or s > t.
    """
    chain = JacobianChain.between(states, t, s)
    steps, hidden = chain.slope.shape
    if steps == 0:
        return frozen(np.zeros(hidden))
    rank = hidden if chain.plain else product_rank(chain)
    out = np.full(hidden, -np.inf)
    if rank > 0:
        out[:rank] = np.sort(_logs_above(chain, rank))[::-1]
    return frozen(out)


def _logs_above(chain: JacobianChain, rank: int) -> Float64[np.ndarray, " rank"]:
    """The `rank` logarithms above minus infinity, in whatever arithmetic that takes."""
    if chain.plain or not chain.affordable:
        return _swept(chain, rank)[0]
    if chain.condition <= CONDITION:
        values, q = _swept(chain, rank)
        perturbed = chain.perturbed()
        factors, _ = _forwards(perturbed, _backwards(perturbed, q))
        if alike(values, _values(factors), len(chain.slope)):
            return values
    exact = integer_singular_values(chain, rank)
    return _swept(chain, rank)[0] if exact is None else exact


def _forwards(chain: JacobianChain, q: Columns) -> tuple[Factors, Columns]:
    """R_1, ..., R_n and the last Q of D_k Q_{k-1} = Q_k R_k, earliest step first."""
    factors = []
    for slope in chain.slope:
        q, r = weighted_qr(slope, chain.H @ q)
        factors.append(r)
    return factors, q


def weighted_qr(
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


def _swept(
    chain: JacobianChain, rank: int
) -> tuple[Float64[np.ndarray, " rank"], Columns]:
    """The same in float64 arithmetic, and the left singular vectors that settled."""
    factors, q = _forwards(chain, _start(len(chain.H), rank))
    logs = _log_diagonals(factors)
    for _ in range(SWEEPS):
        factors, q = _forwards(chain, _backwards(chain, q))
        before, logs = logs, _log_diagonals(factors)
        if not np.isfinite(logs).all():
            break
        moves = [abs(logs[part].sum() - before[part].sum()) for part in _groups(logs)]
        if max(moves) <= SETTLED * max(1.0, np.abs(logs).max()):
            break
    return _values(factors), q


def _values(factors: Factors) -> Float64[np.ndarray, " n"]:
    """Logarithms of the singular values of R_n ... R_1, once sweeps have settled."""
    logs = _log_diagonals(factors)
    if not np.isfinite(logs).all():
        return logs
    return np.concatenate([_parted(factors, group, logs) for group in _groups(logs)])


def _start(hidden: int, rank: int) -> Columns:
    """Orthogonal columns, none of which the product takes to 0 more than it must."""
    if rank == hidden:
        return np.eye(hidden)
    drawn = np.random.default_rng(0).standard_normal((hidden, rank))
    return np.linalg.qr(drawn)[0]


def _backwards(chain: JacobianChain, q: Columns) -> Columns:
    """The last Q of D_k' Q_k = Q_{k-1} R, D_k' = H' diag(sigma')."""
    for slope in chain.slope[::-1]:
        q, _ = np.linalg.qr(chain.H.T @ weighted_qr(slope, q)[0])
    return q


def _log_diagonals(factors: Factors) -> Float64[np.ndarray, " n"]:
    """Logarithms of the diagonal of R_n ... R_1."""
    with np.errstate(divide="ignore"):
        return np.log(np.abs([np.diag(r) for r in factors])).sum(axis=0)


def _groups(logs: Float64[np.ndarray, " n"]) -> list[slice]:
    """Runs of neighbours, none farther from the next than APART."""
    edges = (np.flatnonzero(np.abs(np.diff(logs)) > -np.log(APART)) + 1).tolist()
    ends = [0, *edges, len(logs)]
    return [slice(a, b) for a, b in pairwise(ends)]


def _parted(
    factors: Factors, group: slice, logs: Float64[np.ndarray, " n"]
) -> Float64[np.ndarray, " m"]:
    """Logarithms of the singular values of a block of R_n ... R_1.

    The block of a product of triangular matrices is the product of their blocks.
    """
    if group.stop - group.start == 1:
        return logs[group]
    product = Scaled(np.eye(group.stop - group.start), 0)
    for factor in factors:
        product = Scaled.of(factor[group, group] @ product.values, product.exponent)
    return log_singular_values_of_rows(product.values, product.exponent * LOG2)
