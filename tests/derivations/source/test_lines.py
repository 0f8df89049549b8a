"""Every line holds on every network, by four routes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from derivations import DERIVATIONS, Network, ranges, verify, verify_on
from derivations.proof.identity import applies, is_identity
from derivations.proof.verify import Verifier
from tests.walks import SOAK

EACH = pytest.mark.parametrize("d", DERIVATIONS.values(), ids=lambda d: d.slug)
ORDER = [
    ("softmax-loss", None),
    ("output-weights", "1"),
    ("hidden-error", "2"),
    ("hidden-weights", "3"),
    ("input-vector", "4"),
    ("previous-hidden", "5"),
    ("earlier-input", "6"),
    ("earlier-error", "7"),
    ("earlier-weights", "8"),
    ("step-jacobian", None),
    ("jacobian-product", None),
    ("instance-sum", None),
    ("full-gradient", None),
    ("perplexity", None),
]


def test_all_fourteen_are_there_in_order():
    assert [(d.slug, d.equation) for d in DERIVATIONS.values()] == ORDER
    assert [slug == d.slug for slug, d in DERIVATIONS.items()] == [True] * 14


@EACH
def test_a_derivation_uses_others_without_going_round(d):
    seen, waiting = set(), list(d.uses)
    while waiting:
        used = waiting.pop()
        assert used != d.slug
        if used not in seen:
            seen.add(used)
            waiting += DERIVATIONS[used].uses


@EACH
def test_parts_hold_all_lines_in_order(d):
    assert tuple(line for part in d.parts for line in part.lines) == d.lines
    assert d.parts[0].goal == d.goal
    for part in d.parts:
        assert all(d.part_of(line) == part for line in part.lines)
        assert all(d.claim(line).goal == part.goal for line in part.lines)


@EACH
@hypothesis_settings(max_examples=500 if SOAK else 8, deadline=None)
@given(
    sizes=st.tuples(st.integers(1, 5), st.integers(2, 7), st.integers(1, 6)),
    scale=st.sampled_from([0.01, 0.3, 1.0, 4.0, 16.0]),
    seed=st.integers(0, 9999),
)
@example(sizes=(1, 2, 1), scale=16.0, seed=0)
@example(sizes=(1, 2, 6), scale=16.0, seed=1)
@example(sizes=(5, 2, 6), scale=16.0, seed=2)
@example(sizes=(1, 7, 1), scale=16.0, seed=9)
def test_every_line_holds(setting, d, sizes, scale, seed):
    hidden, vocabulary, steps = sizes
    checks = verify(d, *setting(hidden, vocabulary, steps, scale, seed))
    assert len(checks) == len(d.lines)
    for line, check in zip(d.lines, checks, strict=True):
        in_range = check.checked + check.undecided
        assert check.holds is (True if in_range else None), (line.rule, check)
        assert check.residual <= 1e-12 or not in_range


@EACH
def test_every_index_in_range_is_checked(setting, d):
    params = setting(D=2, V=3, T=4)
    network = Network(*params)
    for line, check in zip(d.lines, verify(d, *params), strict=True):
        tuples: list = [{}]
        for index, *_ in d.claim(line).indices:
            tuples = [
                {**outer, index: value}
                for outer in tuples
                for low, high in [ranges(d.claim(line).indices, network, outer)[index]]
                for value in range(low, high + 1)
            ]
        assert check.checked == len(tuples) >= 1
        assert check.steps == 4


@EACH
def test_lines_hold_where_one_word_is_repeated(setting, d):
    checks = verify(d, *setting(T=4, words=[2, 2, 2, 2]))
    assert all(check.holds for check in checks)


def saturated(setting, level):
    """A network whose every unit's input is `level` and more."""
    params, inputs, targets = setting(D=2, V=4, T=3)
    params.L = np.full_like(params.L, level) + np.arange(4)
    return params, inputs, targets


@EACH
@pytest.mark.parametrize("level", [-600.0, 600.0])
def test_lines_hold_where_gradients_vanish_altogether(setting, d, level):
    network = Network(*saturated(setting, level))
    assert all(check.holds for check in verify_on(d, network))


@EACH
@pytest.mark.parametrize("level", [-40.0, 40.0])
def test_gradients_that_vanish_still_tell_right_from_wrong(setting, d, level):
    network = Network(*saturated(setting, level))
    assert all(check.holds for check in verify_on(d, network))
    wrong = replace(d, lines=tuple(replace(a, expr=-a.expr) for a in d.lines))
    for line, check in zip(d.lines, verify_on(wrong, network), strict=True):
        assert not check.holds, (line.rule, check)


@EACH
def test_lines_hold_where_every_prediction_is_certain_and_right(setting, d):
    """Here ŷ − y cancels to nothing in float64, and more digits decide."""
    params, inputs, _ = setting(D=2, V=3, T=3, words=[0, 1, 2])
    params.L = np.array([[9.0, -9.0, 9.0], [-9.0, 9.0, 9.0]])
    params.H = 0.01 * params.H
    params.U = np.array([[60.0, -60.0], [-60.0, 60.0], [30.0, 30.0]])
    network = Network(params, inputs, [0, 1, 2])
    assert max(network.loss(t) for t in (1, 2, 3)) < 1e-10
    for line, check in zip(d.lines, verify_on(d, network), strict=True):
        assert check.holds, (line.rule, check)


@EACH
def test_lines_hold_to_30_digits(setting, d):
    verifier = Verifier(Network(*setting(D=2, V=4, T=3)))
    for line in d.lines:
        assert verifier.precise_residual(d, line) < 1e-30, line.rule


@EACH
def test_lines_of_elements_are_identities_in_the_weights(d):
    exact = [line for line in d.lines if applies(d, line)]
    assert exact
    for line in exact:
        assert is_identity(d, line), line.rule
        assert not is_identity(d, replace(line, expr=2 * line.expr))


def test_a_line_of_arrays_has_no_exact_route():
    d = DERIVATIONS["hidden-error"]
    with pytest.raises(ValueError, match="not written out"):
        is_identity(d, d.lines[-1])
