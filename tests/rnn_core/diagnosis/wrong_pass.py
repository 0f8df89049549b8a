"""Wrong gradients by plain loops, one way back for each loss: a pass of the tests' own.

It shares nothing with `rnn_core`: any of `KNOBS`' mistakes can be made in it, alone or
together, and with none it makes the right gradient.
"""

from typing import NamedTuple

import numpy as np

ACTIVATIONS = ("sigmoid", "tanh", "relu", "identity")
KNOBS = {
    "back": ("back-without-transpose", "carried-without-weights"),
    "carried": ("carried-without-slope", "slope-again-on-the-way"),
    "slope": (
        "slope-of-input",
        "slope-twice",
        "slope-missing",
        "slope-squared",
        "slope-of-previous-step",
        "slope-of-other-activation",
        "slope-on-own-error-only",
        "slope-on-carried-only",
    ),
    "triangle": (
        "nothing-from-ahead",
        "only-from-ahead",
        "losses-counted-again",
        "truncated",
        "window-one-longer",
        "window-one-shorter",
        "chunks-for-window",
    ),
    "state": ("own-state", "wraps-around", "first-state", "state-before-activation"),
    "words": ("repeated-word-overwritten", "repeated-word-averaged"),
    "steps": ("overwritten-each-step", "first-instance-missing"),
    "output state": ("output-state-previous",),
    "output error": ("target-not-subtracted", "softmax-missing", "squared-error"),
    "memory": ("state-not-carried",),
    "initial state": ("zero-start",),
    "targets": ("targets-not-shifted",),
    "losses": ("last-loss-only",),
    "scale": ("divided-by-steps", "log-base-2", "halved"),
    "sign": ("sign",),
    "layout": ("transposed",),
    "clip": ("clipped-before-check",),
    "start": ("start-without-weights",),
}
WINDOWED = ("window-one-longer", "window-one-shorter", "chunks-for-window")
WINDOW = 3
"""The window that is meant, where a mistake is one of the window."""
CUT = 2
"""Instances that "truncated" keeps."""


class Words(NamedTuple):
    """A network and its words, as plain arrays of any floating type."""

    H: np.ndarray
    L: np.ndarray
    U: np.ndarray
    h0: np.ndarray
    x: list[int]
    y: list[int]


def drawn(seed, hidden=6, vocab=8, steps=6) -> Words:
    """A random network; its first word is read again later."""
    draw = np.random.default_rng([seed, hidden, vocab, steps])
    x = draw.integers(0, vocab, steps).tolist()
    if steps > 2:
        x[steps - 2] = x[0]
    return Words(
        draw.normal(size=(hidden, hidden)) / np.sqrt(hidden),
        draw.normal(size=(hidden, vocab)),
        draw.normal(size=(vocab, hidden)) / np.sqrt(hidden),
        draw.uniform(size=hidden),
        x,
        draw.integers(0, vocab, steps).tolist(),
    )


def value(z, activation):
    """sigma(z)."""
    if activation == "sigmoid":
        return 1 / (1 + np.exp(-z))
    if activation == "tanh":
        return np.tanh(z)
    return np.maximum(z, 0) if activation == "relu" else 1 * z


def by_formula(h, activation):
    """sigma' in terms of h."""
    if activation == "sigmoid":
        return h * (1 - h)
    if activation == "tanh":
        return 1 - h**2
    return (h > 0) * np.ones_like(h) if activation == "relu" else np.ones_like(h)


def slopes(before, h, z, activation, made):
    """(of a step's own error, of what is carried), with the mistake that is made."""
    right = by_formula(h, activation)
    if "slope-of-input" in made:
        right = 1 - z**2 if activation == "tanh" else z * (1 - z)
    elif "slope-twice" in made:
        right = by_formula(value(h, activation), activation)
    elif "slope-missing" in made:
        right = np.ones_like(h)
    elif "slope-squared" in made:
        right = right**2
    elif "slope-of-previous-step" in made:
        right = by_formula(before, activation)
    elif "slope-of-other-activation" in made:
        right = by_formula(h, "sigmoid" if activation == "tanh" else "tanh")
    one = np.ones_like(h)
    own = one if "slope-on-carried-only" in made else right
    return own, one if "slope-on-own-error-only" in made else right


def output_error(o, y, made):
    """What is taken for dJ/do."""
    yhat = np.exp(o - o.max())
    yhat = yhat / yhat.sum()
    hot = np.zeros_like(o)
    hot[y] = 1
    if "target-not-subtracted" in made:
        return yhat
    if "softmax-missing" in made:
        return o - hot
    if "squared-error" in made:
        e = yhat - hot
        return yhat * e - yhat * (yhat @ e)
    return yhat - hot


def wrong(net: Words, activation, *mistakes, width=CUT) -> dict[str, np.ndarray]:
    """The gradients of H, L, U and h0 of the summed losses, with these mistakes.

    width: instances that "truncated" keeps.
    """
    made, T = set(mistakes), len(net.x)
    h = [0 * net.h0 if "zero-start" in made else net.h0]
    before, z = [], []
    for x in net.x:
        before.append(h[0] if "state-not-carried" in made else h[-1])
        z.append(net.H @ before[-1] + net.L[:, x])
        h.append(value(z[-1], activation))
    y = net.x if "targets-not-shifted" in made else net.y
    err = [output_error(net.U @ h[t + 1], y[t], made) for t in range(T)]
    if "last-loss-only" in made:
        err = [0 * e for e in err[:-1]] + err[-1:]
    slope = [slopes(before[s], h[s + 1], z[s], activation, made) for s in range(T)]
    delta, handed = errors(net, err, slope, made, width)
    found = gathered(net, delta, err, before, h, z, made)
    found["h0"] = delta[0] if "start-without-weights" in made else handed
    return cut({name: scaled(g, T, made) for name, g in found.items()}, made)


def reach(t, made, width):
    """The first step that loss t goes back to."""
    if "nothing-from-ahead" in made:
        return t
    if "chunks-for-window" in made:
        return t - t % WINDOW
    for slug, kept in (
        ("truncated", width),
        ("window-one-longer", WINDOW + 1),
        ("window-one-shorter", WINDOW - 1),
    ):
        if slug in made:
            return max(0, t - kept + 1)
    return 0


def errors(net, err, slope, made, width):
    """The error of each step, all losses together, and what is handed to h(0)."""
    T = len(err)
    delta, handed = [0 * net.h0 for _ in range(T)], 0 * net.h0
    back = net.H if "back-without-transpose" in made else net.H.T
    if "carried-without-weights" in made:
        back = np.eye(len(net.H), dtype=net.H.dtype)
    for t in range(T):
        carried = 0 * net.h0
        for s in range(t, reach(t, made, width) - 1, -1):
            again = "losses-counted-again" in made
            own = net.U.T @ err[s] if s == t or again else 0 * net.h0
            if "only-from-ahead" in made:
                own = 0 * own
            on_own, on_carried = slope[s]
            here = on_own * own + on_carried * carried
            delta[s] = delta[s] + here
            leaves = own + carried if "carried-without-slope" in made else here
            if "slope-again-on-the-way" in made:
                leaves = on_carried * here
            carried = back @ leaves
            if s == 0:
                handed = handed + carried
    return delta, handed


def gathered(net, delta, err, before, h, z, made):
    """dH, dL and dU, step by step from the last."""
    T = len(err)
    dH, dL, dU = 0 * net.H, 0 * net.L, 0 * net.U
    for s in range(T - 1, 0 if "first-instance-missing" in made else -1, -1):
        state = before[s]
        if "own-state" in made:
            state = h[s + 1]
        elif "wraps-around" in made and s == 0:
            state = h[T]
        elif "first-state" in made:
            state = h[0]
        elif "state-before-activation" in made and s:
            state = z[s - 1]
        share = np.outer(delta[s], state)
        top = np.outer(
            err[s], before[s] if "output-state-previous" in made else h[s + 1]
        )
        if "overwritten-each-step" in made:
            dH, dU, dL = share, top, 0 * dL
        else:
            dH, dU = dH + share, dU + top
        if "repeated-word-overwritten" in made:
            dL[:, net.x[s]] = delta[s]
        else:
            alike = net.x.count(net.x[s]) if "repeated-word-averaged" in made else 1
            dL[:, net.x[s]] += delta[s] / alike
    return {"H": dH.T if "transposed" in made else dH, "L": dL, "U": dU}


def scaled(gradient, T, made):
    """Times what the mistakes of scale and sign make of it."""
    factor = -1.0 if "sign" in made else 1.0
    factor /= T if "divided-by-steps" in made else 1
    factor /= np.log(2) if "log-base-2" in made else 1
    factor /= 2 if "halved" in made else 1
    return (gradient * factor).astype(gradient.dtype)


def cut(found, made):
    """Clipped to half of the largest entry, rounded to one digit."""
    if "clipped-before-check" not in made:
        return found
    bound = float(f"{max(np.abs(g).max() for g in found.values()) / 2:.0e}")
    return {name: np.clip(g, -bound, bound) for name, g in found.items()}
