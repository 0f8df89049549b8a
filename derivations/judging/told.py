"""What someone's wrong line changed, of the line that it stands for or of one near."""

from functools import lru_cache

import numpy as np
import sympy as sp

from derivations.derivation import Derivation, Line
from derivations.judging.difference import Found, compared, weight
from derivations.judging.judgement import Difference
from derivations.judging.same_form import at_rest
from derivations.proof.mutants import mutants
from derivations.proof.verify import NO_NUMBER, Verifier
from derivations.reading.form import outermost

FAR = 2000
"""Differences of more kinds than one, or so large, tell nothing."""
SAME = 1e-9
"""Two wrong numbers so close, relatively, come from the same mistake."""


def told(d: Derivation, n: int, expr: sp.Expr, verifier: Verifier) -> Difference | None:
    """The one difference from line n, or from the line of its part that is nearest.

    Where the form does not tell it, the change of line n that makes the same numbers.
    """
    claim = d.claim(d.lines[n])
    order = sorted(
        (m for m, line in enumerate(d.lines) if d.claim(line) == claim),
        key=lambda m: (abs(m - n), m < n),
    )
    best: Found = ()
    for m in order:
        found = compared(_prepared(d.lines[m].expr), _prepared(expr))
        if found and weight(found) < FAR and (not best or weight(found) < weight(best)):
            best = found
        if m == n and best:
            break
    if best:
        return best[0]
    return by_number(d, d.lines[n], expr, verifier)


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
    for mutant in mutants(line.expr):
        made = numbers(d, line, mutant.expr, verifier)
        if made is not None and np.allclose(made, wrong, rtol=SAME, atol=0):
            return Difference(mutant.kind, mutant.right, mutant.wrong)
    return None


def numbers(
    d: Derivation, line: Line, expr: sp.Expr, verifier: Verifier
) -> np.ndarray | None:
    """An expression's numbers wherever a line is checked; None where it has none."""
    sample, _ = verifier.goal(d, d.claim(line))
    number = sample.element if expr.is_commutative else sample.array
    try:
        with np.errstate(all="ignore"):
            found = [number(expr, moment) for moment in sample.moments]
    except NO_NUMBER:
        return None
    made = np.concatenate([np.ravel(a) for a in found]) if found else np.zeros(0)
    return made if np.isfinite(made).all() else None
