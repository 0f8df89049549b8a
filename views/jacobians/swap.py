"""A product of Jacobians whose neighbours J_n and J_{n+1} trade places."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64

from rnn_core import States
from rnn_core.products import Scaled

from ..address.settings import Config
from ..runtime.cache import cached
from .horizon import horizon
from .products import onwards, product, scaled, through


class Miss(NamedTuple):
    """How far a product with two factors swapped is from the product.

    after: by the place of a factor, from n + 1 down, the swapped product that ends
    there. relative: ||swapped - product||_F / ||product||_F; None where the product
    is 0.
    """

    product: Scaled
    swapped: Scaled
    difference: Scaled
    relative: float | None
    after: dict[int, Scaled]


@cached
def miss(config: Config, steps: int, t: int, s: int, n: int) -> Miss:
    """J_t ... J_{s+1} with J_n and J_{n+1} swapped, and what that misses."""
    states = horizon(config, steps).states
    before = product(config, steps, t, n + 1)
    whole = product(config, steps, t, s)
    ends = {n + 1, n, s + 2, s + 1}
    running = _swapped(states, before, n, s)
    after = {n + 1 - k: one for k, one in enumerate(running) if n + 1 - k in ends}
    pair = scaled(before.values @ _commutator(states, n), before.exponent)
    difference = through(states, pair, n - 1, s)
    return Miss(whole, after[s + 1], difference, _relative(difference, whole), after)


def _swapped(states: States, before: Scaled, n: int, s: int) -> Iterator[Scaled]:
    """before J_n, before J_n J_{n+1}, before J_n J_{n+1} J_{n-1}, ..., to J_{s+1}.

    J_n = diag(sigma'(z^(n))) H, so it is enough that the slopes trade places.
    """
    slope = states.slope.copy()
    slope[[n - 1, n]] = slope[[n, n - 1]]
    return onwards(replace(states, slope=slope), before, n + 1, s)


def _commutator(states: States, n: int) -> Float64[np.ndarray, "D D"]:
    """J_n J_{n+1} - J_{n+1} J_n = diag(a) H diag(d) H - diag(d) H diag(a) H

    with a = sigma'(z^(n)) and d = sigma'(z^(n+1)) - a: nothing large is subtracted,
    however alike the two are. 0 where rounding is all that is left.
    """
    H, a = states.params.H, states.slope[n - 1][:, None]
    d = states.slope[n][:, None] - a
    apart = a * (H @ (d * H)) - d * (H @ (a * H))
    size = np.abs(H)
    largest = a * (size @ (np.abs(d) * size)) + np.abs(d) * (size @ (a * size))
    noise = (len(H) + 3) * np.finfo(np.float64).eps * largest
    return np.where(np.abs(apart) <= noise, 0.0, apart)


def _relative(part: Scaled, whole: Scaled) -> float | None:
    """||part||_F / ||whole||_F."""
    size = float(np.linalg.norm(whole.values))
    if size == 0:
        return None
    ratio = float(np.linalg.norm(part.values)) / size
    with np.errstate(over="ignore"):
        return float(np.ldexp(ratio, part.exponent - whole.exponent))
