"""The data of the triangle of contributions C[t,k] = dJ^(t)/dW_ij^(k)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool

from rnn_core import kept_instances, reduce_losses

from ..address.settings import Selection
from ..model.indexing import one_based
from ..model.network import Network
from ..text.losses import WHOLE_LOSSES
from ..text.names import weight_name
from ..text.numerals import plural, short
from .data_types import TriangleData, selection_data
from .terms import contributions, counted, cutting, kept
from .zeros import reasons

WRITTEN = 9
"""Up to this T cells show their numbers."""
BINS = 50
"""Rows of the picture where T is larger than 60."""
REASONED = 30
"""Up to this T each 0 says why it is one."""
EPS = float(np.finfo(np.float64).eps)


LIMITS = ((0.1, "all but cancel"), (0.5, "largely cancel"), (0.9, "partly cancel"))
"""Below which |sum| / sum of |terms| these words hold; from the last on they hardly do.
They are held against the three digits that are shown."""


class Cancellation(NamedTuple):
    """How much terms cancel: |sum| / sum of |terms|, which is 1 if none do.

    share: None where there is nothing to divide by.
    """

    share: float | None
    words: str


def cancellation(terms: np.ndarray, noun: str = "term") -> Cancellation:
    """|sum| / sum of |terms| and what that means; `noun` names what the terms are.

    Whether any cancel is decided by their signs: rounding can make the share 1.
    """
    if len(terms) == 0:
        return Cancellation(None, f"it has no {noun}")
    if not terms.any():
        all_of = f"all {noun}s are" if len(terms) > 1 else f"its only {noun} is"
        return Cancellation(None, f"{all_of} 0")
    if len(terms) == 1:
        return Cancellation(1.0, f"there is only one {noun}")
    if np.count_nonzero(terms) == 1:
        return Cancellation(1.0, f"only one {noun} is not 0")
    if (terms >= 0).all() or (terms <= 0).all():
        those = " that are not 0" if (terms == 0).any() else ""
        words = f"all {noun}s{those} have the same sign: nothing cancels"
        return Cancellation(1.0, words)
    parts = terms / np.abs(terms).max()
    share = abs(float(parts.sum())) / float(np.abs(parts).sum())
    if share <= len(terms) * EPS:
        return Cancellation(share, f"the {noun}s cancel, as far as float64 can tell")
    shown = float(f"{share:.2e}")
    words = next((words for limit, words in LIMITS if shown < limit), "hardly cancel")
    return Cancellation(share, f"the {noun}s {words}")


def triangle(
    model: Network,
    selection: Selection,
    reduction: str = "sum",
    window: int = 0,
    cut: str = "sliding",
) -> TriangleData:
    """Cells, row sums dJ^(t)/dW_ij, column sums, and the total: the gradient.

    Rows and columns are ranges of t and k; past T = 60 each holds several, its cell
    the sum over them, and `go` the largest contribution inside as [t, k]. Over t they
    are reduced to J, and `idle` says of each row whether its losses do not count there.
    Under truncation to `window` > 0, sliding or in pieces, the sums are those of the
    kept terms, and `cut` of the result says of each cell whether none (0), all (1) or
    some (2) of it is discarded. U is never truncated.
    """
    window = cutting(selection, window)
    terms = contributions(model, selection)
    steps = len(terms)
    width, counts = 1 if steps <= 60 else -(-steps // BINS), counted(model, reduction)
    edges = _edges(counts, width)
    ranges = [(a, b - 1) for a, b in pairwise([*edges, steps])]
    left = contributions(model, selection, window, cut)
    columns = reduce_losses(left, reduction, axis=0)
    sums = left.sum(axis=1)
    row_sums = np.add.reduceat(sums, edges)
    column_sums = np.add.reduceat(columns, edges)
    return {
        **selection_data(selection),
        "rows": [(one_based(a), one_based(b)) for a, b in ranges],
        "columns": ranges,
        "cells": _binned(terms, edges).tolist(),
        "row_sums": row_sums.tolist(),
        "column_sums": column_sums.tolist(),
        "total": total(model, selection, reduction, window, cut),
        "largest": float(np.abs(_binned(terms, edges)).max()),
        "largest_sum": float(max(np.abs(row_sums).max(), np.abs(column_sums).max())),
        "go": None if width == 1 else _strongest(terms, ranges),
        "over": reduction,
        "losses": WHOLE_LOSSES[reduction].losses,
        "idle": (~counts[edges]).tolist(),
        "window": window,
        "cut": cut_cells(edges, kept_instances(steps, window, cut)) if window else None,
        "why": reasons(model, selection) if steps <= REASONED else [],
        "rest": (balance(model, selection, window) if cut == "sliding" else "")
        + _legend(steps, width, window, not counts.all(), cut),
        "label": (
            f"What each instance of {weight_name(selection)} "
            "adds to the gradient of each loss."
        ),
    }


def total(
    model: Network,
    selection: Selection,
    reduction: str = "sum",
    window: int = 0,
    cut: str = "sliding",
) -> float:
    """The gradient of the picked weight, as the triangle's corner has it.

    Over all instances and the losses as `reduction` makes J of them; under truncation
    to `window` > 0 that of the kept terms.
    """
    left = contributions(model, selection, window, cut)
    return float(reduce_losses(left.sum(axis=1), reduction))


def balance(model: Network, selection: Selection, window: int = 0) -> str:
    """A sentence about how much the terms of the chosen loss cancel."""
    noun = "kept term" if window else "term"
    row = kept(model, selection, window)[selection.t - 1]
    share, words = cancellation(
        contributions(model, selection)[selection.t - 1, row], noun
    )
    ratio = "" if share is None else f", |sum| / sum of |{noun}s| = {short(share)}"
    return f"Loss {selection.t}: {words}{ratio}."


def _edges(counts: np.ndarray, width: int) -> list[int]:
    """Where the rows begin, from 0: `width` losses each, all of which count or none."""
    parted = np.flatnonzero(np.diff(counts)) + 1
    return sorted({*range(0, len(counts), width), *parted.tolist()})


def _binned(terms: np.ndarray, edges: Sequence[int]) -> np.ndarray:
    return np.add.reduceat(np.add.reduceat(terms, edges, axis=0), edges, axis=1)


def cut_cells(
    edges: Sequence[int], kept_terms: Bool[np.ndarray, "T T"]
) -> list[list[int]]:
    """Of each cell: 0 kept, 1 discarded, 2 partly discarded."""
    left = _binned(kept_terms.astype(int), edges)
    every = _binned(np.tri(len(kept_terms), dtype=int), edges)
    return np.where(left == every, 0, np.where(left == 0, 1, 2)).tolist()


def _legend(steps: int, width: int, window: int, idle: bool, cut: str) -> str:
    """How marks are read, where there is no room for numbers; which are hollow."""
    legend = ""
    if steps > WRITTEN:
        legend = " Squares are positive, circles negative; the area is the size."
    if width > 1:
        legend += f" A mark is the sum of up to {width} × {width} terms."
    if 0 < window < steps:
        far = f"more than {plural(window, 'step')} back"
        far = far if cut == "sliding" else "before the loss’s own piece"
        legend += f" Hollow: discarded, {far}."
    if idle:
        legend += " In brackets: losses before the last, which do not count in J."
    return legend


def _strongest(
    terms: np.ndarray, ranges: list[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    """[t, k] of the largest contribution in each bin, t from 1."""
    out = []
    for a, b in ranges:
        row = []
        for c, d in ranges:
            block = np.abs(np.tril(terms)[a : b + 1, c : d + 1])
            r, k = divmod(int(block.argmax()), block.shape[1])
            row.append((one_based(a + r), min(c + k, a + r)))
        out.append(row)
    return out
