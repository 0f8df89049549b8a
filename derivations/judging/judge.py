"""`judge`: does someone's line hold in place of line n, and if not, what is wrong?"""

from dataclasses import replace
from typing import Any

import numpy as np
import sympy as sp

from derivations.derivation import Derivation, Line
from derivations.evaluation.arguments import expect
from derivations.evaluation.index_sample import Sample
from derivations.evaluation.network import Network
from derivations.judging.affordable import affordable
from derivations.judging.judgement import Counterexample, Difference, Judgement
from derivations.judging.misplaced import misplaced
from derivations.judging.same_form import is_goal, line_like
from derivations.judging.told import told
from derivations.judging.witness import witness
from derivations.proof.verify import NO_NUMBER, Check, Verifier
from derivations.reading.parse import derivation_of, parse
from derivations.reading.surroundings import kind
from derivations.versions import in_activation


def judge(
    derivation: Derivation | str,
    n: int,
    text: str,
    params: Any,
    inputs: Any,
    targets: Any,
    activation: str = "sigmoid",
    names: str = "source",
) -> Judgement:
    """Judge a typed line in place of line n, from 0, of a derivation.

    Its number is compared with the goal's at every choice of indices that the budget
    of `verify` allows, on this network and on a seeded one of other sizes; no
    expression but what the grammar reads is ever evaluated.  Elements and whole arrays
    are both taken, whichever line n is of.  A `Judgement` says if the line holds, which
    of ours it is, and what it changed.

    A slug stands for the derivation with this activation put in.  Unreadable, a
    ValueError, as of `parse`; other errors as of `Network` and `parse`.
    """
    network = Network(params, inputs, targets, activation=activation)
    return judge_on(derivation, n, text, network, names)


def judge_on(
    derivation: Derivation | str,
    n: int,
    text: str,
    network: Network,
    names: str = "source",
) -> Judgement:
    """`judge` on a network already at rest."""
    expect("network", network, Network)
    d = derivation_of(derivation)
    d.line_at(n)
    if isinstance(derivation, str):
        d = in_activation(d, network.activation)
    return judged(d, n, parse(text, d, n, names), network)


def judged(d: Derivation, n: int, expr: sp.Expr, network: Network) -> Judgement:
    """The verdict on an expression in place of line n; ValueError for no line n."""
    claim = d.claim(d.line_at(n))
    typed = Line(expr, "typed", "", claim=claim)
    place = line_like(d, n, expr)
    free = {index: kind(high) for index, _, high in claim.indices}
    astray = misplaced(expr, free) if place is None else None
    verifiers = [Verifier(network), witness(network)]
    checks = [_checked(d, typed, verifier) for verifier in verifiers]
    holds = _verdict(checks, astray is not None)
    decided = [a for a in checks if a.holds is not None] or checks
    wrong = [a for a in decided if a.holds is False][:1]
    made = Judgement(
        expr,
        holds,
        np.inf
        if astray is not None
        else max((a.residual for a in wrong or decided), default=np.nan),
        sum(a.checked for a in checks if a.holds is not None),
        is_line=place if holds is not False else None,
        is_goal=holds is not False and place is None and is_goal(d, n, expr),
    )
    if holds is not False:
        return made
    return replace(
        made,
        counterexample=_without_meaning(d, typed, verifiers)
        if astray is not None
        else _counterexample(d, typed, verifiers, checks),
        differs=_differs(d, n, expr, astray, verifiers[1]),
    )


def _verdict(checks: list[Check], astray: bool) -> bool | None:
    """False where one network says so, or an index has no meaning; else True where one
    could decide.
    """
    if astray or any(check.holds is False for check in checks):
        return False
    return True if any(check.holds for check in checks) else None


def _checked(d: Derivation, line: Line, verifier: Verifier) -> Check:
    """A line's check; undecided where its numbers would take too long."""
    sample, _ = verifier.goal(d, d.claim(line))
    if not affordable(line.expr, sample):
        return Check(None, np.nan, 0)
    return verifier.check(d, line)


def _differs(
    d: Derivation, n: int, expr: sp.Expr, astray: sp.Expr | None, verifier: Verifier
) -> Difference | None:
    """What a wrong line changed; an index of the wrong kind is that, whatever else."""
    found = None
    if affordable(expr, verifier.goal(d, d.claim(d.lines[n]))[0]):
        found = told(d, n, expr, verifier)
    if astray is None or (found is not None and found.kind == "index"):
        return found
    return Difference("index", None, astray)


def _counterexample(
    d: Derivation, line: Line, verifiers: list[Verifier], checks: list[Check]
) -> Counterexample | None:
    """Where a line misses most on the first network that it misses on."""
    for verifier, check in zip(verifiers, checks, strict=True):
        if check.holds is False:
            sample, goals = verifier.goal(d, d.claim(line))
            found = _worst(line.expr, sample, goals)
            if found is not None:
                return replace(found, here=verifier is verifiers[0])
    return None


def _without_meaning(
    d: Derivation, line: Line, verifiers: list[Verifier]
) -> Counterexample | None:
    """The goal's number at the first choice of indices; the line has none there."""
    for verifier in verifiers:
        sample, goals = verifier.goal(d, d.claim(line))
        if goals and np.size(goals[0]):
            found = _at(sample, sample.moments[0], 0, goals[0], None)
            return replace(found, here=verifier is verifiers[0])
    return None


def _worst(
    expr: sp.Expr, sample: Sample, goals: list[np.ndarray]
) -> Counterexample | None:
    """The choice of indices with the largest miss, or the first without a number."""
    number = sample.element if expr.is_commutative else sample.array
    worst, found = -1.0, None
    for moment, goal in zip(sample.moments, goals, strict=True):
        try:
            with np.errstate(all="ignore"):
                numbers = np.asarray(number(expr, moment))
        except NO_NUMBER:
            return _at(sample, moment, 0, goal, None)
        misses = np.nan_to_num(np.abs(numbers - goal), nan=np.inf)
        if misses.size and misses.max() > worst:
            row = int(misses.argmax())
            worst, found = misses[row], _at(sample, moment, row, goal, numbers[row])
    return found


def _at(
    sample: Sample, moment: dict[Any, int], row: int, goal: np.ndarray, theirs: Any
) -> Counterexample:
    units = {index: int(own[row]) + 1 for index, own in sample.places.items()}
    every = {str(index): int(value) for index, value in {**moment, **units}.items()}
    number = None if theirs is None or np.iscomplex(theirs) else float(np.real(theirs))
    return Counterexample(every, float(goal[row]), number)
