"""Which indices a line is checked at: all where that is cheap, else a sample."""

from collections.abc import Sequence
from copy import copy
from typing import Any

import numpy as np
import sympy as sp

from derivations.evaluation.evaluate import evaluate
from derivations.evaluation.network import Network
from derivations.language.symbols import SIZES, Indices, T, V

SECONDS = 1.5
TABLE = 100_000


class Sample:
    """What to check: `moments`, each an assignment of times, and N unit tuples.

    All of them where that is cheap, else a sample drawn with a fixed seed and sized by
    a model of what it costs, so that it is the same on every machine.  What sums over
    all losses is checked on the network's first steps, as many as that allows.
    """

    def __init__(
        self, indices: Indices, exprs: Sequence[sp.Expr], network: Network
    ) -> None:
        self.network = network = _affordable_steps(exprs, network)
        rng = np.random.default_rng(0)
        self.units = {index: high for index, _, high in indices if high in SIZES}
        self.shape = tuple(network.sizes[high] for high in self.units.values())
        every = int(np.prod(self.shape, dtype=np.int64))
        count = min(every, max(4, TABLE // network.D**2))
        picked = np.arange(every) if count == every else rng.choice(every, count, False)
        at = np.unravel_index(picked, self.shape) if self.shape else ()
        self.at = dict(zip(self.units, at, strict=True))
        self.count = count
        self.moments = self._affordable(exprs, _moments(indices, network), rng)

    def on(self, network: Network) -> "Sample":
        """The same indices on another network of the same sizes."""
        other = copy(self)
        other.network = network
        return other

    def element(self, expr: sp.Expr, moment: dict[Any, int]) -> np.ndarray:
        """An expression's numbers for the unit tuples, shape (N,)."""
        units = {index: at + 1 for index, at in self.at.items()}
        value = evaluate(expr, self.network, {**moment, **units})
        return np.broadcast_to(value, self.count)

    def array(self, expr: sp.Expr, moment: dict[Any, int]) -> np.ndarray:
        """The same of an expression of whole arrays; a shape that misfits raises."""
        value = evaluate(expr, self.network, moment)
        due = (*self.shape, 1)[:2]
        if np.shape(value) != due:
            raise ValueError(f"an array of shape {np.shape(value)} where {due} is due")
        return value.reshape(self.shape)[tuple(self.at.values())]

    def _affordable(
        self, exprs: Sequence[sp.Expr], moments: list[dict[Any, int]], rng: Any
    ) -> list[dict[Any, int]]:
        sums = [total for expr in exprs for total in expr.atoms(sp.Sum)]
        summed = {limit[2] for total in sums for limit in total.limits}
        spans = not summed <= set(SIZES)
        self.words = self.network.V if V in summed else 0
        kept, spent = [], 0.0
        for at in rng.permutation(len(moments)):
            times = moments[at].values()
            last = max(times, default=1)
            steps = last if spans else last - min(times, default=1) + 1
            cost = self._seconds(steps, len(exprs))
            if spent + cost <= SECONDS:
                kept.append(moments[at])
                spent += cost
        return kept or moments[:1]

    def _seconds(self, steps: int, lines: int) -> float:
        """About what one moment costs, on one core.

        A step nudges the loss from every unit (one product and V sines a nudge), runs
        the nudges on to the loss, and fills D^2 numbers (D V, where a line sums over
        the words) a unit tuple in every line.
        """
        net, nudges = self.network, self.network.D + self.count
        loss = nudges * net.V * (3e-8 + 2e-10 * net.D)
        runs = 1.5 * steps * nudges * net.D * (4e-8 + 1e-10 * net.D)
        table = lines * (1e-4 + 8e-9 * self.count * net.D * (net.D + self.words))
        return steps * (loss + runs + table)


def _affordable_steps(exprs: Sequence[sp.Expr], network: Network) -> Network:
    """The network, or its first steps where lines go from every loss to every step."""
    every = any(
        limit[2] == T
        for expr in exprs
        for total in expr.atoms(sp.Sum)
        for limit in total.limits
    )
    run = network.D**2 * (6e-8 + 2e-10 * network.D)
    most = max(2, int(np.sqrt(SECONDS / run)))
    return network.first(most) if every and most < network.T else network


def _moments(indices: Indices, network: Network) -> list[dict[Any, int]]:
    """Every combination of the free times in range."""
    found: list[dict[Any, int]] = [{}]
    for index, *bounds in indices:
        if bounds[1] not in SIZES:
            found = [
                {**moment, index: value}
                for moment in found
                for low, high in [[_bound(b, network, moment) for b in bounds]]
                for value in range(low, high + 1)
            ]
    return found


def _bound(bound: Any, network: Network, moment: dict[Any, int]) -> int:
    return bound if isinstance(bound, int) else int(evaluate(bound, network, moment))
