"""The triangle of losses and steps: how often each cell is counted."""

import numpy as np

Setting = tuple[str | int, ...]


def count_matrix(setting: Setting, steps: int) -> np.ndarray:
    """[t, s]: how often loss t's error at step s is counted, both from 0; 0 for t < s.

    ("window", w): where t - s < w.  ("none",).  ("no own", w): not where t = s.
    ("own twice", w).  ("pieces", w, first): steps in pieces of w, the first of `first`.
    ("again", w, "first once" or "all"): a loss walks back w steps and picks up the
    errors of the steps that it passes.
    """
    t, s = np.mgrid[:steps, :steps]
    kind = setting[0]
    if kind == "none":
        return np.zeros((steps, steps))
    if kind == "pieces":
        width, first = int(setting[1]), int(setting[2])
        piece = (np.arange(steps) - first) // width
        return ((piece[t] == piece[s]) & (t >= s)).astype(float)
    width = int(setting[1])
    inside = ((t >= s) & (t - s < width)).astype(float)
    if kind == "no own":
        inside[t == s] = 0
    elif kind == "own twice":
        inside[t == s] = 2
    elif kind == "again":
        latest = np.minimum(steps - 1, s + width - 1)
        inside = np.where(t >= s, np.maximum(latest - t + 1, 0), 0).astype(float)
        if setting[2] == "first once":
            inside[0, 0] = 1
    return inside
