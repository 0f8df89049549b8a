"""The network runs: words enter, states fill, and the chosen loss is found."""

from itertools import pairwise

import numpy as np

from ...model.model import Model
from ...text.names import at_time, state_name
from ...text.numerals import percent, short
from .data_types import Motion
from .frames import few_stops, said_values, spoken_word


def forward_frames(model: Model, t: int) -> Motion:
    """h^(0) alone; a frame a state, or for several; the guess; every loss.

    `at` counts the states after h^(0) that are filled. The last frame but one shows
    the guess of step t, the last one all guesses and losses.
    """
    steps = model.trace.steps
    stops = few_stops(steps)
    says = [f"The state {state_name(0)} is given. No word has come in yet."]
    says += [_filled(model, before + 1, s) for before, s in pairwise([0, *stops])]
    says += [_guess(model, t), _loss(model, t)]
    return {
        "kind": "forward",
        "frame": 0,
        "says": says,
        "at": [0, *stops, steps, steps],
        "walk": None,
        "outer": None,
    }


def _filled(model: Model, first: int, last: int) -> str:
    """What the steps `first` to `last` read, and the last one's state."""
    h = model.trace.h[last]
    word = spoken_word(model, model.trace.inputs[last - 1])
    reads = f"Step {last} reads {word}"
    if first < last:
        reads = f"Steps {first} to {last} read on, the last of them {word}"
    off = ""
    if model.trace.activation == "relu" and not h.all():
        count = np.count_nonzero(h == 0)
        off = " A 0 is a unit that is off." if count < len(h) else " Every unit is off."
    return (
        f"{reads}: {state_name(last)} = σ(H {state_name(last - 1)} + L) = "
        f"{said_values(h)}.{off}"
    )


def _guess(model: Model, t: int) -> str:
    """What step t makes of its state."""
    chances, target = model.trace.yhat[t - 1], int(model.trace.targets[t - 1])
    best, came = int(chances.argmax()), spoken_word(model, target)
    guess = f"From {state_name(t)} step {t} guesses the word that comes next: "
    if best == target:
        return f"{guess}{came}, which it is, gets {percent(float(chances[target]))}."
    favourite = spoken_word(model, best)
    return (
        f"{guess}most of all {favourite}, {percent(float(chances[best]))}; {came}, "
        f"which it is, gets {percent(float(chances[target]))}."
    )


def _loss(model: Model, t: int) -> str:
    """The loss of step t; every other step has its own."""
    chance = float(model.trace.yhat[t - 1, model.trace.targets[t - 1]])
    loss = f"{at_time('J', t)} = {short(float(model.trace.loss[t - 1]))}"
    how = f"−ln {short(chance)}, the loss of step {t}"
    others = " Every other step has its own." if model.trace.steps > 1 else ""
    return f"{loss}: {how}.{others}"
