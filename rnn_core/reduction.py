"""How the losses of all steps make one: their sum, their mean, or the last alone."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64

from .checks import frozen, one_of, whole_number

Weights = Float64[np.ndarray, " T"]


class Counted(NamedTuple):
    """Weights as w_t = scale * counts[t-1].

    counts: 1 where a loss counts, else 0. Multiplying by `scale` at the very end of a
    sum rounds once.
    """

    counts: Weights
    scale: float


_COUNTED: dict[str, Callable[[int], Counted]] = {
    "sum": lambda steps: Counted(np.ones(steps), 1.0),
    "mean": lambda steps: Counted(np.ones(steps), 1 / steps),
    "last": lambda steps: Counted(np.eye(1, steps, steps - 1)[0], 1.0),
}
REDUCTIONS = tuple(_COUNTED)
"""How losses can make one, by name."""


def counted_losses(reduction: str, steps: int) -> Counted:
    """Which losses count in J, and by what they are all multiplied.

    Errors as in `loss_weights`.
    """
    one_of("reduction", reduction, REDUCTIONS)
    return _COUNTED[reduction](whole_number("steps", steps, 1))


def reduce_losses(
    values: Float64[np.ndarray, "..."], reduction: str, axis: int = -1
) -> Float64[np.ndarray, "..."]:
    """sum_t w_t values[..., t-1, ...]: of J what the values are of each loss.

    `axis` is that of the losses. Values of losses that do not count may be nan. Errors
    as in `loss_weights`.
    """
    counts, scale = counted_losses(reduction, values.shape[axis])
    return np.asarray(np.compress(counts, values, axis).sum(axis=axis) * scale)


def loss_weights(reduction: str, steps: int) -> Weights:
    """The weight w_t of each loss in J = sum_t w_t J^(t), [t-1], read-only.

        sum:  1, ..., 1
        mean: 1/T, ..., 1/T
        last: 0, ..., 0, 1     J is J^(T) alone

    ValueError: an unknown reduction, steps below 1. TypeError: no whole number.
    """
    counts, scale = counted_losses(reduction, steps)
    return frozen(counts * scale)
