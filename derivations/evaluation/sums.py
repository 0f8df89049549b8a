"""Evaluates sums and products over an index: time by time, or along an axis."""

import operator
from collections.abc import Callable
from functools import reduce
from math import prod
from typing import Any

import numpy as np
import sympy as sp

from derivations.evaluation.arithmetic import LONG, parts
from derivations.evaluation.eval_context import EvalContext
from derivations.language.symbols import (
    SIZES,
    Partial,
    V,
    onehot_x,
    onehot_y,
    split,
)

Env = dict[Any, Any]
Evaluator = Callable[[EvalContext, Env], Any]
Compile = Callable[[sp.Expr, int], Evaluator]


def over_times(
    expr: sp.Expr,
    depth: int,
    plus: Callable[[Any, Any], Any],
    empty: float,
    compile_: Compile,
) -> Evaluator:
    """A sum, or a product, over an index that is a time: term by term."""
    *inner, (index, low, high) = expr.limits
    low_of, high_of = compile_(low, depth), compile_(high, depth)
    body = compile_(expr.func(expr.function, *inner) if inner else expr.function, depth)

    def number(context: EvalContext, env: Env) -> Any:
        values = range(low_of(context, env), high_of(context, env) + 1)
        terms = [body(context, {**env, index: value}) for value in values]
        return reduce(plus, terms) if terms else empty

    return number


def added_up(expr: sp.Sum, depth: int, compile_: Compile) -> Evaluator:
    """A sum over units; of several limits the last is the outermost.

    What all terms of a sum over units share is multiplied once: no array has more axes
    than its factors.  Of a sum over words with a one-hot factor, the one term is found
    in which that is not 0; one of derivatives is found once for its indices.
    """
    *inner, (index, low, high) = expr.limits
    if high not in SIZES:
        return over_times(expr, depth, operator.add, 0.0, compile_)
    low_of, high_of = compile_(low, depth), compile_(high, depth)
    function = sp.Sum(expr.function, *inner) if inner else expr.function
    same = [a for a in sp.Mul.make_args(function) if not a.has(index)]
    if function.is_Mul and same:
        others = sp.Mul(*(a for a in function.args if a not in same))
        rest = added_up(sp.Sum(others, expr.limits[-1]), depth, compile_)
        times = times_or_zero if function.has(sp.log) else operator.mul
        return fold(times, [*(compile_(a, depth) for a in same), rest])
    body, free = compile_(function, depth + 1), function.free_symbols - {index}
    if (hot := _one_hot(function, index)) is not None:
        bounds = low_of, high_of
        return _one_term(hot, index, bounds, body, depth, compile_)

    def number(context: EvalContext, env: Env) -> Any:
        values = np.arange(low_of(context, env), high_of(context, env) + 1)
        axes = values.reshape(-1, *[1] * depth)
        if len(values) < LONG:
            return added(context, env, axes)
        others = [np.shape(env[symbol]) for symbol in free if symbol in env]
        some = parts(len(values), prod(np.broadcast_shapes(*others)))
        return reduce(operator.add, [added(context, env, axes[part]) for part in some])

    def added(context: EvalContext, env: Env, axes: np.ndarray) -> Any:
        terms = body(context, {**env, index: axes})
        return terms * len(axes) if np.ndim(terms) <= depth else terms.sum(axis=0)

    return (
        _found_once(expr, depth, number) if high == V and expr.has(Partial) else number
    )


def _one_hot(function: sp.Expr, index: sp.Symbol) -> sp.Indexed | None:
    """The factor that is 1 at one value of the index and 0 at all others, if any is."""
    for factor in sp.Mul.make_args(function):
        if isinstance(factor, sp.Indexed) and factor.base in (onehot_x, onehot_y):
            (time,), (place,) = split(factor)
            if place == index and not time.has(index):
                return factor
    return None


def _one_term(
    hot: sp.Indexed,
    index: sp.Symbol,
    bounds: tuple[Evaluator, Evaluator],
    body: Evaluator,
    depth: int,
    compile_: Compile,
) -> Evaluator:
    """A sum over words of which one term alone is not 0, or none."""
    time, name = compile_(split(hot)[0][0], depth), str(hot.base)

    def number(context: EvalContext, env: Env) -> Any:
        net = context.network
        ids = net.inputs if hot.base == onehot_x else net.targets
        place = ids[net.time(name, time(context, env)) - 1] + 1
        low, high = (bound(context, env) for bound in bounds)
        if not low <= place <= high:
            return 0.0
        only = np.full((1,) * (depth + 1), place)
        terms = body(context, {**env, index: only})
        return terms if np.ndim(terms) <= depth else terms.sum(axis=0)

    return number


def _found_once(expr: sp.Sum, depth: int, number: Evaluator) -> Evaluator:
    """A sum that the network at rest keeps for the indices that it speaks of."""
    free = sorted(expr.free_symbols, key=str)

    def kept(context: EvalContext, env: Env) -> Any:
        if context.nudge is not None:
            return number(context, env)
        own = [np.asarray(env[symbol]) for symbol in free if symbol in env]
        key = (expr, depth, *((a.shape, a.tobytes()) for a in own))
        return context.network.sum_over_words(key, lambda: number(context, env))

    return kept


def fold(operation: Callable[[Any, Any], Any], parts: list[Evaluator]) -> Evaluator:
    """What several expressions come to, one after the other."""
    return lambda context, env: reduce(operation, [f(context, env) for f in parts])


def times_or_zero(a: Any, b: Any) -> Any:
    """a b, where 0 log 0 is 0, as in every cross-entropy."""
    with np.errstate(invalid="ignore"):
        return np.where(np.equal(a, 0) | np.equal(b, 0), 0 * np.real(a), a * b)
