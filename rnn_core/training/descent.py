"""One step of gradient descent on one window of a text."""

import math
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64, Int64

from ..backward_pass import output_errors
from ..forward_pass import softmax_loss
from ..params import Params
from ..reduction import counted_losses
from ..states import compute_states
from ..truncated_gradients import vector_length
from .recipe import Recipe
from .sweeps import kept_errors
from .weights import State

LARGEST_WEIGHT = 1e300
"""Weights that may have grown past this count as overflowed."""
EXACT_SQUARES = 1e-280
"""A sum of squares from here on has lost nothing to underflow that matters."""

Ids = Int64[np.ndarray, " T"]
Part = Float64[np.ndarray, "..."]
Buffer = Float64[np.ndarray, "V D"]


class Run(NamedTuple):
    """What a step needs of a window's forward pass.

    direct (T, D_h): U' delta^(o,t) of each loss that counts, 0 of the others.
    scale: what the counted losses are multiplied by.
    """

    h: Float64[np.ndarray, "T1 D"]
    slope: Float64[np.ndarray, "T D"]
    loss: Float64[np.ndarray, " T"]
    delta_o: Float64[np.ndarray, "T V"]
    direct: Float64[np.ndarray, "T D"]
    scale: float


class Gradient(NamedTuple):
    """The gradient of a window's loss: of H, U and the columns of L that it reads.

    words (N,): the words read, each once.  L (N, D_h): one row a word.
    All is still to be multiplied by `scale`; `norm` is not, it is that of the whole.
    """

    H: Float64[np.ndarray, "D D"]
    words: Int64[np.ndarray, " N"]
    L: Float64[np.ndarray, "N D"]
    U: Float64[np.ndarray, "V D"]
    scale: float
    norm: float


class Step(NamedTuple):
    """loss: the window's mean, before the step.  norm, scale: the gradient's norm, and
    what clipping multiplied it by.
    """

    loss: float
    norm: float
    scale: float


def descend(
    state: State,
    inputs: Ids,
    targets: Ids,
    activation: str,
    recipe: Recipe,
    buffer: Buffer,
) -> Step | None:
    """Move the weights, in place, by one step; None, and nothing moves, on overflow.

    buffer: an array shaped as U, to work in.
    """
    weights = state.weights
    with np.errstate(all="ignore"):
        run = run_window(weights, inputs, targets, activation, recipe.reduction)
        if not math.isfinite(np.add.reduce(run.loss)):
            return None
        gradient = window_gradient(weights, inputs, run, recipe, buffer)
        if not math.isfinite(gradient.norm):
            return None
        clipping = clip_factor(gradient.norm, recipe.clip)
        factor = recipe.rate * gradient.scale * clipping
        largest = state.largest + recipe.rate * clipping * gradient.norm
        if not largest < LARGEST_WEIGHT:
            return None
        _move(weights, gradient, factor)
        state.largest = largest
        loss = float(np.add.reduce(run.loss)) / len(run.loss)
    return Step(loss, gradient.norm, clipping)


def run_window(
    weights: Params, inputs: Ids, targets: Ids, activation: str, reduction: str
) -> Run:
    """The forward pass, and what each counted loss sends to its own state."""
    h, _, slope = compute_states(weights, inputs, activation)
    yhat, loss, rest = softmax_loss(h[1:].dot(weights.U.T), targets)
    delta_o = output_errors(yhat, targets, rest)
    counts, scale = counted_losses(reduction, len(inputs))
    if reduction == "last":
        delta_o *= counts[:, None]
    return Run(h, slope, loss, delta_o, delta_o.dot(weights.U), scale)


def window_gradient(
    weights: Params, inputs: Ids, run: Run, recipe: Recipe, buffer: Buffer
) -> Gradient:
    """The gradient, truncated as the recipe says; U's is written into `buffer`."""
    error = kept_errors(run.direct, run.slope, weights.H, recipe.window, recipe.cut)
    H = error.T.dot(run.h[:-1])
    words, L = word_sums(inputs, error)
    U = run.delta_o.T.dot(run.h[1:], buffer)
    return Gradient(H, words, L, U, run.scale, norm_of([H, L, U]) * run.scale)


def norm_of(parts: list[Part]) -> float:
    """The norm of all these taken together; nan or inf where one is not finite."""
    square = sum(float(np.vdot(part, part)) for part in parts)
    if EXACT_SQUARES < square < math.inf:
        return math.sqrt(square)
    return vector_length(parts)


def word_sums(
    inputs: Ids, error: Float64[np.ndarray, "T D"]
) -> tuple[Int64[np.ndarray, " N"], Float64[np.ndarray, "N D"]]:
    """The words that are read, each once, and the sum of the errors at each."""
    order = inputs.argsort(kind="stable")
    ordered = inputs[order]
    fresh = np.ones(len(order), bool)
    np.not_equal(ordered[1:], ordered[:-1], fresh[1:])
    (first,) = fresh.nonzero()
    return ordered[first], np.add.reduceat(error[order], first, axis=0)


def clip_factor(norm: float, clip: float) -> float:
    """What a gradient of this norm is multiplied by; clip 0 is none."""
    return clip / norm if 0 < clip < norm else 1.0


def _move(weights: Params, gradient: Gradient, factor: float) -> None:
    """W <- W - factor * gradient; the gradient's own arrays are used up."""
    for weight, part in ((weights.H, gradient.H), (weights.U, gradient.U)):
        np.multiply(part, factor, part)
        np.subtract(weight, part, weight)
    columns = weights.L.T
    columns[gradient.words] -= factor * gradient.L
