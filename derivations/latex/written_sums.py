"""Which terms of a sum are written out, and how many nested sums.

An outermost sum is written out up to LONGEST terms, an inner one up to WRITTEN_OUT; of
more, the first two, the last, and those that the other indices name: in
sum_v dJ/do_v do_v/dU_wj the term v = w is the only one that is not 0.
"""

from collections.abc import Sequence

import sympy as sp

from derivations.language.symbols import (
    UNITS,
    chain_link,
    onehot_x,
    onehot_y,
    split,
    x,
    y,
)
from derivations.latex.names import LONGEST, WRITTEN_OUT
from derivations.latex.symbol_writer import Writer

ROOM = 18
"""The most terms of a line; sums that would bring more stay sums."""
DEEPEST = 4


def values(expr: sp.Expr, writer: Writer) -> list[int] | None:
    """The values of the outermost index; None if its bounds are no numbers."""
    low, high = (writer.put_in(bound) for bound in expr.limits[-1][1:])
    if not (low.is_Integer and high.is_Integer):
        return None
    return list(range(int(low), int(high) + 1))


def shown(expr: sp.Expr, every: Sequence[int], writer: Writer) -> list[int]:
    """The values whose terms are written."""
    if len(every) <= (LONGEST if writer.outer else WRITTEN_OUT):
        return list(every)
    ends = {*every[:2], every[-1]}
    return sorted(ends | (_named(expr, writer) & set(every)))


def inner(expr: sp.Expr) -> sp.Expr:
    """The expression that the outermost index runs over."""
    *others, _ = expr.limits
    return expr.func(expr.function, *others) if others else expr.function


def outside(body: sp.Expr, index: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    """The factors that all terms of a sum share, and the others."""
    if not body.is_commutative:
        return sp.S.One, body
    factors = sp.Mul.make_args(body)
    chained = any(a.has(index) and chain_link(a) for a in factors)
    front = [
        a
        for a in factors
        if not (a.has(index) or a.is_Number or isinstance(a, sp.Sum | sp.Product))
        and not (chained and chain_link(a))
    ]
    return sp.Mul(*front), sp.Mul(*(a for a in factors if a not in front))


def levels(expr: sp.Expr, writer: Writer) -> int:
    """How many nested sums fit into ROOM, each depth in all terms or in none."""
    deep = 1
    while deep < DEEPEST and _terms(expr, writer, deep + 1) <= ROOM:
        deep += 1
    return deep


def _terms(expr: sp.Expr, writer: Writer, deep: int) -> int:
    """The terms of all sums of an expression, written out so deep."""
    if not isinstance(expr, sp.Sum | sp.Product):
        return sum(_terms(part, writer, deep) for part in expr.args)
    every = values(expr, writer)
    if every is None or not deep:
        return 1
    index, body = expr.limits[-1][0], inner(expr)
    here = (
        writer.but(at={**writer.at, index: value}, outer=False)
        for value in shown(expr, every, writer)
    )
    return sum(max(1, _terms(body, term, deep - 1)) for term in here)


def _named(expr: sp.Expr, writer: Writer) -> set[int]:
    """The numbers that stand where the summed index could stand."""
    index, _, high = expr.limits[-1]
    here: list[sp.Expr] = []
    for symbol in expr.function.atoms(sp.Indexed):
        times, units = split(symbol)
        sizes = UNITS.get(symbol.base, ())
        here += [u for u, size in zip(units, sizes, strict=False) if size == high]
        if symbol.base in (onehot_x, onehot_y) and index in units:
            here.append((x if symbol.base == onehot_x else y)(*times))
    for delta in expr.function.atoms(sp.KroneckerDelta):
        if index in delta.args:
            here += delta.args
    return {n for n in (_number(unit, writer) for unit in here) if n is not None}


def _number(unit: sp.Expr, writer: Writer) -> int | None:
    unit = writer.put_in(unit)
    if unit.func in (x, y) and writer.network and unit.args[0].is_Integer:
        network = writer.network
        words = network.inputs if unit.func == x else network.targets
        return int(words[int(unit.args[0]) - 1]) + 1
    return int(unit) if unit.is_Integer else None
