"""Tests of derivations for every activation, and for sum, mean and last loss."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from derivations import (
    DERIVATIONS,
    ERRATA,
    Network,
    in_activation,
    verify,
    verify_on,
    with_reduction,
)
from derivations.evaluation.activation import NAMES
from derivations.language.symbols import (
    H,
    J,
    Jmean,
    Partial,
    T,
    V,
    i,
    j,
    s,
    t,
)
from derivations.proof.identity import applies, is_identity
from derivations.proof.trial import trial, witnesses
from derivations.proof.verify import Verifier
from tests.derivations.every_version import OTHERS, new_lines, versions
from tests.walks import SOAK

SLOPED = (
    "hidden-error earlier-input earlier-error step-jacobian jacobian-product"
    " full-gradient"
).split()


@pytest.mark.parametrize("activation", NAMES)
@hypothesis_settings(max_examples=100 if SOAK else 1, deadline=None)
@given(
    sizes=st.tuples(st.integers(1, 5), st.integers(2, 7), st.integers(1, 6)),
    scale=st.sampled_from([0.01, 0.3, 1.0, 4.0, 16.0]),
    seed=st.integers(0, 9999),
)
@example(sizes=(5, 4, 5), scale=16.0, seed=2)
@example(sizes=(1, 2, 1), scale=16.0, seed=0)
@example(sizes=(3, 3, 6), scale=4.0, seed=0)
@example(sizes=(1, 2, 5), scale=4.0, seed=7991)
def test_every_line_holds_whatever_sigma_is(setting, activation, sizes, scale, seed):
    """At scale 16 states without an upper end take logits millions apart: there lines
    of probabilities may be left undecided, and no others.
    """
    network = Network(*setting(*sizes, scale, seed), activation=activation)
    boundless = scale == 16 and activation in ("relu", "identity")
    for d in versions(activation, new_only=activation == "sigmoid"):
        for line, check in zip(d.lines, verify_on(d, network), strict=True):
            in_range = check.checked + check.undecided
            of_words = line.expr.has(V) or d.slug in ("softmax-loss", "perplexity")
            if not (boundless and of_words):
                assert check.holds is (True if in_range else None), (d.slug, check)
            assert check.holds is not False, (d.slug, line.rule, check)
            assert check.residual <= 1e-11 or not check.checked, (d.slug, check)


def test_only_what_speaks_of_the_slope_changes_with_the_activation():
    for slug, d in DERIVATIONS.items():
        assert in_activation(d, "sigmoid") is d
        for activation in OTHERS:
            other = in_activation(d, activation)
            assert (other is d) == (slug not in SLOPED)
            assert in_activation(d, activation) is other
            assert len(other.lines) == len(d.lines)
            assert sum(a != b for a, b in zip(d.lines, other.lines, strict=True)) == (
                slug in SLOPED
            )
            assert in_activation(other, "sigmoid") == d


def test_only_what_speaks_of_the_summed_loss_changes_with_the_reduction():
    for slug, d in DERIVATIONS.items():
        mean = with_reduction(d, "mean")
        assert (mean is d) == (slug != "full-gradient")
        assert with_reduction(d, "sum") is d
        assert with_reduction(d, "mean") is mean
    full = with_reduction(DERIVATIONS["full-gradient"], "mean")
    assert full.goal == Partial(Jmean(), H[i, j])
    assert [p.goal.num for p in full.parts] == [Jmean()] * 4 + [J(t)]
    assert "mean loss" in full.parts[1].title
    for part in full.parts[:-1]:
        assert part.lines[0].rule == "the mean is the sum over T"
    last = with_reduction(DERIVATIONS["full-gradient"], "last")
    assert [p.goal.num for p in last.parts] == [J(T)] * 4 + [J(t)]
    assert "all losses" not in last.title + "".join(p.title for p in last.parts)
    assert not any(line.expr.has(J()) for line in last.lines)
    for over, version in (("mean", full), ("last", last)):
        for activation in OTHERS:
            plain = in_activation(DERIVATIONS["full-gradient"], activation)
            assert with_reduction(plain, over) == in_activation(version, activation)


def test_an_unknown_name_is_refused(setting):
    d = DERIVATIONS["hidden-error"]
    for call in (in_activation, with_reduction):
        with pytest.raises(ValueError, match="must be one of"):
            call(d, "softplus")
    with pytest.raises(ValueError, match="must be one of"):
        verify(d, *setting(), activation="softplus")


def test_the_sigmoids_last_line_is_wrong_for_any_other(setting):
    d = DERIVATIONS["hidden-error"]
    for activation in OTHERS:
        checks = verify(d, *setting(), activation=activation)
        assert [c.holds for c in checks] == [True] * 9 + [False]


@pytest.mark.parametrize(
    ("activation", "jacobian", "product"),
    [
        ("sigmoid", r"h^{(t)} \circ \left(1 - h^{(t)}\right)", None),
        ("tanh", r"1 - h^{(t)} \circ h^{(t)}", None),
        ("relu", "[h^{(t)}{>}0]", None),
        ("identity", None, "H^{t-s}"),
    ],
)
def test_last_lines_as_they_are_read(activation, jacobian, product):
    step = in_activation(DERIVATIONS["step-jacobian"], activation).parts[0].lines[-1]
    diagonal = rf"\operatorname{{diag}}\left({jacobian}\right)"
    assert step.latex() == (f"{diagonal} H" if jacobian else "H")
    chain = in_activation(DERIVATIONS["jacobian-product"], activation).lines[-1]
    unrolled = rf"\prod_{{k=t,\ldots,s+1}} {diagonal} H".replace("(t)", "(k)")
    assert chain.latex() == (product or unrolled)


def test_numbers_and_references_of_the_new_nodes(setting):
    network = Network(*setting(2, 3, 3), activation="relu")
    line = in_activation(DERIVATIONS["hidden-error"], "relu").lines[-1]
    text = line.latex(refs=True, at={t: 2}, network=network)
    ones = "".join(rf"{int(a > 0)} \\ " for a in network.h[2]).removesuffix(r" \\ ")
    bracket = r"\underset{[\htmlData{ref=h(2)}{h^{(2)}}{>}0]}"
    assert bracket + rf"{{\begin{{bmatrix}}{ones}\end{{bmatrix}}}}" in text
    power = in_activation(DERIVATIONS["jacobian-product"], "identity").lines[-1]
    times = dict(zip(("t", "s"), (3, 1), strict=True))
    named = {a: times[a.name] for a, *_ in DERIVATIONS["jacobian-product"].indices[:2]}
    assert power.latex(at=named) == "H^{2}"
    plain = Network(*setting(2, 3, 3), activation="identity")
    H = plain.weights["H"]
    np.testing.assert_allclose(power.value(plain, named), H @ H, rtol=1e-14)


@pytest.mark.parametrize("activation", NAMES)
def test_new_lines_hold_to_30_digits_and_exactly(setting, activation):
    network = Network(*setting(D=2, V=4, T=3), activation=activation)
    verifier = Verifier(network)
    exact = 0
    for d, line in new_lines(activation):
        assert verifier.precise_residual(d, line) < 1e-30, line.rule
        if activation == "sigmoid" and applies(d, line):
            assert is_identity(d, line), line.rule
            exact += 1
    assert exact == (36 + 21 if activation == "sigmoid" else 0)


@pytest.mark.parametrize("activation", OTHERS)
def test_every_mutant_of_a_new_last_line_is_rejected_or_equal(activation):
    verifiers = tuple(map(Verifier, witnesses(activation)))
    own = [(d, a) for d, a in new_lines(activation) if "slope" in a.rule]
    assert len(own) == 8
    for d, line in own:
        outcome = trial(d, line, verifiers)
        assert outcome.survived == (), line.rule
        assert outcome.rejected >= 1, line.rule


def test_every_mutant_of_a_mean_line_is_rejected_or_equal():
    verifiers = tuple(map(Verifier, witnesses()))
    mean = with_reduction(DERIVATIONS["full-gradient"], "mean")
    for d, line in (
        (mean, p.lines[place]) for p in mean.parts[:-1] for place in (0, 1, -1)
    ):
        outcome = trial(d, line, verifiers)
        assert outcome.survived == (), line.rule
        assert outcome.rejected >= 1, line.rule
        kept = replace(line, expr=line.expr * 5)
        assert not verifiers[0].check(d, kept).holds, "T = 5: the 1/T is dropped"


@pytest.mark.parametrize("activation", NAMES)
def test_every_mutant_of_the_last_loss_is_rejected_or_equal(activation):
    verifiers = tuple(map(Verifier, witnesses(activation)))
    last = with_reduction(
        in_activation(DERIVATIONS["full-gradient"], activation), "last"
    )
    every = [line for part in last.parts[:-1] for line in part.lines]
    for line in every if activation == "sigmoid" else every[2::4]:
        outcome = trial(last, line, verifiers)
        assert outcome.survived == (), line.rule
        assert outcome.rejected >= 1, line.rule


def test_what_other_losses_add_is_no_part_of_the_last_losss_gradient(setting):
    """The summed loss's lines miss the last loss's goals, and the other way round."""
    verifier = Verifier(Network(*setting(T=4)))
    summed = DERIVATIONS["full-gradient"]
    last = with_reduction(summed, "last")
    for a, b in zip(summed.parts[:-1], last.parts[:-1], strict=True):
        for d, right, wrong in ((summed, a, b), (last, b, a)):
            line = right.lines[-1]
            assert verifier.check(d, line).holds
            other = replace(line, expr=wrong.lines[-1].expr)
            assert verifier.check(d, other).holds is False, right.title


def test_the_mean_gradient_is_the_sum_over_t(setting):
    network = Network(*setting(T=4))
    d = DERIVATIONS["full-gradient"]
    for summed, mean in zip(d.parts, with_reduction(d, "mean").parts, strict=True):
        if summed.goal == mean.goal:
            continue
        index_values = {a: 2 for a, *_ in summed.indices if a == s}
        whole, divided = (
            p.lines[-1].value(network, index_values) for p in (summed, mean)
        )
        np.testing.assert_allclose(divided, whole / 4, rtol=1e-14)


@pytest.mark.parametrize("activation", NAMES)
@pytest.mark.parametrize("scale", [1.0, 4.0])
def test_corrected_slips_hold_whatever_sigma_is(setting, activation, scale):
    for slug, e in ERRATA.items():
        if e.kind != "prose":
            network = setting(D=3, V=5, T=5, scale=scale, seed=2)
            finding = e.check(*network, activation=activation)
            assert finding.right.holds, slug
