"""Versions of a derivation: for another activation, or for the mean of the losses."""

from dataclasses import replace
from functools import cache

import sympy as sp

from derivations.derivation import Claim, Derivation, Line, Part
from derivations.language.symbols import J, Jmean, OrderedProduct, T
from derivations.rules.activation_slope import RULES, slope
from derivations.rules.algebra import mean_of_losses

REDUCTIONS = ("sum", "mean")
MEAN = (
    "The mean loss is the sum of the losses over T, and T does not depend on what"
    " moves."
)
EQUAL = " Equal factors are a power."


@cache
def in_activation(d: Derivation, activation: str) -> Derivation:
    """The derivation with that activation put in, where it depends on its slope.

    Itself where it has none, or has that one already.  ValueError for an unknown
    activation.
    """
    if activation not in RULES:
        known = ", ".join(RULES)
        raise ValueError(f"activation is {activation!r}; it must be one of {known}")
    step = slope(activation)
    lines = list(d.lines)
    for n, line in enumerate(d.lines):
        if line.rule in RULES.values() and line.rule != step.rule:
            before = lines[n - 1].expr
            expr, note = step(before), step.note
            if before.has(OrderedProduct) and not expr.has(OrderedProduct):
                note += EQUAL
            lines[n] = replace(line, expr=expr, rule=step.rule, note=note)
    return d if tuple(lines) == d.lines else replace(d, lines=tuple(lines))


@cache
def with_reduction(d: Derivation, reduction: str) -> Derivation:
    """The derivation for the sum of the losses or for their mean.

    A part that speaks of J = sum_t J^(t) gets a first line dJmean/dw = (1/T) dJ/dw,
    and the 1/T stands before each line that follows.  A derivation of one loss J^(t)
    is returned as it is.  ValueError for an unknown reduction.
    """
    if reduction not in REDUCTIONS:
        known = ", ".join(REDUCTIONS)
        raise ValueError(f"reduction is {reduction!r}; it must be one of {known}")
    if reduction == "sum" or not any(_summed(part.goal) for part in d.parts):
        return d
    lines: list[Line] = []
    for part in d.parts:
        lines += _mean(part) if _summed(part.goal) else part.lines
    return replace(d, goal=d.claim(lines[0]).goal, lines=tuple(lines))


def _summed(goal: sp.Expr) -> bool:
    """Whether a goal speaks of the summed loss."""
    return J() in sp.preorder_traversal(goal)


def _mean(part: Part) -> list[Line]:
    goal = part.goal.xreplace({J(): Jmean()})
    claim = Claim(part.title.replace("summed", "mean"), goal, part.indices)
    step = mean_of_losses(MEAN)
    first = Line(step(goal), step.rule, step.note, claim=claim)
    return [first, *(replace(a, expr=a.expr / T, claim=claim) for a in part.lines)]
