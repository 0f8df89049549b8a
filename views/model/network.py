"""A network that was run forwards and back: all that a picture is drawn of."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Int64

from rnn_core import Backward, Params, Trace, constant_unit


@dataclass(frozen=True, eq=False)
class Network:
    """Weights, what they computed, and the errors of every loss at every step."""

    params: Params
    trace: Trace
    back: Backward

    @property
    def constant(self) -> int | None:
        """The place of a unit that is always 1 and holds biases, from 0; None without.

        Its rows of H and L, and its h0, are constants.
        """
        return constant_unit(self.params, self.trace.activation)

    def size(self, matrix: str) -> tuple[int, int]:
        """Rows and columns of a matrix, or of h0, that are weights: without the row of
        a unit that is always 1.
        """
        array = getattr(self.params, matrix)
        fixed = matrix != "U" and self.constant is not None
        return array.shape[0] - fixed, array.size // array.shape[0]

    @property
    def window(self) -> Int64[np.ndarray, " T1"]:
        """The T + 1 words that are read or predicted."""
        return np.append(self.trace.inputs, self.trace.targets[-1])

    def word(self, token: int) -> str:
        """What pictures call the word with this id: #7 for entry 7 without a word."""
        return f"#{token + 1}"
