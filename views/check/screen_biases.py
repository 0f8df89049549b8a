"""The biases of the network on the screen, for gradients that are brought alone."""

from typing import Any

import numpy as np

from rnn_core.loading.recognise import Recognised

from ..model.model import Model
from .take_network import weights_apart

WEIGHTS = {"H", "L", "E", "U"}


def screen_weights(net: Model, known: Recognised) -> dict[str, Any]:
    """The weights on the screen in the letters of the gradients, if it has biases.

    Gradients of biases have their place beside those of the matrices only where the
    biases are known. {} where there are none, or the gradients come with weights.
    """
    convention = known.convention
    if net.constant is None or convention is None or {*known.weights} & WEIGHTS:
        return {}
    letters = {part: name for name, part in reversed([*convention.letters.items()])}
    apart = weights_apart(net.params, net.config.activation)
    if not apart.keys() <= letters.keys():
        return {}
    return {
        letters[part]: np.ascontiguousarray(array.T if convention.rows else array)
        for part, array in apart.items()
    }
