"""The figure of sizes of dh^(t)/dh^(s) against the distance t - s."""

import math
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from ..text.chart_layout import framed
from ..text.colours import PICKED, ZERO
from ..text.names import power_of_ten
from ..text.numerals import MINUS
from .horizon import Distances


class Other(NamedTuple):
    """A second network's sizes, and what it is called."""

    title: str
    sizes: Distances


PER = 1 / math.log(10)
"""Natural logarithms times PER are powers of ten."""


def distance_curves(
    sizes: Distances, s: int, log_norm: float, other: Other | None = None
) -> go.Figure:
    """Norm, bound and singular values as powers of ten, with the limit of float64.

    `other`: a second network, whose norm is drawn as well.

    The axis is linear in the exponent: float64 has no 1e-600 for a logarithmic one.
    """
    figure = go.Figure()
    x = list(sizes.distances)
    if len(sizes.valued):
        _singular_values(figure, sizes)
    figure.add_scatter(
        x=x,
        y=_powers(sizes.bounds),
        mode="lines",
        line={"color": ZERO, "width": 2, "dash": "dash"},
        customdata=[_written(v) for v in sizes.bounds],
        hovertemplate="distance %{x}: bound %{customdata}<extra></extra>",
        name="bound (max σ′ · ‖H‖₂)ᵗ⁻ˢ",
    )
    figure.add_scatter(
        x=x,
        y=_powers(sizes.norms),
        mode="lines+markers" if len(x) <= 30 else "lines",
        line={"color": ZERO, "width": 3.5},
        marker={"size": 8},
        customdata=[_written(v) for v in sizes.norms],
        hovertemplate="distance %{x}: norm %{customdata}<extra></extra>",
        name="norm ‖∂h⁽ᵗ⁾/∂h⁽ˢ⁾‖₂",
    )
    if other is not None:
        figure.add_scatter(
            x=list(other.sizes.distances),
            y=_powers(other.sizes.norms),
            mode="lines",
            line={"color": ZERO, "width": 3.5, "dash": "dashdot"},
            customdata=[_written(v) for v in other.sizes.norms],
            hovertemplate="distance %{x}: norm %{customdata}<extra></extra>",
            name=f"norm, {other.title}",
        )
    figure.add_scatter(
        x=[sizes.t - s],
        y=_powers([log_norm]),
        mode="markers",
        marker={"size": 13, "color": PICKED, "symbol": "diamond"},
        customdata=[_written(log_norm)],
        hovertemplate=f"s = {s}: norm %{{customdata}}<extra></extra>",
        name=f"chosen s = {s}",
    )
    if sizes.reach is not None:
        figure.add_vline(
            x=sizes.reach + 0.5,
            line={"color": ZERO, "width": 1.5, "dash": "dot"},
            annotation={
                "text": "a float64 product ends here",
                "textangle": -90,
                "xanchor": "right",
                "yanchor": "bottom",
                "y": 0,
            },
        )
    lines = [trace.y for trace in figure.data]
    drawn = [v for line in lines for v in line if v is not None]
    low, high = min([*drawn, -1.0]), max([*drawn, 1.0])
    ticks = _ticks(low, high)
    figure.update_layout(
        **framed(380),
        xaxis={
            "title": {"text": "distance t − s"},
            "range": [-0.02 * max(sizes.t, 1), 1.02 * max(sizes.t, 1)],
            "fixedrange": True,
            **({"dtick": 1} if sizes.t <= 12 else {}),
        },
        yaxis={
            "tickvals": ticks,
            "ticktext": [power_of_ten(tick) for tick in ticks],
            "range": [low - 0.04 * (high - low), high + 0.04 * (high - low)],
            "fixedrange": True,
        },
    )
    return figure


def _singular_values(figure: go.Figure, sizes: Distances) -> None:
    """All of them as one trace of thin lines, with a break between two of them."""
    x: list[int | None] = []
    y: list[float | None] = []
    words: list[str] = []
    for line in sizes.values.T:
        x += [*sizes.valued, None]
        y += [*_powers(line), None]
        words += [*map(_written, line), ""]
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines+markers",
        line={"color": ZERO, "width": 1},
        marker={"size": 4},
        customdata=words,
        hovertemplate="distance %{x}: singular value %{customdata}<extra></extra>",
        name="singular values",
    )


def _powers(logs: np.ndarray | list[float]) -> list[float | None]:
    """Powers of ten; None for the logarithm of 0, which has no place."""
    return [float(v) * PER if np.isfinite(v) else None for v in logs]


def _written(log: float) -> str:
    """A number from its logarithm, with as many digits as that gives."""
    if not np.isfinite(log):
        return "0"
    exponent = math.floor(log * PER)
    return f"{10 ** (log * PER - exponent):.10f}e{exponent}".replace("-", MINUS)


def _ticks(low: float, high: float) -> list[int]:
    """Whole powers of ten, at most nine, at 1, 2 or 5 times a power of ten."""
    step = 1
    for step in (m * 10**e for e in range(5) for m in (1, 2, 5)):
        if (high - low) / step <= 8:
            break
    return list(range(math.ceil(low / step) * step, math.floor(high) + 1, step))
