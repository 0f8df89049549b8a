"""How much work a line's code is, counted before it is run."""

from collections.abc import Mapping
from math import prod
from typing import Any

import sympy as sp

from derivations.language.symbols import (
    SIZES,
    UNITS,
    D,
    OrderedProduct,
    Partial,
    T,
    V,
    Whole,
)

LOOKED_UP, STEP = 10, 40
"""What a derivative takes that is known, and what one step of a run takes."""
AT_ONCE, FAR, KEPT = 50, 15, 2
"""How many numbers of an array are as much as one operation; of one of more than NEAR;
and how many that a run keeps, for they fill the memory.
"""
NEAR = 100_000
"""Numbers that stay near the processor."""


def work(expr: sp.Expr, sizes: Mapping[Any, int]) -> int:
    """About how many operations of Python the code of an expression takes."""
    return _work(expr, sizes, {})


def _work(expr: sp.Expr, sizes: Mapping[Any, int], around: dict[Any, int]) -> int:
    """What one round takes of the loops around it, whose lengths are `around`."""
    if isinstance(expr, sp.Sum | sp.Product):
        own = {a: sizes[b] if b in SIZES else sizes[T] for a, _, b in expr.limits}
        rounds = prod(own.values())
        return rounds * (1 + _work(expr.function, sizes, {**around, **own}))
    if isinstance(expr, OrderedProduct):
        own = {expr.limit[0]: sizes[T]}
        return sizes[T] * (1 + _work(expr.function, sizes, {**around, **own}))
    if isinstance(expr, Partial):
        return _derivatives(expr, sizes, around)
    numbers = 1
    if isinstance(expr, Whole):
        numbers = prod(sizes[size] for size in UNITS[expr.base])
    return 1 + numbers // AT_ONCE + sum(_work(a, sizes, around) for a in expr.args)


def _derivatives(
    expr: Partial, sizes: Mapping[Any, int], around: dict[Any, int]
) -> int:
    """A run is kept for the next round that asks for it: its share of all rounds."""
    rounds = prod(around.values())
    entries = 1
    if isinstance(expr.den, Whole):
        entries = prod(sizes[size] for size in UNITS[expr.den.base])
    runs = entries * prod(n for a, n in around.items() if expr.den.has(a))
    step = sizes[D] * (sizes[D] + sizes[V])
    kept = 2 * sizes[T] * (sizes[D] + sizes[V])
    if len(UNITS[expr.den.base]) == 2:
        kept += sizes[T] * prod(sizes[size] for size in UNITS[expr.den.base])
    run = sizes[T] * (STEP + step // (AT_ONCE if step <= NEAR else FAR)) + kept // KEPT
    asked = entries * (LOOKED_UP + _work(expr.num, sizes, around))
    return asked + -(-runs * run // max(1, rounds))
