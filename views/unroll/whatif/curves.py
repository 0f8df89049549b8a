"""The data of response curves: how each loss changes with a move, and its tangent.

A move of size x changes J^(t) by `actual`, to first order by slope x. The picture
has both at a fixed row of stops, so that what a slider shows is what was computed.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64

from rnn_core import reduce_losses

from ...address.settings import Number
from ...model.indexing import one_based
from ...model.model import Model
from ...text.losses import WHOLE_LOSSES
from .data_types import Curve, CurveRow, CurveRows, LossCurve

Changes = Float64[np.ndarray, "N T"]

SHOWN = 12
"""Losses in the table; of more, those that change most."""
WORK = 4.5e9
"""Products that the stops of a slider may cost together, about a second's."""


class Curves(NamedTuple):
    """What a move does to each loss, at N stops.

    stops (N,), ascending; actual (N, T), nan where the moved network overflows;
    slopes (T,): the predicted changes are stops[:, None] * slopes. total (N,), slope:
    the same of J, which the losses make.
    """

    stops: np.ndarray
    actual: np.ndarray
    slopes: np.ndarray
    total: np.ndarray
    slope: float


def affordable_grid(net: Model, grids: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The finest of `grids` (finest first) that this network is fast enough for."""
    params = net.params
    each = net.trace.steps * params.vocab * params.hidden
    for grid in grids:
        if len(grid) * each <= WORK:
            return tuple(grid)
    return tuple(grids[-1])


def insert_stop(
    grid: Sequence[float], value: float, changes: Callable[[tuple[float, ...]], Changes]
) -> tuple[np.ndarray, Changes]:
    """The stops of `grid` with `value` inserted, and the changes there.

    changes: those at the sizes it is called with, (N, T).
    """
    stops, actual = np.array(grid), changes(tuple(grid))
    place = int(np.searchsorted(stops, value))
    if place < len(stops) and stops[place] == value:
        return stops, actual
    there = changes((value,))[0]
    return np.insert(stops, place, value), np.insert(actual, place, there, axis=0)


def picture(
    response: Curves,
    value: float,
    t: int,
    reduction: str,
    before: np.ndarray | None = None,
    notes: dict[int, str] | None = None,
) -> CurveRows:
    """The data of the picture: the losses shown, each with its curve, and J last.

    t: the chosen loss, from 1, always among them. before: each J^(t) as it is, where
    the picture shows losses and not their changes. notes: why a loss t stays.
    """
    steps = response.actual.shape[1]
    shown = strongest(response.actual, t - 1)
    rows: list[CurveRow] = []
    for r in shown:
        base, loss = None if before is None else float(before[r]), one_based(r)
        curve_of_loss = row(response, base, response.slopes[r], response.actual[:, r])
        rows.append({**curve_of_loss, "t": loss, "note": (notes or {}).get(loss, "")})
    now = None if before is None else float(reduce_losses(before, reduction))
    whole = row(response, now, response.slope, response.total)
    left_out = steps - len(shown)
    return {
        "stops": response.stops.tolist(),
        "at": int(np.searchsorted(response.stops, value)),
        "t": t,
        "rows": [*rows, {**whole, "t": 0, "note": ""}],
        "total": reduction,
        "left_out": (
            f"{len(shown)} of {steps} losses: the chosen one and others that change "
            f"most. {WHOLE_LOSSES[reduction].over_all}"
            if left_out
            else ""
        ),
    }


def strongest(actual: np.ndarray, chosen: int) -> list[int]:
    """Losses from 0, in order of time: `chosen` and those that change most anywhere."""
    sizes = np.nan_to_num(np.abs(actual), nan=np.inf).max(axis=0)
    sizes[chosen] = np.inf
    first = sorted(range(len(sizes)), key=lambda r: (r != chosen, -sizes[r], r))
    return sorted(first[:SHOWN])


def row(
    response: Curves, base: float | None, slope: float, actual: np.ndarray
) -> LossCurve:
    """One loss's curve; `base` as it is now, `span` is what its chart shows."""
    return {
        "base": float(base or 0),
        "slope": float(slope),
        "actual": curve(actual),
        "span": span(actual, response.stops * slope, base),
    }


def curve(values: np.ndarray) -> Curve:
    """A column of numbers, with None where the moved network overflows."""
    return [None if np.isnan(v) else float(v) for v in values]


def span(
    actual: np.ndarray, predicted: np.ndarray, base: float | None = None
) -> tuple[float, float]:
    """The limits of a chart: all of the curve, and what fits of the tangent.

    A tangent that leaves the curve may have half the height more. Of a loss that is
    `base` now, a rise is cut off where it would flatten all before it, and a chart is
    high enough for its numbers to differ.
    """
    real = actual[np.isfinite(actual)]
    low, high = float(real.min(initial=0)), float(real.max(initial=0))
    if base is not None:
        high = min(high, max(-2.0 * low, base, 1.0))
    room = 0.5 * (high - low) or float(np.abs(predicted).max()) or 1.0
    low = max(min(low, float(predicted.min())), low - room)
    high = min(max(high, float(predicted.max())), high + room)
    least = 1e-3 * (base or 0)
    least = max(least, 1e-290) if high > low else least or 1.0
    return (low, high) if high - low >= least else (low - least, high + least)


def number_sent(sent: object, setting: Number) -> float | None:
    """What a slider in the browser sent; None unless it is a number in range."""
    if isinstance(sent, bool) or not isinstance(sent, int | float):
        return None
    return float(sent) if setting.low <= sent <= setting.high else None
