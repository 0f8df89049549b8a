"""Tests that every generated wrong line is rejected, or equals the line."""

import pytest
import sympy as sp

from derivations import DERIVATIONS
from derivations.language.symbols import (
    D,
    H,
    Immediate,
    OrderedProduct,
    Partial,
    T,
    Transposed,
    Whole,
    delta,
    h,
    i,
    j,
    k,
    l,
    m,
    t,
    z,
)
from derivations.proof.mutants import mutants, trial, witnesses
from derivations.proof.verify import Verifier


@pytest.fixture(scope="module")
def verifiers():
    return tuple(map(Verifier, witnesses()))


@pytest.mark.parametrize("d", DERIVATIONS.values(), ids=lambda d: d.slug)
def test_every_mutant_of_every_line_is_rejected_or_equal(verifiers, d):
    rejected = equal = 0
    for line in d.lines:
        outcome = trial(d, line, verifiers)
        assert outcome.survived == (), line.rule
        assert outcome.rejected >= 1, line.rule
        rejected += outcome.rejected
        equal += outcome.equal
    assert rejected >= 40
    assert equal <= rejected / 5


def test_more_than_three_hundred_different_kinds_of_places_are_changed():
    count = sum(
        len(list(mutants(line.expr))) for d in DERIVATIONS.values() for line in d.lines
    )
    assert count > 1500


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (delta[t, t, i] * h[t - 1, j], delta[t, t, i]),
        (delta[t, t, i] * h[t - 1, j], -delta[t, t, i] * h[t - 1, j]),
        (delta[t, t, i] * h[t - 1, j], delta[t, t, i] * h[t, j]),
        (delta[t - 1, t, i], delta[t, t - 1, i]),
        (H[i, j] * h[t, j], H[j, i] * h[t, j]),
        (
            sp.Sum(sp.KroneckerDelta(m, i) * z[t, m], (m, 1, D)),
            sp.Sum(z[t, m], (m, 1, D)),
        ),
        (sp.Sum(h[t, l], (l, 1, D)), sp.Sum(h[t, l], (l, 2, D))),
        (sp.Sum(h[k, i], (k, 1, T)), sp.Sum(h[k, i], (k, 1, T - 1))),
        (h[t, i] + z[t, i], z[t, i]),
        (Transposed(Whole(H)) * Whole(h, t), Whole(H) * Whole(h, t)),
        (Whole(H) * Whole(h, t), Whole(h, t) * Whole(H)),
        (Immediate(h[t, i], H[i, j]), Partial(h[t, i], H[i, j])),
        (
            OrderedProduct(Whole(h, k), sp.Tuple(k, t, 2)),
            OrderedProduct(Whole(h, t + 2 - k), sp.Tuple(k, t, 2)),
        ),
    ],
)
def test_the_kinds_of_change_are_made(right, wrong):
    assert wrong in [mutant.expr for mutant in mutants(right)]


def test_no_mutant_is_the_line_itself_or_made_twice():
    for d in DERIVATIONS.values():
        for line in d.lines:
            made = [mutant.expr for mutant in mutants(line.expr)]
            assert line.expr not in made
            assert len(made) == len(set(made))
