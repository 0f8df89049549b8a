"""One gradient from a file that holds one matrix."""

from typing import Any

import numpy as np

from ..checks import expect, frozen
from ..params import Params
from .containers import ALONE, read_source
from .messages import listed
from .numbers import numeric


def load_gradient(
    source: Any, params: Params, matrix: str | None = None
) -> dict[str, np.ndarray]:
    """The one gradient in a .npy, .csv or nameless .json file, by the weight it is of.

    {"L": array} where the array is shaped as L. matrix: "H", "L", "U" or "h0", where
    the shape alone does not tell. source: a path or the file's bytes.

    ValueError: a shape that is none of the weights' or more than one's, a file of
    another kind, entries that are not finite. TypeError: no Params.
    """
    expect("params", params, Params)
    contents = read_source(source)
    if set(contents.values) != {ALONE}:
        raise ValueError(
            f"{contents.called} is a .{contents.kind} file of named arrays; "
            "load_network reads it"
        )
    shapes = {name: getattr(params, name).shape for name in ("H", "L", "U", "h0")}
    if matrix is not None and matrix not in shapes:
        raise ValueError(f'matrix is {matrix!r}; it must be "H", "L", "U" or "h0"')
    array = numeric("the array", contents.values[ALONE])
    if array.ndim == 2 and 1 in array.shape and array.size == params.hidden:
        if array.shape not in shapes.values() and matrix in (None, "h0"):
            array = frozen(array.reshape(-1))
    fits = [name for name, shape in shapes.items() if shape == array.shape]
    if matrix in fits:
        return {matrix: array} if matrix else {}
    if matrix is None and len(fits) == 1:
        return {fits[0]: array}
    if matrix is None and fits:
        raise ValueError(
            f"{contents.called} has shape {array.shape}, and so have {listed(fits)}: "
            "say which one it is the gradient of"
        )
    wants = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
    if matrix is not None:
        wants = f"{matrix} {shapes[matrix]}"
    turned = [name for name, shape in shapes.items() if shape[::-1] == array.shape]
    turned = [
        name for name in turned if matrix in (None, name) and len(shapes[name]) == 2
    ]
    hint = f"; transposed it would fit {listed(turned)}" if turned else ""
    raise ValueError(
        f"{contents.called} has shape {array.shape}; wanted is that of {wants}{hint}"
    )
