"""The figure of the eigenvalues of H and of the running Lyapunov exponents."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from ..text.colours import PICKED, ZERO
from ..text.numerals import MINUS, every_digit
from .horizon import Horizon, spread_positions

POINTS = 300
LINES = 8
"""So many exponents are drawn, from the first to the last."""
NARROWEST = 0.02
"""The smallest range of exponents."""


def spectrum_figure(horizon: Horizon) -> go.Figure:
    """Left: the eigenvalues and the unit circle; right: the exponents after n steps."""
    figure = make_subplots(
        1,
        2,
        column_widths=[0.45, 0.55],
        horizontal_spacing=0.18,
        subplot_titles=["eigenvalues of H", "λ after n steps"],
    )
    _plane(figure, horizon.eigenvalues)
    _running(figure, horizon.exponents)
    reach = 1.15 * max(1.0, float(np.abs(horizon.eigenvalues).max()))
    figure.update_layout(
        height=380, margin={"l": 8, "r": 8, "t": 28, "b": 8}, showlegend=False
    )
    figure.update_annotations(font_size=13)
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True, zeroline=True, nticks=7)
    for axis in (figure.update_xaxes, figure.update_yaxes):
        axis(range=[-reach, reach], constrain="domain", nticks=4, row=1, col=1)
    figure.update_xaxes(title="Re", tickangle=0, row=1, col=1)
    figure.update_yaxes(title={"text": "Im", "standoff": 0}, row=1, col=1)
    figure.update_yaxes(scaleanchor="x", row=1, col=1)
    figure.update_xaxes(title="steps n", row=1, col=2)
    figure.update_yaxes(range=_range(horizon.exponents), row=1, col=2)
    return figure


def _plane(figure: go.Figure, values: np.ndarray) -> None:
    turn = np.linspace(0, 2 * np.pi, 91)
    figure.add_scatter(
        x=np.cos(turn).round(6).tolist(),
        y=np.sin(turn).round(6).tolist(),
        mode="lines",
        line={"color": ZERO, "width": 1.5, "dash": "dash"},
        hoverinfo="skip",
        name="unit circle",
        row=1,
        col=1,
    )
    figure.add_scatter(
        x=values.real.tolist(),
        y=values.imag.tolist(),
        mode="markers",
        marker={"size": 9 if len(values) <= 32 else 5, "color": PICKED},
        customdata=[_complex(complex(value)) for value in values],
        hovertemplate="%{customdata}<extra></extra>",
        name="eigenvalues of H",
        row=1,
        col=1,
    )


def _range(exponents: np.ndarray) -> list[float]:
    """From the least to the largest, and never so near that rounding fills it."""
    drawn = exponents[:, list(spread_positions(exponents.shape[1] - 1, LINES))]
    finite = drawn[np.isfinite(drawn)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0, 0)
    middle, half = (low + high) / 2, max((high - low) * 0.54, NARROWEST / 2)
    return [middle - half, middle + half]


def _complex(value: complex) -> str:
    sign = MINUS if value.imag < 0 else "+"
    real, imaginary, size = map(every_digit, (value.real, abs(value.imag), abs(value)))
    return f"{real} {sign} {imaginary} i, size {size}"


def _running(figure: go.Figure, exponents: np.ndarray) -> None:
    steps, count = exponents.shape
    after = spread_positions(steps - 1, POINTS)
    chosen = spread_positions(count - 1, LINES)
    for i in chosen:
        line = exponents[list(after), i]
        figure.add_scatter(
            x=[n + 1 for n in after],
            y=[float(v) if np.isfinite(v) else None for v in line],
            mode="lines" if len(after) > 1 else "markers",
            line={
                "color": PICKED if i == 0 else ZERO,
                "width": 2.5 if i == 0 else 1.5,
            },
            hovertemplate=f"λ<sub>{i + 1}</sub> after %{{x}} steps: "
            "%{y:.17g}<extra></extra>",
            name=f"exponent {i + 1}",
            row=1,
            col=2,
        )
