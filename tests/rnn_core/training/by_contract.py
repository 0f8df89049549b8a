"""Training written out with the engine's own passes, one whole backward pass a step."""

import numpy as np

from rnn_core import Params, backward, forward


def trained(params, words, recipe, activation, windows, steps):
    """The weights after so many steps, and loss, norm and clipping of each."""
    history = []
    for n in range(steps):
        first, length = windows[n % len(windows)]
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
    window = recipe.window or None
    return back.gradients(window, recipe.reduction, cut=recipe.cut)[:3]
