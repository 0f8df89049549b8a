"""The forward pass: states, predictions and losses."""

import math
from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float64, Int64
from numpy.typing import ArrayLike

from .checks import expect, sequences
from .params import Params
from .states import States, compute_states
from .summary import short_repr


@dataclass(frozen=True, eq=False)
class Trace(States):
    """All that one forward run computed, read-only: the states, predictions and losses.

    logits (T, |V|): o^(t).   yhat (T, |V|): softmax(o^(t)).   loss (T,): J^(t).
    one_minus_target (T,): 1 - yhat^(t)[y_t], summed over the other words so that no
    digit is lost.
    """

    inputs: Int64[np.ndarray, " T"]
    targets: Int64[np.ndarray, " T"]
    logits: Float64[np.ndarray, "T V"]
    yhat: Float64[np.ndarray, "T V"]
    loss: Float64[np.ndarray, " T"]
    one_minus_target: Float64[np.ndarray, " T"] = field(repr=False)

    __repr__ = short_repr


def forward(
    params: Params,
    inputs: ArrayLike,
    targets: ArrayLike,
    activation: str = "sigmoid",
) -> Trace:
    """Run the network over T words and their targets.

        z^(t) = H h^(t-1) + L[:, x_t],  h^(t) = sigma(z^(t)),  o^(t) = U h^(t),
        yhat^(t) = softmax(o^(t)),      J^(t) = -log yhat^(t)[y_t]

    inputs, targets: token ids x_t and y_t, shape (T,), T >= 1. activation: sigma is
    the logistic "sigmoid", "tanh", "relu" or "identity".

    ValueError: an empty sequence, unequal lengths, an id outside the vocabulary, an
    unknown activation, weights so large that the logits overflow. TypeError: ids that
    are not whole numbers, or params that are no Params. Source: section 2.
    """
    expect("params", params, Params)
    x, y = sequences(inputs, targets, params.vocab)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        h, z, slope = compute_states(params, x, activation)
        logits = h[1:].dot(params.U.T)
        yhat, loss, one_minus_target = softmax_loss(logits, y)
    if not math.isfinite(np.maximum.reduce(loss)):
        step = int(np.argmin(np.isfinite(loss))) + 1
        raise ValueError(
            f"params are too large: the logits overflow at step {step}; scale H, L "
            "and U down"
        )
    for array in (h, z, logits, yhat, loss, slope, one_minus_target):
        array.setflags(write=False)
    run = (params, h, z, slope, activation, len(x))
    return Trace(*run, x, y, logits, yhat, loss, one_minus_target)


def softmax_loss(
    logits: Float64[np.ndarray, "T V"], y: Int64[np.ndarray, " T"]
) -> tuple[
    Float64[np.ndarray, "T V"], Float64[np.ndarray, " T"], Float64[np.ndarray, " T"]
]:
    """yhat, J and 1 - yhat[y], each to the last digits however sure the network is.

    With e_v = exp(o_v - max o), others = sum of e_v over v != y, total = others + e_y:
    1 - yhat[y] = others / total, J = log1p(others) where y is the largest logit.
    """
    rows = np.arange(len(y))
    e = logits - np.maximum.reduce(logits, axis=1, keepdims=True)
    target = e[rows, y]
    np.exp(e, e)
    own = e[rows, y]
    e[rows, y] = 0.0
    others = np.add.reduce(e, axis=1)
    total = others + own
    e[rows, y] = own
    e /= total[:, None]
    loss = np.where(target == 0.0, np.log1p(others), np.log(total) - target)
    return e, loss, others / total
