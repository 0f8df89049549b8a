"""Evaluates expressions of whole arrays as matrices; vectors are columns.

Products of one first factor, dh^(t)/dh^(t-1) ... dh^(s+1)/dh^(s) for all s, are kept
while they are asked for: each is the one before it times one factor more.
"""

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import sympy as sp

from derivations.evaluation.undefined import unknown
from derivations.language.symbols import (
    UNITS,
    Clipped,
    Column,
    Complement,
    D,
    Diag,
    Entry,
    Hadamard,
    Identity,
    OrderedProduct,
    Partial,
    Positive,
    RisingProduct,
    Row,
    T,
    Transposed,
    V,
    Whole,
    dsigma,
    sigma,
)

Evaluator = Callable[[Any, dict[Any, Any]], Any]
Compile = Callable[[sp.Expr, int], Evaluator]

ROW, COLUMN = sp.symbols("row column", integer=True)
AXES = 2
BY_ENTRY = (Complement, Positive, dsigma, sigma, sp.exp, sp.log, sp.tanh)
"""Functions that an array goes through entry by entry."""


def has_entry(expr: sp.Expr) -> bool:
    """Whether an array has a name, so that `entry` can say what its entries are."""
    if isinstance(expr, (*BY_ENTRY, Hadamard)):
        return all(map(has_entry, expr.args))
    return isinstance(expr, Whole | Column | Partial)


def entry(expr: sp.Expr) -> tuple[sp.Expr, tuple[sp.Symbol, ...]]:
    """The entry (ROW, COLUMN) of an array that has a name, and the sizes of its axes.

    TypeError if it has more than two, or if its name stands for nothing.
    """
    if isinstance(expr, Whole | Row | Column) and expr.base not in UNITS:
        raise unknown(expr.base)
    if isinstance(expr, Whole):
        units = (ROW, COLUMN)[: len(UNITS[expr.base])]
        return expr.base[(*expr.times, *units)], UNITS[expr.base]
    if isinstance(expr, Row):
        return expr.base[(*expr.times, expr.index, ROW)], UNITS[expr.base][1:]
    if isinstance(expr, Column):
        return expr.base[(*expr.times, ROW, expr.index)], UNITS[expr.base][:1]
    if isinstance(expr, BY_ENTRY):
        inside, sizes = entry(expr.args[0])
        return expr.func(inside), sizes
    if isinstance(expr, Hadamard):
        entries, shapes = zip(*map(entry, expr.args), strict=True)
        if len(set(shapes)) != 1:
            raise TypeError(f"{expr} multiplies arrays of different sizes")
        return sp.Mul(*entries), shapes[0]
    num, den, *rest = expr.args
    if num.is_commutative:
        element, sizes = entry(den)
        return expr.func(num, element, *rest), sizes
    (row, rows), (column, columns) = entry(num), entry(den)
    if len(rows) != 1 or len(columns) != 1:
        raise TypeError(f"{expr} has more than two axes")
    return expr.func(row, column.xreplace({ROW: COLUMN})), (*rows, *columns)


def array(expr: sp.Expr, compile_: Compile) -> Evaluator:
    """Compile an expression of whole arrays.  TypeError if it has no meaning."""
    if isinstance(expr, (Whole, Column, Partial, *BY_ENTRY)):
        return _table(*entry(expr), compile_)
    if isinstance(expr, sp.Sum):
        return _over_times(expr.function, expr.limits, compile_)
    if isinstance(expr, OrderedProduct):
        return _ordered(expr, compile_)
    if isinstance(expr, Identity):
        return lambda context, env: np.eye(env[expr.args[0]])
    parts = [compile_(a, AXES) for a in expr.args]
    if isinstance(expr, Entry):
        return _picked(*parts)
    if isinstance(expr, Transposed):
        return lambda context, env: parts[0](context, env).T
    if isinstance(expr, Diag):
        return lambda context, env: _diagonal(parts[0](context, env))
    if isinstance(expr, Clipped):
        return _clipped(*parts)
    if isinstance(expr, Hadamard):
        return _fold(strict(operator.mul), parts)
    if expr.is_Add:
        return _fold(strict(operator.add), parts)
    if expr.is_Mul:
        return _product(expr, parts)
    if expr.is_Pow:
        return _fold(np.linalg.matrix_power, parts)
    raise TypeError(f"no meaning for the array {expr} ({type(expr).__name__})")


def _clipped(of: Evaluator, bound: Evaluator) -> Evaluator:
    def number(context: Any, env: dict[Any, Any]) -> Any:
        most = bound(context, env)
        return np.clip(of(context, env), -most, most)

    return number


def _table(element: sp.Expr, sizes: tuple[Any, ...], compile_: Compile) -> Evaluator:
    known = compile_(element, AXES)

    def table(context: Any, env: dict[Any, Any]) -> Any:
        shape = (*(context.network.sizes[size] for size in sizes), 1)[:2]
        row = np.arange(1, shape[0] + 1)[:, None]
        column = np.arange(1, shape[1] + 1)
        value = known(context, {**env, ROW: row, COLUMN: column})
        return np.broadcast_to(value, shape)

    return table


def _over_times(function: sp.Expr, limits: Any, compile_: Compile) -> Evaluator:
    *inner, (index, low, high) = limits
    low_of, high_of = compile_(low, AXES), compile_(high, AXES)
    body = compile_(sp.Sum(function, *inner) if inner else function, AXES)
    plus = strict(operator.add)

    def number(context: Any, env: dict[Any, Any]) -> Any:
        values = range(low_of(context, env), high_of(context, env) + 1)
        terms = [body(context, {**env, index: value}) for value in values]
        if not terms:
            raise ValueError(f"the sum over {index} has no term, so it has no shape")
        return reduce(plus, terms)

    return number


def _ordered(expr: OrderedProduct, compile_: Compile) -> Evaluator:
    index, high, low = expr.limit
    high_of, low_of = compile_(high, AXES), compile_(low, AXES)
    body = compile_(expr.function, AXES)
    rising = isinstance(expr, RisingProduct)
    others = {a for a in expr.function.free_symbols if a.is_integer} - {index, D, V, T}
    kept: WeakKeyDictionary[Any, tuple[int, dict[int, Any]]] = WeakKeyDictionary()

    def number(context: Any, env: dict[Any, Any]) -> Any:
        first, last = high_of(context, env), low_of(context, env)
        times = range(first, last - 1, -1)
        if not times:
            return np.eye(context.network.D)
        if rising or others or context.nudge is not None:
            ordered = times[::-1] if rising else times
            factors = (body(context, {**env, index: time}) for time in ordered)
            return reduce(operator.matmul, factors)
        start, products = kept.get(context.network, (0, {}))
        if start != first:
            products = {}
            kept[context.network] = first, products
        for time in times:
            if time not in products:
                factor = body(context, {**env, index: time})
                so_far = products.get(time + 1)
                products[time] = factor if so_far is None else so_far @ factor
        return products[last]

    return number


def _picked(table: Evaluator, row: Evaluator, column: Evaluator) -> Evaluator:
    """The entry that a row's and a column's index name, or their arrays of indices."""

    def number(context: Any, env: dict[Any, Any]) -> Any:
        values = table(context, env)
        places = [row(context, env), column(context, env)]
        for place, size in zip(places, np.shape(values), strict=True):
            if not 1 <= np.min(place) <= np.max(place) <= size:
                raise IndexError(f"an entry lies outside 1..{size}")
        return values[places[0] - 1, places[1] - 1]

    return number


def _product(expr: sp.Mul, parts: list[Evaluator]) -> Evaluator:
    pairs = list(zip(parts, expr.args, strict=True))
    product = _fold(operator.matmul, [f for f, a in pairs if not a.is_commutative])
    scalar = [f for f, a in pairs if a.is_commutative]
    if not scalar:
        return product
    times = _fold(operator.mul, scalar)
    return lambda context, env: times(context, env) * product(context, env)


def _fold(operation: Callable[[Any, Any], Any], parts: list[Evaluator]) -> Evaluator:
    return lambda context, env: reduce(operation, [f(context, env) for f in parts])


def strict(operation: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """An element-by-element operation that never stretches one array to the other."""

    def checked(a: Any, b: Any) -> Any:
        if np.shape(a) != np.shape(b):
            raise ValueError(f"shapes {np.shape(a)} and {np.shape(b)} do not fit")
        return operation(a, b)

    return checked


def _diagonal(column: np.ndarray) -> np.ndarray:
    if column.shape[1] != 1:
        raise ValueError(f"diag takes a column, not shape {column.shape}")
    return np.diag(column[:, 0])
