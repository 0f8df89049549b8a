"""Evaluates partial derivatives by running the network with one quantity moved."""

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp

from derivations.evaluation.eval_context import EvalContext, unit
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
Evaluator = Callable[[EvalContext, Env], Any]
Compile = Callable[[sp.Expr, int], Evaluator]


def partial(expr: Partial, depth: int, compile_: Compile) -> Evaluator:
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

    def number(context: EvalContext, env: Env) -> Any:
        if context.nudge is not None:
            raise TypeError(f"{expr} stands inside a derivative")
        net, math = context.network, context.math
        asked = tuple(f(context, env) for f in times)
        written = net.errors is not None
        when = asked if written else tuple(net.time(name, a) for a in asked)
        entries = np.broadcast_arrays(
            *(
                unit(name, f(context, env), net.sizes[size])
                for f, size in zip(units, sizes, strict=True)
            )
        )
        only = steps(context, env) if steps else None
        if written:
            return net.errors.of(f"by {name}", when)[entries[0]]
        flat = tuple(np.array(of_axis).ravel() for of_axis in entries)
        nudge = net.nudge(name, when, flat, only)
        moved = EvalContext(net, nudge, entries[0].shape)
        return math.imaginary(num(moved, env)) / nudge.step

    return number


def _steps(
    expr: Partial, depth: int, compile_: Compile
) -> Callable[[EvalContext, Env], tuple[int, ...]] | None:
    """The steps in which a shared weight moves, if not in all."""
    num = expr.num
    if isinstance(expr, Immediate):
        if not isinstance(num, sp.Indexed) or len(UNITS[num.base]) != 1:
            raise TypeError(f"an immediate partial of {num}: only a state's is defined")
        own = compile_(num.indices[0], depth)
        return lambda context, env: (own(context, env),)
    if not isinstance(expr, Truncated):
        return None
    if num.func != J or not num.args:
        raise TypeError(f"a truncated partial of {num}: only one loss's is defined")
    last, window = compile_(num.args[0], depth), compile_(expr.window, depth)

    def steps(context: EvalContext, env: Env) -> tuple[int, ...]:
        end = last(context, env)
        return tuple(range(max(1, end - window(context, env) + 1), end + 1))

    return steps
