"""The error of central differences against their step size, with its two regimes."""

import math

import plotly.graph_objects as go

from ..text.colours import PICKED, ZERO
from ..text.numerals import every_digit, short
from .gradient_heatmaps import power
from .gradient_routes import EXPONENTS

FLOOR = 1e-18
"""Where an error of 0 is drawn, which a logarithmic axis has no place for."""


def step_curve(differences: dict[int, float], exact: float, exponent: int) -> go.Figure:
    """The figure: the worst error of differences at each step size, and the chosen one.

    Left of the lowest point rounding grows as eps / step, right of it what the
    difference leaves out grows as step^2. The number of the chosen step stands below
    its mark, near the ends above it, clear of the curve. What is written at the flat
    line stands on the side where the next line of the grid is farther away.
    """
    ends = [10.0 ** EXPONENTS[0], 10.0 ** EXPONENTS[-1]]
    errors = list(differences.values())
    drawn = [max(error, FLOOR) for error in errors]
    here = differences[exponent]
    figure = go.Figure()
    figure.add_scatter(
        x=ends,
        y=[max(exact, FLOOR)] * 2,
        mode="lines",
        line={"color": ZERO, "width": 2, "dash": "dash"},
        hovertemplate=f"complex step: {every_digit(exact)}<extra></extra>",
        name="complex step",
    )
    figure.add_scatter(
        x=[10.0**e for e in differences],
        y=drawn,
        customdata=[(power(e), every_digit(error)) for e, error in differences.items()],
        mode="lines+markers",
        line={"color": ZERO, "width": 2},
        marker={"size": 6},
        hovertemplate="step %{customdata[0]}: %{customdata[1]}<extra></extra>",
        name="central difference",
    )
    figure.add_scatter(
        x=[10.0**exponent],
        y=[max(here, FLOOR)],
        mode="markers",
        marker={"size": 14, "color": PICKED, "symbol": "diamond"},
        hovertemplate=f"chosen step {power(exponent)}: {every_digit(here)}"
        "<extra></extra>",
        name="chosen step",
    )
    anchor = "left" if exponent < -10 else "right" if exponent > -3 else "center"
    figure.add_annotation(
        x=exponent,
        y=math.log10(max(here, FLOOR)),
        text=short(here),
        showarrow=False,
        yshift=-26 if anchor == "center" else 26,
        xanchor=anchor,
        font={"size": 14},
        bgcolor="rgba(128, 128, 128, 0.12)",
    )
    for words, side in (("rounding ~ ε / step", 0), ("truncation ~ step²", 1)):
        figure.add_annotation(
            x=side,
            y=1,
            xref="paper",
            yref="paper",
            xanchor=("left", "right")[side],
            yanchor="bottom",
            text=words,
            showarrow=False,
        )
    lowest, highest = -18.2, math.ceil(math.log10(max(drawn))) + 2
    every = max(3, math.ceil((highest - lowest) / 6.5))
    flat = math.log10(max(exact, FLOOR))
    above = flat % every <= every / 2
    figure.add_annotation(
        x=(EXPONENTS[0] + EXPONENTS[-1]) / 2,
        y=flat,
        text="complex step: nothing is subtracted",
        showarrow=False,
        yanchor="bottom" if above else "top",
    )
    figure.update_layout(
        height=320,
        margin={"l": 8, "r": 8, "t": 36, "b": 8},
        showlegend=False,
        xaxis={
            "type": "log",
            "title": {"text": "step"},
            "range": [EXPONENTS[0] - 0.4, EXPONENTS[-1] + 0.4],
            "tickvals": [10.0**e for e in EXPONENTS[::2]],
            "ticktext": [power(e) for e in EXPONENTS[::2]],
            "tickangle": 0,
            "fixedrange": True,
        },
        yaxis={
            "type": "log",
            "title": {"text": "worst error"},
            "range": [lowest, highest],
            "exponentformat": "power",
            "dtick": every,
            "fixedrange": True,
        },
    )
    return figure


def describe_curve(differences: dict[int, float], exact: float) -> str:
    """The curve for those who do not see it: where it is lowest, and its two ends."""
    low, *_, high = sorted(differences)
    best = min(differences, key=differences.__getitem__)
    errors = [f"{short(differences[e])} at step {power(e)}" for e in (low, best, high)]
    return (
        "The worst error of central differences against their step size: "
        f"{errors[0]}, least {errors[1]}, {errors[2]}; that of the complex step is "
        f"{short(exact)}."
    )
