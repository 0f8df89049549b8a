"""The next line among four: ours, and three that differ from it in one change each."""

from typing import NamedTuple

import numpy as np
import sympy as sp

from derivations.derivation import Derivation, Line
from derivations.evaluation.network import Network
from derivations.judging.told import numbers
from derivations.latex.printer import latex
from derivations.proof.mutants import Mutant, mutants
from derivations.proof.verify import Verifier
from derivations.reading.parse import derivation_of

WRONG = 3
ENOUGH = 12
"""A line with fewer mutants takes those of the lines beside it too."""


class Choice(NamedTuple):
    """One of the lines to choose among; `kind` is what it changed, None for ours."""

    expr: sp.Expr
    kind: str | None


def choices(
    derivation: Derivation | str, n: int, network: Network, seed: int
) -> tuple[Choice, ...]:
    """Line n, from 0, and three wrong ones in its place, in an order drawn by the seed.

    Each wrong one is a mutant of the line, or of the one beside it where it has few,
    that misses on this network; no two of the four have the
    same numbers or the same print, and as many kinds of change as possible are among
    them.  The same four for the same seed; fewer where the network, of one step say,
    cannot tell three apart from the line.  ValueError where there is no line n.
    """
    d = derivation_of(derivation)
    asked = d.line_at(n)
    rng = np.random.default_rng([seed, n, *d.slug.encode()])
    claim = d.claim(asked)
    own = [m for m, line in enumerate(d.lines) if d.claim(line) == claim]
    drawn: list[Mutant] = []
    for m in sorted(own, key=lambda m: abs(m - n)):
        every = list(mutants(d.lines[m].expr))
        drawn += [every[place] for place in rng.permutation(len(every))]
        if len(drawn) >= ENOUGH:
            break
    wrong = _apart(d, asked, drawn, Verifier(network))
    four = [Choice(asked.expr, None), *(Choice(a.expr, a.kind) for a in wrong)]
    return tuple(four[place] for place in rng.permutation(len(four)))


def _apart(
    d: Derivation, line: Line, drawn: list[Mutant], verifier: Verifier
) -> list[Mutant]:
    """The first wrong ones that differ from each other: of new kinds, then of any.

    One without numbers comes last.
    """
    chosen: list[Mutant] = []
    prints = {latex(line.expr)}
    values: list[np.ndarray | None] = []
    tried: set[sp.Expr] = set()
    for numbered, new_kind in ((True, True), (True, False), (False, False)):
        for mutant in drawn:
            if len(chosen) == WRONG:
                return chosen
            kinds = {a.kind for a in chosen}
            if mutant.expr in tried or (new_kind and mutant.kind in kinds):
                continue
            value = numbers(d, line, mutant.expr, verifier)
            if value is None and (numbered or any(a is None for a in values)):
                continue
            tried.add(mutant.expr)
            text = latex(mutant.expr)
            if text in prints or not _is_new(value, values):
                continue
            typed = Line(mutant.expr, line.rule, line.note, line.uses, line.claim)
            if verifier.check(d, typed).holds is False:
                chosen.append(mutant)
                prints.add(text)
                values.append(value)
    return chosen


def _is_new(value: np.ndarray | None, values: list[np.ndarray | None]) -> bool:
    """Whether no other wrong line has these numbers."""
    others = [a for a in values if a is not None]
    return value is None or not any(np.allclose(value, a, atol=0) for a in others)
