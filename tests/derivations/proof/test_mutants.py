"""Tests that every generated wrong line is rejected, or equals the line."""

import pytest
import sympy as sp

from derivations import DERIVATIONS, in_activation
from derivations.evaluation.activation import NAMES
from derivations.language.symbols import (
    Complement,
    D,
    H,
    Immediate,
    OrderedProduct,
    Partial,
    T,
    Transposed,
    Whole,
    delta,
    dsigma,
    h,
    i,
    j,
    k,
    l,
    m,
    sigma,
    t,
    z,
)
from derivations.proof.mutants import KINDS, mutants
from derivations.proof.trial import trial, witnesses
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


def test_every_kind_of_change_is_made_and_its_place_is_told():
    made = [
        mutant
        for activation in NAMES
        for d in DERIVATIONS.values()
        for line in in_activation(d, activation).lines
        for mutant in mutants(line.expr)
    ]
    assert {mutant.kind for mutant in made} == set(KINDS)
    for mutant in made:
        assert mutant.right != mutant.wrong
        assert mutant.wrong == mutant.expr or mutant.right not in (1, 0)


@pytest.mark.parametrize(
    ("right", "wrong", "kind"),
    [
        (delta[t, t, i] * h[t - 1, j], delta[t, t, i] * h[t, j], "time"),
        (delta[t - 1, t, i], delta[t, t - 1, i], "time"),
        (H[i, j] * h[t, j], H[j, i] * h[t, j], "index"),
        (h[t, i], -h[t, i], "sign"),
        (delta[t, t, i] * h[t - 1, j], delta[t, t, i], "factor"),
        (h[t, i] + z[t, i], z[t, i], "term"),
        (sp.Sum(h[t, l], (l, 1, D)), sp.Sum(h[t, l], (l, 2, D)), "sum"),
        (Transposed(Whole(H)) * Whole(h, t), Whole(H) * Whole(h, t), "transpose"),
        (Whole(H) * Whole(h, t), Whole(h, t) * Whole(H), "order"),
        (dsigma(z[t, i]), sigma(z[t, i]), "slope"),
        (Complement(Whole(h, t)), Whole(h, t), "slope"),
        (Immediate(h[t, i], H[i, j]), Partial(h[t, i], H[i, j]), "total"),
        (Partial(z[t, i], H[t - 1, i, j]), Partial(z[t, i], H[i, j]), "total"),
        (delta[k, t, i], delta[k, i], "total"),
    ],
)
def test_a_change_has_the_kind_of_what_it_changes(right, wrong, kind):
    (found,) = [a for a in mutants(right) if a.expr == wrong]
    assert found.kind == kind
