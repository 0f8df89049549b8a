"""A product of Jacobians whose neighbours J_n and J_{n+1} trade places."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import numpy as np
import streamlit as st
from jaxtyping import Float64

from rnn_core import States, running_products
from rnn_core.products import Scaled

from .jacobians_numbers import horizon
from .settings import Config

Square = Float64[np.ndarray, "D D"]


class Miss(NamedTuple):
    """How far a product with two factors swapped is from the product.

    relative: ||swapped - product||_F / ||product||_F; None where the product is 0.
    """

    product: Scaled
    swapped: Scaled
    difference: Scaled
    relative: float | None


def swapped(states: States, n: int) -> States:
    """`states` whose J_n and J_{n+1} have traded places; as they are for n = 0.

    J_n = diag(sigma'(z^(n))) H, so it is enough that the slopes trade places.
    """
    if n == 0:
        return states
    slope = states.slope.copy()
    slope[[n - 1, n]] = slope[[n, n - 1]]
    slope.setflags(write=False)
    return replace(states, slope=slope)


def product(states: States, t: int, s: int) -> Scaled:
    """dh^(t)/dh^(s)."""
    *_, last = products(states, t, s)
    return last


def products(states: States, t: int, s: int) -> Iterator[Scaled]:
    """dh^(t)/dh^(s') for s' = t..s."""
    return islice(running_products(states, t), t - s + 1)


@st.cache_resource(max_entries=16, show_spinner=False)
def miss(config: Config, steps: int, t: int, s: int, n: int) -> Miss:
    """The product J_t ... J_{s+1} with J_n and J_{n+1} swapped, and what that misses.

        J_n J_{n+1} - J_{n+1} J_n = diag(a) H diag(d) H - diag(d) H diag(a) H

    with a = sigma'(z^(n)) and d = sigma'(z^(n+1)) - a: nothing large is subtracted,
    however alike the two are.
    """
    states = horizon(config, steps).states
    H, a = states.params.H, states.slope[n - 1]
    d = (states.slope[n] - a)[:, None]
    apart = a[:, None] * (H @ (d * H)) - d * (H @ (a[:, None] * H))
    before, after = product(states, t, n + 1), product(states, n - 1, s)
    difference = scaled(
        before.values @ scaled(apart @ after.values).values,
        before.exponent + after.exponent + scaled(apart @ after.values).exponent,
    )
    whole = product(states, t, s)
    return Miss(
        whole,
        product(swapped(states, n), t, s),
        difference,
        relative(difference, whole),
    )


def relative(part: Scaled, whole: Scaled) -> float | None:
    """||part||_F / ||whole||_F."""
    size = float(np.linalg.norm(whole.values))
    if size == 0:
        return None
    ratio = float(np.linalg.norm(part.values)) / size
    with np.errstate(over="ignore"):
        return float(np.ldexp(ratio, part.exponent - whole.exponent))


def scaled(values: Square, exponent: int = 0) -> Scaled:
    """`values` times 2^exponent, its largest entry brought to 1/2..1."""
    power = int(np.frexp(np.abs(values).max())[1])
    if not values.any():
        return Scaled(values, 0)
    return Scaled(np.ldexp(values, -power), exponent + power)
