"""What a judgement of someone's line says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from derivations.language.symbols import PP, Column, Identity, J, Jmean, Whole, x, y


@dataclass(frozen=True)
class Difference:
    """Where a wrong line differs from a right one: `wrong` stands in `right`'s place.

    `kind` is one of `derivations.proof.mutants.KINDS`: time, index, sign, factor, term,
    sum, transpose, order, slope, total.  A factor that is missing, or too much, stands
    against 1, a term against 0.  `right` is None where an index is of the wrong kind
    and nothing of the line stands there.
    """

    kind: str
    right: sp.Expr | None
    wrong: sp.Expr


@dataclass(frozen=True)
class Counterexample:
    """Indices at which a line misses: by their names, from 1 as they are written.

    `ours` is the goal's number there and `theirs` the line's, None where it has none:
    a time or a unit that does not exist, an index of the wrong kind, or shapes that do
    not fit.  `here` is whether
    it is on the network that was given, and not on the seeded other one.  It unpacks
    into indices, ours and theirs.
    """

    indices: Mapping[str, int]
    ours: float
    theirs: float | None
    here: bool = True

    def __iter__(self) -> Iterator[Any]:
        """The indices, and both numbers."""
        return iter((self.indices, self.ours, self.theirs))


@dataclass(frozen=True)
class Judgement:
    """The verdict on a line that stands in place of line n.

    `holds`, `residual` and `checked` are as of `Check`: True where it equals the goal
    at every choice of indices that was decided, on both networks, False where it
    misses, None where nothing could be decided; the residual of a wrong line is that on
    the network of its counterexample.  `is_line` is the line of the
    derivation that it equals in form, from 0, n if it is that; `is_goal` that it is
    true, but only the question again; `is_new` that it is true and none of ours.
    `differs` says what it changed, where that is known.  `expr` is what was read.
    """

    expr: Any
    holds: bool | None
    residual: float
    checked: int
    counterexample: Counterexample | None = None
    is_line: int | None = None
    is_goal: bool = False
    differs: Difference | None = None

    @property
    def is_new(self) -> bool:
        """Whether it is true, and neither one of the lines nor the goal."""
        return self.holds is True and self.is_line is None and not self.is_goal

    @property
    def is_constant(self) -> bool:
        """Whether it is one number, whatever the weights, h0 and the words are."""
        return is_constant(self.expr)


def is_constant(expr: sp.Expr) -> bool:
    """Whether an expression has no symbol but numbers, sizes and summed indices."""
    return not any(
        isinstance(a, sp.Indexed | Whole | Column | Identity | sp.KroneckerDelta)
        or a.func in (J, Jmean, PP, x, y)
        for a in sp.preorder_traversal(expr)
    )
