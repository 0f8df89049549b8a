"""Does it learn to reach back? The gradient by distance, at some steps of training."""

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import plotly.graph_objects as go

from ..text.chart_layout import framed
from ..text.colours import PICKED, ZERO
from ..text.names import power_of_ten
from ..text.numerals import every_digit, percent, plural, short

LITTLE = 1e-6
"""A share of the nearest gradient that is nothing to speak of."""
STEADY = 1.25
"""A reach that changed by less than this factor has not changed to speak of."""
WHERE = "This is of the first window that is read, over all losses in it."


class Look(Protocol):
    """What is read of a look at the network."""

    @property
    def step(self) -> int: ...
    @property
    def reach(self) -> np.ndarray: ...


def nearest_look(looks: Sequence[Look], step: int) -> Look:
    """The look nearest to a step."""
    return min(looks, key=lambda look: abs(look.step - step))


def shown_looks(looks: Sequence[Look], at: int) -> list[Look]:
    """The first look, the last one, and the one nearest to step `at`; each once."""
    picked = (looks[0], nearest_look(looks, at), looks[-1])
    return list({look.step: look for look in picked}.values())


def far_share(look: Look) -> float:
    """The norm at the largest distance over that at distance 1; nan where this is 0."""
    near, far = float(look.reach[0]), float(look.reach[-1])
    return far / near if near else math.nan


def reach_reading(looks: Sequence[Look]) -> str:
    """Whether it learned to reach back, in a sentence."""
    first, last = looks[0], looks[-1]
    far = len(first.reach)
    if far == 1:
        return (
            "Each step reads one word: there is no earlier step to reach. Let it read "
            "more words."
        )
    return f"{_verdict(first, last, far)} {WHERE}"


def _verdict(first: Look, last: Look, far: int) -> str:
    """How the gradient from furthest away compares with the nearest one."""
    before, after = far_share(first), far_share(last)
    what = f"the gradient at distance {far}"
    now = f"after {plural(last.step, 'step')} {what} is {_share(after)}"
    if last.step == 0 or not (before > 0 and math.isfinite(before)):
        if not before > 0:
            return f"At the start {what} is 0, or there is none at all."
        return f"At the start {what} is {_share(before)}."
    if before < LITTLE and not after > LITTLE:
        return f"**It does not learn to reach back that far:** {now}, as before."
    if not after > LITTLE:
        return f"**It forgets how to reach back:** {now}."
    ratio = after / before
    verdict = "**It learns to reach back:**"
    if ratio < STEADY:
        verdict = "**It does not learn to reach back:**"
    if ratio < 1 / STEADY:
        verdict = "**It reaches less far than before:**"
    return (
        f"{verdict} at the start {what} was {_share(before)}, "
        f"after {plural(last.step, 'step')} it is {percent(after)}."
    )


def _share(share: float) -> str:
    """A part of the gradient at distance 1, where there is anything to speak of."""
    if not share > 0:
        return "0"
    part = percent(share) if share > LITTLE else "less than 0.0001%"
    return f"{part} of that at distance 1"


def reach_figure(looks: Sequence[Look], at: int) -> go.Figure:
    """The norm of dJ^(t)/dH^(k) against t - k: at first, at last, and looked into."""
    figure = go.Figure()
    drawn = shown_looks(looks, at)
    here = nearest_look(looks, at).step
    for look in drawn:
        picked = look.step == here
        start = look.step == 0
        x = list(range(1, len(look.reach) + 1))
        figure.add_scatter(
            x=x,
            y=[float(v) if v > 0 else None for v in look.reach],
            customdata=[every_digit(float(v)) for v in look.reach],
            mode="lines+markers" if len(x) <= 30 else "lines",
            line={
                "color": PICKED if picked else ZERO,
                "width": 3 if picked else 2,
                "dash": "dash" if start else "solid",
            },
            marker={"size": 7, "symbol": "diamond" if picked else "circle"},
            hovertemplate=f"step {look.step:,}, distance %{{x}}: %{{customdata}}"
            "<extra></extra>",
            name=f"step {look.step:,}{_mark(look.step, at) if picked else ''}",
        )
    values = [float(v) for look in drawn for v in look.reach if v > 0]
    low = math.floor(math.log10(min(values, default=0.1)))
    high = math.ceil(math.log10(max(values, default=1.0)) + 1e-9)
    every = max(1, math.ceil((high - low) / 6))
    ticks = list(range(low, high + 1, every))
    longest = max(len(look.reach) for look in drawn)
    figure.update_layout(
        **framed(320),
        showlegend=True,
        xaxis={
            "title": {"text": "distance t − k"},
            "range": [0.8, longest + 0.2] if longest > 1 else [0.5, 1.5],
            "fixedrange": True,
            **({"dtick": 1} if longest <= 12 else {}),
        },
        yaxis={
            "type": "log",
            "title": {"text": "norm of ∂J⁽ᵗ⁾/∂H⁽ᵏ⁾"},
            "tickvals": [10.0**tick for tick in ticks],
            "ticktext": [power_of_ten(tick) for tick in ticks],
            "range": [low - 0.05, high + 0.05],
            "fixedrange": True,
        },
    )
    return figure


def _mark(step: int, at: int) -> str:
    """What tells the line of the step that is looked into."""
    return " (looked into)" if step == at else f" (nearest to step {at:,})"


def describe_reach(looks: Sequence[Look], at: int) -> str:
    """The figure for those who do not see it: each line at its two ends."""
    parts = [
        f"at step {look.step:,} {short(float(look.reach[0]))} at distance 1 and "
        f"{short(float(look.reach[-1]))} at distance {len(look.reach)}"
        for look in shown_looks(looks, at)
    ]
    return f"Norm of ∂J⁽ᵗ⁾/∂H⁽ᵏ⁾ against the distance t − k: {'; '.join(parts)}."
