"""Does a line hold?  Its number against the goal's, for every index in range."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np
import sympy as sp

from derivations.derivation import Claim, Derivation, Line
from derivations.evaluation.evaluate import evaluate
from derivations.evaluation.index_sample import Sample
from derivations.evaluation.network import Network
from derivations.language.symbols import PP, Indices, yhat

TOLERANCE = 1e-9
FLOOR = 1e-290
PRECISE = 20_000
"""The most numbers a run may touch for its doubtful entries to be settled precisely."""
DOUBTFUL = 3
"""Moments that are settled precisely."""
APART = 200.0
"""Logits further apart than this leave probabilities that float64 cannot work with."""


@dataclass(frozen=True)
class Check:
    """One line's verdict.

    `residual` is the largest miss over max(1, largest |goal|), infinite where the line
    has no number.  `holds` asks for more: a miss of at most 1e-9 of the largest number
    on either side, so that a wrong line fails on vanishing gradients too; what float64
    cannot decide, because large terms cancel, is decided with more digits.  `checked`
    counts the index tuples; with none in range nothing contradicts the line: it holds.
    Tuples whose probabilities are beyond float64, in a network too large for more
    digits, are left out; if that leaves none, `residual` is NaN.
    `steps` is how many of the network's steps were run.
    """

    holds: bool
    residual: float
    checked: int
    steps: int = 0


def verify(
    d: Derivation, params: Any, inputs: Any, targets: Any, activation: str = "sigmoid"
) -> tuple[Check, ...]:
    """Check every line of a derivation on a network, one `Check` a line.

    `params` has .H, .L, .U and .h0; `inputs` and `targets` are token ids from 0.
    `activation` is what sigma is; `in_activation` has the derivation that ends in it.
    """
    return verify_on(d, Network(params, inputs, targets, activation=activation))


def verify_on(d: Derivation, network: Network) -> tuple[Check, ...]:
    """`verify` on a network already at rest, whose runs are kept from line to line."""
    verifier = Verifier(network)
    return tuple(verifier.check(d, line) for line in d.lines)


def ranges(
    indices: Indices, network: Network, at: Mapping[Any, int]
) -> dict[Any, tuple[int, int]]:
    """Each free index's lowest and highest value, given the values of those before it.

    Values in `at` that do not fit are read as the nearest that do.
    """
    found: dict[Any, tuple[int, int]] = {}
    chosen: dict[Any, int] = {}
    for index, low, high in indices:
        bounds = [int(evaluate(sp.S(b), network, chosen)) for b in (low, high)]
        found[index] = (bounds[0], bounds[1])
        chosen[index] = min(max(at.get(index, bounds[0]), bounds[0]), bounds[1])
    return found


def beyond_float64(network: Network, *exprs: sp.Expr) -> bool:
    """Whether the probabilities of which expressions speak may be too small, or too
    near 1, for float64; those of a hidden layer without an upper end are.
    """
    delicate = any(expr.has(sp.exp, sp.log, PP, yhat) for expr in exprs)
    return delicate and float(np.ptp(network.o[1:], axis=1).max()) > APART


class Verifier:
    """Checks lines on one network; a goal's numbers are found once."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._goals: dict[Any, tuple[Sample, list[np.ndarray]]] = {}

    def check(self, d: Derivation, line: Line) -> Check:
        """One line's verdict."""
        claim = d.claim(line)
        sample, goals = self._goal(d, claim)
        number = sample.array if line.gathered else sample.element
        checked, steps = sum(goal.size for goal in goals), sample.network.T
        largest = either = 0.0
        misses = []
        for moment, goal in zip(sample.moments, goals, strict=True):
            try:
                with np.errstate(all="ignore"):
                    found = number(line.expr, moment)
            except (ArithmeticError, LookupError, TypeError, ValueError):
                return Check(False, np.inf, checked, steps)
            if not (np.isfinite(found).all() and np.isfinite(goal).all()):
                misses.append(np.inf)
                continue
            misses.append(float(np.abs(found - goal).max(initial=0)))
            largest = max(largest, float(np.abs(goal).max(initial=0)))
            either = max(either, largest, float(np.abs(found).max(initial=0)))
        allowed = TOLERANCE * either + FLOOR
        miss = max(misses, default=0.0)
        if miss <= allowed:
            return Check(True, miss / max(1.0, largest), checked, steps)
        beyond = beyond_float64(self.network, line.expr, claim.goal)
        if self.network.small(PRECISE) and (beyond or miss < TOLERANCE):
            digits = 30 + int(-np.log10(min(1.0, max(largest, FLOOR))))
            doubtful = [n for n in np.argsort(misses)[::-1] if misses[n] > allowed]
            moments = [sample.moments[n] for n in doubtful[:DOUBTFUL]]
            try:
                miss, size = _precise_miss(line, claim, sample, moments, digits)
            except (ArithmeticError, LookupError, TypeError, ValueError):
                return Check(False, np.inf, checked, steps)
            largest = max(largest, size) if beyond else largest
            allowed = TOLERANCE * largest + FLOOR
        elif beyond:
            kept = [m for m in misses if m <= allowed]
            checked = sum(
                g.size for g, m in zip(goals, misses, strict=True) if m <= allowed
            )
            miss = max(kept, default=np.nan)
            return Check(True, miss / max(1.0, largest), checked, steps)
        residual = float(miss / max(1.0, largest))
        return Check(bool(miss <= allowed), residual, checked, steps)

    def precise_residual(self, d: Derivation, line: Line, digits: int = 30) -> float:
        """The largest miss over max(1, largest |goal|), found with mpmath's `digits`.

        Infinite where the line has no number.
        """
        claim = d.claim(line)
        sample, goals = self._goal(d, claim)
        largest = max((float(np.abs(goal).max(initial=0)) for goal in goals), default=0)
        try:
            miss, _ = _precise_miss(line, claim, sample, sample.moments, digits)
        except (ArithmeticError, LookupError, TypeError, ValueError):
            return np.inf
        return float(miss / max(1.0, largest))

    def _goal(self, d: Derivation, claim: Claim) -> tuple[Sample, list[np.ndarray]]:
        if claim not in self._goals:
            exprs = [a.expr for a in d.lines if d.claim(a) == claim]
            sample = Sample(claim.indices, exprs, self.network)
            with np.errstate(all="ignore"):
                goals = [sample.element(claim.goal, at) for at in sample.moments]
            self._goals[claim] = (sample, goals)
        return self._goals[claim]


def _precise_miss(
    line: Line, claim: Claim, sample: Sample, moments: list[Any], digits: int
) -> tuple[Any, Any]:
    """The largest miss at some moments and the largest |goal|, in so many digits.

    ArithmeticError where there is no finite number.
    """
    exact = sample.on(sample.network.precise(30 * -(-digits // 30)))
    number = exact.array if line.gathered else exact.element
    misses, sizes = [0.0], [0.0]
    for moment in moments:
        goal = exact.element(claim.goal, moment)
        misses += [abs(a) for a in number(line.expr, moment) - goal]
        sizes += [abs(a) for a in goal]
    if not all(map(mpmath.isfinite, misses)):
        raise ArithmeticError(f"{line.expr} has no finite number")
    return max(misses), max(sizes)
