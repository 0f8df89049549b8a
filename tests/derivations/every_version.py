"""All derivations, for every activation and for sum, mean and last loss."""

from derivations import (
    DERIVATIONS,
    in_activation,
    with_reduction,
)
from derivations.evaluation.activation import NAMES
from derivations.versions import REDUCTIONS

OTHERS = NAMES[1:]


OVERFLOWS = (3, 4, 5, 16.0, 1)
"""Sizes, scale and seed of a network whose logits are thousands apart with ReLU."""


def versions(activation, new_only=False):
    """Each derivation for an activation, and for the mean and the last loss, if others.

    With `new_only` those that are not the sigmoid's for the sum.
    """
    for d in DERIVATIONS.values():
        own = in_activation(d, activation)
        reduced = dict.fromkeys(with_reduction(own, over) for over in REDUCTIONS)
        yield from (v for v in reduced if not new_only or v is not d)


def new_lines(activation):
    return [
        (d, line)
        for d in versions(activation, new_only=True)
        for line in d.lines
        if line not in DERIVATIONS[d.slug].lines
    ]
