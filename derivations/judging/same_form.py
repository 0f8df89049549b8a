"""Which line of a derivation an expression equals in form; whether it is the goal."""

from functools import lru_cache

import sympy as sp

from derivations.derivation import Derivation, Line
from derivations.language.definitions import error_term
from derivations.language.symbols import (
    Column,
    H,
    L,
    Partial,
    Row,
    U,
    Whole,
    delta,
    delta_o,
    split,
)
from derivations.reading.form import form

WEIGHTS = (H, L, U)


def line_like(d: Derivation, n: int, expr: sp.Expr) -> int | None:
    """The line of that form in line n's part: n, or the nearest, a later one first."""
    wanted, claim = shape(expr), d.claim(d.lines[n])
    same = [
        m
        for m, line in enumerate(d.lines)
        if d.claim(line) == claim and shape(line.expr) == wanted
    ]
    return min(same, key=lambda m: (abs(m - n), m < n), default=None)


def is_goal(d: Derivation, n: int, expr: sp.Expr) -> bool:
    """Whether an expression is line n's goal, or the error that is its other name."""
    typed = Line(expr, "", "", claim=d.claim(d.lines[n]))
    goal = shape(d.goal_of(typed))
    return goal in (shape(expr), shape(unnamed(expr)))


@lru_cache(maxsize=8192)
def shape(expr: sp.Expr) -> sp.Expr:
    """An expression's form, the instance of a weight that is at rest left out."""
    return form(at_rest(expr))


@lru_cache(maxsize=8192)
def at_rest(expr: sp.Expr) -> sp.Expr:
    """The expression without instances of weights, except where one is moved.

    H_ij^(k) is H_ij but in a derivative.
    """
    if isinstance(expr, Partial) or not expr.args:
        return expr
    if isinstance(expr, sp.Indexed):
        return expr.base[split(expr)[1]] if expr.base in WEIGHTS else expr
    if isinstance(expr, Whole):
        return Whole(expr.base) if expr.base in WEIGHTS else expr
    if isinstance(expr, Row | Column):
        return expr.func(expr.base, expr.index)
    parts = [at_rest(a) if isinstance(a, sp.Expr) else a for a in expr.args]
    return expr.func(*parts) if tuple(parts) != expr.args else expr


def unnamed(expr: sp.Expr) -> sp.Expr:
    """The derivative that an error is, of an element or of a whole array."""
    if isinstance(expr, sp.Indexed) and expr.base in (delta, delta_o):
        return error_term(expr)
    if isinstance(expr, Whole) and expr.base in (delta, delta_o):
        unit = sp.Symbol("unit", integer=True)
        derivative = error_term(expr.base[(*expr.times, unit)])
        times, _ = split(derivative.den)
        return Partial(derivative.num, Whole(derivative.den.base, *times))
    return expr
