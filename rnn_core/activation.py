"""Activation functions: the logistic sigmoid, tanh, ReLU and the identity."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float64, Inexact

from .checks import one_of

Real = Float64[np.ndarray, "..."]
Number = Inexact[np.ndarray, "..."]


class Activation(NamedTuple):
    """An activation function: h = value(z), its slope, and its rise.

    value: f(z) of real or complex z.  slope: f'(z).
    rise: f(z + d) - f(z) for real z and d, in a form that subtracts no two numbers
    that share digits, so that it is right however small d is and however saturated z.
    """

    value: Callable[[Any], Any]
    slope: Callable[[Real], Real]
    rise: Callable[[Real, Real], Real]


def sigmoid(z: Number) -> Number:
    """1 / (1 + exp(-z)) of real or complex z, with exact digits on both tails."""
    low = np.real(z) < 0
    e = np.exp(np.where(low, z, -z))
    return np.where(low, e, 1) / (1 + e)


def _sigmoid_slope(z: Real) -> Real:
    """sigma(z) sigma(-z): h (1 - h) loses digits from z about 10 and is 0 from 37."""
    return sigmoid(z) * sigmoid(-z)


def _sigmoid_rise(z: Real, d: Real) -> Real:
    """sigma(z+d) - sigma(z) = (1 - exp(-d)) sigma(z+d) sigma(-z) for d >= 0; a fall
    is the rise of -z by -d.
    """
    up = d >= 0
    a, b = np.where(up, z, -z), np.abs(d)
    return np.where(up, 1.0, -1.0) * -np.expm1(-b) * sigmoid(a + b) * sigmoid(-a)


def _tanh_slope(z: Real) -> Real:
    """4 sigma(2z) sigma(-2z): 1 - tanh^2 z would lose digits as h (1 - h) does."""
    return 4 * _sigmoid_slope(2 * z)


def _tanh_rise(z: Real, d: Real) -> Real:
    """tanh z = 2 sigma(2z) - 1, and the 1 drops out."""
    return 2 * _sigmoid_rise(2 * z, 2 * d)


def _relu_rise(z: Real, d: Real) -> Real:
    """d while both ends are above 0; the part of it above 0 where one is."""
    after = z + d
    crossing = np.where(after > 0, after, 0.0) - np.where(z > 0, z, 0.0)
    return np.where((z > 0) & (after > 0), d, crossing)


ACTIVATIONS: dict[str, Activation] = {
    "sigmoid": Activation(sigmoid, _sigmoid_slope, _sigmoid_rise),
    "tanh": Activation(np.tanh, _tanh_slope, _tanh_rise),
    "relu": Activation(
        lambda z: np.where(np.real(z) > 0, z, 0.0),
        lambda z: np.where(z > 0, 1.0, 0.0),
        _relu_rise,
    ),
    "identity": Activation(lambda z: z, np.ones_like, lambda z, d: d),
}
"""sigmoid is the source's sigma. relu's slope at 0 is taken as 0."""


def named_activation(name: Any) -> Activation:
    """The activation of that name; ValueError for any other."""
    return ACTIVATIONS[one_of("activation", name, tuple(ACTIVATIONS))]
