"""What someone's wrong line changed, of the line that it stands for or of one near."""

from functools import lru_cache

import numpy as np
import sympy as sp

from derivations.derivation import Derivation, Line
from derivations.judging.difference import KIND, Found, compared, weight
from derivations.judging.judgement import Difference, is_constant
from derivations.judging.same_form import at_rest, unnamed
from derivations.proof.mutants import Mutant, mutants
from derivations.proof.verify import NO_NUMBER, Verifier
from derivations.reading.form import outermost

FAR = 2 * KIND
"""Differences of more kinds than one, or so large, tell nothing."""
ELSEWHERE = 200
"""How much less another line must differ to be the one that was meant."""
SAME = 1e-9
"""Two wrong numbers so close, relatively, come from the same mistake."""


def told(d: Derivation, n: int, expr: sp.Expr, verifier: Verifier) -> Difference | None:
    """The one difference from line n, or from the line of its part that is nearest,
    the goal counting as the farthest.  A constant lacks all of a line but a factor of
    it, such as 1/T, or has none.

    Where the form does not tell it, the change of line n that makes the same numbers.
    """
    if is_constant(expr) and expr.is_Integer:
        return None
    claim = d.claim(d.lines[n])
    order = sorted(
        (m for m, line in enumerate(d.lines) if d.claim(line) == claim),
        key=lambda m: (abs(m - n), m < n),
    )
    best: Found = ()
    least = FAR
    for m in order:
        found = _alike(d.lines[m].expr, expr)
        apart = weight(found) + (ELSEWHERE if m != n else 0)
        if found and apart < least:
            best, least = found, apart
        if least < KIND + ELSEWHERE:
            break
    else:
        goal = d.goal_of(Line(expr, "", "", claim=claim))
        for same in dict.fromkeys((expr, unnamed(expr))):
            found = _alike(goal, same)
            if found and weight(found) + ELSEWHERE < least:
                best, least = found, weight(found) + ELSEWHERE
    if best:
        return best[0]
    return by_number(d, d.lines[n], expr, verifier)


def _alike(right: sp.Expr, wrong: sp.Expr) -> Found:
    """The differences; none where nothing of the one stands in the other."""
    line, typed = _prepared(right), _prepared(wrong)
    found = compared(line, typed)
    apart = any(
        a.kind == "factor" and (a.right == line or a.wrong == typed) for a in found
    )
    if is_constant(typed):
        apart = apart or [a.wrong for a in found] != [1]
    return () if apart else found


@lru_cache(maxsize=4096)
def _prepared(expr: sp.Expr) -> sp.Expr:
    return outermost(at_rest(expr))


def by_number(
    d: Derivation, line: Line, expr: sp.Expr, verifier: Verifier
) -> Difference | None:
    """The change of a line that makes a wrong expression's numbers, if any does."""
    wrong = numbers(d, line, expr, verifier)
    if wrong is None:
        return None
    last = numbers(d, line, expr, verifier, only=-1)
    for mutant, made in _table(d, line, verifier):
        if _same(made, last) and _same(numbers(d, line, mutant.expr, verifier), wrong):
            return Difference(mutant.kind, mutant.right, mutant.wrong)
    return None


@lru_cache(maxsize=512)
def _table(
    d: Derivation, line: Line, verifier: Verifier
) -> tuple[tuple[Mutant, np.ndarray | None], ...]:
    """The mutants of a line, each with its numbers at the last choice of times."""
    every = mutants(line.expr)
    return tuple((a, numbers(d, line, a.expr, verifier, only=-1)) for a in every)


def _same(one: np.ndarray | None, other: np.ndarray | None) -> bool:
    if one is None or other is None:
        return False
    return bool(np.allclose(one, other, rtol=SAME, atol=0))


def numbers(
    d: Derivation,
    line: Line,
    expr: sp.Expr,
    verifier: Verifier,
    only: int | None = None,
) -> np.ndarray | None:
    """An expression's numbers wherever a line is checked; None where it has none.

    With `only` at that one of the choices of times.
    """
    sample, _ = verifier.goal(d, d.claim(line))
    moments = sample.moments if only is None else [sample.moments[only]]
    number = sample.element if expr.is_commutative else sample.array
    try:
        with np.errstate(all="ignore"):
            found = [number(expr, moment) for moment in moments]
    except NO_NUMBER:
        return None
    made = np.concatenate([np.ravel(a) for a in found]) if found else np.zeros(0)
    return made if np.isfinite(made).all() else None
