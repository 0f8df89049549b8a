"""Error terms added up over the losses that a recipe keeps, in one sweep.

direct (T, D_h): [t-1] = U' delta^(o,t), what loss t sends to its own state, times the
loss's weight. Each function returns the sum over the kept losses t of delta^(s<-t),
[s-1], which is all that the gradients of H and L need.
"""

from collections.abc import Iterator
from itertools import islice

import numpy as np
from jaxtyping import Float64

Rows = Float64[np.ndarray, "T D"]
Matrix = Float64[np.ndarray, "D D"]


def kept_errors(direct: Rows, slope: Rows, H: Matrix, window: int, cut: str) -> Rows:
    """The sum with BPTT truncated to a window, sliding or in pieces; 0: untruncated.

    It may stand in the place of `direct`.
    """
    steps = len(direct)
    if window == 0 or window >= steps:
        return _piecewise(direct, slope, H, steps)
    if cut == "pieces":
        return _piecewise(direct, slope, H, window)
    total = np.zeros_like(direct)
    for error in islice(errors_by_distance(direct, slope, H), window):
        total[: len(error)] += error
    return total


def errors_by_distance(direct: Rows, slope: Rows, H: Matrix) -> Iterator[Rows]:
    """delta^(s<-s+d), [s-1], for d = 0, 1, .., T-1: the losses d steps later.

        delta^(s<-t) = sigma'(z^(s)) o (H' delta^(s+1<-t))

    for all s at once, so that a distance costs one matrix product.
    """
    error = direct * slope
    yield error
    for _ in range(1, len(direct)):
        error = error[1:].dot(H)
        error *= slope[: len(error)]
        yield error


def _piecewise(direct: Rows, slope: Rows, H: Matrix, piece: int) -> Rows:
    """delta^(s) = sigma'(z^(s)) o (direct^(s) + H' delta^(s+1)), within each piece."""
    carried = np.empty(direct.shape[1])
    rows, slopes, add, multiply = list(direct), list(slope), np.add, np.multiply
    after = rows[-1]
    multiply(after, slopes[-1], after)
    for k in range(len(rows) - 2, -1, -1):
        row = rows[k]
        if (k + 1) % piece:
            after.dot(H, carried)
            add(row, carried, row)
        after = multiply(row, slopes[k], row)
    return direct
