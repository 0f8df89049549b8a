"""What an expression's number takes, counted before it is found.

The count follows `evaluate`: every node makes an array with an axis for each index that
it still speaks of, so that sizes alone say how many numbers are made, how many products
that is, and how large the largest array gets.  It is an upper bound, the same on every
machine.
"""

from collections.abc import Iterable, Mapping
from functools import singledispatchmethod
from math import prod
from typing import Any

import sympy as sp

from derivations.evaluation.arithmetic import AT_ONCE, FEW, LONG
from derivations.evaluation.cost import Cost
from derivations.evaluation.matrices import COLUMN, ROW, entry, has_entry
from derivations.language.definitions import error_term
from derivations.language.symbols import (
    PP,
    SIZES,
    UNITS,
    Cases,
    Column,
    Complement,
    D,
    Diag,
    Entry,
    Hadamard,
    Identity,
    J,
    Jmean,
    OrderedProduct,
    Partial,
    Positive,
    T,
    Transposed,
    V,
    Whole,
    delta,
    delta_o,
    dsigma,
    o,
    sigma,
    split,
    yhat,
)

TUPLES = "tuples"
"""The axis of the tuples of free unit indices."""

Axes = frozenset[str]


def cost(
    exprs: Iterable[sp.Expr],
    sizes: Mapping[Any, int],
    units: Iterable[Any] = (),
    tuples: int = 1,
    steps: int | None = None,
) -> Cost:
    """What some expressions take together at `tuples` choices of the free `units`.

    `sizes` are the network's; `steps` is how many steps a run and a sum over times may
    have, all of them if it is left out.  What has no meaning costs nothing.
    """
    counter = _Counter(sizes, dict.fromkeys(units, TUPLES), tuples, steps)
    for expr in exprs:
        try:
            counter.axes(expr)
        except (TypeError, KeyError, ValueError):
            counter.loops.clear()
    return counter.cost


class _Counter:
    """Walks an expression; `axes` returns those of its array and counts on the way."""

    def __init__(
        self,
        sizes: Mapping[Any, int],
        units: dict[Any, str],
        tuples: int,
        steps: int | None,
    ) -> None:
        self.D, self.V = sizes[D], sizes[V]
        self.steps = sizes[T] if steps is None else max(1, steps)
        self.sizes = {TUPLES: tuples}
        self.named: dict[Any, str] = {**units, ROW: "row", COLUMN: "column"}
        self.loops: dict[Any, int] = {}
        self.moved: Axes = frozenset()
        self.by: Any = None
        self.cost = Cost()
        self.runs: set[Any] = set()

    def size(self, axes: Axes) -> int:
        return prod(self.sizes[axis] for axis in axes)

    def times(self, of: Any = None) -> int:
        """How often a node is met: once for each value of the indices around it that
        are taken one by one; of a run, of those alone that it speaks of.
        """
        around = self.loops.keys()
        if of is not None:
            around = around & of.free_symbols
        return prod(self.loops[index] for index in around)

    def made(self, axes: Axes, functions: bool = False) -> Axes:
        """Count one array of these axes."""
        size, times = self.size(axes), self.times()
        self.cost.calls += times
        self.cost.products += size * times
        self.cost.functions += size * times * functions
        self.cost.largest = max(self.cost.largest, size)
        return axes

    def union(self, parts: Iterable[Any], functions: bool = False) -> Axes:
        axes = [self.axes(part) for part in parts]
        return self.made(frozenset().union(*axes), functions)

    @singledispatchmethod
    def axes(self, expr: Any) -> Axes:
        """The axes of an expression's array."""
        if expr in self.named:
            return frozenset({self.named[expr]})
        if expr.func in (J, Jmean, PP):
            return self._loss(expr)
        if not expr.args:
            return frozenset()
        heavy = expr.func in (sp.exp, sp.log, sigma, dsigma) or expr.is_Pow
        if expr.is_Mul and expr.is_commutative is False:
            return self._product(expr)
        return self.union(expr.args, functions=heavy)

    @axes.register(sp.Indexed)
    def _(self, expr: sp.Indexed) -> Axes:
        units = split(expr)[1]
        if expr.base in (delta, delta_o):
            return self.axes(error_term(expr))
        if self.by is None:
            if expr.base in (o, yhat):
                self._logits(split(expr)[0], self.times(expr))
            return self.union(units)
        if expr.base in (o, yhat):
            self._outputs(expr)
        return self.made(frozenset().union(self.moved, *map(self.axes, units)))

    def _logits(self, time: Any, steps: int) -> None:
        """The logits and probabilities of the network at rest, found once a step."""
        if ("logits", time) not in self.runs:
            self.runs.add(("logits", time))
            self.cost.terms += self.V * self.D * steps
            self.cost.functions += self.V * steps

    def _outputs(self, expr: sp.Indexed) -> None:
        """All logits of every run, of which an element is one, unless it is moved."""
        self._logits(split(expr)[0], self.times(expr))
        if self.by == str(expr.base) or (expr.base == o and self.by == "U"):
            return
        runs, times = self.size(self.moved), self.times()
        self.cost.terms += (
            times * runs * self.V * (1 if self.by in ("U", "o") else self.D)
        )
        if expr.base == yhat:
            pairs = self.V if self.V <= FEW else 0
            self.cost.pairs += times * runs * self.V * pairs
            self.cost.products += 4 * times * runs * self.V
        self.cost.largest = max(self.cost.largest, runs * self.V)

    def _loss(self, expr: Any) -> Axes:
        """The loss of a step, or of all."""
        self._logits(expr.args, self.times(expr) if expr.args else self.steps)
        if self.by is not None and self.by not in ("U", "o", "yhat"):
            times = self.times() if expr.args else self.times() * self.steps
            self.cost.largest = max(self.cost.largest, min(AT_ONCE, self.V * self.D))
            self.cost.terms += self.size(self.moved) * self.D * times
            self.cost.calls += times
        return self.made(self.moved, functions=expr.func == PP)

    @axes.register(Partial)
    def _(self, expr: Partial) -> Axes:
        if expr.is_commutative is False:
            return self._table(expr)
        if not isinstance(expr.den, sp.Indexed) or self.by is not None:
            raise TypeError(f"no derivative with respect to {expr.den}")
        name = str(expr.den.base)
        moved = frozenset().union(*map(self.axes, split(expr.den)[1]))
        if name not in ("U", "o", "yhat") and expr.den not in self.runs:
            self.runs.add(expr.den)
            runs, length = self.size(moved), self.steps * self.times(expr.den)
            self.cost.calls += 5 * length
            self.cost.terms += length * runs * self.D * self.D
            self.cost.products += 3 * length * runs * self.D
            self.cost.functions += length * self.D
            self.cost.largest = max(self.cost.largest, runs * self.D)
        self.moved, self.by = moved, name
        try:
            return self.axes(expr.num)
        finally:
            self.moved, self.by = frozenset(), None

    @axes.register(sp.Sum)
    @axes.register(sp.Product)
    def _(self, expr: Any) -> Axes:
        *inner, (index, _, high) = expr.limits
        function = expr.func(expr.function, *inner) if inner else expr.function
        if high not in SIZES:
            wide = [size for size in (V, D) if sp.S(high).has(size)]
            self.loops[index] = {V: self.V, D: self.D}[wide[0]] if wide else self.steps
            axes = self.axes(function)
            del self.loops[index]
            return axes
        same = [a for a in sp.Mul.make_args(function) if not a.has(index)]
        if function.is_Mul and same:
            others = sp.Mul(*(a for a in function.args if a not in same))
            return self.union([*same, sp.Sum(others, expr.limits[-1])])
        label, length = str(index), {D: self.D, V: self.V}[high]
        self.named[index], self.sizes[label] = label, length
        before, self.cost.largest = self.cost.largest, 0
        axes = self.made(self.axes(function)) - {label}
        largest = self.cost.largest
        if length >= LONG:
            largest = max(min(largest, AT_ONCE), largest // length)
        self.cost.largest = max(before, largest)
        return axes

    # Arrays: of every one that has a name, rows and columns are axes as well.

    @axes.register(Whole)
    @axes.register(Column)
    def _(self, expr: Any) -> Axes:
        return self._table(expr)

    @axes.register(Complement)
    @axes.register(Positive)
    def _(self, expr: Any) -> Axes:
        if expr.is_commutative is False and has_entry(expr):
            return self._table(expr)
        return self.union(expr.args, functions=True)

    @axes.register(Entry)
    def _(self, expr: Entry) -> Axes:
        array, *places = expr.args
        self.axes(array)
        return self.union(places)

    def _table(self, expr: Any) -> Axes:
        element, sizes = entry(expr)
        lengths = [{D: self.D, V: self.V}[size] for size in sizes]
        axes = ["row", "column"][: len(lengths)]
        self.sizes |= dict(zip(axes, lengths, strict=True))
        made = self.axes(element)
        self.cost.largest = max(self.cost.largest, prod(lengths))
        return made

    @axes.register(OrderedProduct)
    def _(self, expr: OrderedProduct) -> Axes:
        self.loops[expr.limit[0]] = self.steps
        axes = self.axes(expr.function)
        self.cost.terms += self.D**3 * self.times()
        del self.loops[expr.limit[0]]
        return axes

    @axes.register(Transposed)
    @axes.register(Hadamard)
    @axes.register(Diag)
    @axes.register(Identity)
    @axes.register(Cases)
    def _(self, expr: Any) -> Axes:
        parts = [a for a in expr.args if a not in SIZES]
        if isinstance(expr, Diag | Identity):
            self.cost.products += self.D**2 * self.times()
        return self.union(parts)

    def _product(self, expr: sp.Mul) -> Axes:
        """Matrix products: at most every row with every column, over the shorter."""
        arrays = [a for a in expr.args if a.is_commutative is False]
        for array in expr.args:
            self.axes(array)
        wide = max(self.D, self.V if self._wordy(expr) else 0)
        for _ in arrays[1:]:
            self.cost.calls += self.times()
            self.cost.terms += wide * self.D * self.D * self.times()
            self.cost.largest = max(self.cost.largest, wide * self.D)
        return frozenset()

    def _wordy(self, expr: Any) -> bool:
        named = [a.base for a in expr.atoms(Whole, Column)]
        return any(V in UNITS.get(base, ()) for base in named)
