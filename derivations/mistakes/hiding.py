"""Networks that hide mistakes: on them a wrong formula gives the right gradients."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from derivations.evaluation.network import Network


@dataclass(frozen=True)
class Hiding:
    """A property of networks: in words that follow "where", and whether a network has
    it.
    """

    said: str
    holds: Callable[[Network], bool] = field(repr=False)


def _symmetric(network: Network) -> bool:
    H = network.weights["H"][:]
    return bool(np.array_equal(H, H.T))


HIDING = {
    "one step": Hiding("T = 1", lambda network: network.T == 1),
    "two steps": Hiding("T = 1 or 2", lambda network: network.T <= 2),
    "no repeated word": Hiding(
        "no word is read twice",
        lambda network: len(set(network.inputs.tolist())) == network.T,
    ),
    "zero start": Hiding("h(0) = 0", lambda network: not network.h[0].any()),
    "symmetric": Hiding("H = H′", _symmetric),
    "relu": Hiding(
        "the activation is ReLU", lambda network: network.activation == "relu"
    ),
    "identity": Hiding(
        "the activation is the identity",
        lambda network: network.activation == "identity",
    ),
}
"""What hides mistakes, by name."""
