"""Biases as a unit that is always 1, and the network without it.

A network with biases, z = H h + L[:, x] + b_h and o = U h + b_y, is one without them
and with one more unit, the last, whose state is 1 at every step:

    H <- [H b_h; 0 0],   L <- [L; c ... c],   U <- [U b_y],   h0 <- [h0; 1]

c is an input for which sigma(c) is 1, to the last digit of float64: 40 for the sigmoid
and tanh, 1 for ReLU and the identity. The unit's rows of H and L and its h0 are
constants: their gradients are 0, and nothing trains them. Its columns of H and U are
the biases, whose gradients are exact. The other units are the real ones: Jacobians and
all that is made of them, and lists of the largest, are of these alone.
"""

from typing import Any

import numpy as np
from jaxtyping import Float64, Int64

from .activation import named_activation
from .checks import expect, one_of, real_array
from .params import Params

CONSTANT_INPUT = {"sigmoid": 40.0, "tanh": 40.0, "relu": 1.0, "identity": 1.0}
"""What the constant unit reads at every word, by activation."""


def constant_unit(params: Params, activation: str = "sigmoid") -> int | None:
    """The place of the unit that is always 1, which is the last; None if there is none.

    There is one where the last rows of H and L are 0 and c, h0 ends in 1, and there are
    other units. TypeError: no Params. ValueError: an unknown activation.
    """
    expect("params", params, Params)
    one_of("activation", activation, tuple(CONSTANT_INPUT))
    if params.h0[-1] != 1.0 or params.hidden == 1 or params.H[-1].any():
        return None
    if (params.L[-1] != CONSTANT_INPUT[activation]).any():
        return None
    return params.hidden - 1


def real_units(params: Params, activation: str = "sigmoid") -> Params:
    """The network of the real units alone: `params` itself where no unit is constant.

    Its H is what Jacobians are made of, its `hidden` the D_h that limits mean. The
    biases are no longer in it, so a run of it is another run. Errors: as in
    `constant_unit`.
    """
    if constant_unit(params, activation) is None:
        return params
    return params.without_last_unit


def moves(
    params: Params, activation: str, matrix: str, rows: Int64[np.ndarray, " N"]
) -> Float64[np.ndarray, " N"]:
    """1 for entries in these rows of H, L, U or h0, but 0 where they are constants."""
    constant = constant_unit(params, activation)
    if matrix == "U" or constant is None:
        return np.ones(len(rows))
    return np.where(rows == constant, 0.0, 1.0)


def with_biases(
    H: Any,
    L: Any,
    U: Any,
    h0: Any,
    b_h: Any,
    b_y: Any,
    activation: str = "sigmoid",
) -> Params:
    """The weights of z = H h + L[:, x] + b_h, o = U h + b_y with a constant unit.

    H, L, U, h0: as in `Params`.  b_h: (D_h,).  b_y: (|V|,). The result has D_h + 1
    units. ValueError, TypeError: as in `Params`, biases of another length, an unknown
    activation.
    """
    plain = Params(H, L, U, h0)
    one_of("activation", activation, tuple(CONSTANT_INPUT))
    hidden, vocab = plain.hidden, plain.vocab
    biases = {}
    for name, value, size in (("b_h", b_h, hidden), ("b_y", b_y, vocab)):
        biases[name] = real_array(name, value, "D_h" if name == "b_h" else "|V|")
        if len(biases[name]) != size:
            raise ValueError(
                f"{name} has {len(biases[name])} entries; with L of shape "
                f"{(hidden, vocab)} it must have {size}"
            )
    recurrent = np.zeros((hidden + 1, hidden + 1))
    recurrent[:hidden, :hidden] = plain.H
    recurrent[:hidden, hidden] = biases["b_h"]
    read = np.full((1, vocab), CONSTANT_INPUT[activation])
    return Params(
        recurrent,
        np.vstack([plain.L, read]),
        np.column_stack([plain.U, biases["b_y"]]),
        np.append(plain.h0, 1.0),
    )


def for_activation(params: Params, activation: str) -> Params:
    """The same weights and biases under another activation: c is what it has to be.

    `params` itself where no unit is constant, or c fits already. Errors: as in
    `constant_unit`.
    """
    expect("params", params, Params)
    named_activation(activation)
    if constant_unit(params, activation) is not None:
        return params
    if all(constant_unit(params, other) is None for other in CONSTANT_INPUT):
        return params
    L = params.L.copy()
    L[-1] = CONSTANT_INPUT[activation]
    return Params(params.H, L, params.U, params.h0)
