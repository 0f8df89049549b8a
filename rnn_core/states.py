"""States without predictions: all that products of Jacobians need."""

from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float64, Int64
from numpy.typing import ArrayLike

from .activation import Activation, named_activation
from .biases import constant_unit, real_units
from .checks import expect, token_ids
from .params import Params
from .summary import short_repr

LARGEST_EXPONENT = 709.0
"""exp(u) is finite up to here."""

Arrays = tuple[
    Float64[np.ndarray, "T1 D"], Float64[np.ndarray, "T D"], Float64[np.ndarray, "T D"]
]


@dataclass(frozen=True, eq=False)
class States:
    """The states of a run and the slopes there, read-only; times run from 1 to T.

    h (T+1, D_h): h^(0)..h^(T).      z (T, D_h): what sigma was applied to.
    slope (T, D_h): sigma'(z^(t)), and 0 for a unit that is always 1, whose state is a
    constant.   activation: what stands for sigma, by name.
    asked: the steps that were asked for; T is less where states overflow on the way.
    """

    params: Params
    h: Float64[np.ndarray, "T1 D"]
    z: Float64[np.ndarray, "T D"]
    slope: Float64[np.ndarray, "T D"] = field(repr=False)
    activation: str
    asked: int = field(repr=False)

    __repr__ = short_repr

    @property
    def steps(self) -> int:
        """The number of steps T."""
        return len(self.z)

    @property
    def constant(self) -> int | None:
        """The place of the unit that is always 1, which holds biases; or None."""
        return constant_unit(self.params, self.activation)

    @property
    def real(self) -> Params:
        """The weights of the real units: all but one that is always 1."""
        return real_units(self.params, self.activation)


def run_states(
    params: Params, inputs: ArrayLike, activation: str = "sigmoid"
) -> States:
    """Run the states over words, without predictions: z = H h + L[:, x], h = sigma(z).

    The run ends before the first step whose numbers are not finite.

    inputs: token ids, shape (T,). ValueError: an id outside the vocabulary, an unknown
    activation, a first step that overflows. TypeError: params that are no Params.
    Source: section 2.
    """
    expect("params", params, Params)
    x = token_ids("inputs", inputs, params.vocab)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        h, z, slope = compute_states(params, x, activation)
    bad = ~(np.isfinite(h[1:]).all(axis=1) & np.isfinite(z).all(axis=1))
    steps = int(bad.argmax()) if bad.any() else len(x)
    if steps == 0:
        raise ValueError("params are too large: the first step overflows")
    arrays = h[: steps + 1], z[:steps], slope[:steps]
    for array in arrays:
        array.setflags(write=False)
    return States(params, *arrays, activation, len(x))


def compute_states(
    params: Params, x: Int64[np.ndarray, " T"], activation: str
) -> Arrays:
    """h, z and sigma'(z) of a run; ValueError for an unknown activation."""
    function = named_activation(activation)
    arrays = _sigmoid_states if activation == "sigmoid" else _any_states
    h, z, slope = arrays(params, x, function)
    constant = constant_unit(params, activation)
    if constant is not None:
        slope[:, constant] = 0.0
    return h, z, slope


def _any_states(
    params: Params, x: Int64[np.ndarray, " T"], function: Activation
) -> Arrays:
    h = np.empty((len(x) + 1, params.hidden))
    h[0] = params.h0
    z = params.L.T[x]
    for k, row in enumerate(z):
        row += params.H.dot(h[k])
        h[k + 1] = function.value(row)
    return h, z, function.slope(z)


def _sigmoid_states(
    params: Params, x: Int64[np.ndarray, " T"], _: Activation
) -> Arrays:
    """h, z and sigma'(z), from e = exp(-z): sigma(z) = 1 / (1 + e), sigma'(z) = e h h.

    Right to the last digits from z = -700 to 700. h (1 - h) is sigma'(z) too in exact
    arithmetic, but loses digits from z about 10 on and is 0 from 37. In the loop z is
    kept negated, which saves a pass.
    """
    h = np.empty((len(x) + 1, params.hidden))
    h[0] = before = params.h0
    minus_z = -params.L.T[x]
    slope = np.empty_like(minus_z)
    ones = np.ones(params.hidden)
    dot, add, exp, reciprocal = (-params.H).dot, np.add, np.exp, np.reciprocal
    for u, e, after in zip(list(minus_z), list(slope), list(h)[1:], strict=True):
        dot(before, after)
        add(after, u, u)
        exp(u, e)
        add(e, ones, after)
        before = reciprocal(after, after)
    if np.maximum.reduce(minus_z, axis=None) > LARGEST_EXPONENT:
        np.minimum(slope, np.finfo(np.float64).max, out=slope)
    slope *= h[1:]
    slope *= h[1:]
    return h, np.negative(minus_z, minus_z), slope
