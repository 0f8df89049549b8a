"""What window and clipping take away of each gradient, over the training."""

import math
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from rnn_core import Training

from ..text.chart_layout import framed
from ..text.colours import ZERO
from ..text.numerals import every_digit, percent, plural, short
from .curve import bands

NOTHING = (
    "Nothing is taken away: every loss goes back to the first word of its window, and "
    "no gradient is clipped."
)


def is_whole(training: Training) -> bool:
    """Whether every gradient is followed as it is."""
    recipe = training.recipe
    return not recipe.clip and (not recipe.window or recipe.window >= training.length)


def kept_reading(training: Training) -> str:
    """What window and clipping take away, in a sentence or two."""
    recipe = training.recipe
    said = []
    if recipe.window:
        said.append(_window_reading(training))
    if recipe.clip:
        said.append(_clip_reading(training.scale, recipe.clip))
    return " ".join(said) or NOTHING


def _window_reading(training: Training) -> str:
    recipe, looks = training.recipe, training.looks
    if recipe.window >= training.length:
        return (
            f"The window w = {recipe.window} is as long as what a step reads: it takes "
            "nothing away."
        )
    how = "pieces of" if recipe.cut == "pieces" else "a window of"
    measured = [look for look in looks if math.isfinite(look.kept.ratio)]
    if not measured:
        return f"With {how} {recipe.window} the gradient is 0 throughout."
    shares, last = [look.kept for look in measured], measured[-1].kept
    said = (
        f"**With {how} {recipe.window} of {plural(training.length, 'step')} the "
        f"gradient that is followed has {percent(last.ratio)} of the length of the "
        f"full one** after {plural(measured[-1].step, 'step')}, on the first window"
    )
    if math.isfinite(last.angle):
        said += f", {short(last.angle)}° away from it"
    worst = max((s.angle for s in shares if math.isfinite(s.angle)), default=math.nan)
    if math.isfinite(worst):
        said += f" (at most {short(worst)}° over the training)"
    if any(share.ratio > 1 for share in shares):
        said += (
            ". It can be longer than the full one: what is cut off may point the other "
            "way"
        )
    return f"{said}."


def _clip_reading(scale: np.ndarray, clip: float) -> str:
    clipped = int((scale < 1).sum())
    if not clipped:
        return f"No gradient was longer than {short(clip)}: clipping took nothing away."
    steps = "all" if clipped == len(scale) else f"{clipped:,} of {len(scale):,}"
    return (
        f"**Clipping at {short(clip)} shortened the gradients of {steps} steps**, the "
        f"longest one to {percent(float(scale.min()))} of its length."
    )


class Line(NamedTuple):
    """The part that is kept at each step, and, of a window, by which angle it turns."""

    name: str
    steps: list[int]
    values: list[float]
    angles: list[float] | None
    mode: str


def kept_figure(training: Training) -> go.Figure:
    """Which part of the length is kept by the window and by clipping, over training.

    The window's part is known at looks, clipping's at each step: of steps too near to
    be told apart the one that is clipped most.
    """
    recipe, looks = training.recipe, training.looks
    figure = go.Figure()
    lines: list[Line] = []
    if recipe.window:
        steps = [look.step for look in looks]
        ratios = [look.kept.ratio for look in looks]
        turned = [look.kept.angle for look in looks]
        lines.append(Line("kept by the window", steps, ratios, turned, "lines"))
    if recipe.clip:
        places = bands(training.scale)
        steps = [step for step, _, _ in places]
        least = [low for _, low, _ in places]
        lines.append(Line("kept by clipping", steps, least, None, "markers"))
    for name, steps, values, angles, mode in lines:
        words = [every_digit(float(value)) for value in values]
        if angles is not None:
            words = [
                f"{word}, angle {short(float(angle))}°"
                for word, angle in zip(words, angles, strict=True)
            ]
        figure.add_scatter(
            x=steps,
            y=[float(v) if math.isfinite(v) else None for v in values],
            customdata=words,
            mode=mode,
            line={"color": ZERO, "width": 2.5},
            marker={"color": ZERO, "size": 5},
            hovertemplate="step %{x}: %{customdata}<extra></extra>",
            name=name,
        )
    tops = [v for line in lines for v in line.values if math.isfinite(v)]
    figure.update_layout(
        **framed(320),
        showlegend=True,
        xaxis={
            "title": {"text": "steps of training"},
            "range": [0, training.planned],
            "fixedrange": True,
        },
        yaxis={
            "title": {"text": "part of the length"},
            "range": [0, 1.05 * max([1.0, *tops])],
            "fixedrange": True,
        },
    )
    return figure


def describe_kept(training: Training) -> str:
    """The figure for those who do not see it."""
    return "Part of the gradient’s length that is kept, over the training. " + (
        kept_reading(training).replace("**", "")
    )
