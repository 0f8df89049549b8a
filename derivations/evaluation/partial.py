"""Evaluates partial derivatives by running the network with one quantity moved."""

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp

from derivations.evaluation.nudged_network import World, unit
from derivations.language.symbols import (
    UNITS,
    Immediate,
    J,
    Partial,
    Truncated,
    delta,
    delta_o,
    onehot_x,
    onehot_y,
    split,
)

Env = dict[Any, Any]
Meaning = Callable[[World, Env], Any]
Compile = Callable[[sp.Expr, int], Meaning]


def partial(expr: Partial, depth: int, compile_: Compile) -> Meaning:
    """Compile a partial derivative; TypeError if it is not by a quantity."""
    num = compile_(expr.num, depth)
    if not isinstance(expr.den, sp.Indexed) or expr.den.base in (
        delta,
        delta_o,
        onehot_x,
        onehot_y,
    ):
        raise TypeError(f"no derivative with respect to {expr.den}")
    name, sizes = str(expr.den.base), UNITS[expr.den.base]
    times, units = ([compile_(e, depth) for e in part] for part in split(expr.den))
    steps = _steps(expr, depth, compile_)

    def number(world: World, env: Env) -> Any:
        if world.nudge is not None:
            raise TypeError(f"{expr} stands inside a derivative")
        net, math = world.network, world.math
        when = tuple(net.time(name, f(world, env)) for f in times)
        at = np.broadcast_arrays(
            *(
                unit(name, f(world, env), net.sizes[size])
                for f, size in zip(units, sizes, strict=True)
            )
        )
        only = steps(world, env) if steps else None
        nudge = net.nudge(name, when, tuple(np.array(u).ravel() for u in at), only)
        return math.imaginary(num(World(net, nudge, at[0].shape), env)) / nudge.step

    return number


def _steps(
    expr: Partial, depth: int, compile_: Compile
) -> Callable[[World, Env], tuple[int, ...]] | None:
    """The steps in which a shared weight moves, if not in all."""
    num = expr.num
    if isinstance(expr, Immediate):
        if not isinstance(num, sp.Indexed) or len(UNITS[num.base]) != 1:
            raise TypeError(f"an immediate partial of {num}: only a state's is defined")
        own = compile_(num.indices[0], depth)
        return lambda world, env: (own(world, env),)
    if not isinstance(expr, Truncated):
        return None
    if num.func != J or not num.args:
        raise TypeError(f"a truncated partial of {num}: only one loss's is defined")
    last, window = compile_(num.args[0], depth), compile_(expr.window, depth)

    def steps(world: World, env: Env) -> tuple[int, ...]:
        end = last(world, env)
        return tuple(range(max(1, end - window(world, env) + 1), end + 1))

    return steps
