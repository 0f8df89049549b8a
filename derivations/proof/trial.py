"""Tries the check: every wrong line must be rejected, or equal the right one."""

from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
import sympy as sp

from derivations.derivation import Derivation, Line
from derivations.evaluation.network import Network
from derivations.proof.mutants import Mutant, mutants
from derivations.proof.verify import Verifier

EQUAL = 1e-25


class Trial(NamedTuple):
    """What became of a line's mutants.

    How many were rejected, how many equal the line after all, and those of which
    neither could be shown.
    """

    rejected: int
    equal: int
    survived: tuple[Mutant, ...]


def witnesses(activation: str = "sigmoid") -> tuple[Network, ...]:
    """Networks that read and predict every word, to test wrong lines on."""
    cases = [
        (3, 4, [0, 1, 2, 3, 1], [1, 2, 3, 0, 0]),
        (2, 3, [2, 2, 1, 0], [0, 1, 2, 2]),
        (4, 3, [0, 1, 2, 0], [2, 1, 0, 1]),
    ]
    return tuple(
        _drawn(seed, case, (2.0, 1.0, 2.0), activation)
        for seed, case in enumerate(cases)
    )


def extreme_witnesses() -> tuple[Network, ...]:
    """ReLU networks of weights so large that probabilities leave float64."""
    cases = {
        10: (3, 4, [0, 1, 2], [1, 2, 3]),
        11: (2, 3, [2, 1, 0], [0, 2, 1]),
        12: (4, 3, [0, 1, 1], [2, 1, 0]),
        13: (3, 4, [3, 0, 2], [3, 0, 1]),
        24: (3, 3, [0, 1, 2], [1, 2, 0]),
    }
    return tuple(
        _drawn(seed, case, (16.0, 16.0, 16.0), "relu") for seed, case in cases.items()
    )


def _drawn(
    seed: int,
    case: tuple[int, int, list[int], list[int]],
    scales: tuple[float, float, float],
    activation: str,
) -> Network:
    """A network of random weights: H, L and U normal times `scales`, as they are."""
    hidden, vocab, inputs, targets = case
    rng = np.random.default_rng(seed)
    params = SimpleNamespace(
        H=scales[0] * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden),
        L=scales[1] * rng.normal(size=(hidden, vocab)),
        U=scales[2] * rng.normal(size=(vocab, hidden)) / np.sqrt(hidden),
        h0=rng.uniform(size=hidden),
    )
    return Network(params, inputs, targets, activation=activation)


def trial(
    d: Derivation,
    line: Line,
    verifiers: tuple[Verifier, ...],
    judges: tuple[Verifier, ...] = (),
) -> Trial:
    """Check all mutants of a line; one that no verifier rejects must equal the line.

    Equal is what has the line's numbers to 25 digits on the networks of the `judges`,
    the verifiers' own if none are given.
    """
    rejected = equal = 0
    survived = []
    for mutant in mutants(line.expr):
        wrong = _replaced(line, mutant.expr)
        if any(verifier.check(d, wrong).holds is False for verifier in verifiers):
            rejected += 1
        elif all(v.precise_residual(d, wrong) < EQUAL for v in judges or verifiers):
            equal += 1
        else:
            survived.append(mutant)
    return Trial(rejected, equal, tuple(survived))


def _replaced(line: Line, expr: sp.Expr) -> Line:
    return Line(expr, line.rule, line.note, line.uses, line.claim)
