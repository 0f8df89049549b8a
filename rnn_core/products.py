"""Products of Jacobians over hundreds of steps, however large or small.

dh^(t)/dh^(s) = D_t ... D_{s+1} leaves float64's range within some hundred steps. Here
it is kept as a matrix times a power of two, and its sizes as natural logarithms.
"""

from collections.abc import Iterator
from itertools import islice

import numpy as np
from jaxtyping import Float64
from numpy.typing import ArrayLike

from .checks import frozen, positions
from .exact_rank import nonzero_products, product_rank
from .integer_products import integer_products
from .integer_sweeps import integer_stretches
from .jacobian_chain import JacobianChain, perturbation_limit
from .scaled import Scaled
from .states import States

SMALLEST, LARGEST = -1022, 1024
"""Normal float64 numbers are from 2^SMALLEST up to below 2^LARGEST."""


def running_products(states: States, t: int) -> Iterator[Scaled]:
    """The products dh^(t)/dh^(s) for s = t, t-1, ..., 0, multiplied from the left.

    Zero exactly where the product of the float64 factors is. Where it cancels so far
    that rounding would decide its entries it is found in integers, if D_h^3 t is at
    most 400,000. IndexError: t is no state. Source: section 3.
    """
    return products_from_the_left(JacobianChain.between(states, t, 0))


def products_from_the_left(chain: JacobianChain) -> Iterator[Scaled]:
    """The identity, D_t, D_t D_{t-1}, ..., D_t ... D_{s+1}."""
    plain = plain_products(chain)
    if chain.plain:
        yield from plain
        return
    perturbed = plain_products(chain.perturbed())
    for distance, (product, other) in enumerate(zip(plain, perturbed, strict=True)):
        if not _near(product, other, distance):
            yield from _cancelling_products(chain, distance)
            return
        yield product


def plain_products(
    chain: JacobianChain, product: Scaled | None = None
) -> Iterator[Scaled]:
    """`product`, product D_t, product D_t D_{t-1}, ..., in float64 arithmetic."""
    product = product or Scaled(np.eye(len(chain.H)), 0)
    yield product
    for slope in chain.slope[::-1]:
        product = Scaled.of(product.values * slope @ chain.H, product.exponent)
        yield product


def _cancelling_products(chain: JacobianChain, distance: int) -> Iterator[Scaled]:
    """What `products_from_the_left` gives from `distance` on, in integers."""
    nonzero = nonzero_products(chain)
    last = JacobianChain(
        chain.H, chain.slope[len(chain.slope) - nonzero :], chain.condition
    )
    if chain.affordable:
        for values, exponent in islice(integer_products(last), distance - 1, None):
            yield Scaled(values, exponent)
    else:
        yield from islice(plain_products(last), distance, None)
    for _ in range(max(nonzero, distance - 1), len(chain.slope)):
        yield Scaled(np.zeros_like(chain.H), 0)


def _near(product: Scaled, other: Scaled, distance: int) -> bool:
    """Whether the product hardly moved, of its largest entry, when perturbed."""
    shift = other.exponent - product.exponent
    if abs(shift) > 1:
        return not product.values.any() and not other.values.any()
    difference = np.abs(np.ldexp(other.values, shift) - product.values).max()
    return bool(difference <= perturbation_limit(distance))


def log_norms(
    states: States, t: int, earlier: ArrayLike | None = None
) -> Float64[np.ndarray, " n"]:
    """The logarithms of ||dh^(t)/dh^(s)||_2 for states s: `earlier`, or all up to t.

    The spectral norm, minus infinity where the product is 0. IndexError: t or one of
    `earlier` is no state up to t.
    """
    chain = JacobianChain.between(states, t, 0)
    wanted = np.arange(len(chain.slope) + 1)
    if earlier is not None:
        wanted = positions("earlier", earlier, len(wanted))
    logs = np.empty(len(chain.slope) + 1)
    asked = set(wanted.tolist())
    for distance, product in enumerate(products_from_the_left(chain)):
        s = len(chain.slope) - distance
        if s in asked:
            logs[s] = product.log_norm(2)
    return frozen(logs[wanted])


def log_bounds(states: States, t: int) -> Float64[np.ndarray, " t1"]:
    """Upper bounds of `log_norms`: [s] = (t - s) log(max sigma' ||H||_2).

    The maximum is over units and steps s+1..t. Source: section 3.
    """
    chain = JacobianChain.between(states, t, 0)
    norm = np.linalg.norm(chain.H, 2)
    steepest = np.maximum.accumulate(chain.slope.max(axis=1)[::-1])
    distances = np.arange(1, len(chain.slope) + 1)
    with np.errstate(divide="ignore"):
        logs = distances * np.log(steepest * norm)
    return frozen(np.append(logs[::-1], 0.0))


def log_determinant(states: States, t: int, s: int) -> float:
    """log |det dh^(t)/dh^(s)| = sum of log sigma' + (t - s) log |det H|.

    Minus infinity where a slope is 0 or H, its float64 entries taken as they are, is
    singular. Digits lost where H is nearly singular are found in integers up to D_h =
    73. IndexError: t or s is no state, or s > t.
    """
    chain = JacobianChain.between(states, t, s)
    if s == t:
        return 0.0
    if not chain.slope.all():
        return -np.inf
    slopes = float(np.log(chain.slope).sum())
    return slopes + (t - s) * _log_determinant_of(chain)


def _log_determinant_of(chain: JacobianChain) -> float:
    """log |det H|."""
    H = chain.H
    alone = JacobianChain(H, np.ones((1, len(H))), chain.condition)
    if alone.plain:
        return float(np.linalg.slogdet(H)[1])
    if product_rank(alone) < len(H):
        return -np.inf
    stretches = integer_stretches(alone, np.ones((1, len(H)), dtype=bool))
    if stretches is None:
        return float(np.linalg.slogdet(H)[1])
    return float(stretches.sum())


def float64_reach(states: States, t: int) -> int | None:
    """The largest distance t - s over which a plain float64 product keeps its digits.

    One more, and its largest entry is below 2^-1022, where digits vanish, or infinite.
    None: it lasts back to h^(0), or ends in an exact 0.
    """
    for distance, product in enumerate(running_products(states, t)):
        if not product.values.any():
            return None
        if not SMALLEST < product.exponent <= LARGEST:
            return distance - 1
    return None
