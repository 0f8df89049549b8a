"""How far numbers may be apart and still be the same."""

from collections.abc import Mapping

import numpy as np

from .passes import Net, Recipe, evaluate
from .precision import EPS64, Precision

SAMPLES, NUDGES = 3, 8
"""Runs that measure how far rounding carries, and how far rounded weights do."""
ROUNDING, WEIGHTS = 10.0, 4.0
"""What is measured times this is allowed."""


class Tolerance:
    """What is allowed between what was given and what a recipe makes of the network.

    Half a unit of what was printed, and what rounding in the arithmetic of whoever made
    the numbers may do. The latter is measured: the recipe is run in that precision, by
    the textbook formulas, with units in other orders and each weight a last place off,
    so that sums whose terms cancel are seen to lose digits. With `half_weights`, also
    what weights rounded by up to that much may do.
    """

    def __init__(
        self,
        net: Net,
        names: tuple[str, ...],
        precision: Precision,
        half_weights: Mapping[str, np.ndarray] | None = None,
    ) -> None:
        self.net, self.names, self.precision = net, names, precision
        kind = _kind(precision.eps)
        draw = np.random.default_rng(0)
        self.runs = []
        for _ in range(SAMPLES):
            order = draw.permutation(len(net.h0))
            shaken = _shaken(net, float(np.finfo(kind).eps), draw)
            self.runs.append((_in_order(shaken, order, kind), np.argsort(order)))
        self.nudged = []
        if half_weights is not None:
            for _ in range(NUDGES):
                self.nudged.append(_nudged(net, half_weights, draw))

    def spread(self, recipe: Recipe, exact: dict[str, np.ndarray]) -> dict[str, float]:
        """By matrix, how far rounding and rounded weights may carry an entry."""
        off = dict.fromkeys(self.names, 0.0)
        with np.errstate(all="ignore"):
            for net, back in self.runs:
                for name, g in evaluate(recipe, net, self.names).items():
                    apart = np.abs(_turned(name, g, back) - exact[name])
                    off[name] = max(off[name], ROUNDING * largest(apart))
            eps = self.precision.eps
            out = {
                name: off[name]
                + eps * (self.net.steps + 4) * largest(np.abs(exact[name]))
                for name in self.names
            }
            for net in self.nudged:
                for name, g in evaluate(recipe, net, self.names).items():
                    apart = largest(np.abs(g - exact[name]))
                    out[name] = max(out[name], WEIGHTS * apart)
        return out

    def entries(
        self, recipe: Recipe, exact: dict[str, np.ndarray]
    ) -> dict[str, np.ndarray]:
        """By matrix, how far each entry may be off."""
        spread = self.spread(recipe, exact)
        return {
            name: self.precision.half[name] * (1 + 1e-6) + spread[name]
            for name in self.names
        }


def _kind(eps: float) -> type[np.floating]:
    if eps <= EPS64:
        return np.float64
    return np.float32 if eps < 1e-5 else np.float16


def largest(array: np.ndarray) -> float:
    """The largest finite entry; 0 where there is none."""
    finite = array[np.isfinite(array)]
    return float(finite.max()) if finite.size else 0.0


def _in_order(net: Net, order: np.ndarray, kind: type) -> Net:
    """The same network with its units in another order, in another precision."""
    with np.errstate(over="ignore"):
        return net._replace(
            H=net.H[order][:, order].astype(kind),
            L=net.L[order].astype(kind),
            U=net.U[:, order].astype(kind),
            h0=net.h0[order].astype(kind),
            naive=True,
            b_h=None if net.b_h is None else net.b_h[order].astype(kind),
            b_y=None if net.b_y is None else net.b_y.astype(kind),
        )


def _turned(name: str, gradient: np.ndarray, back: np.ndarray) -> np.ndarray:
    """A gradient of `_in_order` with its units in the network's order."""
    if name == "b_y":
        return gradient
    if name == "H":
        return gradient[back][:, back]
    return gradient[:, back] if name == "U" else gradient[back]


def _shaken(net: Net, eps: float, draw: np.random.Generator) -> Net:
    """The same network with every weight larger or smaller by eps, relative."""
    return _nudged(net, {n: eps * np.abs(w) for n, w in net.weights().items()}, draw)


def _nudged(net: Net, half: Mapping[str, np.ndarray], draw: np.random.Generator) -> Net:
    return net._replace(
        **{
            name: weight + half[name] * draw.choice([-1.0, 1.0], size=weight.shape)
            for name, weight in net.weights().items()
        }
    )
