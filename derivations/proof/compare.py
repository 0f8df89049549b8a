"""Two expressions compared by their numbers, choice of indices by choice of indices."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import sympy as sp

from derivations.evaluation.index_sample import Sample
from derivations.proof.decidable import float64_on
from derivations.proof.precise import settle

FINE = 1e-11
"""What float64 may lose of a number: two sides this close agree."""
TOLERANCE = 1e-9
"""What it may lose of the largest beside it, where more digits are out of reach."""
GROSS = 1e-6
"""A miss of this much of the largest goal is no rounding."""
FLOOR = 1e-290
SETTLED = 3
"""Doubtful choices of times that are settled with more digits."""

Place = tuple[dict[Any, int], int]
"""A choice of times, and the place among the sample's choices of units."""


@dataclass
class Outcome:
    """What a comparison has come to.

    `holds` is True where a choice of indices was decided and none missed, False where
    one missed, None where none was decided.  `miss` and `largest` are the largest miss
    and the largest |goal|, `worst` is where that miss is; `checked` and `undecided`
    count choices of indices.
    """

    holds: bool | None = None
    miss: Any = 0.0
    largest: Any = 0.0
    checked: int = 0
    undecided: int = 0
    worst: Place | None = field(default=None, repr=False)

    @property
    def residual(self) -> float:
        """The miss over max(1, largest |goal|); NaN where nothing was decided."""
        if self.holds is None:
            return np.nan
        return float(self.miss / max(1.0, self.largest))

    def saw(self, misses: np.ndarray, moment: dict[Any, int], rows: np.ndarray) -> None:
        """Note the misses at some of a moment's choices of units."""
        if misses.size:
            n = int(misses.argmax())
            if self.worst is None or misses[n] > self.miss:
                self.miss, self.worst = misses[n], (moment, int(rows[n]))


@dataclass
class _Moment:
    """Both sides at one choice of times: what float64 finds, and how far apart."""

    times: dict[Any, int]
    goal: np.ndarray
    found: np.ndarray

    def __post_init__(self) -> None:
        self.miss = np.abs(self.found - self.goal)
        self.size = np.maximum(np.abs(self.goal), np.abs(self.found))
        self.over = ~(self.miss <= FINE * self.size + FLOOR)
        if not np.isfinite(self.size).all():
            lost = ~np.isfinite(self.found)
            self.miss[lost] = np.inf
            self.over |= lost

    @property
    def excess(self) -> np.ndarray:
        """The misses relative to the numbers."""
        return np.nan_to_num(self.miss / (self.size + FLOOR), nan=np.inf)

    @property
    def within_tolerance(self) -> bool:
        """Whether all misses are small beside the largest number of the moment."""
        largest = np.abs(self.goal).max(initial=0)
        return bool((self.miss <= TOLERANCE * largest + FLOOR).all())


class Comparison:
    """`expr` against `goal`, whose numbers are known at a sample's choices of indices.

    `budget` is what more digits may take altogether, in operations.
    """

    def __init__(
        self, expr: sp.Expr, goal: sp.Expr, sample: Sample, budget: int
    ) -> None:
        self.expr, self.goal, self.sample, self.budget = expr, goal, sample, budget
        self.float64 = float64_on(sample.network)
        self.outcome = Outcome()
        self.spent = 0

    def run(self, goals: Sequence[np.ndarray], found: Sequence[np.ndarray]) -> Outcome:
        """The outcome, of the goal's and the expression's numbers, moment by moment."""
        with np.errstate(all="ignore"):
            return self._run(goals, found)

    def _run(self, goals: Sequence[np.ndarray], found: Sequence[np.ndarray]) -> Outcome:
        decided: list[_Moment] = []
        beyond: list[_Moment] = []
        for moment, goal, number in zip(self.sample.moments, goals, found, strict=True):
            each = _Moment(moment, goal, np.asarray(number))
            (decided if self._decides(each) else beyond).append(each)
        for each in decided:
            self.outcome.checked += each.goal.size
            self._larger(np.abs(each.goal).max(initial=0))
        doubtful = [each for each in decided if each.over.any()]
        wrong = any(map(self._is_gross, doubtful))
        if not wrong:
            wrong = self._settle_doubtful(doubtful) or self._settle_beyond(beyond)
        for each in decided:
            rows = np.flatnonzero(~each.over | wrong)
            self.outcome.saw(each.miss[rows], each.times, rows)
        self.outcome.holds = not wrong if self.outcome.checked else None
        return self.outcome

    def _larger(self, *sizes: Any) -> None:
        self.outcome.largest = max(self.outcome.largest, *sizes)

    def _decides(self, each: _Moment) -> bool:
        """Whether float64 is enough, by the logits and the size of the goal alone."""
        span = self.sample.span(each.times)
        return (
            bool(np.isfinite(each.goal).all())
            and self.float64.decides(self.expr, self.goal, each.times)
            and not self.float64.vanishes(
                (each.goal, each.found), self.goal, each.times, span
            )
        )

    def _is_gross(self, each: _Moment) -> bool:
        largest = self.outcome.largest
        return largest > GROSS and bool((each.miss > GROSS * largest).any())

    def _settle_doubtful(self, doubtful: list[_Moment]) -> bool:
        """Whether one of them misses: what float64 finds is close, but not equal."""
        doubtful.sort(key=lambda each: -each.excess.max())
        for n, each in enumerate(doubtful):
            rows = np.argsort(-each.excess)[: each.over.sum()]
            known = self._settle(each, rows[:16], self.budget) if n < SETTLED else None
            if known is not None and not known:
                return True
            if known is None and not each.within_tolerance:
                if n < SETTLED:
                    return True
                self.outcome.checked -= len(rows)
                self.outcome.undecided += len(rows)
        return False

    def _settle_beyond(self, beyond: list[_Moment]) -> bool:
        """Whether one of them misses; what the budget does not reach is undecided."""
        for n, each in enumerate(beyond):
            before, share = self.outcome.checked, self.budget // (len(beyond) - n)
            rows = self.sample.rows(each.times)
            known = self._settle(each, rows, share, counts=True)
            if known is not None and not known:
                return True
            self.outcome.undecided += each.goal.size - (self.outcome.checked - before)
        return False

    def _settle(
        self, each: _Moment, rows: np.ndarray, budget: int, counts: bool = False
    ) -> bool | None:
        """Whether both sides are equal, with more digits; None past the budget."""
        digits = self.float64.digits(self.expr, self.goal, each.times)
        settled = settle(
            self.expr, self.goal, self.sample, each.times, rows, digits, budget
        )
        if settled is None:
            return None
        self.budget -= settled.spent
        self.spent += settled.spent
        self.outcome.checked += len(settled.misses) if counts else 0
        self._larger(settled.size)
        self.outcome.saw(settled.misses, each.times, rows)
        return settled.equal
