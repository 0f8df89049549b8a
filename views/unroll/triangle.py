"""The triangle of contributions C[t,k] = dJ^(t)/dW_ij^(k) as data for its picture."""

from typing import Any, NamedTuple

import numpy as np

from ..address.settings import Selection
from ..model.indexing import one_based, place
from ..model.model import Model
from ..text.numerals import short

WRITTEN = 9
"""Up to this T cells show their numbers."""
BINS = 50
"""Rows of the picture where T is larger than 60."""


class Cancellation(NamedTuple):
    """How much terms cancel: |sum| / sum of |terms|, 1 where none does."""

    share: float
    words: str


def cancellation(terms: np.ndarray) -> Cancellation:
    """|sum| / sum of |terms| and what that means; share 1 where all terms are 0."""
    size = float(np.abs(terms).sum())
    if size == 0:
        return Cancellation(1.0, "all terms are 0")
    share = abs(float(terms.sum())) / size
    if len(terms) == 1:
        return Cancellation(1.0, "there is only one term")
    if np.count_nonzero(terms) == 1:
        return Cancellation(1.0, "only one term is not 0")
    if share > 1 - 1e-12:
        return Cancellation(1.0, "all terms have the same sign: nothing cancels")
    for limit, words in (
        (0.1, "the terms all but cancel"),
        (0.5, "the terms largely cancel"),
        (0.9, "the terms partly cancel"),
    ):
        if share < limit:
            return Cancellation(share, words)
    return Cancellation(share, "the terms hardly cancel")


def triangle(
    model: Model, selection: Selection, reduction: str = "sum", window: int = 0
) -> dict[str, Any]:
    """Cells, row sums dJ^(t)/dW_ij, column sums, and the total: the gradient.

    Rows and columns are ranges of t and k; past T = 60 each holds several, its cell
    the sum over them, and `go` the largest contribution inside as [t, k]. Over t they
    are summed or, for `reduction` "mean", averaged. Under truncation to `window` > 0
    the sums are those of the kept terms, t - k <= window, and `cut` says of each cell
    whether none (0), all (1) or some (2) of it is discarded.
    """
    at = place(selection)
    terms = model.back.instances(at.matrix, at.i, at.j)
    steps = len(terms)
    width = 1 if steps <= 60 else -(-steps // BINS)
    edges = list(range(0, steps, width))
    ranges = [(a, min(a + width, steps) - 1) for a in edges]
    kept = kept_terms(terms, window)
    over_t = 1 / steps if reduction == "mean" else 1.0
    sums, columns = kept.sum(axis=1), kept.sum(axis=0) * over_t
    row_sums = np.add.reduceat(sums, edges)
    column_sums = np.add.reduceat(columns, edges)
    balance = cancellation(kept[at.loss, : at.loss + 1])
    return {
        **{name: getattr(selection, name) for name in ("matrix", "i", "j", "t", "k")},
        "rows": [(one_based(a), one_based(b)) for a, b in ranges],
        "columns": ranges,
        "cells": _binned(terms, edges).tolist(),
        "row_sums": row_sums.tolist(),
        "column_sums": column_sums.tolist(),
        "total": float(sums.sum() * over_t),
        "largest": float(np.abs(_binned(terms, edges)).max()),
        "largest_sum": float(max(np.abs(row_sums).max(), np.abs(column_sums).max())),
        "go": None if width == 1 else _strongest(terms, ranges),
        "over": "mean" if reduction == "mean" else "sum",
        "window": window,
        "cut": _cut(ranges, window) if window else None,
        "rest": f"Loss {selection.t}: {balance.words}, "
        f"|sum| / sum of |terms| = {short(balance.share)}.{_legend(steps, width)}"
        + (f" Hollow: discarded, more than {window} back." if window else ""),
        "label": (
            f"What each instance of {at.matrix} {selection.i},{selection.j} adds to "
            "the gradient of each loss. Arrow keys move, Enter picks."
        ),
    }


def kept_terms(terms: np.ndarray, window: int) -> np.ndarray:
    """The terms that truncation to `window` keeps, t - k <= window; 0: all of them."""
    return np.triu(terms, 1 - window) if window else terms


def _binned(terms: np.ndarray, edges: list[int]) -> np.ndarray:
    return np.add.reduceat(np.add.reduceat(terms, edges, axis=0), edges, axis=1)


def _cut(ranges: list[tuple[int, int]], window: int) -> list[list[int]]:
    """Of each cell: 0 kept, 1 discarded, 2 partly discarded."""
    return [
        [
            1 if one_based(a) - d > window else 2 if one_based(b) - c > window else 0
            for c, d in ranges
        ]
        for a, b in ranges
    ]


def _legend(steps: int, width: int) -> str:
    """How marks are read, where there is no room for numbers."""
    if steps <= WRITTEN:
        return ""
    legend = " Squares are positive, circles negative; the area is the size."
    if width > 1:
        legend += f" A mark is the sum of {width} × {width} terms."
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
