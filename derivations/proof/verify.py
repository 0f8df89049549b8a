"""Does a line hold?  Its number against the goal's, for every index in range."""

import reprlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy as sp

from derivations.derivation import Claim, Derivation, Line
from derivations.evaluation.arguments import expect
from derivations.evaluation.evaluate import evaluate
from derivations.evaluation.index_sample import OPERATIONS, Sample
from derivations.evaluation.network import Network
from derivations.language.symbols import Indices
from derivations.proof.compare import Comparison
from derivations.proof.decidable import is_delicate
from derivations.proof.precise import differences

BUDGET = 400_000_000
"""What more digits may take for the lines of a derivation that need them, and for all
others together, in operations.
"""
NO_NUMBER = (ArithmeticError, LookupError, TypeError, ValueError)


@dataclass(frozen=True)
class Check:
    """One line's verdict.

    `holds` is True where at least one choice of indices was decided and none missed,
    False where one missed, None where none could be decided: then `checked`, which
    counts the decided ones, is 0.  `undecided` counts those that float64 cannot tell
    and that are too many, or too large, for more digits; where both are 0, no choice of
    indices is in range.  A miss is one of more than 1e-11 of a number that more digits
    do not take away (1e-9 of the largest number beside it where they are too many).
    `residual` is the largest miss over max(1, largest |goal|), infinite where the line
    has no number, NaN where nothing was decided.  `steps` is how many of the network's
    steps were run.
    """

    holds: bool | None
    residual: float
    checked: int
    steps: int = 0
    undecided: int = 0


def verify(
    d: Derivation, params: Any, inputs: Any, targets: Any, activation: str = "sigmoid"
) -> tuple[Check, ...]:
    """Check every line of a derivation on a network, one `Check` a line.

    `params` has .H, .L, .U and .h0; `inputs` and `targets` are word ids from 0.
    `activation` is what sigma is; `in_activation` has the derivation that ends in it.
    TypeError and ValueError as of `Network`, and for what is no derivation.
    """
    _expect_derivation(d)
    return verify_on(d, Network(params, inputs, targets, activation=activation))


def verify_on(d: Derivation, network: Network) -> tuple[Check, ...]:
    """`verify` on a network already at rest, whose runs are kept from line to line."""
    _expect_derivation(d)
    expect("network", network, Network)
    verifier = Verifier(network)
    return tuple(verifier.check(d, line) for line in d.lines)


def _expect_derivation(value: Any) -> None:
    """Raise TypeError unless it is a derivation; what was given is in the message."""
    if not isinstance(value, Derivation):
        raise TypeError(
            f"{reprlib.repr(value)} is no derivation; the first argument must be a"
            " Derivation, such as DERIVATIONS['softmax-loss']"
        )


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


class Verifier:
    """Checks lines on one network; a goal's numbers are found once.

    `budget` is what more digits may take for all lines of a derivation, in operations.
    """

    def __init__(self, network: Network, budget: int | None = None) -> None:
        self.network = network
        self.budget = BUDGET if budget is None else budget
        self.precise_operations = 0
        self._goals: dict[Any, tuple[Sample, list[np.ndarray]]] = {}

    def check(self, d: Derivation, line: Line) -> Check:
        """One line's verdict."""
        claim = d.claim(line)
        sample, goals = self.goal(d, claim)
        number = sample.array if line.gathered else sample.element
        every, steps = sum(goal.size for goal in goals), sample.network.T
        compared = Comparison(line.expr, claim.goal, sample, self._share(d, line))
        try:
            with np.errstate(all="ignore"):
                numbers = [number(line.expr, moment) for moment in sample.moments]
            outcome = compared.run(goals, numbers)
        except NO_NUMBER:
            return Check(False, np.inf, every, steps)
        self.precise_operations += compared.spent
        residual, undecided = outcome.residual, outcome.undecided
        return Check(outcome.holds, residual, outcome.checked, steps, undecided)

    @property
    def operations(self) -> int:
        """What all goals' lines take, by an upper bound, in products of float64."""
        return sum(sample.operations for sample, _ in self._goals.values())

    @property
    def largest_array(self) -> int:
        """The bytes of the largest array of them."""
        samples = [sample for sample, _ in self._goals.values()]
        return max((sample.largest_array for sample in samples), default=0)

    def precise_residual(self, d: Derivation, line: Line, digits: int = 30) -> float:
        """The largest miss over max(1, largest |goal|), found with mpmath's `digits`.

        Infinite where the line has no number.
        """
        claim = d.claim(line)
        sample, goals = self.goal(d, claim)
        largest = max((float(np.abs(goal).max(initial=0)) for goal in goals), default=0)
        try:
            misses = [
                differences(line.expr, claim.goal, sample, moment, digits)[0].max()
                for moment in sample.moments
            ]
        except NO_NUMBER:
            return np.inf
        return float(max(misses, default=0) / max(1.0, largest))

    def _share(self, d: Derivation, line: Line) -> int:
        """A line's part of the budget: most lines never need more digits."""
        goals = [(a.expr, d.claim(a).goal) for a in d.lines]
        if not is_delicate(line.expr, d.claim(line).goal):
            return self.budget // len(goals)
        return self.budget // (1 + sum(is_delicate(*pair) for pair in goals))

    def goal(self, d: Derivation, claim: Claim) -> tuple[Sample, list[np.ndarray]]:
        """The choices of indices that lines are checked at, and the goal's numbers."""
        if claim not in self._goals:
            exprs = [a.expr for a in d.lines if d.claim(a) == claim] + [claim.goal]
            share = OPERATIONS // len(d.parts)
            sample = Sample(claim.indices, exprs, self.network, share)
            with np.errstate(all="ignore"):
                goals = [sample.element(claim.goal, at) for at in sample.moments]
            self._goals[claim] = (sample, goals)
        return self._goals[claim]
