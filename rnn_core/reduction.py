"""The sum or the mean of the losses of all steps."""

from .checks import one_of, whole_number


def loss_weight(reduction: str, steps: int) -> float:
    """The factor of every J^(t) in J: 1 in their sum, 1 / T in their mean.

    ValueError: an unknown reduction, steps below 1. TypeError: no whole number.
    """
    one_of("reduction", reduction, ("sum", "mean"))
    steps = whole_number("steps", steps, 1)
    return 1 / steps if reduction == "mean" else 1.0
