"""Small networks, and a pass with a mistake in it, for tests of what hides mistakes."""

import numpy as np

from rnn_core import ACTIVATIONS, Params, forward

WORDS = [0, 1, 2, 1, 3, 0], [1, 2, 1, 3, 0, 2]


def network(hidden=6, steps=6, **changed):
    drawn = Params.random(hidden, 5, seed=3)
    weights = {name: getattr(drawn, name) for name in ("H", "L", "U", "h0")} | changed
    return Params(**weights), WORDS[0][:steps], WORDS[1][:steps]


def wrong_gradient(params, inputs, targets, activation, mistake):
    """dH by a loop with one mistake in it, and dL."""
    trace = forward(params, inputs, targets, activation)
    slope = ACTIVATIONS[activation].slope(trace.z)
    dH, dL = np.zeros_like(params.H), np.zeros_like(params.L)
    carried = np.zeros(params.hidden)
    back = params.H if mistake == "no transpose" else params.H.T
    for s in reversed(range(trace.steps)):
        err = trace.yhat[s].copy()
        err[trace.targets[s]] -= 1
        own = slope[s] ** 2 if mistake == "slope twice" else slope[s]
        delta = own * (params.U.T @ err + carried)
        before = 0 * trace.h[0] if mistake == "zero start" and s == 0 else trace.h[s]
        dH += np.outer(delta, before)
        if mistake == "overwritten":
            dL[:, inputs[s]] = delta
        else:
            dL[:, inputs[s]] += delta
        carried = back @ delta
    return dH, dL
