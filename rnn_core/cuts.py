"""Which instances truncated back-propagation through time keeps of each loss.

Two ways to cut after w steps are in use. In a sliding window every loss reaches w steps
back. In pieces the text is cut after every w steps and the state detached there: a
loss reaches back to the start of its own piece, w steps at the most and one at the
least.
"""

import numpy as np
from jaxtyping import Bool, Int64

from .checks import frozen, one_of, whole_number

CUTS = ("sliding", "pieces")
"""The ways to cut, by name."""


def kept_until(
    steps: int, window: int | None, cut: str = "sliding"
) -> Int64[np.ndarray, " T"]:
    """For each instance k how many losses there are up to the last that keeps it, [k].

        sliding: min(k + w, T)        pieces: min((k // w + 1) w, T)

    Instance k is kept by the losses t = k + 1 to that; `window` None keeps all.
    ValueError: steps or a window below 1, an unknown cut. TypeError: no whole numbers.
    """
    steps = whole_number("steps", steps, 1)
    one_of("cut", cut, CUTS)
    width = steps if window is None else whole_number("window", window, 1)
    width = min(width, steps)
    k = np.arange(steps)
    ends = k + width if cut == "sliding" else (k // width + 1) * width
    return np.minimum(ends, steps)


def kept_instances(
    steps: int, window: int | None, cut: str = "sliding"
) -> Bool[np.ndarray, "T T"]:
    """Whether instance k of loss t is kept, [t-1, k], read-only; none is for k >= t.

        sliding: t - k <= w                 of every loss the last w instances
        pieces:  (t-1) // w == k // w       of every loss those in its own piece

    A loss sum that a loop detaches every w steps keeps "pieces". WildML's bptt_truncate
    = w keeps the sliding window of w + 1 steps. Errors as in `kept_until`.
    """
    ends = kept_until(steps, window, cut)
    t = np.arange(1, len(ends) + 1)[:, None]
    return frozen((np.arange(len(ends)) < t) & (t <= ends))
