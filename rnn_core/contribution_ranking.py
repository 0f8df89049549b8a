"""The largest contributions of a matrix."""

import heapq
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from jaxtyping import Float64, Int64

from .backward_pass import Backward, weight_shape
from .checks import expect, one_of, whole_number
from .reduction import counted_losses

Errors = Float64[np.ndarray, "T T D"]


class Contribution(NamedTuple):
    """One contribution C[t,k] of the weight W_ij: t from 1, k, i and j from 0."""

    matrix: str
    i: int
    j: int
    t: int
    k: int
    value: float


class _Ordered(NamedTuple):
    """Numbers from the largest absolute value down, and where each stood."""

    values: Float64[np.ndarray, " n"]
    places: Int64[np.ndarray, " n"]


def largest_contributions(
    back: Backward,
    matrix: str,
    count: int = 8,
    distinct: Literal["weight"] | None = None,
    reduction: str = "sum",
) -> list[Contribution]:
    """The `count` largest |C[t,k]| over all weights of a matrix, all t and all k.

    From the largest down; ties by t, then k. `distinct="weight"` names each weight
    once, at its largest. Of losses that count in J by `reduction`. Contributions of 0
    are left out, so there may be fewer.

    Exact, and without the (T, T, D_h, D_h) numbers it chooses from: at each (t, k) they
    are the products of two vectors, delta and h, and the largest left of them is always
    next to one already taken. Those of real units alone: biases, the columns of a unit
    that is always 1, are not among them.

    ValueError: an unknown matrix, `distinct` or reduction, a count below 1. TypeError:
    no Backward, or a count that is no whole number.
    """
    expect("back", back, Backward)
    weight_shape(back.trace, matrix)
    count = whole_number("count", count, 1)
    if distinct is not None and distinct != "weight":
        raise ValueError(f'distinct is {distinct!r}; it must be "weight" or None')
    counts = counted_losses(reduction, back.trace.steps).counts
    listed: list[Contribution] = []
    weights = set()
    for contribution in _from_the_largest(back, matrix, counts):
        weight = (contribution.i, contribution.j)
        if distinct is None or weight not in weights:
            weights.add(weight)
            listed.append(contribution)
        if len(listed) == count:
            break
    return listed


def largest_discarded(
    back: Backward,
    window: int,
    matrix: Literal["H", "L"] = "H",
    reduction: str = "sum",
) -> Contribution | None:
    """The largest |C[t,k]| that truncated BPTT discards, t - k > window.

    Of all weights of the matrix but biases, and losses that count in J by `reduction`;
    ties by t, then k. None where all are 0. ValueError: a matrix that is neither "H"
    nor "L", a window below 1, an unknown reduction. TypeError: no Backward, a window
    that is no whole number.
    """
    expect("back", back, Backward)
    one_of("matrix", matrix, ("H", "L"))
    window = whole_number("window", window, 1)
    trace, steps = back.trace, np.arange(back.trace.steps)
    counts = counted_losses(reduction, trace.steps).counts
    h, delta = _real(back)
    units = np.abs(delta).argmax(axis=2)
    sizes = np.abs(np.take_along_axis(delta, units[:, :, None], axis=2)[:, :, 0])
    columns = trace.inputs
    if matrix == "H":
        columns = np.abs(h[:-1]).argmax(axis=1)
        sizes = sizes * np.abs(h[steps, columns])
    sizes[(steps[:, None] - steps < window) | (counts[:, None] == 0)] = 0.0
    loss, k = divmod(int(sizes.argmax()), len(steps))
    if sizes[loss, k] == 0:
        return None
    i, j = int(units[loss, k]), int(columns[k])
    (value,) = back.contributions(matrix, loss + 1, k, [i], [j])
    return Contribution(matrix, i, j, loss + 1, k, float(value))


def _from_the_largest(
    back: Backward, matrix: str, counts: Float64[np.ndarray, " T"]
) -> Iterator[Contribution]:
    """Every contribution but 0 of the losses that count, in order."""
    trace, steps = back.trace, back.trace.steps
    h, delta = _real(back)
    h = h[1:] if matrix == "U" else h[:-1]

    @cache
    def columns(k: int) -> _Ordered:
        return _read(trace.inputs[k]) if matrix == "L" else _order(h[k])

    @cache
    def rows(t: int, k: int) -> _Ordered:
        return _order(back.delta_o[t] if matrix == "U" else delta[t, k])

    def entry(t: int, k: int, a: int, b: int) -> tuple[float, int, int, int, int]:
        return (-abs(rows(t, k).values[a] * columns(k).values[b]), t, k, a, b)

    if matrix == "U":
        pairs = [(t, t) for t in range(steps)]
        row_peaks = np.diag(np.abs(back.delta_o).max(axis=1))
    else:
        pairs = [(t, k) for t in range(steps) for k in range(t + 1)]
        row_peaks = np.abs(delta).max(axis=2)
    column_peaks = np.ones(steps) if matrix == "L" else np.abs(h).max(axis=1)
    peaks = (counts[:, None] * row_peaks * column_peaks).tolist()
    heap = [(-peaks[t][k], t, k, 0, 0) for t, k in pairs if peaks[t][k] > 0]
    heapq.heapify(heap)
    while heap:
        _, t, k, a, b = heapq.heappop(heap)
        row, column = rows(t, k), columns(k)
        i, j = int(row.places[a]), int(column.places[b])
        value = float(row.values[a] * column.values[b])
        yield Contribution(matrix, i, j, t + 1, k, value)
        after = [(a, b + 1)] if b + 1 < len(column.values) else []
        if b == 0 and a + 1 < len(row.values):
            after.append((a + 1, 0))
        for place in after:
            beside = entry(t, k, *place)
            if beside[0] < 0:
                heapq.heappush(heap, beside)


def _real(back: Backward) -> tuple[Float64[np.ndarray, "T1 D"], Errors]:
    """The states and the error terms of the real units."""
    hidden = back.trace.real.hidden
    return back.trace.h[:, :hidden], back.delta[:, :, :hidden]


def _order(vector: Float64[np.ndarray, " n"]) -> _Ordered:
    places = np.argsort(-np.abs(vector), kind="stable")
    return _Ordered(vector[places], places)


def _read(word: np.int64) -> _Ordered:
    return _Ordered(np.ones(1), np.array([word]))
