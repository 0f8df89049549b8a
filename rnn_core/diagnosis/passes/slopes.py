"""Slopes, right and wrong: by formula, of another step, of another argument."""

import numpy as np

from ...activation import ACTIVATIONS
from .network import Net
from .states import Run


def formula(name: str, a: np.ndarray) -> np.ndarray:
    """The textbook formula of an activation's slope, of its value h put in for a."""
    if name == "sigmoid":
        return a * (1 - a)
    if name == "tanh":
        return 1 - a * a
    if name == "relu":
        return (a > 0).astype(a.dtype)
    return np.ones_like(a)


def _own(net: Net, states: Run) -> np.ndarray:
    if states.activation in ("relu", "identity"):
        return formula(states.activation, states.z)
    if net.naive:
        return formula(states.activation, states.after)
    return ACTIVATIONS[states.activation].slope(states.z)


def _of_next(slope: np.ndarray, last: str) -> np.ndarray:
    ends = {"own": slope[-1:], "one": np.ones_like(slope[:1]), "first": slope[:1]}
    return np.concatenate([slope[1:], ends.get(last, np.zeros_like(slope[:1]))])


def slope_array(net: Net, states: Run, setting: tuple[str, ...]) -> np.ndarray:
    """The slope of each step, shape (T, D).

    setting: ("right",), ("one",), ("squared",), ("inverse",), ("last",),
    ("next", what stands after the last), ("previous",), ("at h",), ("1 - h",), ("h",),
    ("plus", activation), ("formula", activation, "z" or "h"), ("at z", activation).
    """
    kind, after = setting[0], states.after
    if kind == "one":
        return np.ones_like(states.z)
    if kind == "formula":
        return formula(setting[1], states.z if setting[2] == "z" else after)
    if kind == "at z":
        h = ACTIVATIONS[setting[1]].value(states.z)
        return formula(setting[1], states.z if setting[1] == "relu" else h)
    if kind == "at h":
        return formula(states.activation, ACTIVATIONS[states.activation].value(after))
    if kind == "previous":
        return formula(states.activation, states.before)
    if kind == "1 - h":
        return 1 - after
    if kind == "h":
        return after
    if kind == "plus":
        return 1 + after * after if setting[1] == "tanh" else after * (1 + after)
    slope = _own(net, states)
    if kind == "squared":
        return slope * slope
    if kind == "inverse":
        with np.errstate(divide="ignore", over="ignore"):
            return 1 / slope
    if kind == "last":
        return np.repeat(slope[-1:], len(slope), axis=0)
    return _of_next(slope, setting[1]) if kind == "next" else slope
