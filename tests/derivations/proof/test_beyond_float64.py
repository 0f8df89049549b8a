"""Tests of lines where probabilities leave float64: right and wrong ones."""

from dataclasses import replace

import numpy as np
import pytest

from derivations import DERIVATIONS, ERRATA, Network, in_activation, verify, verify_on
from derivations.language.symbols import J, L, Partial, i, t, x
from derivations.proof.mutants import mutants
from derivations.proof.trial import extreme_witnesses, trial, witnesses
from derivations.proof.verify import Verifier

FAR_APART = {"relu": (64, 60), "identity": (40, 60)}
"""Sizes at which weights of scale 16 take logits hundreds and millions apart."""


def far_apart(setting, activation):
    """A network in which the first word comes next first, and the last word never."""
    hidden, words = FAR_APART[activation]
    params, inputs, targets = setting(hidden, words, 6, scale=16.0, seed=0)
    targets[0] = 0
    assert targets.max() < words - 1
    return Network(params, inputs, targets, activation=activation)


def wrong_lines(d):
    """Every small change of every line but those of a word that nobody chose."""
    for line in d.lines:
        for mutant in mutants(line.expr):
            if "over (1, V - 1)" not in mutant.what:
                yield mutant.what, replace(line, expr=mutant.expr)


@pytest.mark.parametrize("activation", FAR_APART)
def test_no_wrong_line_of_softmax_and_cross_entropy_holds(setting, activation):
    network = far_apart(setting, activation)
    verifier, d = Verifier(network), DERIVATIONS["softmax-loss"]
    checks = [(what, verifier.check(d, wrong)) for what, wrong in wrong_lines(d)]
    assert len(checks) > 120
    for what, check in checks:
        assert check.holds is not True, what
        assert np.isnan(check.residual) == (check.holds is None), what
    assert sum(check.holds is False for _, check in checks) > 80


@pytest.mark.parametrize("activation", FAR_APART)
def test_no_right_line_is_rejected_there(setting, activation):
    network = far_apart(setting, activation)
    for d in DERIVATIONS.values():
        d = in_activation(d, activation)
        for line, check in zip(d.lines, verify_on(d, network), strict=True):
            assert check.holds is not False, (d.slug, line.rule, check)
            assert (check.holds is None) == (check.checked == 0)
            assert np.isnan(check.residual) == (check.holds is None)
    checks = verify_on(DERIVATIONS["softmax-loss"], network)
    assert [check.holds for check in checks[-3:]] == [True] * 3, (
        "no sum of exponentials"
    )


def test_what_is_decided_does_not_depend_on_the_miss(setting, monkeypatch):
    """Without more digits, a wrong line is decided at the choices that its right one is
    decided at.
    """
    monkeypatch.setattr("derivations.proof.verify.BUDGET", 0)
    network = far_apart(setting, "relu")
    for slug in ("softmax-loss", "hidden-error", "perplexity"):
        d = in_activation(DERIVATIONS[slug], "relu")
        doubled = replace(d, lines=tuple(replace(a, expr=3 * a.expr) for a in d.lines))
        pairs = zip(verify_on(d, network), verify_on(doubled, network), strict=True)
        for right, wrong in pairs:
            assert (wrong.checked, wrong.undecided) == (right.checked, right.undecided)
            assert wrong.holds is (None if right.holds is None else False)


@pytest.mark.parametrize("size", [700.0, 3000.0, 1e6])
def test_large_logits_that_lie_close_together_are_decided(setting, size):
    params, inputs, targets = setting(D=3, V=2, T=4)
    params.U[:, 0] = size
    for d in DERIVATIONS.values():
        for line, check in zip(
            d.lines, verify(d, params, inputs, targets), strict=True
        ):
            assert check.holds is True, (d.slug, line.rule, check)
            assert not check.undecided


def test_one_word_leaves_nothing_to_predict(setting):
    network = Network(*setting(D=3, V=1, T=4))
    for d in DERIVATIONS.values():
        for line, check in zip(d.lines, verify_on(d, network), strict=True):
            assert check.holds is True, (d.slug, line.rule, check)
    d = DERIVATIONS["softmax-loss"]
    wrong = replace(d.lines[-2], expr=1 + d.lines[-2].expr)
    assert Verifier(network).check(d, wrong).holds is False


def test_equal_output_weights_leave_a_gradient_of_nothing(setting):
    """The terms cancel to 0: what rounding leaves of them is no miss."""
    params, inputs, targets = setting(D=3, V=4, T=3)
    params.U[:] = 1.7 * params.U[0]
    params.H *= 1e3
    network = Network(params, inputs, targets, activation="identity")
    for d in DERIVATIONS.values():
        d = in_activation(d, "identity")
        for line, check in zip(d.lines, verify_on(d, network), strict=True):
            assert check.holds is True, (d.slug, line.rule, check)


def test_gradients_below_float64_are_not_taken_for_equal(setting, monkeypatch):
    params, inputs, targets = setting(D=2, V=4, T=3)
    params.L = np.full_like(params.L, 600.0)
    d = DERIVATIONS["earlier-error"]
    wrong = replace(d, lines=tuple(replace(a, expr=2 * a.expr) for a in d.lines))
    network = Network(params, inputs, targets)
    assert {check.holds for check in verify_on(d, network)} == {True}
    assert {check.holds for check in verify_on(wrong, network)} == {False}
    monkeypatch.setattr("derivations.proof.verify.BUDGET", 0)
    for some in (d, wrong):
        assert {check.holds for check in verify_on(some, network)} == {None}


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_another_instance_of_the_weight_is_seen_however_little_it_adds(
    setting, activation
):
    """At scale 16 the instances before the last add 1e-7 to 1e-20 of the whole."""
    d = DERIVATIONS["input-vector"]
    shared = replace(d, goal=Partial(J(t), L[i, x(t)]))
    for seed in range(4):
        settings = setting(3, 5, 6, 16.0, seed, words=[4, 1, 0, 1, 2, 4])
        for check in verify(shared, *settings, activation):
            assert check.holds is False, (seed, check)
        assert all(check.holds for check in verify(d, *settings, activation))


@pytest.mark.parametrize("slug", ["softmax-loss", "hidden-error", "instance-sum"])
def test_mutants_are_rejected_or_equal_at_scale_16_with_relu(slug):
    verifiers = tuple(Verifier(net, 10**10) for net in extreme_witnesses())
    judges = tuple(map(Verifier, witnesses("relu")))
    d = in_activation(DERIVATIONS[slug], "relu")
    for line in d.lines:
        checks = [verifier.check(d, line).holds for verifier in verifiers]
        assert True in checks
        assert False not in checks
        tried = trial(d, line, verifiers, judges)
        assert tried.survived == (), line.rule
        assert tried.rejected


def test_slips_are_decided_choice_by_choice(setting):
    for scale in (4.0, 16.0):
        settings = setting(D=20, V=30, T=8, scale=scale, seed=3)
        for slug, e in ERRATA.items():
            finding = e.check(*settings, activation="relu")
            if finding.right is None:
                continue
            assert finding.right.holds is not False, slug
            assert (finding.right.holds is None) == (finding.checked == 0)
            assert np.isnan(finding.corrected) == (finding.right.holds is None)
            assert not (finding.shows and finding.checked == 0)
