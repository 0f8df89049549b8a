"""Tests that networks that people write and train in NumPy have their gradients here.

Forward and backward passes as in min-char-rnn and as in cs231n, in words of our own.
"""

import numpy as np
import pytest

from rnn_core import backward, constant_unit, forward, load_network
from tests.rnn_core.loading.files import as_npz, as_safetensors
from tests.rnn_core.networks import assert_close

D, V, N = 5, 7, 3
TEXT = np.array([0, 1, 2, 3, 1, 4, 5, 1, 4, 6])
X, Y = TEXT[:-1], TEXT[1:]
RATE, ROUNDS = 0.05, 120
SIGMA = {
    "tanh": (np.tanh, lambda h: 1 - h * h),
    "relu": (lambda z: np.maximum(0, z), lambda h: (h > 0).astype(float)),
}
"""An activation, and its slope from its own value, as such programs have it."""


def drawn(**shapes):
    draw = np.random.default_rng(5)
    return {name: draw.normal(size=shape) * 0.5 for name, shape in shapes.items()}


def counts(loss):
    """Which losses are added: all, or the last."""
    return np.arange(len(Y)) == len(Y) - 1 if loss == "last" else np.ones(len(Y))


def softmax(scores, axis):
    e = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def columns(w, sigma, loss):
    """min-char-rnn: columns, a loop each way, dicts of states, dhnext carried back."""
    f, slope = SIGMA[sigma]
    xs, hs, ps = {}, {-1: w["hprev"]}, {}
    for t in range(len(X)):
        xs[t] = np.zeros((V, 1))
        xs[t][X[t]] = 1
        hs[t] = f(w["Wxh"] @ xs[t] + w["Whh"] @ hs[t - 1] + w["bh"])
        ps[t] = softmax(w["Why"] @ hs[t] + w["by"], axis=0)
    grads = {f"d{name}": np.zeros_like(array) for name, array in w.items()}
    dhnext = np.zeros((D, 1))
    for t in reversed(range(len(X))):
        dy = ps[t].copy()
        dy[Y[t]] -= 1
        dy *= counts(loss)[t]
        grads["dWhy"] += dy @ hs[t].T
        grads["dby"] += dy
        draw = slope(hs[t]) * (w["Why"].T @ dy + dhnext)
        grads["dbh"] += draw
        grads["dWxh"] += draw @ xs[t].T
        grads["dWhh"] += draw @ hs[t - 1].T
        dhnext = w["Whh"].T @ draw
    grads["dhprev"] = dhnext
    return grads, -sum(np.log(ps[t][Y[t], 0]) for t in range(len(X)))


def rows(w, sigma, loss):
    """cs231n: rows, a batch of one, all scores at once; one-hot or embedded words."""
    f, slope = SIGMA[sigma]
    embedded = "W_embed" in w
    x = (w["W_embed"] if embedded else np.eye(V))[X]
    h = [w["h0"]]
    for t in range(len(X)):
        h.append(f(x[[t]] @ w["Wx"] + h[-1] @ w["Wh"] + w["b"]))
    states = np.concatenate(h[1:])
    probs = softmax(states @ w["W_vocab"] + w["b_vocab"], axis=1)
    dscores = (probs - np.eye(V)[Y]) * counts(loss)[:, None]
    dstates = dscores @ w["W_vocab"].T
    dx, dprev = np.zeros_like(x), np.zeros((1, D))
    grads = {f"d{name}": np.zeros_like(array) for name, array in w.items()}
    grads["dW_vocab"], grads["db_vocab"] = states.T @ dscores, dscores.sum(axis=0)
    for t in reversed(range(len(X))):
        dz = (dstates[[t]] + dprev) * slope(h[t + 1])
        grads["dWx"] += x[[t]].T @ dz
        grads["dWh"] += h[t].T @ dz
        grads["db"] += dz[0]
        dx[[t]], dprev = dz @ w["Wx"].T, dz @ w["Wh"].T
    grads["dh0"] = dprev
    if embedded:
        np.add.at(grads["dW_embed"], X, dx)
    return grads, -np.log(probs[np.arange(len(Y)), Y]).sum()


def trained(passes, weights, sigma, loss):
    """Weights after some rounds of gradient descent, and the gradients there."""
    _, first = passes(weights, sigma, "sum")
    for _ in range(ROUNDS):
        grads, _ = passes(weights, sigma, loss)
        weights = {name: w - RATE * grads[f"d{name}"] for name, w in weights.items()}
    grads, last = passes(weights, sigma, loss)
    assert loss == "last" or last < 0.7 * first
    return weights, grads


def ours(loaded, loss):
    trace = forward(loaded.params, loaded.inputs, loaded.targets, loaded.activation)
    return backward(trace).gradients(reduction=loss)


def read(weights, grads, sigma):
    """Through both kinds of files; they hold the same."""
    arrays = {**weights, **grads, "inputs": X, "targets": Y}
    loaded = load_network(as_npz(arrays), sigma)
    other = load_network(as_safetensors(arrays), sigma)
    for part, gradient in loaded.gradients.items():
        np.testing.assert_array_equal(gradient, other.gradients[part])
    assert constant_unit(loaded.params, sigma) == D
    return loaded


@pytest.mark.parametrize("loss", ["sum", "last"])
@pytest.mark.parametrize("sigma", SIGMA)
def test_a_network_written_as_min_char_rnn(sigma, loss):
    start = drawn(Wxh=(D, V), Whh=(D, D), Why=(V, D), bh=(D, 1), by=(V, 1))
    start["hprev"] = drawn(h=(D, 1))["h"]
    loaded = read(*trained(columns, start, sigma, loss), sigma)
    right = ours(loaded, loss)
    assert set(loaded.gradients) == {"H", "L", "U", "h0"}
    for part, gradient in loaded.gradients.items():
        assert_close(getattr(right, part), gradient)
    assert_close(right.H[:D, D], loaded.gradients["H"][:D, D])
    assert_close(right.U[:, D], loaded.gradients["U"][:, D])


@pytest.mark.parametrize("loss", ["sum", "last"])
@pytest.mark.parametrize("sigma", SIGMA)
@pytest.mark.parametrize("embedded", [False, True])
def test_a_network_written_as_in_cs231n(embedded, sigma, loss):
    start = drawn(Wx=(N if embedded else V, D), Wh=(D, D), W_vocab=(D, V), b=D)
    start |= {"b_vocab": np.zeros(V), "h0": drawn(h=(1, D))["h"]}
    if embedded:
        start["W_embed"] = drawn(e=(V, N))["e"]
    weights, grads = trained(rows, start, sigma, loss)
    loaded = read(weights, grads, sigma)
    right = ours(loaded, loss)
    given = {"H", "U", "h0"} if embedded else {"H", "L", "U", "h0"}
    assert set(loaded.gradients) == given
    for part, gradient in loaded.gradients.items():
        assert_close(getattr(right, part), gradient)
    assert_close(right.H[:D, D], grads["db"])
    assert_close(right.U[:, D], grads["db_vocab"])
    if embedded:  # L = Wx' W_embed', so its gradient gives that of either factor
        assert_close(weights["W_embed"].T @ right.L[:D].T, grads["dWx"])
        assert_close(right.L[:D].T @ weights["Wx"].T, grads["dW_embed"])
