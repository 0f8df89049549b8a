"""Mistakes are named: each alone, two together, in every precision and activation."""

import itertools

import numpy as np
import pytest

from rnn_core import MISTAKES, Params, forward
from tests.rnn_core.diagnosis.asking import WAYS, asked, brought, off
from tests.rnn_core.diagnosis.wrong_pass import ACTIVATIONS, KNOBS, drawn, wrong
from tests.walks import SOAK

SLUGS = [slug for slugs in KNOBS.values() for slug in slugs]
VISIBLE = {"float64": 1e-11, "float32": 3e-5, "six digits": 3e-5}
"""Relative differences from which on a mistake shows in what is given."""


def unnamed(seed, slug, activation, way):
    """None where the first finding has the mistake, or it makes no difference here."""
    net = drawn(seed)
    report = asked(net, activation, brought(net, activation, way, slug), slug)
    apart = off(net, activation, wrong(net, activation, slug), [slug])
    if apart < 1e-13:
        return None if report.right else (slug, activation, way, "is right")
    if apart < VISIBLE[way]:
        return None
    alike = [f for f in report.findings if f.group == report.findings[0].group]
    if any(slug in finding.mistakes for finding in alike):
        return None
    return slug, activation, way, seed, [f.mistakes for f in report.findings]


@pytest.mark.parametrize("rounds", [60 if SOAK else 1])
def test_each_mistake_is_named(rounds):
    """Networks for each, with activations and precisions in turn."""
    turns = itertools.product(SLUGS, range(rounds))
    misses = [
        unnamed(n, slug, ACTIVATIONS[(n + turn) % 4], WAYS[n % 3])
        for n, (slug, turn) in enumerate(turns)
    ]
    assert [miss for miss in misses if miss] == []


def pairs(count):
    """Pairs of mistakes with no knob in common, each changing what the other makes."""
    draw = np.random.default_rng(0)
    seed = 0
    while count:
        seed += 1
        one, two = (str(slug) for slug in draw.choice(SLUGS, 2, replace=False))
        if {*MISTAKES[one].knobs} & {*MISTAKES[two].knobs}:
            continue
        net, activation = drawn(seed), ACTIVATIONS[seed % 4]
        both = wrong(net, activation, one, two)
        lone = [wrong(net, activation, slug) for slug in (one, two)]
        if all(any(np.abs(both[n] - g[n]).max() > 1e-6 for n in g) for g in lone):
            yield net, activation, (one, two), both
            count -= 1


@pytest.mark.parametrize("count", [400 if SOAK else 10])
def test_two_mistakes_together_are_named_in_nine_cases_of_ten(count):
    named, others = 0, []
    for net, activation, made, gradients in pairs(count):
        report = asked(net, activation, gradients, *made)
        if any({*made} == {*finding.mistakes} for finding in report.findings):
            named += 1
        else:
            others.append((made, activation, [f.mistakes for f in report.findings]))
    assert named >= 0.9 * count, others


@pytest.mark.parametrize("names", ["H", "L", "U", "HL", ("h0",)])
def test_some_of_the_matrices_are_enough(names):
    net = drawn(5)
    found = wrong(net, "tanh", "sign", "state-not-carried")
    report = asked(net, "tanh", {name: found[name] for name in names})
    assert {*report.matrices} == {*names}
    assert any({*f.mistakes} <= {"sign", "state-not-carried"} for f in report.findings)


def test_a_sign_in_one_matrix_alone_is_named():
    net = drawn(6)
    found = wrong(net, "tanh")
    report = asked(net, "tanh", found | {"U": -found["U"]})
    assert report.findings[0].mistakes == ("sign",)
    assert [v.agrees for v in report.matrices.values()] == [True, True, False, True]


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_a_factor_is_one_of_what_is_meant(reduction):
    net = drawn(7)
    meant = {"sum": "divided-by-steps", "mean": "not-divided"}[reduction]
    found = wrong(net, "sigmoid", *(["divided-by-steps"] if reduction == "sum" else []))
    report = asked(net, "sigmoid", found, reduction=reduction)
    assert meant in report.findings[0].mistakes


def test_all_losses_where_the_last_is_meant():
    net = drawn(8)
    report = asked(net, "tanh", wrong(net, "tanh"), reduction="last")
    assert report.findings[0].mistakes == ("all-losses",)
    last = asked(net, "tanh", wrong(net, "tanh", "last-loss-only"), reduction="last")
    assert last.right


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_the_last_loss_alone_on_the_way_back_with_all_of_them_in_u(activation):
    net = drawn(3)
    given = wrong(net, activation, "last-loss-only")
    given["U"] = wrong(net, activation)["U"]
    report = asked(net, activation, given)
    assert report.findings[0].mistakes == ("last-loss-only",)
    assert report.matrices["U"].agrees


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
def test_predictions_from_the_state_before_also_reach_h0(activation):
    """By differences of the loss of that network: o^(1) reads h^(0) itself."""
    net = drawn(7)

    def loss(H, L, U, h0):
        states = forward(Params(H, L, U, h0), net.x, net.y, activation).h
        logits = states[:-1] @ U.T
        top = logits.max(axis=1)
        normal = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
        return (normal - logits[range(len(net.y)), net.y]).sum()

    weights = {name: getattr(net, name) for name in ("H", "L", "U", "h0")}
    gradients = {}
    for name, value in weights.items():
        g = np.zeros_like(value)
        for place in np.ndindex(value.shape):
            step = np.zeros_like(value)
            step[place] = 1e-5
            ends = [loss(**{**weights, name: value + a * step}) for a in (1, -1)]
            g[place] = (ends[0] - ends[1]) / 2e-5
        gradients[name] = g
    report = asked(net, activation, gradients, digits=7)
    assert report.findings[0].mistakes == ("predictions-from-previous-state",)
