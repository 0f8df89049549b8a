"""The activation functions in any arithmetic, real or complex."""

from collections.abc import Callable
from typing import Any, NamedTuple

from derivations.evaluation.arithmetic import Double, Precise

NAMES = ("sigmoid", "tanh", "relu", "identity")


class Activation(NamedTuple):
    """An activation function h = sigma(z), z real or complex, and its slope.

    The slopes keep their digits where a unit saturates:
    sigmoid: sigma(z) sigma(-z).  tanh: 4 sigma(2z) sigma(-2z), sigma the logistic one.
    relu: [z > 0]; at z = 0, where there is none, it is taken as 0.  identity: 1.
    """

    value: Callable[[Any], Any]
    slope: Callable[[Any], Any]


def activation(name: str, math: Double | Precise) -> Activation:
    """The activation of that name; ValueError for any other."""
    sigmoid = math.sigmoid

    def logistic(z: Any) -> Any:
        return sigmoid(z) * sigmoid(-z)

    if name == "sigmoid":
        return Activation(sigmoid, logistic)
    if name == "tanh":
        return Activation(math.tanh, lambda z: 4 * logistic(2 * z))
    if name == "relu":
        return Activation(lambda z: math.positive(z) * z, math.positive)
    if name == "identity":
        return Activation(lambda z: z, lambda z: 0 * z + 1)
    raise ValueError(f"activation is {name!r}; it must be one of {', '.join(NAMES)}")
