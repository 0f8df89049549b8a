"""A derivation as data: its goals, and the lines that rules computed from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import sympy as sp

from derivations.evaluation.evaluate import evaluate
from derivations.evaluation.network import Network
from derivations.language.symbols import (
    SIZES,
    UNITS,
    Column,
    Indices,
    Partial,
    Transposed,
    Whole,
    dsigma,
    split,
    x,
)
from derivations.latex.notebook import displayed, displayed_lines
from derivations.latex.printer import latex
from derivations.rules.calculus import Step

LONGEST = 80
"""Characters of an expression that a line's `repr` shows."""


@dataclass(frozen=True)
class Claim:
    """The goal that lines equal, with its free indices and their ranges.

    The outermost index first; the bounds of one may speak of those before it.
    """

    title: str
    goal: sp.Expr
    indices: Indices

    def __repr__(self) -> str:
        return f"Claim({self.title!r}: {_shortened(self.goal)})"


@dataclass(frozen=True)
class Line:
    """One line: an expression, the rule that made it, and a note in plain words.

    `uses` is the derivation whose result the rule put in, if one.  `claim` is what the
    line equals where a derivation has several goals.
    """

    expr: sp.Expr
    rule: str
    note: str
    uses: str | None = None
    claim: Claim | None = None

    @property
    def gathered(self) -> bool:
        """Whether the line is about whole arrays, not about single elements."""
        return self.expr.is_commutative is False

    def latex(
        self,
        refs: bool = False,
        at: Mapping[Any, Any] | None = None,
        network: Network | None = None,
        before: "Line | None" = None,
        names: str = "source",
    ) -> str:
        """The line as LaTeX that KaTeX reads.

        `refs` wraps every symbol in \\htmlData{ref=...}; `at` puts indices in (a sum
        whose bounds are numbers by then is written out); `network` adds each symbol's
        number, and the line's own at the end (every free index must be in `at` then);
        `before` wraps what is new since that line in \\htmlData{new=1}; `names` is one
        of NAME_SCHEMES, which changes no reference.
        """
        since = before.expr if before is not None else None
        return latex(self.expr, refs, at, network, since, names)

    def __repr__(self) -> str:
        return f"Line({self.rule!r}: {_shortened(self.expr)})"

    def _repr_latex_(self) -> str:
        """The line as a notebook shows it."""
        return displayed(self.latex())

    def value(self, network: Network, at: Mapping[Any, int]) -> Any:
        """The line's number, or the matrix of a gathered line, for the indices `at`."""
        return evaluate(self.expr, network, dict(at))


class Part(NamedTuple):
    """The lines that lead to one goal of a derivation."""

    title: str
    goal: sp.Expr
    indices: Indices
    lines: tuple[Line, ...]

    def __repr__(self) -> str:
        return f"Part({self.title!r}, {len(self.lines)} lines)"


@dataclass(frozen=True)
class Derivation:
    """A goal and the lines that lead to it; a few have several goals, in parts.

    `goal` and `indices` are the first part's.  `equation` is the source's number, if it
    has one.  `source_case` says for which indices the
    source writes it, where it is derived for more.
    """

    slug: str
    title: str
    section: str
    equation: str | None
    goal: sp.Expr
    indices: Indices
    lines: tuple[Line, ...]
    source_case: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        numbered = f", equation ({self.equation})" if self.equation else ""
        place = f"section {self.section}{numbered}"
        return f"Derivation({self.slug!r}, {place}, {len(self.lines)} lines)"

    def _repr_latex_(self) -> str:
        """All lines as a notebook shows them, each with what it equals."""
        equations = [(self.goal_latex(a), a.latex()) for a in self.lines]
        return displayed_lines(equations)

    @property
    def uses(self) -> tuple[str, ...]:
        """The derivations whose results this one uses, each once."""
        return tuple(dict.fromkeys(a.uses for a in self.lines if a.uses))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The lines, grouped by their goals."""
        grouped = [(c, tuple(g)) for c, g in groupby(self.lines, self.claim)]
        return tuple(Part(c.title, c.goal, c.indices, lines) for c, lines in grouped)

    def line_at(self, n: int) -> Line:
        """Line n, from 0.  ValueError names the lines there are."""
        if not isinstance(n, int | np.integer):
            raise TypeError(f"n is {type(n).__name__}; it must be an int")
        if not 0 <= n < len(self.lines):
            last = len(self.lines) - 1
            raise ValueError(f"n is {n}; {self.slug} has the lines 0 to {last}")
        return self.lines[n]

    def claim(self, line: Line) -> Claim:
        """The claim that a line must satisfy."""
        return line.claim or Claim(self.title, self.goal, self.indices)

    def part_of(self, line: Line) -> Part:
        """The part that a line belongs to."""
        return next(part for part in self.parts if line in part.lines)

    def goal_of(self, line: Line) -> sp.Expr:
        """What a line equals: its goal, or the whole array for a gathered line.

        That is the transpose where the first free unit is the denominator's.
        """
        claim = self.claim(line)
        if not line.gathered:
            return claim.goal
        array = whole(claim.goal)
        if isinstance(claim.goal, Partial):
            order = [index for index, _, high in claim.indices if high in SIZES]
            above, below = (
                [u for u in order if part.has(u)] for part in claim.goal.args[:2]
            )
            if above and below and order.index(below[0]) < order.index(above[0]):
                return Transposed(array)
        return array

    def goal_latex(
        self,
        line: Line | None = None,
        refs: bool = False,
        at: Mapping[Any, Any] | None = None,
        names: str = "source",
    ) -> str:
        """The left side of the equations, or of one line."""
        goal = self.goal if line is None else self.goal_of(line)
        return latex(goal, refs, at, names=names)


def _shortened(expr: sp.Expr) -> str:
    """An expression as plain text, its middle left out where it is long."""
    text = str(expr)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 20]} ... {text[-15:]}"


def whole(goal: sp.Expr) -> sp.Expr:
    """The array that a goal is an element of: dJ/dH for dJ/dH_ij."""
    if isinstance(goal, Partial):
        return goal.func(whole(goal.num), whole(goal.den), *goal.args[2:])
    if isinstance(goal, dsigma):
        return goal.func(whole(goal.args[0]))
    if isinstance(goal, sp.Indexed) and goal.base in UNITS:
        times, units = split(goal)
        if len(units) == 2 and units[1].func == x:
            return Column(goal.base, *times, units[1])
        return Whole(goal.base, *times)
    return goal


def derive(
    slug: str,
    title: str,
    section: str,
    equation: str | None,
    goal: sp.Expr,
    indices: Indices,
    steps: Iterable[Step],
    source_case: Mapping[sp.Symbol, sp.Expr] | None = None,
) -> Derivation:
    """Apply the steps to the goal one by one; RuleError if one does not apply."""
    part = derive_part(title, goal, indices, steps)
    lines = tuple(replace(line, claim=None) for line in part.lines)
    return Derivation(
        slug, title, section, equation, goal, part.indices, lines, source_case or {}
    )


def derive_part(
    title: str, goal: sp.Expr, indices: Indices, steps: Iterable[Step]
) -> Part:
    """The lines of one goal among several; RuleError if a step does not apply."""
    ranges = tuple(tuple(sp.Tuple(*limits)) for limits in indices)
    claim = Claim(title, goal, ranges)
    lines, expr = [], goal
    for step in steps:
        expr = step(expr)
        lines.append(Line(expr, step.rule, step.note, step.uses, claim))
    return Part(title, goal, ranges, tuple(lines))


def derive_parts(
    slug: str,
    title: str,
    section: str,
    equation: str | None,
    parts: Sequence[Part],
) -> Derivation:
    """A derivation of several goals: the first part's is its own."""
    lines = tuple(line for part in parts for line in part.lines)
    goal, indices = parts[0].goal, parts[0].indices
    return Derivation(slug, title, section, equation, goal, indices, lines)
