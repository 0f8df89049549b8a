"""Which choices of indices a line is checked at: all where that is cheap, else some."""

from collections.abc import Sequence
from copy import copy
from functools import lru_cache
from typing import Any

import numpy as np
import sympy as sp

from derivations.evaluation.cost import Cost
from derivations.evaluation.counting import cost
from derivations.evaluation.evaluate import evaluate
from derivations.evaluation.network import Network
from derivations.language.symbols import (
    PP,
    SIZES,
    D,
    Indices,
    J,
    Jmean,
    T,
    V,
    Whole,
    delta,
    split,
)

OPERATIONS = 300_000_000
"""What all lines of a derivation may take together, in products of float64."""
CHEAP, ENOUGH = 12_000_000, 8
"""Past so many operations no more than ENOUGH choices of indices are looked for."""
BYTES = 16_000_000
"""What an array with an axis for the choices of units may take."""
TABLE, FEWEST = 100_000, 4
"""So many over D_h^2 are the most choices of units, but at least FEWEST."""
NAMED = 24
"""Words of the text that are among the choices of units first."""
KEPT = 1_000_000
"""Numbers of a run at every step that are kept for the choices of units together."""
SIMPLE, SHORT = 2_000_000, 12
"""By the roughest of bounds, and of so few steps: everything is checked, uncounted."""


TOGETHER = 25.0
"""Logits no further apart are all seen in a sum: exp(-25) is 1e-11 of the largest."""
APART = 300.0
"""Logits further apart, or an exp of a larger number, leave float64."""


class Sample:
    """What to check: `moments`, each a choice of times, and `count` choices of units.

    All of them where that is cheap, else a sample drawn with a fixed seed and sized by
    what it costs in operations and bytes, so that it is the same on every machine.
    Words that are read or come next, and equal units, come first: there Kronecker
    deltas are 1.  What sums over all losses is checked on the network's first steps, as
    many as the budget allows.
    """

    def __init__(
        self,
        indices: Indices,
        exprs: Sequence[sp.Expr],
        network: Network,
        operations: int = OPERATIONS,
    ) -> None:
        self.budget = operations
        self.exprs = tuple(exprs)
        self.units = {index: high for index, _, high in indices if high in SIZES}
        self.over_times = any(map(_over_times, exprs))
        self.whole_sequence = any(map(_whole_sequence, exprs))
        self.network = network
        self.shape = tuple(network.sizes[a] for a in self.units.values())
        every = int(np.prod(self.shape))
        simple = (network.D + network.V) ** 2 * every * len(self.exprs) <= SIMPLE
        self.count = every if simple else self._count(every)
        simple = simple and network.T <= SHORT
        if self.whole_sequence and not simple:
            self.network = network.first(self._steps())
        moments = _moments(indices, self.network)
        rng = np.random.default_rng(0)
        self.moments = moments if simple else self._affordable(moments, rng)
        self.places = dict(zip(self.units, self._picked(every, rng), strict=True))

    def on(self, network: Network) -> "Sample":
        """The same indices on another network of the same sizes."""
        other = copy(self)
        other.network = network
        return other

    def few(self, rows: np.ndarray) -> "Sample":
        """The same with some of the choices of units alone."""
        other = copy(self)
        other.places = {index: own[rows] for index, own in self.places.items()}
        other.count = len(rows)
        return other

    def rows(self, moment: dict[Any, int]) -> np.ndarray:
        """The places of all choices of units: those of the words that come next at the
        moment's times, those that are read, and the rest from all over the sample.
        """
        net = self.network
        steps = [t - 1 for t in moment.values() if 1 <= t <= net.T] or range(net.T)
        late = np.full(self.count, 2)
        for rank, ids in ((1, net.inputs), (0, net.targets)):
            for index, own in self.places.items():
                if self.units[index] == V:
                    late[np.isin(own, ids[list(steps)])] = rank
        order = np.random.default_rng(0).permutation(self.count)
        return order[np.argsort(late[order], kind="stable")]

    def span(self, moment: dict[Any, int]) -> int:
        """How many steps a run, and a sum over times, may have."""
        times = moment.values()
        if self.whole_sequence or not times:
            return self.network.T
        last = max(times)
        return last if self.over_times else last - min(times) + 1

    def element(self, expr: sp.Expr, moment: dict[Any, int]) -> np.ndarray:
        """An expression's numbers for the choices of units, shape (N,)."""
        units = {index: own + 1 for index, own in self.places.items()}
        value = evaluate(expr, self.network, {**moment, **units})
        return np.broadcast_to(value, self.count)

    def array(self, expr: sp.Expr, moment: dict[Any, int]) -> np.ndarray:
        """The same of an expression of whole arrays; a shape that misfits raises."""
        value = evaluate(expr, self.network, moment)
        due = (*self.shape, 1)[:2]
        if np.shape(value) != due:
            raise ValueError(f"an array of shape {np.shape(value)} where {due} is due")
        return value.reshape(self.shape)[tuple(self.places.values())]

    def cost(self, count: int, steps: int) -> Cost:
        """What all lines take at a choice of times, and so many of units."""
        net = self.network
        return _cost(self.exprs, net.D, net.V, net.T, tuple(self.units), count, steps)

    @property
    def operations(self) -> int:
        """What the sample takes altogether, an upper bound."""
        spans = [self.span(moment) for moment in self.moments]
        return sum(self.cost(self.count, _rounded(span)).operations for span in spans)

    @property
    def largest_array(self) -> int:
        """The bytes of the largest array at any of its moments."""
        spans = {_rounded(self.span(moment)) for moment in self.moments}
        return max((self.cost(self.count, span).bytes for span in spans), default=0)

    def _count(self, every: int) -> int:
        """How many choices of units: as many as bytes and operations allow."""
        net = self.network
        most = max(FEWEST, min(TABLE // net.D**2, KEPT // (net.D * net.T)))
        if every <= FEWEST:
            return every
        steps = 2 if self.whole_sequence else min(2, self.network.T)
        whole, single = self.cost(every, steps), self.cost(1, steps)
        most = min(every, most, every * BYTES // max(1, whole.bytes))
        each = max(1, (whole.operations - single.operations) // (every - 1))
        room = min(CHEAP, self.budget // 4), self.budget // 2
        cheap, dear = ((a - single.operations) // each for a in room)
        return max(1, min(most, max(cheap, min(FEWEST, dear))))

    def _steps(self) -> int:
        """How many of the network's first steps are within the budget, and leave the
        losses of a sequence within float64.
        """
        far = np.flatnonzero(~(self._apart() <= APART))
        steps = int(far[0]) if far.size and far[0] > 1 else self.network.T
        while steps > 2 and self.cost(self.count, steps).operations > self.budget:
            steps = max(2, steps * 3 // 4)
        return steps

    def _apart(self) -> np.ndarray:
        """How far apart each step's logits lie."""
        with np.errstate(invalid="ignore"):
            return np.ptp(self.network.o[1:], axis=1)

    def _picked(self, every: int, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
        """The chosen units, an array an index."""
        if not self.units:
            return ()
        if self.count == every:
            return np.unravel_index(np.arange(every), self.shape)
        picked = rng.choice(every, self.count, replace=False)
        units = [np.array(own) for own in np.unravel_index(picked, self.shape)]
        named = self._named_words()
        half = (self.count + 1) // 2
        for own, size in zip(units, self.units.values(), strict=True):
            if size == V:
                own[: min(half, len(named))] = named[:half]
        if list(self.units.values()) == [D, D]:
            units[1][: self.count // 4] = units[0][: self.count // 4]
        flat = np.ravel_multi_index(units, self.shape)
        distinct = np.unique(flat, return_index=True)[1]
        distinct.sort()
        self.count = len(distinct)
        return tuple(own[distinct] for own in units)

    def _named_words(self) -> list[int]:
        """What comes next and what is read, at the chosen moments' last times first."""
        net = self.network
        last = [max(moment.values(), default=0) for moment in self.moments]
        steps = [t - 1 for t in last if 1 <= t <= net.T]
        words = [int(net.targets[t]) for t in steps]
        words += [int(net.inputs[t]) for t in [*steps, *range(net.T)]]
        return list(dict.fromkeys([*words, *map(int, net.targets)]))[:NAMED]

    def _affordable(
        self, moments: list[dict[Any, int]], rng: np.random.Generator
    ) -> list[dict[Any, int]]:
        """Some of the moments, in random order: as many as are cheap, those first whose
        logits are seen in one sum; where that is too few, the cheapest others.
        """
        late = [False, *(self._apart() > TOGETHER), False]
        order = sorted(
            rng.permutation(len(moments)),
            key=lambda n: late[min(max(moments[n].values(), default=0), len(late) - 1)],
        )
        takes = {n: _rounded(self.span(moments[n])) for n in order}
        takes = {n: self.cost(self.count, span).operations for n, span in takes.items()}
        chosen: list[int] = []
        spent = 0
        for n in order:
            if spent + takes[n] <= min(CHEAP, self.budget):
                chosen.append(n)
                spent += takes[n]
        for n in sorted(set(order) - set(chosen), key=lambda n: takes[n]):
            if len(chosen) * self.count >= ENOUGH or spent + takes[n] > self.budget:
                break
            chosen.append(n)
            spent += takes[n]
        return [moments[n] for n in chosen] or moments[:1]


@lru_cache(maxsize=1024)
def _cost(
    exprs: tuple[sp.Expr, ...],
    hidden: int,
    words: int,
    length: int,
    units: tuple[Any, ...],
    count: int,
    steps: int,
) -> Cost:
    return cost(exprs, {D: hidden, V: words, T: length}, units, count, steps)


def _rounded(span: int) -> int:
    """A power of two, so that few of them have to be counted."""
    return 1 << max(0, span - 1).bit_length()


@lru_cache(maxsize=4096)
def _over_times(expr: sp.Expr) -> bool:
    sums = expr.atoms(sp.Sum)
    return any(limit[2] not in SIZES for total in sums for limit in total.limits)


@lru_cache(maxsize=4096)
def _whole_sequence(expr: sp.Expr) -> bool:
    """Whether an expression speaks of all losses, up to the last."""
    losses = any(not a.args for a in expr.atoms(J, Jmean, PP))
    errors = [split(a)[0] for a in expr.atoms(sp.Indexed) if a.base == delta]
    errors += [a.times for a in expr.atoms(Whole) if a.base == delta]
    bounds = [limit[2] for total in expr.atoms(sp.Sum) for limit in total.limits]
    return losses or T in bounds or any(len(times) == 1 for times in errors)


def _moments(indices: Indices, network: Network) -> list[dict[Any, int]]:
    """Every combination of the free times in range."""
    moments: list[dict[Any, int]] = [{}]
    for index, *bounds in indices:
        if bounds[1] not in SIZES:
            moments = [
                {**moment, index: value}
                for moment in moments
                for low, high in [[_bound(b, network, moment) for b in bounds]]
                for value in range(low, high + 1)
            ]
    return moments


def _bound(bound: Any, network: Network, moment: dict[Any, int]) -> int:
    return bound if isinstance(bound, int) else int(evaluate(bound, network, moment))
