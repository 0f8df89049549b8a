"""A derivation as data: a goal, and lines that named rules computed from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from derivations.meaning import evaluate
from derivations.network import Network
from derivations.printer import latex
from derivations.rules import Step
from derivations.symbols import UNITS, Indices, Partial, Whole, split


@dataclass(frozen=True)
class Line:
    """One line: an expression, the rule that made it, and why, in plain words."""

    expr: sp.Expr
    rule: str
    note: str

    @property
    def gathered(self) -> bool:
        """Whether the line is of whole arrays, all free unit indices at once."""
        return self.expr.is_commutative is False

    def latex(
        self,
        refs: bool = False,
        at: Mapping[Any, int] | None = None,
        network: Network | None = None,
    ) -> str:
        """The line as LaTeX that KaTeX reads.

        `refs` wraps every symbol in \\htmlData{ref=...}; `at` puts indices in (a sum
        whose bounds are numbers by then is written out); `network` adds each symbol's
        number, and the line's own at the end (every free index must be in `at` then).
        """
        return latex(self.expr, refs=refs, at=at, network=network)

    def value(self, network: Network, at: Mapping[Any, int]) -> Any:
        """The line's number, or a gathered line's matrix, for the indices `at`."""
        return evaluate(self.expr, network, dict(at))


@dataclass(frozen=True)
class Derivation:
    """A goal and the lines that lead to it.

    `indices` are the goal's free indices with their ranges, outermost first; the bounds
    of one may speak of those before it.  `equation` is the source's number, if it has
    one.
    """

    slug: str
    title: str
    section: str
    equation: str | None
    goal: sp.Expr
    indices: Indices
    lines: tuple[Line, ...]

    def goal_of(self, line: Line) -> sp.Expr:
        """What a line equals: the goal, for a gathered line its whole array."""
        if not line.gathered:
            return self.goal
        return _gathered(self.goal)

    def goal_latex(
        self,
        line: Line | None = None,
        refs: bool = False,
        at: Mapping[Any, int] | None = None,
    ) -> str:
        """The left side of the equations, or of one line."""
        return latex(self.goal if line is None else self.goal_of(line), refs, at)


def _gathered(goal: sp.Expr) -> sp.Expr:
    if isinstance(goal, Partial):
        return goal.func(_gathered(goal.num), _gathered(goal.den))
    if isinstance(goal, sp.Indexed) and goal.base in UNITS:
        return Whole(goal.base, *split(goal)[0])
    return goal


def derive(
    slug: str,
    title: str,
    section: str,
    equation: str | None,
    goal: sp.Expr,
    indices: Indices,
    steps: Iterable[Step],
) -> Derivation:
    """Fold the steps over the goal, a line a step; RuleError if one does not apply."""
    lines: list[Line] = []
    expr = goal
    for step in steps:
        expr = step(expr)
        lines.append(Line(expr, step.rule, step.note))
    ranges = tuple(tuple(sp.Tuple(*limits)) for limits in indices)
    return Derivation(slug, title, section, equation, goal, ranges, tuple(lines))
