"""Evaluates an expression: the number that it stands for on a network.

An expression is compiled once to closures `f(world, env) -> number`.  Times are Python
integers; unit indices may be integer arrays, each with an axis of its own, so that one
evaluation answers for all of them; a sum over units is a sum over an axis.  A *world*
is the network at rest, or with something nudged (`nudged_network`).  Expressions of
whole arrays evaluate to matrices, vectors being columns (`matrices`).
"""

import operator
from collections.abc import Callable
from functools import lru_cache, reduce
from math import prod
from typing import Any

import numpy as np
import sympy as sp

from derivations.evaluation.arithmetic import LONG, parts
from derivations.evaluation.matrices import array
from derivations.evaluation.network import Network
from derivations.evaluation.nudged_network import World, unit
from derivations.evaluation.partial import partial
from derivations.evaluation.stable_forms import (
    complement,
    less_one_hot,
    loss,
    perplexity,
    without_target,
    word,
)
from derivations.language.definitions import error_term
from derivations.language.symbols import (
    PP,
    SIZES,
    UNITS,
    Cases,
    Complement,
    Entry,
    J,
    Jmean,
    Partial,
    Positive,
    T,
    delta,
    delta_o,
    dsigma,
    onehot_x,
    onehot_y,
    sigma,
    split,
    x,
    y,
)

Env = dict[Any, Any]
Meaning = Callable[[World, Env], Any]

FREE_AXES = 2
"""Axes kept for the free unit indices; a sum over units puts its own before them."""
ONE_TIME = ("h", "z", "o", "yhat", "x", "y")


def _element(expr: sp.Indexed) -> Meaning:
    base, name = expr.base, str(expr.base)
    times, units = ([meaning(e) for e in part] for part in split(expr))
    if base in (delta, delta_o):
        return _error(expr, times)
    sizes = UNITS[base]
    if len(times) > 1 or (name in ONE_TIME and len(times) != 1):
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
        if base in (onehot_x, onehot_y):
            return world.one_hot(name, when[0], *at)
        return world.state(name, when[0], *at)

    return number


def _error(expr: sp.Indexed, times: list[Meaning]) -> Meaning:
    """A named error; that of the summed loss is 0 after the last step."""
    known = partial(error_term(expr), FREE_AXES, _compile)

    def number(world: World, env: Env) -> Any:
        over = len(times) == 1 and times[0](world, env) == world.network.T + 1
        return 0.0 if over and expr.base == delta else known(world, env)

    return number


def _over_times(
    expr: sp.Expr, depth: int, plus: Callable[[Any, Any], Any], empty: float
) -> Meaning:
    """A sum, or a product, over an index that is a time: term by term."""
    *inner, (index, low, high) = expr.limits
    low_of, high_of = meaning(low), meaning(high)
    body = _compile(expr.func(expr.function, *inner) if inner else expr.function, depth)

    def number(world: World, env: Env) -> Any:
        values = range(low_of(world, env), high_of(world, env) + 1)
        terms = [body(world, {**env, index: value}) for value in values]
        return reduce(plus, terms) if terms else empty

    return number


def _sum(expr: sp.Sum, depth: int) -> Meaning:
    """Of several limits the last is the outermost, as SymPy has it.

    What all terms of a sum over units share is multiplied once: no array has more axes
    than its factors.
    """
    *inner, (index, low, high) = expr.limits
    if high not in SIZES:
        return _over_times(expr, depth, operator.add, 0.0)
    low_of, high_of = meaning(low), meaning(high)
    function = sp.Sum(expr.function, *inner) if inner else expr.function
    same = [a for a in sp.Mul.make_args(function) if not a.has(index)]
    if function.is_Mul and same:
        others = sp.Mul(*(a for a in function.args if a not in same))
        rest = _sum(sp.Sum(others, expr.limits[-1]), depth)
        times = _times if function.has(sp.log) else operator.mul
        return _fold(times, [*(_compile(a, depth) for a in same), rest])
    body, free = _compile(function, depth + 1), function.free_symbols - {index}

    def number(world: World, env: Env) -> Any:
        values = np.arange(low_of(world, env), high_of(world, env) + 1)
        axes = values.reshape(-1, *[1] * depth)
        if len(values) < LONG:
            return added(world, env, axes)
        others = [np.shape(env[symbol]) for symbol in free if symbol in env]
        some = parts(len(values), prod(np.broadcast_shapes(*others)))
        return reduce(operator.add, [added(world, env, axes[part]) for part in some])

    def added(world: World, env: Env, axes: np.ndarray) -> Any:
        terms = body(world, {**env, index: axes})
        return terms * len(axes) if np.ndim(terms) <= depth else terms.sum(axis=0)

    return number


def _fold(operation: Callable[[Any, Any], Any], parts: list[Meaning]) -> Meaning:
    return lambda world, env: reduce(operation, [f(world, env) for f in parts])


def _times(a: Any, b: Any) -> Any:
    """a b, where 0 log 0 is 0, as in every cross-entropy."""
    with np.errstate(invalid="ignore"):
        return np.where(np.equal(a, 0) | np.equal(b, 0), 0 * np.real(a), a * b)


def _cases(expr: Cases, depth: int) -> Meaning:
    equal, left, right, other = (_compile(a, depth) for a in expr.args)

    def number(world: World, env: Env) -> Any:
        same = left(world, env) == right(world, env)
        return (equal if same else other)(world, env)

    return number


def _power(base: Meaning, power: Meaning) -> Meaning:
    return lambda world, env: world.math.number(base(world, env)) ** power(world, env)


def _applied(name: str, of: Meaning) -> Meaning:
    return lambda world, env: getattr(world.math, name)(of(world, env))


def _compile(expr: sp.Expr, depth: int) -> Meaning:
    if isinstance(expr, Cases):
        return _cases(expr, depth)
    if expr.is_commutative is False or isinstance(expr, Entry):
        return array(expr, _compile)
    if expr.is_Integer:
        whole = int(expr)
        return lambda world, env: whole
    if expr.is_Rational:
        return lambda world, env: world.math.number(expr.p) / expr.q
    if expr.is_Symbol:
        return lambda world, env: env[expr]
    if isinstance(expr, sp.Indexed):
        return _element(expr)
    if isinstance(expr, Partial):
        return partial(expr, depth, _compile)
    if isinstance(expr, sp.Sum):
        return _sum(expr, depth)
    if isinstance(expr, sp.Product):
        return _over_times(expr, depth, operator.mul, 1.0)
    if isinstance(expr, Complement):
        return complement(expr.args[0], depth, _compile)
    if expr.is_Add and (pair := less_one_hot(expr)):
        return without_target(pair, depth, _compile)
    parts = [_compile(a, depth) for a in expr.args]
    if isinstance(expr, sp.KroneckerDelta):
        return _fold(lambda a, b: np.equal(a, b) * 1.0, parts)
    if isinstance(expr, sp.Max):
        return _fold(max, parts)
    if expr.is_Add:
        return _fold(operator.add, parts)
    if expr.is_Mul:
        return _fold(_times if expr.has(sp.log) else operator.mul, parts)
    if expr.is_Pow:
        return _power(*parts)
    if expr.func in (x, y):
        return word(parts[0], "inputs" if expr.func == x else "targets")
    if expr.func == J:
        return loss(parts)
    if expr.func == PP:
        return perplexity(parts)
    if expr.func == Jmean:
        return lambda world, env: loss([])(world, env) / world.math.number(env[T])
    if expr.func == sigma:
        return lambda world, env: world.network.sigma.value(parts[0](world, env))
    if expr.func == dsigma:
        return lambda world, env: world.network.sigma.slope(parts[0](world, env))
    if isinstance(expr, Positive):
        return _applied("positive", parts[0])
    if expr.func in (sp.exp, sp.log):
        return _applied(str(expr.func), parts[0])
    raise TypeError(f"no meaning for {expr} ({type(expr).__name__})")


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
    with np.errstate(all="ignore"):
        value = meaning(expr)(World(network), env)
    if expr.is_commutative is False:
        return value
    count = max((np.size(a) for a in at.values()), default=1)
    if all(np.ndim(a) == 0 for a in at.values()):
        return np.asarray(value).item()
    return np.broadcast_to(value, (1, count)).ravel()
