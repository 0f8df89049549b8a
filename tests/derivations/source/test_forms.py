"""What single lines say, and that rules do what their names say."""

from functools import reduce

import numpy as np
import pytest
import sympy as sp

from derivations import DERIVATIONS, Network, in_activation, verify, with_reduction
from derivations.evaluation.activation import NAMES
from derivations.evaluation.evaluate import evaluate
from derivations.language.symbols import (
    PP,
    Cases,
    Entry,
    Hadamard,
    J,
    OrderedProduct,
    Partial,
    T,
    Transposed,
    Whole,
    h,
    i,
    j,
    k,
    s,
    t,
    x,
    y,
    yhat,
)
from derivations.latex.printer import latex
from tests.lines import number

EVERY = [
    *dict.fromkeys(
        (d.slug, line)
        for activation in NAMES
        for d in (in_activation(d, activation) for d in DERIVATIONS.values())
        for line in (*d.lines, *with_reduction(d, "mean").lines)
    )
]
EACH = pytest.mark.parametrize(
    ("slug", "item"), EVERY, ids=[f"{slug}: {item.rule}" for slug, item in EVERY]
)


def line(slug, *what, **more):
    return DERIVATIONS[slug].lines[number(slug, *what, **more) - 1]


def test_the_sources_formula_with_its_product_is_a_line_of_the_instance_sum(setting):
    """Section 3: dJ/dyhat dyhat/dh^(t) (prod dh^(k)/dh^(k-1)) dh^(i)/dH, all in one."""
    formula = line("instance-sum", "put in an earlier result")
    (entry,) = formula.expr.atoms(Entry)
    assert isinstance(entry.array, OrderedProduct)
    partials = {(type(a.num), a.den) for a in formula.expr.atoms(Partial)}
    assert (type(J(t)), yhat[t, sp.Symbol("v", integer=True)]) in partials
    network = Network(*setting(D=3, V=5, T=4))
    for last in range(1, 5):
        whole = formula.value(network, {t: last, i: 2, j: 3})
        goal = line("instance-sum").value(network, {t: last, i: 2, j: 3})
        assert whole == pytest.approx(goal, rel=1e-12)


def test_an_entry_of_a_product_is_that_of_the_matrices(setting):
    network = Network(*setting(D=3, V=5, T=4))
    step = Partial(Whole(h, k), Whole(h, k - 1))
    entry = Entry(OrderedProduct(step, sp.Tuple(k, t, s + 1)), i, j)
    steps = [evaluate(step, network, {k: time}) for time in range(1, 5)]
    rows, columns = (np.ravel(a) + 1 for a in np.indices((3, 3)))
    for first, last in [(1, 4), (2, 4), (0, 4), (3, 4), (4, 4), (0, 2), (1, 4)]:
        expected = reduce(np.matmul, steps[first:last][::-1], np.eye(3))
        times = {s: first, t: last}
        entries = evaluate(entry, network, {**times, i: rows, j: columns})
        np.testing.assert_allclose(entries, expected.ravel(), rtol=1e-12)
        with pytest.raises(IndexError):
            evaluate(entry, network, {**times, i: 4, j: 1})


def test_the_loss_and_the_word_vector_are_as_the_source_has_them():
    loss = DERIVATIONS["perplexity"].parts[0]
    assert (loss.goal, loss.lines[-1].expr) == (J(t), -sp.log(yhat[t, y(t)]))
    written, selected = (
        line("input-vector", rule) for rule in ("expand a definition", "one-hot")
    )
    assert len(written.expr.atoms(sp.Sum)) == len(selected.expr.atoms(sp.Sum)) + 1
    assert selected.expr.has(x(t))


def test_every_line_checks_something_where_there_is_one_step(setting):
    """The recursion says what it is at the last step, and so at the only one."""
    checks = verify(DERIVATIONS["full-gradient"], *setting(T=1))
    assert all(check.holds and check.checked for check in checks)
    last = line("full-gradient", "gather", "The error").expr
    assert isinstance(last, Cases)
    own = DERIVATIONS["hidden-error"]
    equation = next(a.expr for a in own.lines if a.gathered)
    assert last.args[0].xreplace({s: t}) == equation


@EACH
def test_no_product_has_two_sums_over_one_index(slug, item):
    for node in sp.preorder_traversal(item.expr):
        if isinstance(node, sp.Mul) and node.is_commutative:
            bases = [a.as_base_exp()[0] for a in node.args]
            bound = [a.limits[0][0] for a in bases if isinstance(a, sp.Sum)]
            assert len(bound) == len(set(bound)), (slug, item.rule)


@EACH
def test_a_note_names_every_delta_that_the_rule_brings(slug, item):
    if item.rule != "differentiate a term":
        return
    for delta in item.expr.atoms(sp.KroneckerDelta):
        printed = latex(delta)[1:-1].replace("{=}", " = ").replace("^{(k+1)}", "")
        assert f"[{printed}]" in item.note, printed


def test_a_product_within_a_product_by_elements_stands_in_brackets():
    for slug, item in EVERY:
        for node in item.expr.atoms(Hadamard):
            for factor in node.args:
                if factor.is_Mul:
                    assert rf"\left( {latex(factor)} \right)" in latex(node), slug


def test_what_all_terms_share_stays_in_front_from_line_to_line():
    for item in DERIVATIONS["hidden-error"].lines[3:8]:
        assert item.latex().startswith(r"\sigma'(z_i^{(t)}) \sum_{w=1}")


def test_the_transpose_is_called_one_and_nothing_is_transposed_twice():
    d = DERIVATIONS["step-jacobian"]
    own, transpose = d.parts
    assert d.goal_of(transpose.lines[-1]) == Transposed(d.goal_of(own.lines[-1]))
    assert d.goal_latex(transpose.lines[-1]).startswith(r"\left( \frac{")
    for item in d.lines:
        assert not isinstance(item.expr, Transposed)


def test_the_mean_losses_perplexity_is_a_product_of_powers_by_two_rules():
    *_, power, result = DERIVATIONS["perplexity"].lines
    assert power.rule == "power of an exponential"
    assert power.expr == sp.Product(
        sp.Pow(sp.exp(J(t)), 1 / T, evaluate=False), (t, 1, T)
    )
    assert result.rule == "put in an earlier result"
    assert result.expr == sp.Product(PP(t) ** (1 / T), (t, 1, T))


def test_truncation_has_a_mark_of_its_own():
    """The source's bar with t - 1 names an instance; here the last tau are kept."""
    d = DERIVATIONS["full-gradient"]
    (part,) = [part for part in d.parts if part.title.startswith("Truncated")]
    assert r"\right]_{\text{last }\tau}" in d.goal_latex(part.lines[0])
    assert "bracket" in part.lines[0].note


def test_where_a_product_may_be_empty_the_note_says_what_it_is():
    for slug in ("jacobian-product", "instance-sum"):
        for item in DERIVATIONS[slug].lines:
            if item.rule in ("unroll a recursion", "put in an earlier result"):
                assert "no factor" in item.note or "there is none" in item.note
                assert "identity" in item.note


def test_a_sum_over_all_losses_is_made_in_two_honest_steps():
    zeros = line("full-gradient", "add terms that are 0", "H:")
    assert (t, 1, T) in zeros.expr.limits
    assert line("full-gradient", "add up the losses' errors", "H:").expr.limits == (
        (s, 1, T),
    )
