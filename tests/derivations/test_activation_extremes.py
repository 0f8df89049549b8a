"""Tests of slopes and lines where units saturate, at kinks, and on overflow."""

from dataclasses import replace

import mpmath
import numpy as np
import pytest

from derivations import (
    DERIVATIONS,
    ERRATA,
    Network,
    verify,
    verify_on,
)
from derivations.evaluation.evaluate import evaluate
from derivations.language.symbols import (
    Complement,
    Partial,
    Positive,
    Whole,
    dsigma,
    h,
    z,
)
from tests.derivations.every_version import OVERFLOWS, versions


def at_ends(setting, level):
    params, inputs, targets = setting(D=2, V=4, T=3)
    params.L = np.full_like(params.L, level) + np.arange(4)
    return params, inputs, targets


@pytest.mark.parametrize("level", [-300.0, -40.0, 40.0, 300.0])
def test_the_new_lines_tell_right_from_wrong_where_tanh_saturates(setting, level):
    network = Network(*at_ends(setting, level), activation="tanh")
    for d in versions("tanh", new_only=True):
        assert all(check.holds for check in verify_on(d, network))
        wrong = replace(d, lines=tuple(replace(a, expr=-a.expr) for a in d.lines))
        if abs(level) < 100:
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
            evaluated = evaluate(expr, network, {})
            assert evaluated == pytest.approx(float(slope), rel=1e-14), (name, expr)


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


def test_without_room_for_digits_they_are_left_undecided(setting, monkeypatch):
    monkeypatch.setattr("derivations.proof.verify.BUDGET", 0)
    monkeypatch.setattr("derivations.errata.erratum.BUDGET", 0)
    hidden, vocabulary, steps, scale, seed = OVERFLOWS
    settings = setting(hidden, vocabulary, steps, scale, seed)
    checks = []
    for slug in ("softmax-loss", "perplexity"):
        checks += verify(DERIVATIONS[slug], *settings, activation="relu")
    assert {check.holds for check in checks} == {True, None}
    for check in checks:
        decided = check.holds is not None
        assert decided == (check.checked > 0) == (not np.isnan(check.residual))
        assert decided or check.undecided
    slip = ERRATA["log-of-y"].check(*settings, activation="relu")
    assert (slip.checked, slip.wrong.holds, slip.right.holds) == (0, None, None)
    assert slip.undecided
    assert not slip.shows
