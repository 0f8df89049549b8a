"""Any dh^(t)/dh^(s) of one t at once, and the same with two neighbours swapped."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64

from .checks import position
from .jacobian_chain import JacobianChain
from .products import plain_products, products_from_the_left
from .scaled import Scaled
from .states import States
from .summary import short_repr

APART = 50
"""A product is kept every so many steps; the others start from the nearest."""
ROOM = 1 << 22
"""Up to so many numbers every product is kept, where plain arithmetic may lose them."""
EPS = float(np.finfo(np.float64).eps)


class SwappedFactors(NamedTuple):
    """A product of Jacobians with D_n and D_{n+1} swapped, beside the product itself.

    difference: swapped - product. relative: ||difference||_F / ||product||_F; None
    where the product is 0. after: the swapped product so far, from the left, by the
    place of its last factor: at both of the pair and at the last two.
    """

    product: Scaled
    swapped: Scaled
    difference: Scaled
    relative: float | None
    after: dict[int, Scaled]

    def __repr__(self) -> str:
        return short_repr(self)


class ProductTable:
    """dh^(t)/dh^(s) for every s from 0 to t, computed once from the left.

    The same products as `running_products`. IndexError: t is no state. TypeError:
    states that are no States.
    """

    def __init__(self, states: States, t: int) -> None:
        chain = JacobianChain.between(states, t, 0)
        self.states, self.t, self.plain = states, len(chain.slope), chain.plain
        room = (self.t + 1) * chain.H.size <= ROOM
        self._apart = APART if chain.plain or not room else 1
        running = products_from_the_left(chain)
        self._kept = tuple(islice(running, 0, None, self._apart))

    def __repr__(self) -> str:
        return f"ProductTable(t={self.t}, D_h={self.states.real.hidden})"

    def product(self, s: int) -> Scaled:
        """dh^(t)/dh^(s). IndexError: s is no state up to t."""
        s = position("s", s, self.t + 1)
        kept, more = divmod(self.t - s, self._apart)
        product = self._kept[kept]
        if more:
            rest = JacobianChain.between(self.states, s + more, s)
            *_, product = plain_products(rest, product)
        return product

    def swapped(self, s: int, n: int) -> SwappedFactors:
        """dh^(t)/dh^(s) with D_n and D_{n+1} swapped. IndexError: not both are there.

        D_n = diag(sigma'(z^(n))) H, so it is enough that the slopes trade places.
        """
        s = position("s", s, self.t - 1)
        n = position("n", n, self.t - s - 1, first=s + 1)
        places = {n + 1, n, s + 2, s + 1}
        running = zip(range(n + 1, s, -1), self._swapped(s, n), strict=True)
        after = {place: product for place, product in running if place in places}
        whole, swapped = self.product(s), after[s + 1]
        difference = self._difference(s, n)
        if not whole.values.any() and not swapped.values.any():
            difference = whole
        relative = difference.relative_to(whole)
        return SwappedFactors(whole, swapped, difference, relative, after)

    def _swapped(self, s: int, n: int) -> Iterator[Scaled]:
        """D_t ... D_{n+2} D_n, that times D_{n+1}, D_{n-1}, ..., D_{s+1}."""
        whole = JacobianChain.between(self.states, self.t, s)
        slope = whole.slope.copy()
        slope[[n - 1 - s, n - s]] = slope[[n - s, n - 1 - s]]
        if whole.plain:
            rest = JacobianChain(whole.H, slope[: n + 1 - s], whole.condition)
            return islice(plain_products(rest, self.product(n + 1)), 1, None)
        every = products_from_the_left(JacobianChain(whole.H, slope, whole.condition))
        return islice(every, self.t - n, None)

    def _difference(self, s: int, n: int) -> Scaled:
        """D_t ... D_{n+2} (D_n D_{n+1} - D_{n+1} D_n) D_{n-1} ... D_{s+1}."""
        before = self.product(n + 1)
        pair = before.values @ _commutator(self.states, n)
        rest = JacobianChain.between(self.states, n - 1, s)
        *_, difference = plain_products(rest, Scaled.of(pair, before.exponent))
        return difference


def _commutator(states: States, n: int) -> Float64[np.ndarray, "D D"]:
    """D_n D_{n+1} - D_{n+1} D_n = diag(a) H diag(d) H - diag(d) H diag(a) H

    with a = sigma'(z^(n)) and d = sigma'(z^(n+1)) - a: nothing large is subtracted,
    however alike the two are. 0 where rounding is all that is left.
    """
    chain = JacobianChain.between(states, n + 1, n - 1)
    H, a = chain.H, chain.slope[0][:, None]
    d = chain.slope[1][:, None] - a
    apart = a * (H @ (d * H)) - d * (H @ (a * H))
    size = np.abs(H)
    largest = a * (size @ (np.abs(d) * size)) + np.abs(d) * (size @ (a * size))
    noise = (len(H) + 3) * EPS * largest
    return np.where(np.abs(apart) <= noise, 0.0, apart)
