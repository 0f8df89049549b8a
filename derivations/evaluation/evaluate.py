"""Evaluates an expression: the number that it stands for on a network.

An expression is compiled once to closures `f(context, env) -> number`.  Times are
Python integers; unit indices may be integer arrays, each with an axis of its own, so
that one evaluation answers for all of them; a sum over units is a sum over an axis.  A
context is the network at rest, or with something nudged (`eval_context`).  Expressions
of whole arrays evaluate to matrices, vectors being columns (`matrices`).
"""

import operator
from collections.abc import Callable
from functools import lru_cache, singledispatch
from typing import Any

import numpy as np
import sympy as sp

from derivations.evaluation.eval_context import EvalContext, unit
from derivations.evaluation.matrices import BY_ENTRY, array, has_entry
from derivations.evaluation.network import Network
from derivations.evaluation.partial import partial
from derivations.evaluation.stable_forms import (
    complement,
    less_one_hot,
    loss,
    perplexity,
    without_target,
    word,
)
from derivations.evaluation.sums import added_up, fold, over_times, times_or_zero
from derivations.evaluation.undefined import unknown, with_times
from derivations.language.definitions import error_term
from derivations.language.symbols import (
    PP,
    UNITS,
    Cases,
    Clipped,
    Complement,
    Entry,
    J,
    Jmean,
    Norm,
    Partial,
    Positive,
    Quotient,
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
Evaluator = Callable[[EvalContext, Env], Any]

FREE_AXES = 2
"""Axes kept for the free unit indices; a sum over units puts its own before them."""
ONE_TIME = ("h", "z", "o", "yhat", "x", "y")


def _element(expr: sp.Indexed) -> Evaluator:
    base, name = expr.base, str(expr.base)
    if base not in UNITS:
        raise unknown(base)
    times, units = ([compiled(e) for e in part] for part in split(expr))
    if base in (delta, delta_o):
        return _error(expr, times)
    sizes = UNITS[base]
    if len(times) > 1 or (name in ONE_TIME and len(times) != 1):
        raise with_times(base, len(times))

    def number(context: EvalContext, env: Env) -> Any:
        net = context.network
        when = tuple(net.time(name, f(context, env)) for f in times)
        places = tuple(
            unit(name, f(context, env), net.sizes[size])
            for f, size in zip(units, sizes, strict=True)
        )
        if len(sizes) == 2:
            return context.weight(name, when, *places)
        if base in (onehot_x, onehot_y):
            return context.one_hot(name, when[0], *places)
        return context.state(name, when[0], *places)

    return number


def _error(expr: sp.Indexed, times: list[Evaluator]) -> Evaluator:
    """A named error; that of the summed loss is 0 after the last step."""
    known = partial(error_term(expr), FREE_AXES, _compile)
    (of_unit,) = (compiled(e) for e in split(expr)[1])

    def number(context: EvalContext, env: Env) -> Any:
        if context.network.errors is not None:
            when = tuple(f(context, env) for f in times)
            return context.network.errors.of(str(expr.base), when)[
                of_unit(context, env) - 1
            ]
        over = len(times) == 1 and times[0](context, env) == context.network.T + 1
        return 0.0 if over and expr.base == delta else known(context, env)

    return number


def _compile(expr: sp.Expr, depth: int) -> Evaluator:
    if isinstance(expr, Cases) or (isinstance(expr, BY_ENTRY) and not has_entry(expr)):
        return _number(expr, depth)
    if expr.is_commutative is False or isinstance(expr, Entry):
        return array(expr, _compile)
    return _number(expr, depth)


@singledispatch
def _number(expr: Any, depth: int) -> Evaluator:
    """What evaluates an expression that is a number, by its type."""
    raise TypeError(f"no meaning for {expr} ({type(expr).__name__})")


def _parts(expr: sp.Expr, depth: int) -> list[Evaluator]:
    return [_compile(part, depth) for part in expr.args]


@_number.register(Cases)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    equal, left, right, other = _parts(expr, depth)

    def number(context: EvalContext, env: Env) -> Any:
        same = left(context, env) == right(context, env)
        return (equal if same else other)(context, env)

    return number


@_number.register(sp.Integer)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    whole = int(expr)
    return lambda context, env: whole


@_number.register(sp.Rational)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    return lambda context, env: context.math.number(expr.p) / expr.q


@_number.register(sp.Symbol)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    return lambda context, env: env[expr]


@_number.register(sp.Indexed)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    return _element(expr)


@_number.register(Partial)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    return partial(expr, depth, _compile)


@_number.register(sp.Sum)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    return added_up(expr, depth, _compile)


@_number.register(sp.Product)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    return over_times(expr, depth, operator.mul, 1.0, _compile)


@_number.register(Complement)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    return complement(expr.args[0], depth, _compile)


@_number.register(Clipped)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    of, bound = _parts(expr, depth)

    def number(context: EvalContext, env: Env) -> Any:
        most = bound(context, env)
        return np.clip(of(context, env), -most, most)

    return number


@_number.register(Norm)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    (of,) = _parts(expr, depth)
    tiny = np.finfo(float).tiny
    return lambda context, env: max(np.linalg.norm(of(context, env)), tiny)


@_number.register(Quotient)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    return fold(operator.floordiv, _parts(expr, depth))


@_number.register(sp.KroneckerDelta)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    return fold(lambda a, b: np.equal(a, b) * 1.0, _parts(expr, depth))


@_number.register(sp.Max)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    return fold(np.maximum, _parts(expr, depth))


@_number.register(sp.Add)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    if pair := less_one_hot(expr):
        return without_target(pair, depth, _compile)
    return fold(operator.add, _parts(expr, depth))


@_number.register(sp.Mul)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    times = times_or_zero if expr.has(sp.log) else operator.mul
    return fold(times, _parts(expr, depth))


@_number.register(sp.Pow)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    base, power = _parts(expr, depth)
    return lambda context, env: (
        context.math.number(base(context, env)) ** power(context, env)
    )


@_number.register(x)
@_number.register(y)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    (time,) = _parts(expr, depth)
    return word(time, "inputs" if expr.func == x else "targets")


@_number.register(J)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    return loss(_parts(expr, depth))


@_number.register(PP)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    return perplexity(_parts(expr, depth))


@_number.register(Jmean)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    total = loss([])
    return lambda context, env: total(context, env) / context.math.number(env[T])


@_number.register(sigma)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    (of,) = _parts(expr, depth)
    return lambda context, env: context.network.sigma.value(of(context, env))


@_number.register(dsigma)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    (of,) = _parts(expr, depth)
    return lambda context, env: context.network.sigma.slope(of(context, env))


@_number.register(Positive)
@_number.register(sp.exp)
@_number.register(sp.log)
@_number.register(sp.tanh)
def _(expr: sp.Expr, depth: int) -> Evaluator:
    (of,) = _parts(expr, depth)
    name = expr.func.__name__.lower()
    return lambda context, env: getattr(context.math, name)(of(context, env))


@lru_cache(maxsize=4096)
def compiled(expr: sp.Expr) -> Evaluator:
    """Compile an expression.  TypeError if a node of it has no meaning."""
    return _compile(expr, FREE_AXES)


def evaluate(expr: sp.Expr, network: Network, indices: Env) -> Any:
    """An expression's number (a matrix, for whole arrays) for some `indices`.

    Unit indices may be arrays of one length N; then it is the N numbers.
    IndexError where a time or a unit does not exist, KeyError for an index without a
    number, ValueError for shapes that do not fit, TypeError for what has no meaning.
    """
    env = {**network.sizes, **indices}
    with np.errstate(all="ignore"):
        value = compiled(expr)(EvalContext(network), env)
    if expr.is_commutative is False:
        return value
    count = max((np.size(a) for a in indices.values()), default=1)
    if all(np.ndim(a) == 0 for a in indices.values()):
        return np.asarray(value).item()
    return np.broadcast_to(value, (1, count)).ravel()
