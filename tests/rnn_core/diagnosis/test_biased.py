"""Tests that networks with biases are diagnosed as their authors have them."""

import numpy as np
import pytest

from rnn_core import diagnose, load_network
from tests.rnn_core import biased
from tests.rnn_core.biased import Biased
from tests.rnn_core.networks import refuses

X, Y = [0, 3, 5, 3, 1, 0], [3, 5, 3, 1, 0, 2]
D, V = 6, 7
SIGMAS = ["sigmoid", "tanh", "relu", "identity"]
NAMES = {"H": "Whh", "L": "Wxh", "U": "Why", "b_h": "bh", "b_y": "by", "h0": "hprev"}


def slope(z, activation):
    if activation == "sigmoid":
        return 1 / (1 + np.exp(-z)) / (1 + np.exp(z))
    if activation == "tanh":
        return 1 - np.tanh(z) ** 2
    return (z > 0) * 1.0 if activation == "relu" else np.ones_like(z)


def loop(net, activation, wrong=""):
    """Gradients as min-char-rnn sums them up, with one mistake."""
    h0 = np.zeros(D) if wrong == "zero-start" else net.h0
    h = [h0, *biased.states(net, X, activation, h0)]
    out = Biased(*(np.zeros_like(array) for array in net))
    ahead = np.zeros(D)
    for t in reversed(range(len(X))):
        z = net.H @ h[t] + net.L[:, X[t]] + net.b_h
        o = net.U @ h[t + 1] + net.b_y
        e = np.exp(o - o.max())
        p = e / e.sum()
        p[Y[t]] -= 1
        dz = (net.U.T @ p + ahead) * slope(z, activation)
        if wrong == "overwritten-each-step":
            out.H[:] = out.b_h[:] = 0
        state = h[t + 1] if wrong == "own-state" else h[t]
        out.H[:] += np.outer(dz, state)
        out.b_h[:] += dz
        out.L[:, X[t]] += dz
        out.U[:] += np.outer(p, h[t + 1])
        out.b_y[:] += p
        ahead = (net.H if wrong == "back-without-transpose" else net.H.T) @ dz
        if wrong == "nothing-from-ahead":
            ahead = np.zeros(D)
    if wrong != "nothing-from-ahead":
        out.h0[:] = ahead
    if wrong in ("divided-by-hidden", "sign", "transposed"):
        factor = {"divided-by-hidden": 1 / D, "sign": -1}.get(wrong, 1)
        out = Biased(*(array * factor for array in out))
        if wrong == "transposed":
            out = out._replace(H=out.H.T)
    return out


def report(net, gradients, activation, without=(), dtype=np.float64):
    weights = {NAMES[n]: a for n, a in net._asdict().items()}
    grads = {
        f"d{NAMES[n]}": a.astype(dtype)
        for n, a in gradients._asdict().items()
        if n not in without
    }
    loaded = load_network({**weights, **grads, "x": X, "y": Y}, activation)
    return diagnose(loaded.params, X, Y, loaded.gradients, activation)


WITHOUT = [(), ("b_h", "h0"), ("b_h", "b_y", "h0"), ("H", "L", "U", "h0")]


@pytest.mark.parametrize("activation", SIGMAS)
@pytest.mark.parametrize("without", WITHOUT, ids=str)
def test_right_gradients_pass(activation, without):
    for seed in range(3):
        net = Biased.drawn(D, V, seed)
        right = biased.gradients(net, X, Y, activation)
        for dtype in (np.float64, np.float32):
            found = report(net, right, activation, without, dtype)
            assert found.right, (found.matrices, found.hints)


MISTAKES = [
    *("back-without-transpose", "nothing-from-ahead", "overwritten-each-step"),
    *("own-state", "divided-by-hidden", "sign", "transposed", "zero-start"),
]


@pytest.mark.parametrize("wrong", MISTAKES)
@pytest.mark.parametrize("activation", SIGMAS)
def test_a_mistake_is_named_with_biases(activation, wrong):
    net = Biased.drawn(D, V, 1)
    gradients = loop(net, activation, wrong)
    for without in ((), ("b_h", "b_y", "h0")):
        dropped = (*without, "h0") if wrong == "nothing-from-ahead" else without
        found = report(net, gradients, activation, dropped)
        assert not found.right
        assert (wrong,) in [finding.mistakes for finding in found.findings]


def test_a_bias_alone_may_be_wrong():
    net = Biased.drawn(D, V, 0)
    right = biased.gradients(net, X, Y, "tanh")
    b_h = right.b_h.copy()
    b_h[2] += 0.25
    found = report(net, right._replace(b_h=b_h), "tanh")
    assert (found.right, found.findings) == (False, ())
    verdict = found.matrices["H"]
    assert (verdict.agrees, verdict.worst) == (False, (2, D))
    assert verdict.given - verdict.true == pytest.approx(0.25)
    assert found.matrices["L"].agrees
    assert any("db_h" in hint for hint in found.hints)
    alone = report(net, right._replace(b_h=b_h), "tanh", ("H", "L", "U", "h0", "b_y"))
    assert alone.matrices["H"].worst == (2, D)


def test_gradients_of_nothing_are_refused():
    net = Biased.drawn(D, V, 0).folded("tanh")
    nothing = {"H": np.full((D + 1, D + 1), np.nan)}
    refuses(ValueError, ["nan"], diagnose, net, X, Y, nothing, "tanh")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("b_h", "overwritten-each-step"),
        ("b_h", "error-before-slope"),
        ("b_y", "overwritten-each-step"),
        ("b_y", "halved"),
    ],
)
def test_a_mistake_in_a_bias_alone_is_named_and_said_of_it(name, slug):
    net = Biased.drawn(D, V, 2)
    right = biased.gradients(net, X, Y, "tanh")
    h = [net.h0, *biased.states(net, X, "tanh", net.h0)]
    logits = h[1] @ net.U.T + net.b_y
    err = np.exp(logits - logits.max())
    err /= err.sum()
    err[Y[0]] -= 1
    changed = {
        ("b_y", "overwritten-each-step"): err,
        ("b_y", "halved"): right.b_y / 2,
        ("b_h", "overwritten-each-step"): of_one_step(net, right),
        ("b_h", "error-before-slope"): before_slope(net),
    }[name, slug]
    found = report(net, right._replace(**{name: changed}), "tanh")
    assert found.findings[0].mistakes == (slug,)
    assert f"d{name}" in found.findings[0].code_right or slug == "error-before-slope"
    assert f"d{name}" in found.text() or f"db{name[1:]}" in found.text()


def of_one_step(net, right):
    """What step 1 adds to b_h's gradient: dJ/dh(0) is H' of it."""
    return np.linalg.solve(net.H.T, right.h0)


def before_slope(net):
    """dJ/dh summed over the steps, by the loop over steps."""
    h = [net.h0, *biased.states(net, X, "tanh", net.h0)]
    total, ahead = np.zeros(D), np.zeros(D)
    for t in reversed(range(len(X))):
        o = net.U @ h[t + 1] + net.b_y
        p = np.exp(o - o.max())
        p /= p.sum()
        p[Y[t]] -= 1
        dh = net.U.T @ p + ahead
        total += dh
        ahead = net.H.T @ (dh * (1 - h[t + 1] ** 2))
    return total
