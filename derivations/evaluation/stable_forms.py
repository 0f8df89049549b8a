"""Stable forms of numbers that lose digits: 1 - h, 1 - h^2, yhat - y, losses.

Each is found in the form that keeps its digits where the obvious one would lose them.
"""

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np
import sympy as sp

from derivations.evaluation.nudged_network import World, unit
from derivations.language.symbols import h, onehot_y, split, yhat

Env = dict[Any, Any]
Meaning = Callable[[World, Env], Any]
Compile = Callable[[sp.Expr, int], Meaning]


def word(of_time: Meaning, which: str) -> Meaning:
    """The position of x_t ("inputs") or y_t ("targets") in the vocabulary, from 1."""

    def number(world: World, env: Env) -> int:
        ids = getattr(world.network, which)
        return int(ids[world.network.time(which, of_time(world, env)) - 1]) + 1

    return number


def complement(of: sp.Expr, depth: int, compile_: Compile) -> Meaning:
    """1 - h = sigma(-z) of a sigmoid, 1 - h^2 = tanh'(z) of a tanh, with their digits;
    of anything else 1 - a.
    """
    known = compile_(of, depth)
    state, power = of.as_base_exp()
    if not (isinstance(state, sp.Indexed) and state.base == h and power in (1, 2)):
        return lambda world, env: 1 - known(world, env)
    careful = "sigmoid" if power == 1 else "tanh"
    (time,), (unit_,) = ([compile_(e, depth) for e in part] for part in split(state))

    def number(world: World, env: Env) -> Any:
        net, when = world.network, world.network.time("h", time(world, env))
        at = unit("h", unit_(world, env), net.D)
        if when == 0 or world.nudge is not None or net.activation != careful:
            return 1 - known(world, env)
        z = net.z[when][at]
        return world.math.sigmoid(-z) if power == 1 else net.sigma.slope(z)

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
) -> Meaning:
    """yhat_w - y_w: at the target, minus the sum of the other probabilities."""
    soft, hot = (compile_(part, depth) for part in pair)
    time = compile_(split(pair[0])[0][0], depth)

    def number(world: World, env: Env) -> Any:
        if world.nudge is not None:
            return soft(world, env) - hot(world, env)
        when = time(world, env)
        is_target = np.equal(hot(world, env), 1)
        others = np.delete(world.network.yhat(when), world.network.targets[when - 1])
        return np.where(is_target, -others.sum(), soft(world, env))

    return number


def loss(times: list[Meaning]) -> Meaning:
    """The loss J^(t), or the sum of all losses."""

    def number(world: World, env: Env) -> Any:
        if times:
            return world.loss(times[0](world, env))
        return reduce(operator.add, map(world.loss, range(1, world.network.T + 1)))

    return number


def perplexity(times: list[Meaning]) -> Meaning:
    """PP^(t) = 1 / yhat_{y_t}, or that of the mean loss, exp(J / T)."""

    def number(world: World, env: Env) -> Any:
        math, net = world.math, world.network
        if not times:
            return math.exp(loss([])(world, env) / math.number(net.T))
        when = net.time("J", times[0](world, env))
        return 1 / world.state("yhat", when, net.targets[when - 1])

    return number
