"""Finds weights of the network among what was brought as its gradient."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from rnn_core import Params

if TYPE_CHECKING:
    from .brought import Brought

RELATIVE = 1e-6
"""What weights may differ by, relative, beside what was printed of them: float32."""


def without_weights(found: "Brought") -> "Brought":
    """What was brought, without weights that were brought for gradients.

    ValueError, in sentences: nothing else was brought.
    """
    weights = [
        name
        for name, array in found.gradients.items()
        if is_weight(name, array, found.params, found.digits)
    ]
    if not weights:
        return found
    *others, last = weights
    named = f"{', '.join(others)} and {last}" if others else last
    are = (
        f"What is given for {named} are the network’s own weights, not their gradients"
        if others
        else f"What is given for {named} is the network’s own {named}, not its gradient"
    )
    if len(weights) == len(found.gradients):
        raise ValueError(f"{are}: bring what your back-propagation gives, dH = ...")
    kept = {n: g for n, g in found.gradients.items() if n not in weights}
    digits = {n: half for n, half in found.digits.items() if n in kept}
    notes = (*found.notes, f"{are}: left out.")
    other = found.as_is and without_weights(found.as_is)
    return replace(found, gradients=kept, digits=digits, notes=notes, as_is=other)


def is_weight(
    name: str, array: np.ndarray, params: Params, digits: Mapping[str, np.ndarray]
) -> bool:
    """Whether these are the numbers of the weights, to the digits that were given."""
    own = getattr(params, name)
    if not own.any():
        return False
    room = RELATIVE * np.abs(own) + digits.get(name, 0.0)
    return bool((np.abs(np.asarray(array, np.float64) - own) <= 1.01 * room).all())
