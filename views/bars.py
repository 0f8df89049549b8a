"""The chosen loss's instances as bars."""

import plotly.graph_objects as go

from .indexing import place
from .model import Model
from .settings import Selection

PLUS, MINUS, ZERO = "#d9730d", "#2272b4", "#8a8f98"
"""One colour pair for signed numbers, everywhere: orange above 0, blue below."""
PICKED = "#c2297a"
"""The accent between those of the light and the dark theme."""


def bars(model: Model, selection: Selection) -> go.Figure:
    """C[t,k] for k = 0..t-1 and, apart from them, their sum dJ^(t)/dW_ij."""
    at = place(selection)
    terms = model.back.instances(at.matrix, at.i, at.j)[at.loss, : selection.t]
    total = float(terms.sum())
    steps = list(range(selection.t))
    figure = go.Figure()
    figure.add_bar(
        x=steps,
        y=terms.tolist(),
        marker_color=[PLUS if v > 0 else MINUS if v < 0 else ZERO for v in terms],
        marker_line_color=PICKED,
        marker_line_width=[3 if k == selection.k else 0 for k in steps],
        hovertemplate="instance %{x}: %{y:.17g}<extra></extra>",
        name="instances",
    )
    figure.add_bar(
        x=[selection.t + 0.5],
        y=[total],
        marker_color=PLUS if total > 0 else MINUS if total < 0 else ZERO,
        marker_pattern_shape="/",
        hovertemplate="sum: %{y:.17g}<extra></extra>",
        name="sum",
    )
    every = max(1, -(-selection.t // 20))
    figure.update_layout(
        height=260,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        bargap=0.35,
        xaxis={
            "title": {"text": "instance k"},
            "tickvals": [*steps[::every], selection.t + 0.5],
            "ticktext": [*map(str, steps[::every]), "sum"],
            "fixedrange": True,
        },
        yaxis={
            "zeroline": True,
            "zerolinewidth": 1.5,
            "fixedrange": True,
            "exponentformat": "power",
            "nticks": 6,
        },
    )
    return figure
