"""Tests of the rules: the lines they compute, and where they do not apply."""

import pytest
import sympy as sp

from derivations import DERIVATIONS, Network, RuleError
from derivations.evaluation.evaluate import evaluate
from derivations.language.definitions import definition, error_term
from derivations.language.symbols import (
    D,
    Diag,
    H,
    Hadamard,
    Immediate,
    J,
    L,
    Partial,
    Transposed,
    U,
    V,
    Whole,
    delta,
    delta_o,
    dsigma,
    h,
    i,
    j,
    k,
    l,
    m,
    o,
    s,
    sigma,
    t,
    w,
    x,
    z,
)
from derivations.rules.calculus import (
    chain_rule,
    chain_rule_backwards,
    collapse,
    differentiate,
    expand_definition,
    name_error,
    one_instance,
    sum_over_instances,
)
from derivations.rules.gather import gather

WEIGHT = H[t - 1, i, j]


def test_the_prototype_lines_come_out_of_the_rules():
    expanded = DERIVATIONS["hidden-weights"].lines
    assert expanded[0].expr == sp.Sum(
        Partial(J(t), z[t, m]) * Partial(z[t, m], WEIGHT), (m, 1, D)
    )
    assert expanded[3].expr == Partial(J(t), z[t, i]) * h[t - 1, j]
    assert expanded[4].expr == delta[t, t, i] * h[t - 1, j]
    assert expanded[5].expr == Whole(delta, t, t) * Transposed(Whole(h, t - 1))
    summed = DERIVATIONS["instance-sum"].lines
    assert summed[-2].expr == sp.Sum(delta[k + 1, t, i] * h[k, j], (k, 0, t - 1))
    assert summed[-1].expr == sp.Sum(
        Whole(delta, k + 1, t) * Transposed(Whole(h, k)), (k, 0, t - 1)
    )


@pytest.mark.parametrize(
    "step",
    [
        chain_rule(Partial(J(t), WEIGHT), through=z[t, m], note=""),
        chain_rule_backwards(J(t), z[t, m], note=""),
        sum_over_instances(Partial(J(t), H[i, j]), over=(k, 0, t - 1), note=""),
        one_instance(Partial(z[t, m], WEIGHT), note=""),
        expand_definition(Partial(z[t, m], WEIGHT), bound=l, note=""),
        differentiate(note=""),
        collapse(note=""),
        name_error(delta[t, t, i], note=""),
    ],
    ids=lambda step: step.rule,
)
def test_a_rule_that_changes_nothing_raises(step):
    with pytest.raises(RuleError, match="changes nothing"):
        step(h[t, i] * z[t, j])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: gather(i, j, note="")(h[t, i]),
        lambda: gather(i, None, note="")(h[t, i] * h[t, j]),
        lambda: gather(i, j, note="")(sp.Sum(H[i, m] * U[j, l], (m, 1, D), (l, 1, D))),
        lambda: gather(i, None, note="")(sp.Sum(H[i, m], (m, 1, D))),
        lambda: gather(i, None, note="")(H[i, i]),
        lambda: name_error(h[t, i], note=""),
        lambda: sum_over_instances(Partial(J(t), WEIGHT), (k, 0, t - 1), note=""),
        lambda: one_instance(Partial(z[t, m], H[t - 2, i, j]), note="")(z[t, m]),
        lambda: one_instance(Partial(o[t, w], U[w, j]), note="")(z[t, m]),
    ],
)
def test_a_rule_that_does_not_fit_raises(wrong):
    with pytest.raises(RuleError):
        wrong()


@pytest.mark.parametrize(
    ("rows", "columns", "element", "whole"),
    [
        (
            j,
            None,
            sp.Sum(delta[t, t, i] * H[i, j], (i, 1, D)),
            Transposed(Whole(H)) * Whole(delta, t, t),
        ),
        (
            i,
            None,
            dsigma(z[t, i]) * sp.Sum(delta_o[t, w] * U[w, i], (w, 1, V)),
            Hadamard(dsigma(Whole(z, t)), Transposed(Whole(U)) * Whole(delta_o, t)),
        ),
        (i, j, dsigma(z[t, i]) * H[i, j], Diag(dsigma(Whole(z, t))) * Whole(H)),
        (i, j, H[j, i] * dsigma(z[t, i]), None),
        (
            i,
            j,
            sp.Sum(Partial(h[t, i], h[s, m]) * Partial(h[s, m], h[k, j]), (m, 1, D)),
            Partial(Whole(h, t), Whole(h, s)) * Partial(Whole(h, s), Whole(h, k)),
        ),
        (i, j, -2 * delta[t, t, i] * h[t, j], None),
        (i, None, delta[t, t, i] - h[t, i], Whole(delta, t, t) - Whole(h, t)),
        (i, j, Partial(J(t), H[k, i, j]), Partial(J(t), Whole(H, k))),
    ],
)
def test_gathering_other_shapes(setting, rows, columns, element, whole):
    gathered = gather(rows, columns, note="").apply(element)
    if whole is not None:
        assert gathered == whole or gathered.equals(whole) is True, gathered
    network = Network(*setting(3, 4, 4))
    index_values = {t: 3, s: 2, k: 1}
    table = evaluate(gathered, network, index_values)
    for a in range(3):
        for b in range(3 if columns is not None else 1):
            units = {rows: a + 1} | ({columns: b + 1} if columns is not None else {})
            entry = float(evaluate(element, network, {**index_values, **units}))
            assert table[a, b] == pytest.approx(entry, rel=1e-12, abs=1e-15)


def test_definitions():
    assert (
        definition(z[t, m], l)
        == sp.Sum(H[t - 1, m, l] * h[t - 1, l], (l, 1, D)) + L[t - 1, m, x(t)]
    )
    assert definition(h[t, m], l) == sigma(z[t, m])
    assert error_term(delta[s, t, i]) == Partial(J(t), z[s, i])
    assert error_term(delta_o[t, w]) == Partial(J(t), o[t, w])
    with pytest.raises(ValueError, match="no definition"):
        definition(H[i, j], l)
    with pytest.raises(ValueError, match="names no error"):
        error_term(h[t, i])


def test_the_definition_has_the_number_of_what_it_defines(setting):
    network = Network(*setting(3, 4, 4))
    for quantity, bound in ((z[2, 3], l), (h[2, 3], l), (o[2, 4], l), (J(2), w)):
        assert float(evaluate(definition(quantity, bound), network, {})) == (
            pytest.approx(float(evaluate(quantity, network, {})), rel=1e-13)
        )


def test_collapse_takes_the_inner_sum_first():
    inner = sp.Sum(
        sp.KroneckerDelta(l, j) * sp.KroneckerDelta(m, i) * h[t, l], (l, 1, D)
    )
    line = sp.Sum(z[t, m] * inner, (m, 1, D), (k, 0, t - 1))
    assert collapse(note="")(line) == sp.Sum(z[t, i] * h[t, j], (k, 0, t - 1))


def test_what_does_not_contain_the_denominator_falls_away():
    word = L[t - 1, i, x(t)]
    line = Partial(definition(z[t, m], l), word)
    assert differentiate(note="")(line) == sp.KroneckerDelta(m, i)


def test_immediate_and_instance_are_each_other_back():
    partial = Partial(h[k + 1, m], H[k, i, j])
    there = one_instance(partial, note="")(partial)
    assert there == Immediate(h[k + 1, m], H[i, j])
    assert one_instance(there, note="")(there) == partial
