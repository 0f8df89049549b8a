"""The one pass that stands for each mistake, where it can be made in several ways."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from ..forward_pass import forward
from ..params import Params
from .passes import (
    RIGHT,
    Back,
    Forward,
    Gather,
    Net,
    Output,
    Recipe,
    errors_back,
    evaluate,
    output_errors,
    run,
)

NAMES = ("H", "L", "U", "h0")
WINDOW, BATCH = 2, 4
"""The window and the pieces that are cut, and the number that is divided by."""

ONE = ("one",)
FORWARDS = {
    "state-not-carried": Forward(memory="h0"),
    "zero-start": Forward(start="zero"),
    "chunks-state-zeroed": Forward(memory=("zeroed", WINDOW)),
    "states-overwritten": Forward(memory="one array"),
    "forward-transposed": Forward(transposed=True),
}
OUTPUTS = {
    "predictions-from-previous-state": Output(reads="previous"),
    "predictions-from-last-state": Output(reads="last"),
    "targets-not-shifted": Output(targets="inputs"),
    "targets-shifted-once-more": Output(targets="next, last kept"),
    "target-not-subtracted": Output(error="yhat"),
    "target-overwritten": Output(error="target overwritten"),
    "softmax-missing": Output(error="logits"),
    "softmax-twice": Output(error="softmax twice"),
    "squared-error": Output(error="squared"),
    "softmax-diagonal": Output(error="diagonal"),
    "sigmoid-for-softmax": Output(error="sigmoid"),
    "softmax-not-normalised": Output(error="exp"),
    "softmax-over-time": Output(error="over time"),
    "all-losses": Output(losses="all"),
    "last-loss-only": Output(losses="last"),
    "first-loss-only": Output(losses="first"),
    "last-loss-missing": Output(losses="no last"),
    "first-loss-missing": Output(losses="no first"),
}
SLOPES: Mapping[str, tuple[str, ...]] = {
    "slope-missing": ONE,
    "slope-twice": ("at h",),
    "slope-squared": ("squared",),
    "slope-inverse": ("inverse",),
    "slope-of-next-step": ("next", "own"),
    "slope-of-previous-step": ("previous",),
    "slope-of-last-step": ("last",),
}
CURVED: Mapping[str, tuple[str, ...]] = {
    "slope-without-square": ("1 - h",),
    "slope-sign": ("plus",),
}
"""Of activations that have such a formula: the others are right."""
BACKS = {
    "back-without-transpose": Back(back="H"),
    "carried-without-weights": Back(back="identity"),
    "carried-without-slope": Back(form="dh"),
    "slope-again-on-the-way": Back(form="again"),
    "carried-added-up": Back(form="added"),
    "slope-on-own-error-only": Back(carried_slope=ONE),
    "slope-on-carried-only": Back(own_slope=ONE),
}
GATHERS: Mapping[str, Mapping[str, Gather]] = {
    "own-state": {"H": Gather("own")},
    "wraps-around": {"H": Gather("wrapped")},
    "first-state": {"H": Gather("first")},
    "last-state": {"H": Gather("last")},
    "state-before-activation": {"H": Gather("z, h0")},
    "state-two-back": {"H": Gather("two back")},
    "transposed": {"H": Gather("previous", transposed=True)},
    "first-instance-missing": {
        "H": Gather("previous", "no first"),
        "L": Gather("inputs", "no first"),
    },
    "last-step-missing": {
        "H": Gather("previous", "no last"),
        "L": Gather("inputs", "no last"),
    },
    "overwritten-each-step": {
        "H": Gather("previous", "first"),
        "L": Gather("inputs", "first"),
        "U": Gather("own", "first"),
    },
    "repeated-word-overwritten": {"L": Gather("inputs", words="last stays")},
    "repeated-word-averaged": {"L": Gather("inputs", words="averaged")},
    "column-of-target": {"L": Gather("targets")},
    "every-column": {"L": Gather("inputs", words="every column")},
    "error-before-slope": {
        "H": Gather("previous", before=True),
        "L": Gather("inputs", before=True),
    },
    "output-state-previous": {"U": Gather("previous")},
    "output-state-before-activation": {"U": Gather("z")},
    "output-state-last": {"U": Gather("last")},
    "start-without-weights": {"h0": Gather("delta")},
    "start-with-slope": {"h0": Gather("slope")},
    "start-one-step-late": {"h0": Gather("felt")},
    "start-summed": {"h0": Gather("summed")},
    "start-is-last-state": {"h0": Gather("last state")},
}
SCALES = {
    "divided-by-steps": "1/T",
    "not-divided": "T",
    "multiplied-by-steps": "T",
    "divided-by-vocabulary": "1/V",
    "divided-by-hidden": "1/D",
    "divided-by-batch": f"1/ {BATCH}",
    "log-base-2": "1/ln 2",
    "doubled": "2",
    "halved": "1/2",
    "sign": "minus",
}
TRIANGLES: Mapping[str, tuple[str | int, ...]] = {
    "nothing-from-ahead": ("window", 1),
    "only-from-ahead": ("none",),
    "window-one-longer": ("window", WINDOW + 1),
    "window-one-shorter": ("window", WINDOW - 1),
    "chunks-for-window": ("pieces", WINDOW, WINDOW),
    "truncated": ("window", WINDOW),
}


def typical_gradients(
    slug: str | None,
    params: Params,
    inputs: ArrayLike,
    targets: ArrayLike,
    activation: str = "sigmoid",
    reduction: str = "sum",
    window: int | None = None,
    names: tuple[str, ...] = NAMES,
) -> dict[str, np.ndarray]:
    """The gradients that a mistake typically makes of a network, by name.

    Windows and pieces are of 2 steps, a whole number that is divided by is 4; where
    entries are clipped, the bound is half of the largest of them, and half of the
    smallest norm where matrices are scaled down.  Without a slug they are right.
    KeyError for an unknown one.
    """
    trace = forward(params, inputs, targets, activation)
    weights = (params.H, params.L, params.U, params.h0)
    net = Net(*weights, trace.inputs, trace.targets, activation, reduction, window)
    recipe = RIGHT if slug is None else typical_recipe(slug, net)
    return evaluate(recipe, net, names)


def typical_recipe(slug: str, net: Net) -> Recipe:
    """The knobs of a mistake, as `typical_gradients` has them."""
    if slug in FORWARDS:
        return Recipe(forward=FORWARDS[slug])
    if slug in OUTPUTS:
        return Recipe(output=OUTPUTS[slug])
    if slug in GATHERS:
        return Recipe(gathers=GATHERS[slug])
    if slug in SCALES:
        return Recipe(scales=dict.fromkeys(NAMES, (SCALES[slug],)))
    if slug in TRIANGLES:
        return Recipe(triangle=TRIANGLES[slug])
    return _of_this_network(slug, net)


def _of_this_network(slug: str, net: Net) -> Recipe:
    """Knobs that depend on the network's activation, length or numbers."""
    tanh = net.activation == "tanh"
    if slug == "other-activation":
        return Recipe(forward=Forward(activation="sigmoid" if tanh else "tanh"))
    if slug in ("own-error-twice", "losses-counted-again", "not-truncated"):
        kinds = {
            "own-error-twice": ("own twice", net.steps),
            "losses-counted-again": ("again", net.steps, "all"),
            "not-truncated": ("window", net.steps),
        }
        return Recipe(triangle=kinds[slug])
    if slug == "clipped-before-check":
        found = evaluate(RIGHT, net, NAMES).values()
        return Recipe(clip=max(float(np.abs(a).max()) for a in found) / 2)
    if slug == "clipped-by-norm":
        found = evaluate(RIGHT, net, NAMES).values()
        norms = [float(np.linalg.norm(a)) for a in found]
        least = min((norm for norm in norms if norm), default=0.0)
        return Recipe(norm=("each", least / 2))
    return Recipe(back=_back(slug, net))


def _back(slug: str, net: Net) -> Back:
    curved = net.activation in ("sigmoid", "tanh")
    tanh = net.activation == "tanh"
    if slug == "clipped-each-step":
        return Back(form=("clip", "carried", _largest_carried(net) / 2))
    slope = SLOPES.get(slug)
    if slug in CURVED:
        slope = CURVED[slug] if curved else ("right",)
    if slug == "slope-sign" and curved:
        slope = ("plus", net.activation)
    elif slug == "slope-of-input":
        slope = ("formula", "tanh" if tanh else "sigmoid", "z")
    elif slug == "slope-of-other-activation":
        slope = ("formula", "sigmoid" if tanh else "tanh", "h")
    if slope is None:
        return BACKS[slug]
    return Back(own_slope=slope, carried_slope=slope)


def _largest_carried(net: Net) -> float:
    """The largest entry of what is handed back from a step to the one before."""
    states = run(net, Forward())
    errors = errors_back(net, states, output_errors(net, states, Output()), Back())
    carried = errors.delta.sum(axis=1)[1:] @ net.H
    return float(np.abs(carried).max(initial=0.0))
