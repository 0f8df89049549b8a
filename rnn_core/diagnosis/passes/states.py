"""The forward pass with knobs: where states come from."""

from typing import NamedTuple

import numpy as np

from ...activation import ACTIVATIONS
from .network import Net


class Forward(NamedTuple):
    """The knobs of the states.

    activation: None, or another one's name.  transposed: z = H' h + L x.
    start: "h0" or "zero".  memory: "carried"; "h0" where every step starts from h(0);
    "one array" where all states are the last one afterwards, "one array, h0 kept"
    where h(0) is not; ("zeroed", w) where each piece of w steps starts from 0.
    """

    activation: str | None = None
    transposed: bool = False
    start: str = "h0"
    memory: str | tuple[str, int] = "carried"


class Run(NamedTuple):
    """What a forward pass remembers, from which the way back takes its numbers.

    before, after (T, D): the states before and after each step.  z (T, D).
    made (T+1, D): h^(0)..h^(T) as they were when predictions were made of them.
    """

    before: np.ndarray
    after: np.ndarray
    z: np.ndarray
    made: np.ndarray
    activation: str


def run(net: Net, knobs: Forward) -> Run:
    """The states h^(0)..h^(T), with the knobs as they are set."""
    name = knobs.activation or net.activation
    value, steps = ACTIVATIONS[name].value, net.steps
    h = np.zeros((steps + 1, len(net.h0)), net.H.dtype)
    z = np.zeros((steps, len(net.h0)), net.H.dtype)
    if knobs.start == "h0":
        h[0] = net.h0
    H = net.H.T if knobs.transposed else net.H
    memory = knobs.memory
    read = np.repeat(h[:1], steps, axis=0)
    for s, x in enumerate(net.x):
        if memory != "h0":
            read[s] = h[s]
        if isinstance(memory, tuple) and s and s % memory[1] == 0:
            read[s] = 0
        z[s] = H @ read[s] + net.L[:, x]
        if net.b_h is not None:
            z[s] += net.b_h
        h[s + 1] = value(z[s])
    made, start = h, h[:1]
    before, after = read, h[1:]
    if memory in ("one array", "one array, h0 kept"):
        z, after = (np.repeat(rows[-1:], steps, axis=0) for rows in (z, h))
        before = after
        if memory != "one array":
            before = np.concatenate([start, after[1:]])
    return Run(before, after, z, made, name)
