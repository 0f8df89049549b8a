"""A network with its words and what is meant by its gradient, in any precision."""

from typing import NamedTuple

import numpy as np


class Net(NamedTuple):
    """Weights, words, the activation, and which gradient is meant.

    Unlike `Params` it holds arrays of any floating type, so that a pass can be run in
    the precision that somebody ran it in. window: None where no truncation is meant.
    naive: slopes by their textbook formulas, as people compute them. b_h (D,) and b_y
    (V,): biases of z and o, where there are any.
    """

    H: np.ndarray
    L: np.ndarray
    U: np.ndarray
    h0: np.ndarray
    x: np.ndarray
    y: np.ndarray
    activation: str
    reduction: str = "sum"
    window: int | None = None
    naive: bool = False
    b_h: np.ndarray | None = None
    b_y: np.ndarray | None = None

    @property
    def steps(self) -> int:
        """T."""
        return len(self.x)

    @property
    def loss_weights(self) -> np.ndarray:
        """The factor of each J^(t) in what is meant, shape (T,)."""
        weights = np.ones(self.steps, self.H.dtype)
        if self.reduction == "mean":
            weights /= self.steps
        elif self.reduction == "last":
            weights[:-1] = 0
        return weights

    def weights(self) -> dict[str, np.ndarray]:
        """H, L, U and h0 by their names."""
        return {"H": self.H, "L": self.L, "U": self.U, "h0": self.h0}

    def shape(self, name: str) -> tuple[int, ...]:
        """The shape of a gradient."""
        shape: tuple[int, ...] = self.weights()[name].shape
        return shape
