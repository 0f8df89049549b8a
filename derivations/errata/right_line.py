"""The line of a derivation that has right what a slip has wrong."""

import sympy as sp

from derivations.derivation import Derivation, Part
from derivations.errata.erratum import Erratum
from derivations.language.symbols import Partial


def right_line(e: Erratum, derivation: Derivation) -> int:
    """The place, from 0, of the line that a slip should have had.

    That is the first line which is the corrected form, as it stands or for the indices
    that the source writes it for; else the first that holds it or is a part of it; else
    the first by the slip's `rule`; else the first of a part whose goal is like the
    slip's; else the first of all.
    """
    right = [form for form in (e.corrected, e.goal if e.on_left else None) if form]
    lines = [line.expr for line in derivation.lines]
    written = [expr.xreplace(dict(derivation.source_case)) for expr in lines]
    tests = [
        [expr in right for expr in lines],
        [expr in right for expr in written],
        [any(_holds(expr, form) for form in right) for expr in lines],
        [any(expr.args and form.has(expr) for form in right) for expr in lines],
        [line.rule == e.rule for line in derivation.lines],
        [_alike(e.goal, derivation.part_of(line)) for line in derivation.lines],
    ]
    return next((test.index(True) for test in tests if True in test), 0)


def _holds(expr: sp.Expr, form: sp.Expr) -> bool:
    """Whether a form stands in an expression, alone or in a product under its sum."""
    if expr.has(form):
        return True
    if not isinstance(form, sp.Sum):
        return False
    factors = set(sp.Mul.make_args(form.function))
    return any(
        total.limits == form.limits and factors <= set(sp.Mul.make_args(total.function))
        for total in expr.atoms(sp.Sum)
    )


def _alike(goal: sp.Expr | None, part: Part) -> bool:
    """Whether a part derives a derivative by the same quantity of the same, or of all
    losses where the goal is of one.
    """
    if not (isinstance(goal, Partial) and isinstance(part.goal, Partial)):
        return False
    same = getattr(goal.den, "base", None) == getattr(part.goal.den, "base", None)
    return same and goal.num.func == part.goal.num.func
