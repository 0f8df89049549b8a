"""dh^(t)/dh^(s) for any s at once: every so many products from the left are kept."""

from collections.abc import Iterator

import numpy as np
from jaxtyping import Float64

from rnn_core import States, running_products
from rnn_core.products import Scaled

from ..address.settings import Config
from ..runtime.cache import cached
from .horizon import horizon

APART = 50
"""A product is kept every so many steps."""


@cached
def _kept(config: Config, steps: int, t: int) -> tuple[Scaled, ...]:
    """dh^(t)/dh^(s) for s = t, t - APART, t - 2 APART, ..."""
    running = running_products(horizon(config, steps).states, t)
    return tuple(one for n, one in enumerate(running) if n % APART == 0)


def product(config: Config, steps: int, t: int, s: int) -> Scaled:
    """dh^(t)/dh^(s)."""
    kept = (t - s) // APART
    states = horizon(config, steps).states
    return through(states, _kept(config, steps, t)[kept], t - kept * APART, s)


def log_norm(config: Config, steps: int, t: int, s: int) -> float:
    """The natural logarithm of ||dh^(t)/dh^(s)||_2."""
    found = product(config, steps, t, s)
    return found.log(float(np.linalg.norm(found.values, 2)))


def through(states: States, product: Scaled, later: int, earlier: int) -> Scaled:
    """product J_later ... J_{earlier+1}."""
    for one in onwards(states, product, later, earlier):
        product = one
    return product


def onwards(
    states: States, product: Scaled, later: int, earlier: int
) -> Iterator[Scaled]:
    """product J_later, product J_later J_{later-1}, ..., down to J_{earlier+1}."""
    for slope in states.slope[earlier:later][::-1]:
        values = product.values * slope @ states.params.H
        product = scaled(values, product.exponent)
        yield product


def scaled(values: Float64[np.ndarray, "D D"], exponent: int = 0) -> Scaled:
    """`values` times 2^exponent, its largest entry brought to 1/2..1; 0 stays 0."""
    if not values.any():
        return Scaled(values, 0)
    power = int(np.frexp(np.abs(values).max())[1])
    return Scaled(np.ldexp(values, -power), exponent + power)
