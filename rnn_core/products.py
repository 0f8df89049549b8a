"""Products of Jacobians over hundreds of steps, whatever their size.

dh^(t)/dh^(s) = J_t ... J_{s+1} leaves float64's range within some hundred steps. Here
it is kept as a matrix times a power of two, and its sizes as natural logarithms.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64

from .checks import expect, frozen, position
from .forward import Trace
from .states import States

SMALLEST, LARGEST = -1022, 1024
"""Normal float64 numbers are from 2^SMALLEST up to below 2^LARGEST."""


class Scaled(NamedTuple):
    """The matrix `values` times 2^exponent, its largest entry from 1/2 to 1.

    Zero has exponent 0.
    """

    values: Float64[np.ndarray, "D D"]
    exponent: int

    def log(self, size: float) -> float:
        """The natural logarithm of a size of `values` times 2^exponent."""
        if size == 0:
            return -np.inf
        return float(np.log(size) + self.exponent * np.log(2))


def running_products(states: States | Trace, t: int) -> Iterator[Scaled]:
    """dh^(t)/dh^(s) for s = t, t-1, ..., 0, multiplied the way back-propagation does.

    IndexError: t is no state. Source: section 3.
    """
    expect_states(states)
    t = position("t", t, states.steps + 1)
    product = Scaled(np.eye(states.params.hidden), 0)
    yield product
    for slope in states.slope[:t][::-1]:
        values = product.values * slope @ states.params.H
        power = int(np.frexp(np.abs(values).max())[1])
        product = Scaled(np.ldexp(values, -power), product.exponent + power)
        yield product


def log_norms(
    states: States | Trace, t: int, at: Sequence[int] | None = None
) -> Float64[np.ndarray, " n"]:
    """log ||dh^(t)/dh^(s)||_2 for the states s in `at`, or all from 0 to t.

    The spectral norm, minus infinity where the product is 0.
    """
    wanted = range(t + 1) if at is None else at
    places = {s: n for n, s in enumerate(wanted)}
    out = np.empty(len(places))
    for distance, product in enumerate(running_products(states, t)):
        if t - distance in places:
            norm = np.linalg.norm(product.values, 2)
            out[places[t - distance]] = product.log(float(norm))
    return frozen(out)


def log_bounds(states: States | Trace, t: int) -> Float64[np.ndarray, " t1"]:
    """[s] = (t - s) log(max sigma' ||H||_2), which no log norm exceeds; s = 0..t.

    The maximum is over units and steps s+1..t. Source: section 3.
    """
    expect_states(states)
    t = position("t", t, states.steps + 1)
    norm = np.linalg.norm(states.params.H, 2)
    steepest = np.maximum.accumulate(states.slope[:t].max(axis=1)[::-1])
    with np.errstate(divide="ignore"):
        logs = np.arange(1, t + 1) * np.log(steepest * norm)
    return frozen(np.append(logs[::-1], 0.0))


def log_determinant(states: States | Trace, t: int, s: int) -> float:
    """log |det dh^(t)/dh^(s)| = sum of log sigma' + (t - s) log |det H|.

    Minus infinity where a slope is 0 or H is singular. IndexError: t or s is no state,
    or s > t.
    """
    expect_states(states)
    t = position("t", t, states.steps + 1)
    s = position("s", s, t + 1)
    if s == t:
        return 0.0
    if rank(states.params.H) < states.params.hidden:
        return -np.inf
    with np.errstate(divide="ignore"):
        slopes = np.log(states.slope[s:t]).sum()
    return float(slopes + (t - s) * np.linalg.slogdet(states.params.H)[1])


def float64_reach(states: States | Trace, t: int) -> int | None:
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


def rank(matrix: Float64[np.ndarray, "D D"]) -> int:
    """The rank, rows and columns first brought to like sizes."""
    scaled = np.array(matrix)
    for axis in (1, 0, 1):
        size = np.abs(scaled).max(axis=axis, keepdims=True)
        scaled = np.ldexp(scaled, -np.frexp(size)[1])
    return int(np.linalg.matrix_rank(scaled))


def expect_states(states: object) -> None:
    """TypeError unless `states` has states and slopes."""
    if not isinstance(states, Trace):
        expect("states", states, States)
