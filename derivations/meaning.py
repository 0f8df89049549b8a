"""The number that an expression stands for on a network.

An expression is compiled once to closures `f(world, env) -> number`.  Times are Python
integers; unit indices may be integer arrays, each with an axis of its own, so that one
evaluation answers for all of them; a sum over units is a sum over an axis.  A *world*
is the network at rest, or with something nudged (`derivations.network`).  Expressions
of whole arrays evaluate to matrices, vectors being columns.
"""

import operator
from collections.abc import Callable
from functools import lru_cache, reduce
from typing import Any

import numpy as np
import sympy as sp

from derivations.definitions import error_term
from derivations.network import STEP, Network, sigmoid
from derivations.symbols import (
    SIZES,
    UNITS,
    Diag,
    Hadamard,
    Immediate,
    J,
    Partial,
    Transposed,
    Whole,
    delta,
    delta_o,
    dsigma,
    sigma,
    split,
    x,
    y,
)
from derivations.world import World, unit

Env = dict[Any, Any]
Meaning = Callable[[World, Env], Any]

ROW, COLUMN = sp.symbols("row column", integer=True)
FREE_AXES = 2
"""Axes kept for the free unit indices; a sum over units puts its own before them."""


def _element(expr: sp.Indexed) -> Meaning:
    base, name = expr.base, str(expr.base)
    if base in (delta, delta_o):
        return _partial(error_term(expr), FREE_AXES)
    times, units = ([meaning(e) for e in part] for part in split(expr))
    sizes = UNITS[base]
    if len(times) > 1 or (name in ("h", "z", "o", "yhat") and len(times) != 1):
        raise TypeError(f"{expr} has {len(times)} times: no such quantity")

    def number(world: World, env: Env) -> Any:
        net = world.network
        when = tuple(net.time(name, f(world, env)) for f in times)
        at = tuple(
            unit(name, f(world, env), net.sizes[size])
            for f, size in zip(units, sizes, strict=True)
        )
        if len(sizes) == 2:
            return world.weight(name, when, *at)
        return world.state(name, when[0], *at)

    return number


def _time_of(quantity: sp.Expr) -> sp.Expr:
    if isinstance(quantity, sp.Indexed) and len(UNITS[quantity.base]) == 1:
        return quantity.indices[0]
    raise TypeError(f"an immediate partial of {quantity}: only a state's is defined")


def _partial(expr: Partial, depth: int) -> Meaning:
    num = _compile(expr.num, depth)
    if not isinstance(expr.den, sp.Indexed) or expr.den.base in (delta, delta_o):
        raise TypeError(f"no derivative with respect to {expr.den}")
    name, sizes = str(expr.den.base), UNITS[expr.den.base]
    times, units = ([meaning(e) for e in part] for part in split(expr.den))
    held = meaning(_time_of(expr.num)) if isinstance(expr, Immediate) else None

    def number(world: World, env: Env) -> Any:
        if world.nudge is not None:
            raise TypeError(f"{expr} stands inside a derivative")
        net = world.network
        when = tuple(net.time(name, f(world, env)) for f in times)
        at = np.broadcast_arrays(
            *(
                unit(name, f(world, env), net.sizes[size])
                for f, size in zip(units, sizes, strict=True)
            )
        )
        step = held(world, env) if held else None
        nudge = net.nudge(name, when, tuple(np.array(u).ravel() for u in at), step)
        return num(World(net, nudge, at[0].shape), env).imag / STEP

    return number


def _sum(function: sp.Expr, limits: tuple[Any, ...], depth: int) -> Meaning:
    """Of several limits the last is the outermost, as SymPy has it."""
    *inner, (index, low, high) = limits
    low_of, high_of = meaning(low), meaning(high)
    plus = operator.add if function.is_commutative else _strict(operator.add)
    over_units = high in SIZES and function.is_commutative
    inside = depth + 1 if over_units else depth
    body = _sum(function, tuple(inner), inside) if inner else _compile(function, inside)

    def by_loop(world: World, env: Env) -> Any:
        values = range(low_of(world, env), high_of(world, env) + 1)
        terms = [body(world, {**env, index: value}) for value in values]
        return reduce(plus, terms) if terms else 0.0

    def by_axis(world: World, env: Env) -> Any:
        values = np.arange(low_of(world, env), high_of(world, env) + 1)
        axes = values.reshape(-1, *[1] * depth)
        terms = body(world, {**env, index: axes})
        if np.ndim(terms) <= depth:
            return terms * len(values)
        return terms.sum(axis=0)

    return by_axis if over_units else by_loop


def _fold(operation: Callable[[Any, Any], Any], parts: list[Meaning]) -> Meaning:
    return lambda world, env: reduce(operation, [f(world, env) for f in parts])


FUNCTIONS: dict[Any, Callable[[Any], Any]] = {
    sigma: sigmoid,
    dsigma: lambda a: sigmoid(a) * sigmoid(-a),
    sp.exp: np.exp,
    sp.log: np.log,
}


def _word(of_time: Meaning, which: str) -> Meaning:
    def number(world: World, env: Env) -> int:
        ids = getattr(world.network, which)
        return int(ids[world.network.time(which, of_time(world, env)) - 1]) + 1

    return number


def _compile(expr: sp.Expr, depth: int) -> Meaning:
    if expr.is_commutative is False:
        return _array(expr)
    if expr.is_Integer:
        whole = int(expr)
        return lambda world, env: whole
    if expr.is_Rational:
        ratio = float(expr)
        return lambda world, env: ratio
    if expr.is_Symbol:
        return lambda world, env: env[expr]
    if isinstance(expr, sp.Indexed):
        return _element(expr)
    if isinstance(expr, Partial):
        return _partial(expr, depth)
    if isinstance(expr, sp.Sum):
        return _sum(expr.function, expr.limits, depth)
    parts = [_compile(a, depth) for a in expr.args]
    if isinstance(expr, sp.KroneckerDelta):
        return _fold(lambda a, b: np.equal(a, b) * 1.0, parts)
    if expr.is_Add:
        return _fold(operator.add, parts)
    if expr.is_Mul:
        return _fold(operator.mul, parts)
    if expr.is_Pow:
        return _fold(operator.pow, parts)
    if expr.func == x:
        return _word(parts[0], "inputs")
    if expr.func == y:
        return _word(parts[0], "targets")
    if expr.func == J:
        return lambda world, env: world.loss(parts[0](world, env))
    if expr.func in FUNCTIONS:
        function = FUNCTIONS[expr.func]
        return lambda world, env: function(parts[0](world, env))
    raise TypeError(f"no meaning for {expr} ({type(expr).__name__})")


def _strict(operation: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """An element-by-element operation that never stretches one array to the other."""

    def checked(a: Any, b: Any) -> Any:
        if np.shape(a) != np.shape(b):
            raise ValueError(f"shapes {np.shape(a)} and {np.shape(b)} do not fit")
        return operation(a, b)

    return checked


def _entry(expr: sp.Expr) -> tuple[sp.Expr, tuple[sp.Symbol, ...]]:
    """The entry (ROW, COLUMN) of a whole array, or of a derivative of whole arrays."""
    if isinstance(expr, Whole):
        units = (ROW, COLUMN)[: len(UNITS[expr.base])]
        return expr.base[(*expr.times, *units)], UNITS[expr.base]
    num, den = expr.args
    if num.is_commutative:
        element, sizes = _entry(den)
        return expr.func(num, element), sizes
    (row, rows), (column, columns) = _entry(num), _entry(den)
    if len(rows) != 1 or len(columns) != 1:
        raise TypeError(f"{expr} has more than two axes")
    return expr.func(row, column.xreplace({ROW: COLUMN})), (*rows, *columns)


def _array(expr: sp.Expr) -> Meaning:
    if isinstance(expr, Whole | Partial):
        element, sizes = _entry(expr)
        entry = _compile(element, FREE_AXES)

        def table(world: World, env: Env) -> Any:
            shape = (*(world.network.sizes[size] for size in sizes), 1)[:2]
            row = np.arange(1, shape[0] + 1)[:, None]
            column = np.arange(1, shape[1] + 1)
            value = entry(world, {**env, ROW: row, COLUMN: column})
            return np.broadcast_to(value, shape)

        return table
    if isinstance(expr, sp.Sum):
        return _sum(expr.function, expr.limits, FREE_AXES)
    parts = [_compile(a, FREE_AXES) for a in expr.args]
    if isinstance(expr, Transposed):
        return lambda world, env: parts[0](world, env).T
    if isinstance(expr, Diag):
        return lambda world, env: _diagonal(parts[0](world, env))
    if isinstance(expr, Hadamard):
        return _fold(_strict(operator.mul), parts)
    if expr.is_Add:
        return _fold(_strict(operator.add), parts)
    if expr.is_Mul:
        scalar = [f for f, a in zip(parts, expr.args, strict=True) if a.is_commutative]
        array = [
            f for f, a in zip(parts, expr.args, strict=True) if not a.is_commutative
        ]
        product = _fold(operator.matmul, array)
        times = _fold(operator.mul, scalar) if scalar else lambda world, env: 1.0
        return lambda world, env: times(world, env) * product(world, env)
    if expr.is_Pow:
        return _fold(np.linalg.matrix_power, parts)
    if expr.func in FUNCTIONS:
        function = FUNCTIONS[expr.func]
        return lambda world, env: function(parts[0](world, env))
    raise TypeError(f"no meaning for the array {expr} ({type(expr).__name__})")


def _diagonal(column: np.ndarray) -> np.ndarray:
    if column.shape[1] != 1:
        raise ValueError(f"diag takes a column, not shape {column.shape}")
    return np.diag(column[:, 0])


@lru_cache(maxsize=4096)
def meaning(expr: sp.Expr) -> Meaning:
    """Compile an expression.  TypeError if a node of it has no meaning."""
    return _compile(expr, FREE_AXES)


def evaluate(expr: sp.Expr, network: Network, at: Env) -> Any:
    """An expression's number (a matrix, for whole arrays) for the indices `at`.

    Unit indices may be arrays of one length N; then it is the N numbers.
    IndexError where a time or a unit does not exist, KeyError for an index without a
    number, ValueError for shapes that do not fit, TypeError for what has no meaning.
    """
    env = {**network.sizes, **at}
    value = meaning(expr)(World(network), env)
    if expr.is_commutative is False:
        return value
    count = max((np.size(a) for a in at.values()), default=1)
    if all(np.ndim(a) == 0 for a in at.values()):
        return np.asarray(value).item()
    return np.broadcast_to(value, (1, count)).ravel()
