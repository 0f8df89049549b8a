"""The answer of a diagnosis: a verdict for each matrix, and which mistakes fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float64, Int64

from ..params import Params
from .mistakes import Mistake
from .text import report_text


class SmallNetwork(NamedTuple):
    """A network with its words: weights, inputs x_t and targets y_t."""

    params: Params
    inputs: Int64[np.ndarray, " T"]
    targets: Int64[np.ndarray, " T"]


@dataclass(frozen=True, eq=False)
class MatrixVerdict:
    """What was given for one matrix, beside the gradient that is right.

    agrees: every entry is right to the digits that were given.
    relative: max|given - true| / max|true|; infinite where only the true one is 0.
    worst: the entry (i, j) that is furthest off, or (i,) of h0, from 0; given and
    true: what it was given as and what it is.  bias: "b_h" or "b_y" where that entry is
    in the column that holds it.
    """

    agrees: bool
    relative: float
    worst: tuple[int, ...]
    given: float
    true: float
    bias: str = ""


@dataclass(frozen=True, eq=False)
class Finding:
    """Mistakes that together reproduce every given number to its own precision.

    mistakes: slugs of MISTAKES.  title, did, code_wrong, code_right: their words.
    derivation, line: slug and line, from 0, of the first one's place.
    residual: max|given - reproduced| / max|given| over all matrices.
    group: findings that this network cannot tell apart have the same number.
    told_apart: a network on which this finding differs from the others of its group;
    None where it stands alone, or where they are always equal.
    parts: each of the mistakes in words of its own, with the numbers that were found.
    matrices: for each of them, the given matrices in which it was made.
    """

    mistakes: tuple[str, ...]
    title: str
    did: str
    code_wrong: str
    code_right: str
    derivation: str
    line: int
    residual: float
    group: int
    told_apart: SmallNetwork | None = None
    parts: tuple[Mistake, ...] = ()
    matrices: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, eq=False)
class Report:
    """What is wrong with a gradient.

    right: all that was given agrees; then findings and hints are empty.
    matrices: verdicts by the names that were given.  findings: best first.
    counts (T, T): [t-1, k] = how often cell (t, k) of the triangle is in the gradients
    of H and L; 1 everywhere below where they are right. None unless that reproduces
    what was given, nan where a cell cannot matter. counts_unique: which of them no
    other numbers could replace.  hints: where nothing is found, what can be said.
    """

    right: bool
    matrices: Mapping[str, MatrixVerdict]
    findings: tuple[Finding, ...] = ()
    counts: Float64[np.ndarray, "T T"] | None = None
    counts_unique: Bool[np.ndarray, "T T"] | None = None
    hints: tuple[str, ...] = ()

    def text(self) -> str:
        """The report in words, for a terminal."""
        return report_text(self)
