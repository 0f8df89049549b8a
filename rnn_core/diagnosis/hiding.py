"""Which properties of a network hide mistakes: there a wrong gradient looks right."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..activation import ACTIVATIONS
from ..biases import real_units
from ..forward_pass import forward
from ..params import Params

FEW_UNITS = 6
"""D_h from which sums over a triangle of a few steps are told apart in general."""
FLAT = 0.01
"""Slopes that differ by less than this, relative, are taken to be one number."""


@dataclass(frozen=True)
class Hiding:
    """A property of a network that hides mistakes.

    slug: its name.  said: what holds of the network, as a sentence begins.  hides: what
    cannot be seen there, as the sentence ends.
    """

    slug: str
    said: str
    hides: str


REPEATED = Hiding(
    "no-repeated-word",
    "No word is read twice",
    "what is done with a repeated word",
)
ZERO_START = Hiding(
    "zero-start", "h⁽⁰⁾ is 0", "what is done at the first step, and with h⁽⁰⁾ itself"
)
SYMMETRIC = Hiding("symmetric", "H equals its transpose", "H where H′ is meant")
SHORT = Hiding("short", "T is 2 or less", "what goes wrong only beyond one step back")
FLAT_SLOPES = Hiding(
    "flat-slopes",
    "The weights are so small that all slopes are nearly alike",
    "slopes of another step, and factors that they only scale",
)
NO_SLOPE = Hiding(
    "no-slope", "σ is the identity", "everything that is done with the slope"
)
ZERO_ONE_SLOPES = Hiding(
    "zero-one-slopes",
    "The slopes of ReLU are 0 or 1",
    "a slope that is applied twice, or taken at another place with the same sign",
)
FEW = Hiding(
    "few-units",
    f"D_h is below {FEW_UNITS}",
    "how often each cell of the triangle was added up: several sums fit",
)


def hiding(
    params: Params, inputs: ArrayLike, targets: ArrayLike, activation: str = "sigmoid"
) -> tuple[Hiding, ...]:
    """Every property of this network that hides mistakes; () where none does.

    Biases' constant unit is left out of account. ValueError and TypeError: as in
    `forward`.
    """
    trace = forward(params, inputs, targets, activation)
    real = real_units(params, activation)
    slope = ACTIVATIONS[activation].slope(trace.z)[:, : real.hidden]
    smooth = activation in ("sigmoid", "tanh")
    holds = {
        REPEATED: len(np.unique(trace.inputs)) == trace.steps,
        ZERO_START: not real.h0.any(),
        SYMMETRIC: np.array_equal(real.H, real.H.T),
        SHORT: trace.steps <= 2,
        FLAT_SLOPES: smooth and np.ptp(slope) < FLAT * np.abs(slope).max(),
        NO_SLOPE: activation == "identity",
        ZERO_ONE_SLOPES: activation == "relu",
        FEW: real.hidden < FEW_UNITS,
    }
    return tuple(property for property, true in holds.items() if true)
