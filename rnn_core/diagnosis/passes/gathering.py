"""Gathering with knobs: from errors at steps to the four gradients."""

from typing import NamedTuple

import numpy as np

from .network import Net
from .slopes import formula
from .states import Run


class Gather(NamedTuple):
    """The knobs of one matrix's sum over steps.

    factor: of H and U the state of the outer product, of L "inputs" or "targets", of
    h0 what is handed to it.  steps: "all", "first", "last", "no first", "no last".
    words (L): "added", "last stays", "first stays", "averaged", "every column".
    transposed (H).  before (H, L): errors are those at h, before the slope.
    """

    factor: str
    steps: str = "all"
    words: str = "added"
    transposed: bool = False
    before: bool = False


RIGHT_FACTORS = {"H": "previous", "L": "inputs", "U": "own", "h0": "H'"}
STEPS = ("all", "first", "last", "no first", "no last", "second")
WORDS = ("added", "last stays", "first stays", "averaged", "every column")


def step_mask(steps: str, count: int) -> np.ndarray:
    """1 for the steps that are added up, 0 for the others."""
    mask = np.ones(count)
    if steps == "first":
        mask[1:] = 0
    elif steps == "last":
        mask[:-1] = 0
    elif steps == "no first":
        mask[0] = 0
    elif steps == "no last":
        mask[-1] = 0
    elif steps == "second":
        mask[:1] = mask[2:] = 0
    return mask


def word_weights(words: np.ndarray, how: str, mask: np.ndarray) -> np.ndarray:
    """The factor of each step's share in its word's column, of the steps in `mask`."""
    if how in ("added", "every column"):
        return mask
    read = [int(w) if kept else -1 for w, kept in zip(words, mask, strict=True)]
    if how == "averaged":
        factors = [1 / read.count(w) for w in read]
    elif how == "last stays":
        factors = [float(w not in read[s + 1 :]) for s, w in enumerate(read)]
    else:
        factors = [float(w not in read[:s]) for s, w in enumerate(read)]
    return mask * np.array(factors)


def hidden_state(net: Net, states: Run, factor: str) -> np.ndarray:
    """The state of each step in H's outer product, shape (T, D)."""
    before, after, z = states.before, states.after, states.z
    if factor == "own":
        return after
    if factor == "wrapped":
        return np.concatenate([after[-1:], before[1:]])
    if factor == "first":
        return np.repeat(before[:1], len(z), axis=0)
    if factor == "last":
        return np.repeat(after[-1:], len(z), axis=0)
    if factor == "z, h0":
        return np.concatenate([before[:1], z[:-1]])
    if factor == "z, wrapped":
        return np.concatenate([z[-1:], z[:-1]])
    if factor == "z of own":
        return z
    if factor == "two back":
        return np.concatenate([before[:1], before[:-1]])
    if factor == "two back, 0":
        return np.concatenate([np.zeros_like(before[:1]), before[:-1]])
    if factor == "two back, wrapped":
        return np.concatenate([after[-1:], before[:-1]])
    return before


def output_state(net: Net, states: Run, factor: str) -> np.ndarray:
    """The state of each step in U's outer product, shape (T, D)."""
    if factor == "previous":
        return states.before
    if factor == "z":
        return states.z
    if factor == "last":
        return np.repeat(states.after[-1:], len(states.z), axis=0)
    return states.after


HIDDEN_FACTORS = (
    "previous",
    "own",
    "wrapped",
    "first",
    "last",
    "z, h0",
    "z, wrapped",
    "z of own",
    "two back",
    "two back, 0",
    "two back, wrapped",
)
OUTPUT_FACTORS = ("own", "previous", "z", "last")
START_FACTORS = (
    "H'",
    "H",
    "handed",
    "delta",
    "slope",
    "slope of input",
    "felt",
    "summed",
    "last state",
    "H', and read",
)


def start_gradients(
    net: Net,
    states: Run,
    delta: np.ndarray,
    felt: np.ndarray,
    handed: np.ndarray,
    start: np.ndarray,
) -> dict[str, np.ndarray]:
    """What may be given for h0: delta (T, ..., D) by steps, the others (..., D).

    start (D,): what h^(0) feels of a prediction that read it.
    """
    first = delta[0]
    right = first @ net.H
    return {
        "H'": right,
        "H": first @ net.H.T,
        "handed": handed,
        "delta": first,
        "slope": formula(states.activation, net.h0) * right,
        "slope of input": formula(states.activation, states.z[0]) * right,
        "felt": felt,
        "summed": delta.sum(axis=0) @ net.H,
        "H', and read": right + start,
        "last state": np.broadcast_to(states.made[-1], right.shape),
    }
