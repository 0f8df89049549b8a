"""Versions of a derivation: for another activation, for the mean or the last loss."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

import sympy as sp

from derivations.derivation import Claim, Derivation, Line, Part
from derivations.language.symbols import J, Jmean, OrderedProduct, T
from derivations.rules.activation_slope import RULES, slope
from derivations.rules.algebra import mean_of_losses
from derivations.source.last_loss import LAST_LOSS, TITLE

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
    lines = tuple(_with_slope(d.lines, activation))
    return d if lines == d.lines else replace(d, lines=lines)


def _with_slope(lines: Sequence[Line], activation: str) -> list[Line]:
    """Lines with the slope of that activation put in, where a slope is put in."""
    step = slope(activation)
    out = list(lines)
    for n, line in enumerate(lines):
        if line.rule in RULES.values() and line.rule != step.rule:
            before = out[n - 1].expr
            expr, note = step(before), step.note
            if before.has(OrderedProduct) and not expr.has(OrderedProduct):
                note += EQUAL
            out[n] = replace(line, expr=expr, rule=step.rule, note=note)
    return out


@cache
def with_reduction(d: Derivation, reduction: str) -> Derivation:
    """The derivation for the sum of the losses, for their mean, or for the last alone.

    Where a part speaks of J = sum_t J^(t), that of the mean has a first line
    dJmean/dw = (1/T) dJ/dw, and the 1/T stands before each line that follows; for the
    last loss another part stands in its place, which derives dJ^(T)/dw.  A derivation
    of one loss J^(t) is returned as it is.  ValueError for an unknown reduction.
    """
    if reduction not in REDUCTIONS:
        known = ", ".join(REDUCTIONS)
        raise ValueError(f"reduction is {reduction!r}; it must be one of {known}")
    if reduction == "sum" or not any(_summed(part.goal) for part in d.parts):
        return d
    lines: list[Line] = []
    for part in d.parts:
        lines += REDUCTIONS[reduction](part) if _summed(part.goal) else part.lines
    goal = d.claim(lines[0]).goal
    title = TITLE if reduction == "last" else d.title
    return replace(d, title=title, goal=goal, lines=tuple(lines))


def _summed(goal: sp.Expr) -> bool:
    """Whether a goal speaks of the summed loss."""
    return J() in sp.preorder_traversal(goal)


def _mean(part: Part) -> list[Line]:
    goal = part.goal.xreplace({J(): Jmean()})
    claim = Claim(part.title.replace("summed", "mean"), goal, part.indices)
    step = mean_of_losses(MEAN)
    first = Line(step(goal), step.rule, step.note, claim=claim)
    return [first, *(replace(a, expr=a.expr / T, claim=claim) for a in part.lines)]


def _last(part: Part) -> list[Line]:
    """The part of the last loss that stands in a part's place, with its activation."""
    goal = part.goal.xreplace({J(): J(T)})
    (own,) = (other for other in LAST_LOSS if other.goal == goal)
    claim = Claim(own.title, own.goal, own.indices)
    lines = [replace(line, claim=claim) for line in own.lines]
    for activation, rule in RULES.items():
        if any(line.rule == rule for line in part.lines):
            lines = _with_slope(lines, activation)
    return lines


REDUCTIONS: dict[str, Callable[[Part], Iterable[Line]]] = {
    "sum": lambda part: part.lines,
    "mean": _mean,
    "last": _last,
}
"""How the losses make J, and the lines that stand in the place of a summed part's."""


def line_in(version: Derivation, of: Derivation, line: int) -> int:
    """Where a version of a derivation has a line of it, both from 0.

    In the same part, as far from its end; where another line stands there, the last
    line of that part by the same rule, or else its last.
    """
    before, asked = 0, line
    for part, other in zip(of.parts, version.parts, strict=True):
        if line < len(part.lines):
            return before + _place(other.lines, part.lines, line)
        line -= len(part.lines)
        before += len(other.lines)
    raise IndexError(f"{of.slug} has no line {asked}")


def _place(others: Sequence[Line], lines: Sequence[Line], line: int) -> int:
    rule = _kind(lines[line].rule)
    same = [n for n, other in enumerate(others) if _kind(other.rule) == rule]
    place = len(others) - (len(lines) - line)
    if place in same:
        return place
    return same[-1] if same else len(others) - 1


def _kind(rule: str) -> str:
    """A rule; that of an activation's slope whatever the activation."""
    return RULES["sigmoid"] if rule in RULES.values() else rule
