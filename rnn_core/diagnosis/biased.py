"""Networks with biases: diagnosed as their authors have them, without a constant unit.

A unit that is always 1 holds b_h and b_y in its columns of H and U. Here they are
apart again, z = H h + L[:, x] + b_h and o = U h + b_y, so that D_h, H' and a start
from 0 mean what they mean in the author's program. The unit's own rows are nobody's.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from ..biases import real_units
from ..params import Params
from .passes import Net
from .passes.recipe import HELD_IN
from .precision import Precision

Arrays = dict[str, np.ndarray]


def network(
    params: Params, activation: str, words: tuple[np.ndarray, np.ndarray]
) -> Net:
    """The network of a diagnosis; words: inputs, targets."""
    inputs, targets = words
    real = real_units(params, activation)
    net = Net(real.H, real.L, real.U, real.h0, inputs, targets, activation)
    if real is params:
        return net
    return net._replace(b_h=params.H[:-1, -1], b_y=params.U[:, -1])


def parted(arrays: Mapping[str, np.ndarray]) -> Arrays:
    """Arrays shaped as weights with a constant unit, as those without and of biases."""
    out: Arrays = {}
    for name, array in arrays.items():
        if name == "U":
            out["U"], out["b_y"] = array[:, :-1], array[:, -1]
        elif name == "H":
            out["H"], out["b_h"] = array[:-1, :-1], array[:-1, -1]
        else:
            out[name] = array[:-1]
    return out


def given_parts(given: Arrays, precision: Precision) -> tuple[Arrays, Precision]:
    """Gradients and their precision, parted; what is nan throughout was not given."""
    halves = {n: np.broadcast_to(precision.half[n], g.shape) for n, g in given.items()}
    known = {n: g for n, g in parted(given).items() if not np.isnan(g).all()}
    if not known:
        raise ValueError("gradients has nothing but nan; give at least one of them")
    return known, replace(precision, half=parted(halves))


def told_digits(digits: Any, given: Arrays) -> Any:
    """`digits` with 0 where nan stands for a bias whose gradient was not given."""
    if not isinstance(digits, Mapping):
        return digits
    return {
        name: np.where(np.isnan(given[name]), 0.0, half) if name in given else half
        for name, half in digits.items()
    }


def column_of(arrays: Arrays, name: str) -> np.ndarray:
    """A matrix with its bias's column, where that is there."""
    bias = {held: bias for bias, held in HELD_IN.items()}.get(name)
    if bias is None or bias not in arrays:
        return arrays[name]
    if name not in arrays:
        return arrays[bias][:, None]
    return np.column_stack([arrays[name], arrays[bias]])
