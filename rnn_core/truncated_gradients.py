"""What truncated back-propagation through time keeps and discards of the gradient."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64

from .backward_pass import Backward, Gradients, gradient_of_h0
from .checks import expect, frozen, whole_number
from .reduction import counted_losses
from .summary import short_repr

Part = Float64[np.ndarray, "..."]


class Share(NamedTuple):
    """How the kept gradient compares with the full one: length and angle.

    ratio: length of the kept over length of the full; nan where both are 0, inf where
    only the full is 0. angle: between them, in degrees from 0 to 180; nan where either
    is 0 and has no direction.
    """

    ratio: float
    angle: float


class Truncation(NamedTuple):
    """The kept and the discarded gradient, each summed from its own terms.

    shares: by the weights' names "H", "L", "U", "h0", and "all" for all of them taken
    as one vector. Of U nothing is discarded.
    """

    window: int
    kept: Gradients
    discarded: Gradients
    shares: dict[str, Share]

    def __repr__(self) -> str:
        return short_repr(self)


def truncation(back: Backward, window: int, reduction: str = "sum") -> Truncation:
    """Gradients with BPTT truncated to `window` steps, and what truncation discards.

        kept: instances k of loss t with t - k <= w     (h0: losses t <= w)
        discarded: those with t - k > w                 (h0: losses t > w)

    of J, the losses' sum, mean or last alone by `reduction`.

    TypeError: no Backward, or a window that is no whole number. ValueError: a window
    below 1, an unknown reduction.
    """
    expect("back", back, Backward)
    window = whole_number("window", window, 1)
    kept = back.gradients(window, reduction)
    discarded = _discarded(back, window, reduction)
    read = np.unique(back.trace.inputs)
    parts = {
        "H": (kept.H, discarded.H),
        "L": (kept.L[:, read], discarded.L[:, read]),
        "U": (kept.U, np.zeros(1)),
        "h0": (kept.h0, discarded.h0),
    }
    shares = {name: share([part]) for name, part in parts.items()}
    shares["all"] = share([*parts.values()])
    return Truncation(window, kept, discarded, shares)


def _discarded(back: Backward, window: int, reduction: str) -> Gradients:
    trace, steps = back.trace, back.trace.steps
    counts, scale = counted_losses(reduction, steps)
    late = np.array(
        [counts[s + window :] @ back.delta[s + window :, s] for s in range(steps)]
    )
    L = np.zeros_like(trace.params.L)
    np.add.at(L.T, trace.inputs, late)
    H, h0 = late.T @ trace.h[:-1], gradient_of_h0(trace, late[0])
    U = np.zeros_like(trace.params.U)
    return Gradients(*(frozen(g * scale) for g in (H, L, U, h0)))


def share(parts: Sequence[tuple[Part, Part]]) -> Share:
    """With a = |kept| and lost = p kept / a + q, q at right angles to kept:

        full = (a + p) kept / a + q,   angle = atan2(|q|, a + p)

    which keeps its digits however small it is, as the arc cosine of a product would
    not. kept and lost: all the parts, one after the other; a lost part may be one 0.
    """
    largest = _largest(part for pair in parts for part in pair)
    if largest == 0:
        return Share(np.nan, np.nan)
    power = -int(np.frexp(largest)[1])
    scaled = [(np.ldexp(kept, power), np.ldexp(lost, power)) for kept, lost in parts]
    length = vector_length([kept for kept, _ in scaled])
    full = vector_length([kept + lost for kept, lost in scaled])
    if full == 0:
        return Share(np.inf, np.nan)
    if length == 0:
        return Share(0.0, np.nan)
    parallel = sum(float((kept * lost).sum()) for kept, lost in scaled) / length
    tilt = parallel / length
    across = vector_length([lost - tilt * kept for kept, lost in scaled])
    angle = np.degrees(np.arctan2(across, length + parallel))
    return Share(length / full, float(angle))


def vector_length(parts: Sequence[Part]) -> float:
    """The root of the sum of squares, none of which overflows or is lost."""
    power = int(np.frexp(_largest(parts))[1])
    scaled = [np.ldexp(part, -power) for part in parts]
    return float(np.ldexp(np.sqrt(sum(np.vdot(part, part) for part in scaled)), power))


def _largest(parts: Iterable[Part]) -> float:
    return max(float(np.abs(part).max()) for part in parts)
