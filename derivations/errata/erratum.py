"""A slip of the source as data: its printed and corrected forms, and their check."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import sympy as sp

from derivations.derivation import whole
from derivations.evaluation.evaluate import evaluate
from derivations.evaluation.index_sample import OPERATIONS, Sample
from derivations.evaluation.network import Network
from derivations.language.symbols import Indices
from derivations.latex.printer import latex
from derivations.proof.compare import Comparison

SHARE, BUDGET = OPERATIONS // 10, 10_000_000
"""What both forms of a slip may take, and what more digits may take for each of them,
in operations.
"""
FAILURES = {
    "shape": "the shapes do not fit",
    "symbol": "one of its symbols stands for no number",
    "index": "an index lies outside its range",
}


@dataclass(frozen=True)
class Miss:
    """How far an expression is from its goal on one network.

    `residual` is the largest miss over max(1, largest |goal|), infinite where the
    expression has no number; then `failure` says why: "shape", "symbol" or "index", and
    `reason` says it in words.  `at` is the index tuple of the largest miss, or of the
    failure.  `holds` is None, and `residual` NaN, where no choice of indices could be
    decided.
    """

    residual: float
    holds: bool | None
    failure: str
    at: dict[str, int]
    reason: str = ""


@dataclass(frozen=True)
class Finding:
    """The result of checking a slip on one network.

    `printed` and `corrected` are residuals (see `Miss`), NaN for prose.  `checked`
    counts the index tuples of the corrected form that were decided, `undecided` those
    that float64 cannot tell and that are too many for more digits; both are 0 where the
    network is too short for the equation.
    """

    printed: float
    corrected: float
    checked: int
    wrong: Miss | None = field(default=None, repr=False)
    right: Miss | None = field(default=None, repr=False)
    undecided: int = 0

    @property
    def shows(self) -> bool:
        """Whether the printed form fails here and the corrected one holds."""
        if self.wrong is None or self.right is None:
            return False
        return self.wrong.holds is False and self.right.holds is True


@dataclass(frozen=True)
class Erratum:
    """A slip: its sections, its printed and corrected forms, and its derivation.

    `section` is where it stands first, `also` names the others.
    `quotes` are the source's own words and letters, formulas between dollar signs.
    `printed` is what they say in this project's letters, with the other slips of the
    same formula mended; `corrected` is what should stand there; both are to equal
    `goal`, which stands left of them, or right of them where the slip is `on_left`.
    Of an `omission` nothing is printed: `corrected` is what the source left out, and
    `printed` what one has without it.
    `kind` is how a machine sees it: "residual", "shape", "symbol", "index" or "prose";
    of prose `goal`, `printed` and `corrected` are None, and `instead` says what should
    stand in the quotation's place, in words.
    `rule` makes the line of `derivation` that has it right, where no line is the
    corrected form.
    `witness` is a network, (hidden size, words, inputs, targets), on which it shows.
    """

    section: str
    slip: str
    note: str
    kind: str
    quotes: tuple[str, ...] = ()
    derivation: str | None = None
    rule: str | None = None
    goal: sp.Expr | None = None
    printed: sp.Expr | None = None
    corrected: sp.Expr | None = None
    indices: Indices = ()
    witness: tuple[int, int, tuple[int, ...], tuple[int, ...]] | None = None
    instead: str | None = None
    also: tuple[str, ...] = ()
    omission: bool = False
    on_left: bool = False

    def __repr__(self) -> str:
        places = ", ".join(self.sections)
        return f"Erratum({self.slip!r}, section {places}, {self.kind})"

    @property
    def sections(self) -> tuple[str, ...]:
        """All sections in which the slip stands, in the source's order."""
        return (self.section, *self.also)

    def stands_in(self, section: str) -> bool:
        """Whether the slip stands in a section; 5 includes 5.1."""
        return any(f"{section}.".startswith(f"{place}.") for place in self.sections)

    def check(
        self, params: Any, inputs: Any, targets: Any, activation: str = "sigmoid"
    ) -> Finding:
        """Check both forms on a network; the arguments are those of `verify`."""
        return self.check_on(Network(params, inputs, targets, activation=activation))

    def check_on(self, network: Network) -> Finding:
        """Check both forms on a `Network`."""
        if self.goal is None or self.printed is None or self.corrected is None:
            return Finding(np.nan, np.nan, 0)
        ranges: Indices = tuple(tuple(sp.Tuple(*a)) for a in self.indices)
        forms = (self.printed, self.corrected, self.goal)
        sample = Sample(ranges, forms, network, SHARE)
        nothing = Miss(np.nan, None, "", {})
        try:
            with np.errstate(all="ignore"):
                goals = [sample.element(self.goal, at) for at in sample.moments]
        except IndexError:
            return Finding(np.nan, np.nan, 0, nothing, nothing)
        wrong, _, _ = _measure(self.printed, self.goal, sample, goals)
        right, checked, undecided = _measure(self.corrected, self.goal, sample, goals)
        return Finding(wrong.residual, right.residual, checked, wrong, right, undecided)

    def on_witness(self) -> Network:
        """The network that shows the slip; ValueError for prose."""
        if self.witness is None:
            raise ValueError(f"{self.slip!r} is prose: no network shows it")
        hidden, vocab, inputs, targets = self.witness
        rng = np.random.default_rng(0)
        params = SimpleNamespace(
            H=rng.normal(size=(hidden, hidden)) / np.sqrt(hidden),
            L=rng.normal(size=(hidden, vocab)),
            U=rng.normal(size=(vocab, hidden)) / np.sqrt(hidden),
            h0=rng.uniform(size=hidden),
        )
        return Network(params, inputs, targets)

    def latex(self, corrected: bool, names: str = "source") -> str:
        """The printed or the corrected equation as LaTeX; ValueError for prose."""
        expr = self.corrected if corrected else self.printed
        if expr is None or self.goal is None:
            raise ValueError(f"{self.slip!r} is prose: it has no formula")
        goal = self.goal if expr.is_commutative else whole(self.goal)
        sides = [latex(goal, names=names), latex(expr, names=names)]
        return " = ".join(sides[::-1] if self.on_left else sides)


def _measure(
    expr: sp.Expr, goal: sp.Expr, sample: Sample, goals: list[np.ndarray]
) -> tuple[Miss, int, int]:
    """The miss over all index tuples, how many of them were decided and how many not;
    one by one where the whole has no number.
    """
    try:
        values = [_numbers(expr, sample, moment) for moment in sample.moments]
        outcome = Comparison(expr, goal, sample, BUDGET).run(goals, values)
    except _NoNumber as none:
        return none.miss, 0, 0
    at: dict[str, int] = {}
    if outcome.worst is not None:
        moment, place = outcome.worst
        units = {index: units[place] + 1 for index, units in sample.places.items()}
        at = _names({**moment, **units})
    miss = Miss(outcome.residual, outcome.holds, "", at)
    return miss, outcome.checked, outcome.undecided


class _NoNumber(Exception):
    """An expression has no number for the indices `at`: `miss` says so."""

    def __init__(self, error: Exception, at: dict[Any, int]) -> None:
        kind = _failure(error)
        reason = getattr(error, "reason", FAILURES[kind])
        self.miss = Miss(np.inf, False, kind, _names(at), reason)
        super().__init__(reason)


def _numbers(expr: sp.Expr, sample: Sample, moment: dict[Any, int]) -> np.ndarray:
    """All at once, or one by one if that fails: a unit's index may stand as a time."""
    try:
        with np.errstate(all="ignore"):
            if expr.is_commutative is False:
                return sample.array(expr, moment)
            return sample.element(expr, moment)
    except (LookupError, TypeError, ValueError) as error:
        if expr.is_commutative is False or not sample.places:
            raise _NoNumber(error, moment) from error
    values = []
    for place in range(sample.count):
        units = {index: int(unit[place]) + 1 for index, unit in sample.places.items()}
        indices = {**moment, **units}
        try:
            values.append(evaluate(expr, sample.network, indices))
        except (LookupError, TypeError, ValueError) as error:
            raise _NoNumber(error, indices) from error
    return np.array(values)


def _failure(error: Exception) -> str:
    if isinstance(error, IndexError):
        return "index"
    return "shape" if isinstance(error, ValueError) else "symbol"


def _names(at: dict[Any, Any]) -> dict[str, int]:
    return {index.name: int(value) for index, value in at.items()}
