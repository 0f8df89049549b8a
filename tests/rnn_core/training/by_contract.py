"""Training written out with the engine's own passes, one whole backward pass a step."""

import numpy as np

from rnn_core import Params, backward, forward


def trained(params, words, recipe, activation, starts, steps):
    """The weights after so many steps, and loss, norm and clipping of each."""
    length = min(recipe.length, len(words) - 1)
    history = []
    for n in range(steps):
        first = starts[n % len(starts)]
        read = words[first : first + length], words[first + 1 : first + 1 + length]
        back = backward(forward(params, *read, activation))
        gradients = kept(back, recipe)
        norm = np.sqrt(sum((g * g).sum() for g in gradients))
        scale = recipe.clip / norm if 0 < recipe.clip < norm else 1.0
        history.append((back.trace.loss.mean(), norm, scale))
        moved = (
            w - recipe.rate * scale * g
            for w, g in zip((params.H, params.L, params.U), gradients, strict=True)
        )
        params = Params(*moved, params.h0)
    return params, np.array(history).T


def kept(back, recipe):
    """The gradients of H, L and U, truncated as a recipe says."""
    if recipe.cut == "sliding" or recipe.window == 0:
        return back.gradients(recipe.window or None, recipe.reduction)[:3]
    steps = back.trace.steps
    weights = {"sum": np.ones(steps), "mean": np.full(steps, 1 / steps)}
    weights["last"] = np.eye(steps)[-1]
    H, L = np.zeros_like(back.trace.params.H), np.zeros_like(back.trace.params.L)
    for t in range(1, steps + 1):
        for k in range(t):
            if (t - 1) // recipe.window == k // recipe.window:
                delta = weights[recipe.reduction][t - 1] * back.delta[t - 1, k]
                H += np.outer(delta, back.trace.h[k])
                L[:, back.trace.inputs[k]] += delta
    return H, L, back.gradients(None, recipe.reduction).U
