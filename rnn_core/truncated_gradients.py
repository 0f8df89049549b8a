"""What truncated back-propagation through time keeps and discards of the gradient."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64

from .backward_pass import Backward, Gradients, gradient_of_h0
from .checks import expect, frozen, whole_number
from .cuts import kept_until
from .reduction import counted_losses
from .summary import short_repr

Part = Float64[np.ndarray, "..."]
Pairs = Sequence[tuple[Part, Part]]
"""Kept and discarded, of every weight that is meant."""


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
    cut: str

    def __repr__(self) -> str:
        return short_repr(self)


class Piece(NamedTuple):
    """What the losses J^(first)..J^(last) of one piece of the text lose to the cut.

    shares: their kept gradient beside their full one, by the weights' names and "all".
    lost: length of what is discarded over length of the full, by the same names; nan
    where both are 0, inf where only the full is 0. The first piece loses nothing.
    """

    first: int
    last: int
    shares: dict[str, Share]
    lost: dict[str, float]


def truncation(
    back: Backward, window: int, reduction: str = "sum", cut: str = "sliding"
) -> Truncation:
    """Gradients with BPTT truncated to `window` steps, and what truncation discards.

        sliding: instances k of loss t with t - k <= w are kept    (h0: losses t <= w)
        pieces:  those with (t-1) // w == k // w                   (h0: losses t <= w)

    of J, the losses' sum, mean or last alone by `reduction`; the others are discarded.

    TypeError: no Backward, or a window that is no whole number. ValueError: a window
    below 1, an unknown reduction or cut.
    """
    expect("back", back, Backward)
    window = whole_number("window", window, 1)
    kept = back.gradients(window, reduction, cut)
    discarded = _discarded(back, window, reduction, cut)
    pairs = _pairs(back, kept, discarded)
    shares = {name: share(pair) for name, pair in pairs.items()}
    return Truncation(window, kept, discarded, shares, cut)


def piece_losses(
    back: Backward, window: int, reduction: str = "sum"
) -> tuple[Piece, ...]:
    """What each piece of `window` steps loses where the text is cut into pieces.

    Of the losses of one piece the full gradient goes back to the first word, and the
    kept one to the start of the piece. The pieces' kept gradients add up to that of
    `truncation(..., cut="pieces")`, and so do their discarded ones.

    Errors: as in `truncation`.
    """
    expect("back", back, Backward)
    window = whole_number("window", window, 1)
    steps = back.trace.steps
    counts, scale = counted_losses(reduction, steps)
    pieces = []
    for start in range(0, steps, window):
        end = min(start + window, steps)
        own, error = counts[start:end], back.delta[start:end]
        summed = np.tensordot(own, error, axes=1) * scale
        inside = np.zeros_like(summed)
        inside[start:end] = summed[start:end]
        before = np.zeros_like(summed)
        before[:start] = summed[:start]
        output = back.delta_o[start:end].T @ (
            own[:, None] * back.trace.h[start + 1 : end + 1]
        )
        kept = _gathered(back, inside)._replace(U=output * scale)
        pairs = _pairs(back, kept, _gathered(back, before))
        shares = {name: share(pair) for name, pair in pairs.items()}
        lost = {
            name: share([(b, a) for a, b in pair]).ratio for name, pair in pairs.items()
        }
        pieces.append(Piece(start + 1, end, shares, lost))
    return tuple(pieces)


def _discarded(back: Backward, window: int, reduction: str, cut: str) -> Gradients:
    counts, scale = counted_losses(reduction, back.trace.steps)
    ends = kept_until(back.trace.steps, window, cut)
    late = np.array([counts[end:] @ back.delta[end:, s] for s, end in enumerate(ends)])
    return Gradients(*(frozen(g * scale) for g in _gathered(back, late)))


def _gathered(back: Backward, error: Float64[np.ndarray, "T D"]) -> Gradients:
    """Gradients of H, L and h0 from what arrives at each z^(s), [s-1]; 0 for U."""
    trace = back.trace
    L = np.zeros_like(trace.params.L)
    np.add.at(L.T, trace.inputs, error)
    H, h0 = error.T @ trace.h[:-1], gradient_of_h0(trace, error[0])
    return Gradients(H, L, np.zeros_like(trace.params.U), h0)


def _pairs(back: Backward, kept: Gradients, discarded: Gradients) -> dict[str, Pairs]:
    """The kept and the discarded by the weights' names, and all of them together."""
    read = np.unique(back.trace.inputs)
    parts: dict[str, Pairs] = {
        "H": [(kept.H, discarded.H)],
        "L": [(kept.L[:, read], discarded.L[:, read])],
        "U": [(kept.U, np.zeros(1))],
        "h0": [(kept.h0, discarded.h0)],
    }
    return {**parts, "all": [pair for pairs in parts.values() for pair in pairs]}


def share(parts: Pairs) -> Share:
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
