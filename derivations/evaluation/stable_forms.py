"""Stable forms of numbers that lose digits: 1 - h, 1 - h^2, yhat - y, losses.

Each is found in the form that keeps its digits where the obvious one would lose them.
"""

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np
import sympy as sp

from derivations.evaluation.eval_context import EvalContext, unit
from derivations.language.symbols import h, onehot_y, split, yhat

Env = dict[Any, Any]
Evaluator = Callable[[EvalContext, Env], Any]
Compile = Callable[[sp.Expr, int], Evaluator]


def word(of_time: Evaluator, which: str) -> Evaluator:
    """The position of x_t ("inputs") or y_t ("targets") in the vocabulary, from 1."""

    def number(context: EvalContext, env: Env) -> int:
        ids = getattr(context.network, which)
        return int(ids[context.network.time(which, of_time(context, env)) - 1]) + 1

    return number


def complement(of: sp.Expr, depth: int, compile_: Compile) -> Evaluator:
    """1 - h = sigma(-z) of a sigmoid, 1 - h^2 = tanh'(z) of a tanh, with their digits;
    of anything else 1 - a.
    """
    known = compile_(of, depth)
    state, power = of.as_base_exp()
    if not (isinstance(state, sp.Indexed) and state.base == h and power in (1, 2)):
        return lambda context, env: 1 - known(context, env)
    careful = "sigmoid" if power == 1 else "tanh"
    (time,), (unit_,) = ([compile_(e, depth) for e in part] for part in split(state))

    def number(context: EvalContext, env: Env) -> Any:
        net, when = context.network, context.network.time("h", time(context, env))
        place = unit("h", unit_(context, env), net.D)
        if when == 0 or context.nudge is not None or net.activation != careful:
            return 1 - known(context, env)
        z = net.z[when][place]
        return context.math.sigmoid(-z) if power == 1 else net.sigma.slope(z)

    return number


def less_one_hot(expr: sp.Add) -> tuple[sp.Expr, sp.Expr] | None:
    """(yhat_w, y_w) if the expression is their difference."""
    if len(expr.args) == 2:
        for a, b in (expr.args, expr.args[::-1]):
            if a.has(yhat) and isinstance(a, sp.Indexed) and a.base == yhat:
                (time,), (place,) = split(a)
                if b == -onehot_y[time, place]:
                    return a, onehot_y[time, place]
    return None


def without_target(
    pair: tuple[sp.Expr, sp.Expr], depth: int, compile_: Compile
) -> Evaluator:
    """yhat_w - y_w: at the target, minus the sum of the other probabilities."""
    soft, hot = (compile_(part, depth) for part in pair)
    time = compile_(split(pair[0])[0][0], depth)

    def number(context: EvalContext, env: Env) -> Any:
        if context.nudge is not None:
            return soft(context, env) - hot(context, env)
        when = time(context, env)
        is_target = np.equal(hot(context, env), 1)
        others = np.delete(
            context.network.yhat(when), context.network.targets[when - 1]
        )
        return np.where(is_target, -others.sum(), soft(context, env))

    return number


def loss(times: list[Evaluator]) -> Evaluator:
    """The loss J^(t), or the sum of all losses."""

    def number(context: EvalContext, env: Env) -> Any:
        if times:
            return context.loss(times[0](context, env))
        return reduce(operator.add, map(context.loss, range(1, context.network.T + 1)))

    return number


def perplexity(times: list[Evaluator]) -> Evaluator:
    """PP^(t) = 1 / yhat_{y_t}, or that of the mean loss, exp(J / T)."""

    def number(context: EvalContext, env: Env) -> Any:
        math, net = context.math, context.network
        if not times:
            return math.exp(loss([])(context, env) / math.number(net.T))
        when = net.time("J", times[0](context, env))
        return 1 / context.state("yhat", when, net.targets[when - 1])

    return number
