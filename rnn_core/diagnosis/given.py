"""Checks what somebody brings as gradients, and says in words what does not fit."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..checks import as_array
from ..params import Params

NAMES = ("H", "L", "U", "h0")


def given_gradients(params: Params, given: Any) -> dict[str, np.ndarray]:
    """The arrays by name, of the weights' shapes, in the type that they came in.

    Entries may be nan or infinite. ValueError: no matrix, an unknown name, a shape that
    is not its weight's. TypeError: no mapping, no real numbers.
    """
    if not isinstance(given, Mapping):
        raise TypeError(
            f"gradients is {type(given).__name__}; it must be a dict of arrays by the "
            'names "H", "L", "U" and "h0", or some of them'
        )
    unknown = [name for name in given if name not in NAMES]
    if unknown:
        raise ValueError(
            f"gradients has {unknown[0]!r}; the names are "
            '"H", "L", "U" and "h0", each for the gradient of that weight'
        )
    if not given:
        raise ValueError('gradients is empty; give at least one of "H", "L", "U", "h0"')
    return {name: _array(name, given[name], params) for name in NAMES if name in given}


def _array(name: str, value: Any, params: Params) -> np.ndarray:
    array = as_array(f'gradients["{name}"]', value)
    if array.dtype.kind not in "fiu":
        raise TypeError(
            f'gradients["{name}"] has entries of type {array.dtype}; it must hold '
            "real numbers"
        )
    if array.dtype.kind != "f" or array.dtype.itemsize > 8:
        array = array.astype(np.float64)
    wanted = getattr(params, name).shape
    if array.shape == wanted:
        return array
    raise ValueError(
        f"the gradient of {name} has shape {array.shape}; {name} has shape {wanted}, "
        f"and so has its gradient{_likely(array.shape, name, wanted, params)}"
    )


def _likely(
    shape: tuple[int, ...], name: str, wanted: tuple[int, ...], params: Params
) -> str:
    """What probably happened, as the end of a sentence."""
    sizes = f"D_h = {params.hidden}, |V| = {params.vocab}"
    if len(wanted) == 2 and shape == wanted[::-1]:
        return (
            f". It is the transpose of that ({sizes}): where states are rows, as in "
            f"x @ W, turn it with .T"
        )
    if int(np.prod(shape)) == int(np.prod(wanted)):
        return f" ({sizes}). It has as many entries: reshape it to {wanted}"
    others = [n for n in NAMES if n != name and getattr(params, n).shape == shape]
    if others:
        return f" ({sizes}). The shape is that of {others[0]}: are the two mixed up?"
    if (
        len(shape) == 2
        and len(wanted) == 2
        and (shape[0] == wanted[0] + 1 or shape[1] == wanted[1] + 1)
    ):
        return f" ({sizes}). One row or column more may be a bias: take it off"
    return f" ({sizes}); was it made with other sizes?"
