"""The exact rank of a product of Jacobians, found modulo primes.

float64 numbers are fractions, and a product of fractions has a rank that is a whole
number. It is found by doing the arithmetic modulo a prime p, where nothing is rounded.
That rank is never too high, and too low only if p divides each of some determinants,
one chance in millions; of three primes the highest rank counts.
"""

from collections import deque
from collections.abc import Iterator

import numpy as np
from jaxtyping import Bool, Float64, Int64

from .biases import real_units
from .jacobian_chain import JacobianChain
from .params import Params

PRIMES = np.array([4194301, 4194287, 4194277])
"""Below 2^22, so that residues between -p and 2p have sums of SUMMED products below
2^53, exact in float64."""
SUMMED = 120
ROOM = 1 << 18
"""Residues that are multiplied at once, for all primes together."""
FEW = 16
"""Up to so many units, many small products at once are quicker than one at a time."""
MANTISSA, LOWEST = 53, -1127
"""A float64 is a whole number of MANTISSA bits times 2^e, e from LOWEST up."""
POWERS = np.array([[pow(2, e, int(p)) for e in range(LOWEST, 1025)] for p in PRIMES])
"""[p, e - LOWEST] = 2^e modulo each prime."""

Residues = Float64[np.ndarray, "primes ..."]


def product_rank(chain: JacobianChain) -> int:
    """The exact rank of D_t ... D_{s+1}, as a product of float64 factors."""
    if not chain.slope.any(axis=1).all():
        return 0
    if len(chain.H) <= FEW:
        product = _product_in_pairs(chain)
    else:
        (product,) = deque(_residue_products(chain, np.eye(len(chain.H))), maxlen=1)
    return int(_prefix_ranks(product)[-1])


def independent_columns(chain: JacobianChain, count: int) -> Bool[np.ndarray, "n m"]:
    """[n-1, i]: whether column i of D_{s+n} ... D_{s+1} is independent of those before.

    Of the first `count` columns. One that has become dependent stays so. One prime
    finds where ranks fall, the others confirm that they do.
    """
    start = np.eye(len(chain.H), count)
    products = [p.astype(np.float32) for p in _residue_products(chain, start)]
    ranks = _falling_ranks([product[:1] for product in products])
    falls = np.flatnonzero(np.diff(ranks, axis=0, prepend=ranks[:1]).any(axis=1))
    for n in (0, *falls):
        if (_prefix_ranks(products[n]) != ranks[n]).any():
            ranks = _falling_ranks(products)
            break
    return np.diff(ranks, axis=1, prepend=0) > 0


def _falling_ranks(products: list[np.ndarray]) -> Int64[np.ndarray, "n m"]:
    """[n]: the ranks of the first columns of product n, which never rise with n."""
    ranks = np.empty((len(products), products[0].shape[2]), dtype=np.int64)
    stack = [(0, len(products) - 1)]
    ranks[0], ranks[-1] = (_prefix_ranks(products[n]) for n in (0, -1))
    while stack:
        first, last = stack.pop()
        if (ranks[first] == ranks[last]).all():
            ranks[first : last + 1] = ranks[first]
        elif last - first > 1:
            middle = (first + last) // 2
            ranks[middle] = _prefix_ranks(products[middle])
            stack += [(first, middle), (middle, last)]
    return ranks


def nonzero_products(chain: JacobianChain) -> int:
    """How many of D_t, D_t D_{t-1}, ..., D_t ... D_{s+1} are not 0.

    One that is not takes a row drawn at random to 0 as rarely as p divides a number.
    """
    drawn = np.random.default_rng(0).integers(1, PRIMES.min(), (len(chain.H), 1))
    products = _residue_products(chain, drawn.astype(np.float64), from_the_left=True)
    return sum(bool((product % PRIMES[:, None, None]).any()) for product in products)


def nilpotent(params: Params, activation: str = "sigmoid") -> bool:
    """Whether some power of H, over the real units, is 0, exactly.

    activation, errors: as in `eigenvalues`.
    """
    real = real_units(params, activation)
    ones = np.ones((real.hidden, real.hidden))
    powers = JacobianChain(real.H, ones, real.row_condition)
    return nonzero_products(powers) < real.hidden


def _residue_products(
    chain: JacobianChain,
    start: Float64[np.ndarray, "D m"],
    from_the_left: bool = False,
) -> Iterator[Residues]:
    """D_{s+1} start, D_{s+2} D_{s+1} start, ..., modulo each p, from -p to 2p.

    From the left: D_t' start, D_{t-1}' D_t' start, ...
    """
    H, slopes = residues(chain.H), residues(chain.slope)[:, :, :, None]
    product = np.repeat(start[None], len(PRIMES), axis=0)
    for n in range(len(chain.slope)):
        if from_the_left:
            product = _nearly_reduced(slopes[:, -1 - n] * product)
            product = _times(H.transpose(0, 2, 1), product)
        else:
            product = _nearly_reduced(slopes[:, n] * _times(H, product))
        yield product


def _product_in_pairs(chain: JacobianChain) -> Residues:
    """D_t ... D_{s+1} modulo each p, from -p to 2p: neighbours are multiplied in pairs,
    what comes out of them in pairs again, as many steps at once as ROOM holds.
    """
    H, slopes = residues(chain.H), residues(chain.slope)
    together = max(1, ROOM // H.size)
    whole = None
    for first in range(0, slopes.shape[1], together):
        part = slopes[:, first : first + together, :, None]
        factors = _nearly_reduced(part * H[:, None])
        while factors.shape[1] > 1:
            odd = factors[:, factors.shape[1] // 2 * 2 :]
            factors = _times(factors[:, 1::2], factors[:, :-1:2])
            factors = np.concatenate([factors, odd], axis=1)
        whole = factors[:, 0] if whole is None else _times(factors[:, 0], whole)
    assert whole is not None
    return whole


def residues(values: Float64[np.ndarray, "..."]) -> Residues:
    """Whole float64 numbers modulo each prime."""
    mantissa, exponent = np.frexp(values)
    whole = np.ldexp(mantissa, MANTISSA).astype(np.int64)
    p = PRIMES.reshape(-1, *[1] * values.ndim)
    powers = POWERS[:, exponent - MANTISSA - LOWEST]
    return (whole % p * powers % p).astype(np.float64)


def _times(left: Residues, right: Residues) -> Residues:
    """left @ right modulo each prime."""
    total = _nearly_reduced(left[..., :SUMMED] @ right[..., :SUMMED, :])
    for first in range(SUMMED, left.shape[-1], SUMMED):
        part = slice(first, first + SUMMED)
        total = _nearly_reduced(total + left[..., part] @ right[..., part, :])
    return total


def _nearly_reduced(values: Residues) -> Residues:
    """Whole numbers modulo each prime p, from -p to 2p: quicker than from 0 to p."""
    p = PRIMES.reshape(-1, *[1] * (values.ndim - 1))
    return values - np.floor(values * (1 / p)) * p


def _prefix_ranks(matrices: Residues) -> Int64[np.ndarray, " m"]:
    """[i]: the rank of columns 0..i, the highest that any prime shows."""
    return np.max(
        [
            _ranks_modulo(matrix.astype(np.int64) % p, int(p))
            for matrix, p in zip(matrices, PRIMES, strict=False)
        ],
        axis=0,
    )


def _ranks_modulo(matrix: Int64[np.ndarray, "D m"], p: int) -> Int64[np.ndarray, " m"]:
    """Ranks of columns 0..i, by elimination modulo p."""
    ranks, rank = np.zeros(matrix.shape[1], dtype=np.int64), 0
    for column in range(matrix.shape[1]):
        pivots = np.flatnonzero(matrix[rank:, column])
        if len(pivots):
            row = rank + int(pivots[0])
            matrix[[rank, row]] = matrix[[row, rank]]
            inverse = pow(int(matrix[rank, column]), -1, p)
            factors = matrix[rank + 1 :, column, None] * inverse % p
            below = matrix[rank + 1 :, column + 1 :]
            below[:] = (below - factors * matrix[rank, column + 1 :]) % p
            rank += 1
        ranks[column] = rank
    return ranks
