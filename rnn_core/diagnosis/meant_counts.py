"""How often each cell of the triangle belongs into the gradient that is meant."""

import numpy as np
from jaxtyping import Float64

from ..checks import frozen, one_of, whole_number


def meant_counts(
    steps: int, reduction: str = "sum", window: int | None = None
) -> Float64[np.ndarray, "T T"]:
    """[t-1, k]: 1 where instance k of loss t is meant to be added, 0 elsewhere.

    k < t, and with a window w also t - k <= w; for `reduction="last"` the last row
    alone. A mean divides the sum as a whole. ValueError: steps or window below 1.
    """
    steps = whole_number("steps", steps, 1)
    one_of("reduction", reduction, ("sum", "mean", "last"))
    width = steps if window is None else whole_number("window", window, 1)
    t, k = np.mgrid[:steps, :steps]
    inside = (k <= t) & (t - k < width)
    if reduction == "last":
        inside &= t == steps - 1
    return frozen(inside.astype(np.float64))
