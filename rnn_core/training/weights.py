"""Weights that change in place, for the many steps of a training."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64

from ..params import Params


def unchecked(
    H: Float64[np.ndarray, "D D"],
    L: Float64[np.ndarray, "D V"],
    U: Float64[np.ndarray, "V D"],
    h0: Float64[np.ndarray, " D"],
) -> Params:
    """Params of these very arrays: not copied, not checked, writable if they are."""
    params = Params.__new__(Params)
    for name, array in (("H", H), ("L", L), ("U", U), ("h0", h0)):
        object.__setattr__(params, name, array)
    return params


def working_copy(params: Params) -> Params:
    """The same numbers in arrays of their own.

    A column of L, a word's, lies in one piece: few are read at a step.
    """
    L = params.L.T.copy().T
    return unchecked(params.H.copy(), L, params.U.copy(), params.h0)


@dataclass
class State:
    """A network in training: its weights, and a bound of how large they are."""

    weights: Params
    largest: float

    @classmethod
    def of(cls, params: Params) -> "State":
        """A copy of these weights, to be trained."""
        sizes = [float(np.abs(w).max()) for w in (params.H, params.L, params.U)]
        return cls(working_copy(params), max(sizes))

    def copy(self) -> "State":
        """The same in arrays of its own."""
        return State(working_copy(self.weights), self.largest)


def weights_bytes(hidden: int, vocab: int) -> int:
    """What H, L and U take."""
    return 8 * hidden * (hidden + 2 * vocab)
