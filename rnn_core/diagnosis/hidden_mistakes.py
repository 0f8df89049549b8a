"""Which mistakes a network hides, found by making each of them on it."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from ..checks import one_of, whole_number
from ..forward_pass import forward
from ..params import Params
from ..reduction import REDUCTIONS
from .mistakes import MISTAKES
from .passes import RIGHT, Gather, Net, Recipe, evaluate
from .passes.gathering import HIDDEN_FACTORS, OUTPUT_FACTORS, STEPS, WORDS
from .search.choices import backs, forwards, outputs_up_to, triangles
from .search.gathers import OUTPUT_SLUGS, SLUGS, STEP_SLUGS, WORD_SLUGS, start_options

SAME = 1e-9
"""Gradients that differ by less than this, relative to the largest, look the same."""
NAMES = ("H", "L", "U", "h0")
MOST_WORK = 30_000_000
"""Multiplications of one backward pass up to which mistakes are tried."""
SOFTMAX = 40
"""What a multiplication for the logits costs, with the ways to get them wrong."""


def hidden_mistakes(
    params: Params,
    inputs: ArrayLike,
    targets: ArrayLike,
    activation: str = "sigmoid",
    reduction: str = "sum",
    window: int | None = None,
) -> tuple[str, ...] | None:
    """Slugs of MISTAKES that leave all four gradients of this network right.

    Each is made in every way that the diagnosis knows, and compared. None for a network
    on which that takes long. ValueError and TypeError: as in `diagnose`.
    """
    one_of("reduction", reduction, REDUCTIONS)
    if window is not None:
        window = whole_number("window", window, 1)
    trace = forward(params, inputs, targets, activation)
    if _work(params, trace.steps) > MOST_WORK:
        return None
    weights = (params.H, params.L, params.U, params.h0)
    net = Net(*weights, trace.inputs, trace.targets, activation, reduction, window)
    right = evaluate(RIGHT, net, NAMES)
    shown = dict.fromkeys(_the_same(net), False)
    for slug, recipe in _variants(net):
        if not shown.get(slug):
            shown[slug] = not _alike(evaluate(recipe, net, NAMES), right)
    return tuple(slug for slug in MISTAKES if shown.get(slug) is False)


def _the_same(net: Net) -> Iterator[str]:
    """Mistakes that nobody can see here, so that the diagnosis does not make them."""
    if not net.h0.any():
        yield "zero-start"
    if net.activation in ("relu", "identity"):
        yield from ("slope-twice", "slope-squared")
    if net.activation == "identity":
        yield from ("slope-inverse", "slope-missing")
        yield from ("slope-of-next-step", "slope-of-previous-step")
        yield from ("slope-on-own-error-only", "slope-on-carried-only")


def _work(params: Params, steps: int) -> int:
    back = steps * steps * params.hidden * params.hidden
    return back + SOFTMAX * steps * params.hidden * params.vocab


def _variants(net: Net) -> Iterator[tuple[str, Recipe]]:
    """Every way of making one mistake alone, but for clipping, which needs a bound."""
    stages = [
        *((one.slugs, Recipe(forward=one.knobs)) for one in forwards(net)),
        *((one.slugs, Recipe(output=one.knobs)) for one in outputs_up_to(net, 1)),
        *((one.slugs, Recipe(back=one.knobs)) for one in backs(net.activation)[1]),
        *((one.slugs, Recipe(triangle=one.knobs)) for one in triangles(net)),
        *_gathers(),
    ]
    for slugs, recipe in stages:
        if len(slugs) == 1 and not isinstance(recipe.back.form, tuple):
            (slug,) = slugs
            yield slug, recipe


def _gathers() -> Iterator[tuple[frozenset[str], Recipe]]:
    for factor in HIDDEN_FACTORS:
        for steps in STEPS:
            slugs = f"{SLUGS[factor]} {STEP_SLUGS[steps]}"
            yield _one("H", slugs, Gather(factor, steps))
    yield _one("H", "transposed", Gather("previous", transposed=True))
    for factor in OUTPUT_FACTORS:
        for steps in STEPS:
            slugs = f"{OUTPUT_SLUGS[factor]} {STEP_SLUGS[steps]}"
            yield _one("U", slugs, Gather(factor, steps))
    for words in WORDS:
        for slug in WORD_SLUGS[words]:
            yield _one("L", slug, Gather("inputs", words=words))
    yield _one("L", "column-of-target", Gather("targets"))
    for option in start_options():
        yield option.slugs, Recipe(gathers={"h0": option.gather})


def _one(name: str, slugs: str, how: Gather) -> tuple[frozenset[str], Recipe]:
    return frozenset(slugs.split()), Recipe(gathers={name: how})


def _alike(made: dict[str, np.ndarray], right: dict[str, np.ndarray]) -> bool:
    return all(
        np.abs(made[name] - true).max() <= SAME * (float(np.abs(true).max()) or 1.0)
        for name, true in right.items()
    )
