"""The terms of the picked weight: which exist, which are kept, which are largest."""

import numpy as np
from jaxtyping import Bool, Float64

from rnn_core import loss_weights

from ..address.settings import Selection
from ..model.indexing import place
from ..model.network import Network

TIED = 1e-12
"""Sizes that differ by less, relative, are equal: rounding may have parted them."""


def contributions(
    model: Network, selection: Selection, window: int = 0, cut: str = "sliding"
) -> Float64[np.ndarray, "T T"]:
    """[t-1, k] = dJ^(t)/dW_ij^(k) of the picked weight; 0 where `window` > 0 cuts.

    cut: whether the window slides, or parts the text into pieces.
    """
    picked = place(selection)
    return model.back.instances(picked.matrix, picked.i, picked.j, window or None, cut)


def existing(model: Network, selection: Selection) -> Bool[np.ndarray, "T T"]:
    """[t-1, k]: whether loss t uses instance k, even where the term is 0.

    H: k < t. L: k < t, where step k+1 reads the weight's word. U: k = t - 1.
    """
    picked, trace = place(selection), model.trace
    if picked.matrix == "U":
        return np.eye(trace.steps, dtype=bool)
    earlier = np.tri(trace.steps, dtype=bool)
    return earlier & (trace.inputs == picked.j) if picked.matrix == "L" else earlier


def kept(model: Network, selection: Selection, window: int) -> Bool[np.ndarray, "T T"]:
    """Of the existing terms those that truncation to `window` keeps; 0: all."""
    exist = existing(model, selection)
    return np.triu(exist, 1 - window) if window else exist


def counted(model: Network, reduction: str) -> Bool[np.ndarray, " T"]:
    """[t-1]: whether loss t counts in J."""
    return loss_weights(reduction, model.trace.steps) > 0


def discards(
    model: Network, selection: Selection, window: int
) -> Bool[np.ndarray, "T T"]:
    """Of the existing terms those that truncation to `window` discards; 0: none."""
    left = kept(model, selection, cutting(selection, window))
    return existing(model, selection) & ~left


def cutting(selection: Selection, window: int) -> int:
    """The window of the picked weight's matrix: 0 for U, which is never truncated."""
    return 0 if selection.matrix == "U" else window


def shares(terms: Float64[np.ndarray, "..."]) -> Float64[np.ndarray, "..."]:
    """|term| / sum of |terms|; all 0 where every term is 0."""
    sizes = np.abs(terms)
    largest = sizes.max(initial=0.0)
    if largest == 0:
        return sizes
    parts = sizes / largest
    return parts / parts.sum()


def strongest(sizes: Float64[np.ndarray, " n"]) -> list[int]:
    """The positions of the largest size, and of those equal to it up to rounding."""
    return np.flatnonzero(sizes >= sizes.max() * (1 - TIED)).tolist()


def fewest(parts: Float64[np.ndarray, "..."], share: float) -> int:
    """How many of the largest parts of 1 it takes to reach a share."""
    reached = np.sort(parts, axis=None)[::-1].cumsum()
    return int(np.searchsorted(reached, share * (1 - TIED))) + 1
