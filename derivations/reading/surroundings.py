"""What a derivation says about a typed line before it is read.

Which indices it has, up to where its sums run, and what a symbol could be whose time
was left out.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import sympy as sp

from derivations.derivation import Derivation
from derivations.language.symbols import (
    PP,
    SIZES,
    UNITS,
    Column,
    D,
    H,
    J,
    L,
    OrderedProduct,
    T,
    U,
    V,
    Whole,
    delta,
    delta_o,
    split,
    x,
    y,
)

TIME = "time"
"""The kind of an index that is no unit's; the others are the sizes D and V."""
WEIGHTS = (H, L, U)
Kind = Any


def kind(bound: Any) -> Kind:
    """What an index up to this bound counts: units (D), words (V) or times."""
    return next((size for size in SIZES if sp.S(bound).has(size)), TIME)


class Surroundings:
    """A derivation as the reader of one of its lines needs it.

    `n` is the line in whose place the text stands, from 0; without it every goal of the
    derivation counts.  ValueError where there is no such line.
    """

    def __init__(self, d: Derivation, n: int | None) -> None:
        own = [d.claim(d.line_at(n))] if n is not None else list(d.parts)
        self.free: dict[sp.Symbol, Kind] = {
            index: kind(high) for claim in own for index, _, high in claim.indices
        }
        lines = [a.expr for a in d.lines if n is None or d.claim(a) == own[0]]
        nearest = [d.lines[n].expr] if n is not None else []
        goals = [claim.goal for claim in own]
        self.exprs: tuple[sp.Expr, ...] = (*nearest, *lines, *goals)

    def limits(self, index: sp.Symbol) -> Iterator[tuple[Any, Any]]:
        """Between which times the lines' own sums over an index run, nearest first."""
        for expr in self.exprs:
            for own, low, high in _limits(expr):
                if own == index and kind(high) == TIME:
                    yield low, high

    def losses(self, of: Any) -> list[sp.Expr]:
        """The losses J^(t), J, or perplexities, that the lines speak of."""
        return list(dict.fromkeys(a for e in self.exprs for a in _called(e, of)))

    def times(self) -> list[sp.Expr]:
        """Every time of a state that the lines speak of."""
        found = (a for expr in self.exprs for a in _times(expr))
        return list(dict.fromkeys(found))

    def errors(self) -> list[tuple[sp.IndexedBase, tuple[sp.Expr, ...]]]:
        """Every error that the lines speak of: its base and its times."""
        found = (a for expr in self.exprs for a in _errors(expr))
        return list(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def _limits(expr: sp.Expr) -> tuple[Any, ...]:
    sums = [a for a in sp.preorder_traversal(expr) if isinstance(a, sp.Sum)]
    return tuple(tuple(limit) for a in sums for limit in a.limits)


@lru_cache(maxsize=1024)
def _called(expr: sp.Expr, of: Any) -> tuple[sp.Expr, ...]:
    return tuple(a for a in sp.preorder_traversal(expr) if a.func == of)


@lru_cache(maxsize=1024)
def _times(expr: sp.Expr) -> tuple[sp.Expr, ...]:
    """The times of states, words and losses; not the instances of weights."""
    found: list[sp.Expr] = []
    for node in sp.preorder_traversal(expr):
        if isinstance(node, sp.Indexed) and node.base not in WEIGHTS:
            found += split(node)[0]
        elif isinstance(node, Whole) and node.base not in WEIGHTS:
            found += node.times
        elif node.func in (J, PP, x, y):
            found += node.args
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def _errors(expr: sp.Expr) -> tuple[Any, ...]:
    found = []
    for node in sp.preorder_traversal(expr):
        if isinstance(node, sp.Indexed) and node.base in (delta, delta_o):
            found.append((node.base, split(node)[0]))
        elif isinstance(node, Whole) and node.base in (delta, delta_o):
            found.append((node.base, tuple(node.times)))
    return tuple(found)


def place(index: sp.Symbol, body: sp.Expr, known: dict[sp.Symbol, Kind]) -> Kind | None:
    """What an index counts, by the places where it stands; None where there is none.

    A unit's place decides before a time's: the other one is then a mistake.
    """
    kinds = list(_kinds(index, body, known))
    return next((a for a in kinds if a != TIME), kinds[0] if kinds else None)


def _kinds(
    index: sp.Symbol, body: sp.Expr, known: dict[sp.Symbol, Kind]
) -> Iterator[Kind]:
    for node in sp.preorder_traversal(body):
        if isinstance(node, sp.Indexed) and node.base in UNITS:
            times, units = split(node)
            for unit, size in zip(units, UNITS[node.base], strict=False):
                if _has(unit, index):
                    yield size
            if any(_has(time, index) for time in times):
                yield TIME
        elif isinstance(node, Whole | Column):
            if any(_has(time, index) for time in node.times):
                yield TIME
            if isinstance(node, Column) and _has(node.index, index):
                yield V
        elif isinstance(node, sp.KroneckerDelta) and _has(node, index):
            for other in node.args:
                if not _has(other, index):
                    yield V if other.func in (x, y) else kind_of(other, known)
        elif node.func in (J, PP, x, y):
            if any(_has(time, index) for time in node.args):
                yield TIME
        elif isinstance(node, sp.Sum | sp.Product | OrderedProduct):
            limits = (
                node.limits if isinstance(node, sp.Sum | sp.Product) else [node.limit]
            )
            if any(_has(bound, index) for limit in limits for bound in limit[1:]):
                yield TIME


def _has(expr: Any, index: sp.Symbol) -> bool:
    """Whether an index stands in an index, the word x^(t) in place of t not counted."""
    return expr.func not in (x, y) and expr.has(index)


def kind_of(index: sp.Expr, known: dict[sp.Symbol, Kind]) -> Kind:
    """What an index that has a kind counts; a time, where nothing is known."""
    kinds = [known[a] for a in index.free_symbols if a in known]
    return kinds[0] if kinds else TIME


def in_scope(expr: Any, names: Iterable[sp.Symbol]) -> bool:
    """Whether an expression speaks of no index but these."""
    return expr.free_symbols <= {*names, T, D, V}
