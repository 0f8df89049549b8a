"""Every derivation for every activation, and for the sum and the mean of the losses."""

from dataclasses import replace

import mpmath
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
from derivations.evaluation.evaluate import evaluate
from derivations.language.symbols import (
    Complement,
    H,
    J,
    Jmean,
    Partial,
    Positive,
    Whole,
    dsigma,
    h,
    i,
    j,
    t,
    z,
)
from derivations.proof.identity import applies, is_identity
from derivations.proof.mutants import trial, witnesses
from derivations.proof.verify import Verifier

OTHERS = NAMES[1:]
SLOPED = (
    "hidden-error earlier-input earlier-error step-jacobian jacobian-product"
    " full-gradient"
).split()
OVERFLOWS = (3, 4, 5, 16.0, 1)
"""Sizes, scale and seed of a network whose logits are thousands apart with ReLU."""


def versions(activation, new_only=False):
    """Each derivation as it is for an activation, and for the mean where that differs.

    With `new_only` those that are not the sigmoid's for the sum.
    """
    for d in DERIVATIONS.values():
        own = in_activation(d, activation)
        found = dict.fromkeys([own, with_reduction(own, "mean")])
        yield from (v for v in found if not new_only or v is not d)


def new_lines(activation):
    return [
        (d, line)
        for d in versions(activation, new_only=True)
        for line in d.lines
        if line not in DERIVATIONS[d.slug].lines
    ]


@pytest.mark.parametrize("activation", NAMES)
@hypothesis_settings(max_examples=3, deadline=None)
@given(
    sizes=st.tuples(st.integers(1, 5), st.integers(2, 7), st.integers(1, 6)),
    scale=st.sampled_from([0.01, 0.3, 1.0, 4.0, 16.0]),
    seed=st.integers(0, 9999),
)
@example(sizes=(5, 4, 5), scale=16.0, seed=2)
@example(sizes=(1, 2, 1), scale=16.0, seed=0)
def test_every_line_holds_whatever_sigma_is(setting, activation, sizes, scale, seed):
    network = Network(*setting(*sizes, scale, seed), activation=activation)
    for d in versions(activation, new_only=activation == "sigmoid"):
        for line, check in zip(d.lines, verify_on(d, network), strict=True):
            assert check.holds, (d.slug, line.rule, check)
            assert check.residual <= 1e-11, (d.slug, line.rule, check)


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
    both = [
        with_reduction(in_activation(DERIVATIONS["full-gradient"], "relu"), "mean"),
        in_activation(full, "relu"),
    ]
    assert both[0] == both[1]


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
    step = in_activation(DERIVATIONS["step-jacobian"], activation).lines[-1]
    diagonal = rf"\operatorname{{diag}}\left({jacobian}\right)"
    turned = rf"\left( H^{{\top}} {diagonal} \right)^{{\top}}"
    assert step.latex() == (turned if jacobian else "H")
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
    at = dict(zip(("t", "s"), (3, 1), strict=True))
    named = {a: at[a.name] for a, *_ in DERIVATIONS["jacobian-product"].indices[:2]}
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
    assert exact == (33 if activation == "sigmoid" else 0)


@pytest.mark.parametrize("activation", OTHERS)
def test_every_mutant_of_a_new_last_line_is_rejected_or_equal(activation):
    verifiers = tuple(map(Verifier, witnesses(activation)))
    own = [(d, a) for d, a in new_lines(activation) if "slope" in a.rule]
    assert len(own) == 7
    for d, line in own:
        found = trial(d, line, verifiers)
        assert found.survived == (), line.rule
        assert found.rejected >= 1, line.rule


def test_every_mutant_of_a_mean_line_is_rejected_or_equal():
    verifiers = tuple(map(Verifier, witnesses()))
    mean = with_reduction(DERIVATIONS["full-gradient"], "mean")
    for d, line in ((mean, p.lines[at]) for p in mean.parts[:-1] for at in (0, 1, -1)):
        found = trial(d, line, verifiers)
        assert found.survived == (), line.rule
        assert found.rejected >= 1, line.rule
        kept = replace(line, expr=line.expr * 5)
        assert not verifiers[0].check(d, kept).holds, "T = 5: the 1/T is dropped"


def test_the_mean_gradient_is_the_sum_over_t(setting):
    network = Network(*setting(T=4))
    d = DERIVATIONS["full-gradient"]
    for one, mean in zip(d.parts, with_reduction(d, "mean").parts, strict=True):
        if one.goal == mean.goal:
            continue
        at = {a: 2 for a, _, high in one.indices if str(high) == "T - 1"}
        whole, divided = (p.lines[-1].value(network, at) for p in (one, mean))
        np.testing.assert_allclose(divided, whole / 4, rtol=1e-14)


def at_ends(setting, at):
    params, inputs, targets = setting(D=2, V=4, T=3)
    params.L = np.full_like(params.L, at) + np.arange(4)
    return params, inputs, targets


@pytest.mark.parametrize("at", [-300.0, -40.0, 40.0, 300.0])
def test_the_new_lines_tell_right_from_wrong_where_tanh_saturates(setting, at):
    network = Network(*at_ends(setting, at), activation="tanh")
    for d in versions("tanh", new_only=True):
        assert all(check.holds for check in verify_on(d, network))
        wrong = replace(d, lines=tuple(replace(a, expr=-a.expr) for a in d.lines))
        if abs(at) < 100:
            assert not any(check.holds for check in verify_on(wrong, network))


@pytest.mark.parametrize("value", [0.3, 20.0, 300.0, -300.0])
def test_slopes_in_saturation(setting, value):
    params, inputs, targets = setting(D=1, V=2, T=1)
    params.H, params.L = np.zeros((1, 1)), np.full((1, 2), value)
    with mpmath.workdps(600):
        by_name = {
            "sigmoid": 1 / (4 * mpmath.cosh(mpmath.mpf(value) / 2) ** 2),
            "tanh": 1 / mpmath.cosh(mpmath.mpf(value)) ** 2,
            "relu": float(value > 0),
            "identity": 1.0,
        }
    state = h[1, 1]
    shown = {
        "sigmoid": state * Complement(state),
        "tanh": Complement(state**2),
        "relu": Positive(state),
        "identity": Partial(state, z[1, 1]),
    }
    for name, slope in by_name.items():
        network = Network(params, inputs, targets, activation=name)
        for expr in (dsigma(z[1, 1]), Partial(state, z[1, 1]), shown[name]):
            found = evaluate(expr, network, {})
            assert found == pytest.approx(float(slope), rel=1e-14), (name, expr)


def test_at_its_kink_relu_has_slope_0(setting):
    params, inputs, targets = setting(D=2, V=3, T=2)
    params.H, params.L = np.zeros((2, 2)), np.zeros((2, 3))
    network = Network(params, inputs, targets, activation="relu")
    for expr in (dsigma(z[1, 1]), Partial(h[1, 1], z[1, 1]), Positive(h[1, 1])):
        assert evaluate(expr, network, {}) == 0
    assert np.array_equal(
        evaluate(Positive(Whole(h, 1)), network, {}), np.zeros((2, 1))
    )
    for d in versions("relu"):
        assert all(check.holds for check in verify_on(d, network)), d.slug


def test_probabilities_beyond_float64_are_settled_with_more_digits(setting):
    hidden, vocabulary, steps, scale, seed = OVERFLOWS
    network = Network(
        *setting(hidden, vocabulary, steps, scale, seed), activation="relu"
    )
    assert np.ptp(network.o[1:], axis=1).max() > 1000
    for slug in ("softmax-loss", "perplexity"):
        d = DERIVATIONS[slug]
        checks = verify_on(d, network)
        assert all(check.holds and check.checked for check in checks)
        wrong = replace(d, lines=tuple(replace(a, expr=-a.expr) for a in d.lines))
        assert not any(check.holds for check in verify_on(wrong, network))


def test_in_a_large_network_they_are_left_out(setting, monkeypatch):
    monkeypatch.setattr(Network, "small", lambda *_: False)
    hidden, vocabulary, steps, scale, seed = OVERFLOWS
    settings = setting(hidden, vocabulary, steps, scale, seed)
    found = []
    for slug in ("softmax-loss", "perplexity"):
        found += verify(DERIVATIONS[slug], *settings, activation="relu")
    assert all(check.holds for check in found)
    assert 0 in {check.checked for check in found}
    assert all(check.checked or np.isnan(check.residual) for check in found)
    slips = [ERRATA[s].check(*settings, activation="relu") for s in ("log-of-y",)]
    assert [(slip.checked, slip.wrong) for slip in slips] == [(0, None)]


@pytest.mark.parametrize("activation", NAMES)
@pytest.mark.parametrize("scale", [1.0, 4.0])
def test_corrected_slips_hold_whatever_sigma_is(setting, activation, scale):
    for slug, e in ERRATA.items():
        if e.kind != "prose":
            network = setting(D=3, V=5, T=5, scale=scale, seed=2)
            found = e.check(*network, activation=activation)
            assert found.right.holds, slug
