"""What truncated back-propagation through time keeps of the gradient, and what not."""

from typing import Literal, NamedTuple

import numpy as np
from jaxtyping import Float64

from .backward import Backward, Gradients
from .checks import expect, frozen, whole_number


class Share(NamedTuple):
    """How the kept gradient lies to the full one.

    ratio: length of the kept over length of the full; nan where both are 0, inf where
    only the full is. angle: between them, in degrees from 0 to 180; nan where either
    is 0 and has no direction.
    """

    ratio: float
    angle: float


class Truncation(NamedTuple):
    """kept + discarded is the full gradient, each summed from terms of its own.

    shares: by the weights' names "H", "L", "U", "h0", and "all" for all of them taken
    as one vector. Of U nothing is discarded.
    """

    window: int
    kept: Gradients
    discarded: Gradients
    shares: dict[str, Share]


def truncation(
    back: Backward, window: int, reduction: Literal["sum", "mean"] = "sum"
) -> Truncation:
    """The gradients with BPTT cut to `window` = w >= 1 steps, and what the cut loses.

        kept: instances k of loss t with t - k <= w     (h0: losses t <= w)
        discarded: those with t - k > w                 (h0: losses t > w)

    TypeError: no Backward, or a window that is no whole number. ValueError: a window
    below 1, an unknown reduction.
    """
    expect("back", back, Backward)
    window = whole_number("window", window, 1)
    kept = back.gradients(window, reduction)
    discarded = _discarded(back, window, reduction)
    pairs = {
        name: (np.ravel(one), np.ravel(other))
        for name, one, other in zip(kept._fields, kept, discarded, strict=True)
    }
    pairs["all"] = (
        np.concatenate([one for one, _ in pairs.values()]),
        np.concatenate([other for _, other in pairs.values()]),
    )
    shares = {name: _share(*pair) for name, pair in pairs.items()}
    return Truncation(window, kept, discarded, shares)


def _discarded(back: Backward, window: int, reduction: str) -> Gradients:
    trace, steps = back.trace, back.trace.steps
    count = steps if reduction == "mean" else 1
    late = np.array([back.delta[s + window :, s].sum(axis=0) for s in range(steps)])
    L = np.zeros_like(trace.params.L)
    np.add.at(L.T, trace.inputs, late)
    H, h0 = late.T @ trace.h[:-1], late[0] @ trace.params.H
    U = np.zeros_like(trace.params.U)
    return Gradients(*(frozen(g / count) for g in (H, L, U, h0)))


def _share(kept: Float64[np.ndarray, " n"], lost: Float64[np.ndarray, " n"]) -> Share:
    """With a = |kept| and lost = p kept / a + q, q at right angles to kept:

    full = (a + p) kept / a + q, so the angle is atan2(|q|, a + p): it keeps its digits
    however small it is, as the arc cosine of a product would not.
    """
    largest = max(np.abs(kept).max(), np.abs(lost).max())
    if largest == 0:
        return Share(np.nan, np.nan)
    power = -int(np.frexp(largest)[1])
    kept, lost = np.ldexp(kept, power), np.ldexp(lost, power)
    length, full = np.linalg.norm(kept), np.linalg.norm(kept + lost)
    if full == 0:
        return Share(np.inf, np.nan)
    if length == 0:
        return Share(0.0, np.nan)
    along = kept / length
    parallel = lost @ along
    across = np.linalg.norm(lost - parallel * along)
    angle = np.degrees(np.arctan2(across, length + parallel))
    return Share(float(length / full), float(angle))
