"""The way back with knobs: every loss's error at every step."""

from typing import NamedTuple

import numpy as np

from .network import Net
from .output import Errors as Output
from .slopes import slope_array
from .states import Run


class Back(NamedTuple):
    """The knobs of the way back.

    back: "H'", "H" or "identity".  own_slope, carried_slope: the slope that a step's
    own error and what is carried get; see `slope_array`.  form: what is handed to the
    step before: "dz", "dh" (without the slope), "again" (the slope once more),
    "added" (on top of what was handed before), or ("clip", what, bound).
    """

    back: str = "H'"
    own_slope: tuple[str, ...] = ("right",)
    carried_slope: tuple[str, ...] = ("right",)
    form: str | tuple[str, str, float] = "dz"


class Errors(NamedTuple):
    """What the way back leaves at each step.

    delta [s, t] (T, T, D): loss t's error at z of step s, 0 for t < s.
    before [s, t] (T, T, D): the same at h, before the slope.
    felt [t] (T, D): loss t's error at h^(1), before the slope.
    handed [t] (T, D): what the loop hands to h^(0) in the end.
    start (D,): what h^(0) feels of a prediction that read it.
    """

    delta: np.ndarray
    before: np.ndarray
    felt: np.ndarray
    handed: np.ndarray
    start: np.ndarray


def errors_back(net: Net, states: Run, output: Output, knobs: Back) -> Errors:
    """Carry each step's own error back, all losses at a time."""
    own = output.own
    own_slope = slope_array(net, states, knobs.own_slope)
    carried_slope = own_slope
    if knobs.carried_slope != knobs.own_slope:
        carried_slope = slope_array(net, states, knobs.carried_slope)
    if isinstance(knobs.form, tuple):
        return _clipped(net, output, own_slope, carried_slope, knobs)
    steps, form = net.steps, knobs.form
    delta = np.zeros((steps, steps, own.shape[1]), own.dtype)
    before = np.zeros_like(delta)
    weights = _weights(net, knobs.back)
    handed = felt = delta[0, :0]
    for s in range(steps - 1, -1, -1):
        here = delta[s]
        here[s] = own[s] * own_slope[s]
        before[s, s] = own[s]
        if s < steps - 1:
            before[s, s + 1 :] = handed
            np.multiply(handed, carried_slope[s], out=here[s + 1 :])
        if form == "dh":
            felt = np.concatenate([own[s : s + 1], handed])
            leaves = felt
        elif form == "again":
            leaves = here[s:] * carried_slope[s]
        else:
            leaves = here[s:]
        if s == 0:
            felt = np.concatenate([own[:1], handed])
        passed = leaves if weights is None else leaves @ weights
        if form == "added" and s < steps - 1:
            passed[1:] += handed
        handed = passed
    return Errors(delta, before, felt, handed, output.start)


def _weights(net: Net, back: str) -> np.ndarray | None:
    """What rows are multiplied with: delta' H is (H' delta)'."""
    return {"H'": net.H, "H": net.H.T}.get(back)


def _clipped(
    net: Net,
    output: Output,
    own_slope: np.ndarray,
    carried_slope: np.ndarray,
    knobs: Back,
) -> Errors:
    """The way back of all losses at once, cut at every step: it is not linear.

    delta's diagonal holds what all losses together leave at a step.
    """
    assert isinstance(knobs.form, tuple)
    _, what, bound = knobs.form
    own = output.own
    steps, weights = net.steps, _weights(net, knobs.back)
    delta = np.zeros((steps, steps, own.shape[1]), own.dtype)
    before = np.zeros_like(delta)
    carried = np.zeros_like(own[0])
    felt = np.zeros_like(own)
    for s in range(steps - 1, -1, -1):
        felt[0] = own[s] + carried
        before[s, s] = own[s] + carried
        delta[s, s] = own_slope[s] * own[s] + carried_slope[s] * carried
        if what == "delta":
            delta[s, s] = np.clip(delta[s, s], -bound, bound)
        carried = delta[s, s] if weights is None else delta[s, s] @ weights
        if what == "carried":
            carried = np.clip(carried, -bound, bound)
    handed = np.zeros_like(own)
    handed[0] = carried
    return Errors(delta, before, felt, handed, output.start)
