"""Finds an index of the wrong kind: a unit where a time, or a word where a unit is due.

What stands there may well have a number, by accident; it has no meaning.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sympy as sp

from derivations.language.symbols import (
    PP,
    SIZES,
    UNITS,
    Column,
    D,
    Entry,
    J,
    OrderedProduct,
    Row,
    T,
    V,
    Whole,
    split,
    x,
    y,
)
from derivations.reading.surroundings import TIME, Kind, kind

Kinds = Mapping[sp.Symbol, Kind]


def misplaced(expr: sp.Expr, free: Kinds) -> sp.Expr | None:
    """The first symbol with an index of the wrong kind, None where there is none.

    `free` says what the free indices count.
    """
    return next(_misplaced(expr, free), None)


def _misplaced(expr: Any, known: Kinds) -> Iterator[sp.Expr]:
    if isinstance(expr, sp.Sum | sp.Product):
        *inner, (index, low, high) = expr.limits
        yield from _wrong(expr, (low, high), (kind(high), TIME), known)
        body = expr.func(expr.function, *inner) if inner else expr.function
        yield from _misplaced(body, {**known, index: kind(high)})
        return
    if isinstance(expr, OrderedProduct):
        index, high, low = expr.limit
        yield from _wrong(expr, (low, high), (TIME,), known)
        yield from _misplaced(expr.function, {**known, index: TIME})
        return
    yield from _here(expr, known)
    for part in expr.args:
        if isinstance(part, sp.Expr):
            yield from _misplaced(part, known)


def _here(expr: Any, known: Kinds) -> Iterator[sp.Expr]:
    """The expression itself, if one of its own indices is of the wrong kind."""
    if isinstance(expr, sp.Indexed) and expr.base in UNITS:
        times, units = split(expr)
        yield from _wrong(expr, times, (TIME,), known)
        for unit, size in zip(units, UNITS[expr.base], strict=True):
            yield from _wrong(expr, (unit,), (size,), known)
    elif isinstance(expr, Whole | Column):
        yield from _wrong(expr, expr.times, (TIME,), known)
        if isinstance(expr, Column):
            sizes = UNITS[expr.base]
            size = sizes[0] if isinstance(expr, Row) else sizes[1]
            yield from _wrong(expr, (expr.index,), (size,), known)
    elif expr.func in (J, PP, x, y):
        yield from _wrong(expr, expr.args, (TIME,), known)
    elif isinstance(expr, Entry):
        yield from _wrong(expr, (expr.row, expr.column), SIZES, known)
    elif isinstance(expr, sp.KroneckerDelta):
        kinds = [a for part in expr.args for a in _kinds(part, known)]
        if len(set(kinds)) > 1:
            yield expr


def _wrong(
    expr: sp.Expr, indices: Any, fits: tuple[Kind, ...], known: Kinds
) -> Iterator[sp.Expr]:
    if any(a not in fits for index in indices for a in _kinds(index, known)):
        yield expr


def _kinds(index: sp.Expr, known: Kinds) -> Iterator[Kind]:
    """What the symbols of an index count; a number and a size fit anywhere."""
    if index.func in (x, y):
        yield V
    elif index in (D, V):
        yield index
    elif index.is_Symbol:
        if index != T and index in known:
            yield known[index]
    else:
        for part in index.args:
            yield from _kinds(part, known)
