"""Which choices of indices float64 can decide on a network.

Softmax and cross-entropy run through exp: logits that lie far apart, or a prediction
that is nearly certain, leave numbers that float64 does not hold.  Whether a choice of
indices can be decided is asked of the logits, of the inputs to the units and of the
size of the goal, never of how far a line misses.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary, ref

import numpy as np
import sympy as sp

from derivations.evaluation.evaluate import evaluate
from derivations.evaluation.index_sample import APART, TOGETHER
from derivations.evaluation.network import Network
from derivations.language.symbols import (
    PP,
    Cases,
    Column,
    J,
    Jmean,
    V,
    Whole,
    delta,
    delta_o,
    o,
    onehot_x,
    onehot_y,
    split,
    yhat,
)

CERTAIN = np.log(1e-5)
"""Below its exp, what is left of 1 beside a probability has lost too many digits."""
TINY = 1e-270
"""Numbers below it have lost digits, or all, on their way through 1e-30 of a step."""
LOGITS = (o, yhat, delta_o)
GUARD = 30
"""Digits beyond those that the network itself asks for."""


@lru_cache(maxsize=4096)
def sums_words(expr: sp.Expr) -> bool:
    """Whether an expression adds up something over all words, whatever comes next.

    A sum that a one-hot vector reduces to one word is none.
    """
    sums = [(a.function, limit) for a in expr.atoms(sp.Sum) for limit in a.limits]
    return any(limit[2].has(V) and not _selects(a, limit[0]) for a, limit in sums)


def _selects(function: sp.Expr, index: sp.Symbol) -> bool:
    hot = [a for a in sp.Mul.make_args(function) if _is_one_hot(a)]
    return any(a.has(index) for a in hot)


def _is_one_hot(factor: sp.Expr) -> bool:
    known = isinstance(factor, sp.Indexed) and factor.base in (onehot_x, onehot_y)
    return known or isinstance(factor, sp.KroneckerDelta)


@lru_cache(maxsize=4096)
def of_probabilities(expr: sp.Expr) -> bool:
    """Whether an expression's number passes through probabilities."""
    return bool(expr.has(sp.exp, sp.log, PP, yhat))


def is_delicate(line: sp.Expr, goal: sp.Expr) -> bool:
    """Whether the logits must be asked if float64 can decide a line."""
    return bool(word_times(line)) or of_probabilities(line) or of_probabilities(goal)


@lru_cache(maxsize=4096)
def grows(expr: sp.Expr) -> bool:
    """Whether it takes exps, logarithms or reciprocals of what may leave float64."""
    powers = [a for a in expr.atoms(sp.Pow) if a.base.has(yhat) and a.exp.is_negative]
    return bool(powers) or bool(expr.has(sp.exp, sp.log, PP))


@lru_cache(maxsize=4096)
def loss_times(expr: sp.Expr) -> tuple[sp.Expr, ...] | None:
    """The times whose losses an expression depends on; None where that is all."""
    times: set[Any] = set()
    for node in expr.atoms(sp.Indexed, Whole, Column, J, Jmean, PP):
        if isinstance(node, sp.Indexed):
            base, own = node.base, split(node)[0]
        elif isinstance(node, Whole | Column):
            base, own = node.base, node.times
        else:
            base, own = J, node.args
        if base in (delta, J) and len(own) != (2 if base == delta else 1):
            return None
        if base in (o, yhat, delta_o, delta, J):
            times.add(own[-1])
    bound = {limit[0] for a in expr.atoms(sp.Sum, sp.Product) for limit in a.limits}
    free = set().union(*(getattr(time, "free_symbols", set()) for time in times))
    return None if free & bound else tuple(times)


@lru_cache(maxsize=4096)
def word_times(expr: sp.Expr) -> tuple[sp.Expr, ...]:
    """The times of the logits that an expression's sums over words run over."""
    times: set[Any] = set()
    for total in expr.atoms(sp.Sum):
        if sums_words(total):
            logits = [a for a in total.function.atoms(sp.Indexed) if a.base in LOGITS]
            times |= {split(a)[0][0] for a in logits}
            if not logits:
                times |= {loss.args[0] for loss in total.function.atoms(J) if loss.args}
    return tuple(times)


@lru_cache(maxsize=4096)
def _cases(line: sp.Expr) -> tuple[tuple[Any, ...], ...]:
    """The arguments of a line's cases; of all of them, if they part by one question."""
    every = {a.args[1:3]: a.args for a in line.atoms(Cases)}
    return tuple(every.values()) if len(every) == 1 else ()


@lru_cache(maxsize=4096)
def _case(line: sp.Expr, same: bool) -> sp.Expr:
    """A line with each of its cases replaced by the one that holds."""
    return line.replace(
        lambda a: isinstance(a, Cases), lambda a: a.args[0 if same else 3]
    )


class Float64:
    """Which choices of times float64 decides, and the digits that the others need."""

    def __init__(self, network: Network) -> None:
        self._network = ref(network)
        self._steps: dict[int, _Logits] = {}

    @property
    def network(self) -> Network:
        """The network, which keeps this, and not this it."""
        network = self._network()
        assert network is not None
        return network

    def decides(self, line: sp.Expr, goal: sp.Expr, times: Mapping[Any, int]) -> bool:
        """Whether the probabilities behind a line are within float64's range.

        Of cases those count that the times are in.
        """
        line = self._in_case(line, times)
        own = word_times(line)
        if own and not all(a.apart <= TOGETHER for a in self._at(own, times)):
            return False
        if not (of_probabilities(line) or of_probabilities(goal)):
            return True
        steps, all_of_them = self._losses(line, goal, times)
        if not _left(steps, all_of_them) >= CERTAIN:
            return False
        if not all(step.apart <= APART for step in steps):
            return not (grows(line) or grows(goal))
        return not line.has(sp.exp) or all(step.size <= APART for step in steps)

    def _in_case(self, line: sp.Expr, times: Mapping[Any, int]) -> sp.Expr:
        """A line without its cases: only what is written for these times."""
        for _, left, right, _ in _cases(line):
            ends = [_number(a, self.network, times) for a in (left, right)]
            if None not in ends:
                return _case(line, ends[0] == ends[1])
        return line

    def digits(self, line: sp.Expr, goal: sp.Expr, times: Mapping[Any, int]) -> int:
        """The number of digits that shows every probability and every slope."""
        line = self._in_case(line, times)
        wanted, more = [0.0], 0.0
        if own := word_times(line):
            wanted += [step.apart for step in self._at(own, times)]
        if of_probabilities(line) or of_probabilities(goal):
            wanted.append(-_left(*self._losses(line, goal, times)))
        if self.network.activation in ("sigmoid", "tanh"):
            more = 2 * float(np.abs(self.network.z[1:]).max())
        most = max(wanted) + more
        return GUARD + int(most / np.log(10)) if most < 1e6 else 1_000_000

    def vanishes(
        self,
        numbers: Iterable[np.ndarray],
        goal: sp.Expr,
        times: Mapping[Any, int],
        span: int,
    ) -> bool:
        """Whether numbers are so small that float64 may have lost them.

        Zeros are taken for what they are where no product of `span` steps' numbers that
        are not 0 can come near TINY.
        """
        largest = max(np.abs(array).max(initial=0) for array in numbers)
        if largest >= TINY:
            return False
        return bool(largest > 0 or self._least(goal, times, span) < np.log10(TINY))

    def _least(self, goal: sp.Expr, times: Mapping[Any, int], span: int) -> float:
        """log10 of a number below which no product along `span` steps falls."""
        chain, ends = self._factors
        left = _left(*self._losses(goal, goal, times)) if loss_times(goal) != () else 0
        return span * chain + ends + left / np.log(10)

    @cached_property
    def _factors(self) -> tuple[float, float]:
        """log10 of the least factor that a step adds, and of the least others."""
        net = self.network
        slopes = np.array([net.squashed(s) for s in range(1, net.T + 1)])
        ends = [*(net.weights[name][:] for name in "HLU"), net.h, slopes]
        return _least(ends[0]) + _least(slopes), sum(map(_least, ends))

    def _losses(
        self, line: sp.Expr, goal: sp.Expr, times: Mapping[Any, int]
    ) -> tuple[list["_Logits"], bool]:
        """The steps whose losses count, and whether that is all of a sequence."""
        known = [loss_times(expr) for expr in (line, goal)]
        if None in known:
            return self._at((), times), True
        return self._at([a for own in known if own for a in own], times), False

    def _at(self, own: Iterable[Any], times: Mapping[Any, int]) -> list["_Logits"]:
        """The logits at some times; at all, where none of them has a number."""
        net = self.network
        numbers = {times.get(a) or _number(a, net, times) for a in own}
        inside = [t for t in numbers if t is not None and 1 <= t <= net.T]
        inside = inside or list(range(1, net.T + 1))
        for t in inside:
            if t not in self._steps:
                self._steps[t] = _Logits.of(net.o[t], net.targets[t - 1])
        return [self._steps[t] for t in inside]


class _Logits(NamedTuple):
    """Of one step: how far apart its logits are and how large, and log of 1 less the
    probability of the word that came next.
    """

    apart: float
    size: float
    left: float

    @classmethod
    def of(cls, logits: np.ndarray, target: int) -> "_Logits":
        top, low = float(logits.max()), float(logits.min())
        others = np.delete(logits, target)
        with np.errstate(all="ignore"):
            left = _log_sum(others) - _log_sum(logits) if others.size else 0.0
        return cls(top - low, max(top, -low), left)


def _left(steps: Iterable[_Logits], all_of_them: bool) -> float:
    """The least that is left; of a whole sequence the most, for it is the losses' sum
    that is asked for.
    """
    return (max if all_of_them else min)(step.left for step in steps)


_KNOWN: WeakKeyDictionary[Network, Float64] = WeakKeyDictionary()


def float64_on(network: Network) -> Float64:
    """The `Float64` of a network, found once."""
    if network not in _KNOWN:
        _KNOWN[network] = Float64(network)
    return _KNOWN[network]


def _number(time: Any, network: Network, times: Mapping[Any, int]) -> int | None:
    """A time's number; None where it runs in a sum of its own."""
    try:
        return int(evaluate(sp.S(time), network, dict(times)))
    except KeyError:
        return None


def _log_sum(logits: np.ndarray) -> float:
    """log sum_w exp(o_w)."""
    top = logits.max()
    return float(top + np.log(np.exp(logits - top).sum()))


def _least(array: np.ndarray) -> float:
    """log10 of the smallest number that is not 0, at most 0."""
    sizes = np.abs(array[array != 0])
    return min(0.0, float(np.log10(sizes.min()))) if sizes.size else 0.0
