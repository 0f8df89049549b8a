"""All named ways of gathering a matrix, worked out at a few of its entries at once."""

from functools import cache
from typing import NamedTuple

import numpy as np

from ..passes import Gather, Net, Run
from ..passes.gathering import (
    HIDDEN_FACTORS,
    OUTPUT_FACTORS,
    START_FACTORS,
    STEPS,
    WORDS,
    hidden_state,
    output_state,
    step_mask,
    word_weights,
)

SLUGS = {
    "own": "own-state",
    "wrapped": "wraps-around",
    "first": "first-state",
    "last": "last-state",
    "z, h0": "state-before-activation",
    "z, wrapped": "state-before-activation wraps-around",
    "z of own": "state-before-activation own-state",
    "two back": "state-two-back",
    "two back, 0": "state-two-back",
    "two back, wrapped": "state-two-back wraps-around",
    "previous": "",
}
OUTPUT_SLUGS = {
    "own": "",
    "previous": "output-state-previous",
    "z": "output-state-before-activation",
    "last": "output-state-last",
}
STEP_SLUGS = {
    "all": "",
    "first": "overwritten-each-step",
    "last": "overwritten-each-step",
    "no first": "first-instance-missing",
    "no last": "last-step-missing",
    "second": "overwritten-each-step first-instance-missing",
}
WORD_SLUGS = {
    "added": ("",),
    "last stays": ("repeated-word-overwritten", "overwritten-each-step"),
    "first stays": ("repeated-word-overwritten", "overwritten-each-step"),
    "averaged": ("repeated-word-averaged",),
    "every column": ("every-column",),
}
START_SLUGS = {
    "H'": "",
    "handed": "",
    "H": "back-without-transpose",
    "delta": "start-without-weights",
    "slope": "start-with-slope",
    "slope of input": "start-with-slope",
    "felt": "start-one-step-late",
    "summed": "start-summed",
    "last state": "start-is-last-state",
    "H', and read": "",
}


class Option(NamedTuple):
    """A named way of gathering one matrix."""

    slugs: frozenset[str]
    gather: Gather


class Factors(NamedTuple):
    """weights (P, T, options): what a step's error is multiplied with at an entry.

    rows (P,): the row of the error that the entry takes.  before: of that at h.
    """

    options: list[Option]
    weights: np.ndarray
    rows: np.ndarray
    before: bool = False


def _option(slugs: str, gather: Gather) -> Option:
    return Option(frozenset(slugs.split()), gather)


def hidden_factors(
    net: Net, states: Run, rows: np.ndarray, columns: np.ndarray, transposed: bool
) -> Factors:
    """Of H at entries (rows, columns); transposed: entries of H' are those of H."""
    if transposed:
        rows, columns = columns, rows
    masks = [step_mask(steps, net.steps) for steps in STEPS]
    options, weights = [], []
    turned = "transposed" if transposed else ""
    for factor in HIDDEN_FACTORS:
        state = hidden_state(net, states, factor)[:, columns]
        for steps, mask in zip(STEPS, masks, strict=True):
            slugs = f"{SLUGS[factor]} {STEP_SLUGS[steps]} {turned}"
            options.append(_option(slugs, Gather(factor, steps, "added", transposed)))
            weights.append(state * mask[:, None])
    return Factors(options, np.array(weights).transpose(2, 1, 0), rows)


def bias_factors(net: Net, rows: np.ndarray) -> Factors:
    """Of a bias: what a step's error is multiplied with is 1."""
    masks = np.array([step_mask(steps, net.steps) for steps in STEPS])
    options = [_option(STEP_SLUGS[steps], Gather("ones", steps)) for steps in STEPS]
    weights = np.broadcast_to(masks.T, (len(rows), net.steps, len(STEPS)))
    return Factors(options, weights, rows)


def factors_of(
    name: str, net: Net, states: Run, rows: np.ndarray, columns: np.ndarray, wide: bool
) -> list[Factors]:
    """Of any matrix but h0 at entries (rows, columns); wide: it has several columns."""
    if name == "U":
        return [output_factors(net, states, rows, columns)]
    if name == "b_y":
        return [bias_factors(net, rows)]
    if name == "b_h":
        found = [bias_factors(net, rows)]
    elif name == "L":
        found = [input_factors(net, rows, columns)]
    else:
        sides = (False, True) if wide else (False,)
        found = [hidden_factors(net, states, rows, columns, side) for side in sides]
    return [*found, before_slope(found[0])]


def before_slope(of: Factors) -> Factors:
    """The first option, which is the right one, with the errors before the slope."""
    option = of.options[0]
    gather = option.gather._replace(before=True)
    options = [_option("error-before-slope", gather)]
    return Factors(options, of.weights[:, :, :1], of.rows, before=True)


def output_factors(
    net: Net, states: Run, rows: np.ndarray, columns: np.ndarray
) -> Factors:
    """Of U at entries (rows, columns)."""
    options, weights = [], []
    for factor in OUTPUT_FACTORS:
        state = output_state(net, states, factor)[:, columns]
        for steps in STEPS:
            slugs = f"{OUTPUT_SLUGS[factor]} {STEP_SLUGS[steps]}"
            options.append(_option(slugs, Gather(factor, steps)))
            weights.append(state * step_mask(steps, net.steps)[:, None])
    return Factors(options, np.array(weights).transpose(2, 1, 0), rows)


def input_factors(net: Net, rows: np.ndarray, columns: np.ndarray) -> Factors:
    """Of L at entries (rows, columns)."""
    options, weights = [], []
    for factor, words in (("inputs", net.x), ("targets", net.y)):
        reads = (words[:, None] == columns[None, :]).astype(float)
        for how in WORDS:
            if how == "every column":
                if factor == "targets":
                    continue
                reads = np.ones_like(reads)
            for steps in STEPS:
                kept = step_mask(steps, net.steps)
                mask = word_weights(words, how, kept)[:, None]
                for slug in WORD_SLUGS[how]:
                    wrong = "column-of-target" if factor == "targets" else ""
                    slugs = f"{wrong} {slug} {STEP_SLUGS[steps]}"
                    options.append(_option(slugs, Gather(factor, steps, how)))
                    weights.append(reads * mask)
    return Factors(options, np.array(weights).transpose(2, 1, 0), rows)


@cache
def start_options() -> list[Option]:
    """Of h0."""
    return [_option(START_SLUGS[f], Gather(f)) for f in START_FACTORS]
