"""How every loss changes when weights change: exactly, and to first order.

A moved network differs from the one before it by

    dz^(k+1) = H dh^(k) + (moved part),   dh^(k+1) = sigma(z + dz) - sigma(z),
    do^(t) = U dh^(t) + (moved part),     dJ^(t) = log sum_w yhat_w exp(do_w - do_y)

Only these differences are carried forwards and no two losses are subtracted, so that
a move of 1e-12 keeps as many digits as one of 1. What the sums over units cancel is
lost, and of an argument z + dz its last digit. Losses that overflow are nan.
"""

from typing import NamedTuple

import numpy as np
from jaxtyping import Float64
from numpy.typing import ArrayLike

from .activation import ACTIVATIONS, Activation
from .backward_pass import Backward, Gradients, weight_shape
from .checks import expect, frozen, position, real_array
from .forward_pass import Trace
from .loss_change import loss_change, output_changes
from .params import Params

BLOCK = 1 << 20
"""Numbers that an array of many runs may have; more runs are done in parts."""

Runs = Float64[np.ndarray, "N D"]
Real = Float64[np.ndarray, " D"]
Logits = Float64[np.ndarray, "N V"]
Sizes = Float64[np.ndarray, " N"]


class _Entry(NamedTuple):
    """One entry of H or L, at the step `only` or, if that is None, at every step.

    A move says what it adds to dh^(0), to dz^(k+1) and to do^(t) when it is taken `by`
    times as far, one size a run; `after` is the state that is multiplied, h + dh.
    """

    matrix: str
    i: int
    j: int
    only: int | None
    trace: Trace

    def start(self, by: Sizes) -> float:
        return 0.0

    def add_to_z(self, k: int, after: Runs, by: Sizes, dz: Runs) -> None:
        if self.only is not None and k != self.only:
            return
        if self.matrix == "H":
            dz[:, self.i] += by * after[:, self.j]
        elif self.trace.inputs[k] == self.j:
            dz[:, self.i] += by

    def add_to_logits(self, after: Runs, by: Sizes, do: Logits) -> None:
        pass


class _Descent(NamedTuple):
    """Every entry of every weight, against `gradients`."""

    gradients: Gradients
    trace: Trace

    def start(self, by: Sizes) -> Runs:
        return -by[:, None] * self.gradients.h0

    def add_to_z(self, k: int, after: Runs, by: Sizes, dz: Runs) -> None:
        word = self.gradients.L[:, self.trace.inputs[k]]
        dz -= by[:, None] * (after @ self.gradients.H.T + word)

    def add_to_logits(self, after: Runs, by: Sizes, do: Logits) -> None:
        do -= by[:, None] * (after @ self.gradients.U.T)


def nudged_losses(
    trace: Trace,
    matrix: str,
    i: int,
    j: int,
    by: ArrayLike,
    instance: int | None = None,
) -> Float64[np.ndarray, "N T"]:
    """The change of every loss, [n, t-1], when W_ij moves by by[n].

    W is H, L or U. `instance` = k moves W_ij^(k) alone, k from 0 to T-1, and only
    losses t > k can change; None moves all instances together. Instance k of L counts
    only where x_{k+1} = j, instance k of U for loss k+1 only.

    by: N numbers of any size. nan where the moved network overflows.

    ValueError: an unknown matrix, a `by` that is empty or not finite. IndexError: i or
    j outside the matrix, or the row of a unit that is always 1, a constant; or no such
    instance. TypeError: no Trace, or no numbers.
    """
    expect("trace", trace, Trace)
    rows, columns = weight_shape(trace, matrix, trained=True)
    i, j = position("i", i, rows), position("j", j, columns)
    sizes = real_array("by", by, "N")
    only = None if instance is None else position("instance", instance, trace.steps)
    if matrix == "U":
        return _finite(output_changes(trace, i, j, sizes, only))
    reads = np.ones(trace.steps, bool) if matrix == "H" else trace.inputs == j
    if only is not None:
        reads = reads & (np.arange(trace.steps) == only)
    if not reads.any():
        return frozen(np.zeros((len(sizes), trace.steps)))
    move = _Entry(matrix, i, j, only, trace)
    return _changes(trace, move, sizes, int(reads.argmax()))


def predicted_losses(
    back: Backward,
    matrix: str,
    i: int,
    j: int,
    by: ArrayLike,
    instance: int | None = None,
) -> Float64[np.ndarray, "N T"]:
    """The first-order prediction of `nudged_losses`, from the gradient.

    by times C[t,k] for one instance, or times the sum over k of them for all.
    Errors as there, TypeError for no Backward.
    """
    expect("back", back, Backward)
    parts = back.instances(matrix, i, j)
    sizes = real_array("by", by, "N")
    if instance is None:
        slopes = parts.sum(axis=1)
    else:
        slopes = parts[:, position("instance", instance, back.trace.steps)]
    return frozen(sizes[:, None] * slopes)


def gradient_step(params: Params, gradients: Gradients, rate: float) -> Params:
    """The weights after one step of gradient descent with learning rate `rate`.

    TypeError: no Params or Gradients. ValueError: a rate that is not finite, gradients
    of other shapes, weights that overflow.
    """
    expect("params", params, Params)
    _fit(params, gradients)
    (size,) = real_array("rate", [rate], "1")
    with np.errstate(over="ignore", invalid="ignore"):
        H, L, U, h0 = (
            getattr(params, name) - size * gradient
            for name, gradient in gradients._asdict().items()
        )
    return Params(H, L, U, h0)


def gradient_step_losses(
    trace: Trace, gradients: Gradients, rates: ArrayLike
) -> Float64[np.ndarray, "N T"]:
    """The change of every loss, [n, t-1], by a gradient step with rate rates[n].

    The weights are moved as exactly as real numbers are; `gradient_step` has to round
    them. nan where the moved network overflows. Errors as in `nudged_losses` and
    `gradient_step`.
    """
    expect("trace", trace, Trace)
    _fit(trace.params, gradients)
    sizes = real_array("rates", rates, "N")
    return _changes(trace, _Descent(gradients, trace), sizes, 0)


def slopes_along(back: Backward, gradients: Gradients) -> Float64[np.ndarray, " T"]:
    """How fast every loss changes along -gradients, as the step begins; [t-1].

    d/dr J^(t)(theta - r gradients) at r = 0, theta being all weights, which is

        -(sum_k delta^(k+1<-t)' (gH h^(k) + gL[:, x_{k+1}]) + delta^(1<-t)' H gh0
          + delta^(o,t)' gU h^(t))

    Below 0 where the step lowers J^(t). With the gradients of sum_t J^(t) these add up
    to minus their squared length. TypeError, ValueError: as in `gradient_step`.
    """
    expect("back", back, Backward)
    trace = back.trace
    _fit(trace.params, gradients)
    g, h = gradients, trace.h
    into_z = h[:-1] @ g.H.T + g.L.T[trace.inputs]
    into_z[0] += trace.params.H @ g.h0
    through = np.einsum("tkd,kd->t", back.delta, into_z)
    direct = np.einsum("tv,tv->t", back.delta_o, h[1:] @ g.U.T)
    return frozen(-(through + direct))


def predicted_gradient_step_losses(
    back: Backward, gradients: Gradients, rates: ArrayLike
) -> Float64[np.ndarray, "N T"]:
    """The first-order prediction of `gradient_step_losses`: rates times slopes."""
    slopes = slopes_along(back, gradients)
    return frozen(real_array("rates", rates, "N")[:, None] * slopes)


def _changes(
    trace: Trace, move: _Entry | _Descent, by: Sizes, first: int
) -> Float64[np.ndarray, "N T"]:
    """The change of each loss, as many runs at once as BLOCK holds."""
    out = np.zeros((len(by), trace.steps))
    width = max(1, BLOCK // max(trace.params.hidden, trace.params.vocab))
    for start in range(0, len(by), width):
        part = slice(start, start + width)
        with np.errstate(all="ignore"):
            _run(trace, move, by[part], first, out[part])
    return _finite(out)


def _run(
    trace: Trace,
    move: _Entry | _Descent,
    by: Sizes,
    first: int,
    out: Float64[np.ndarray, "N T"],
) -> None:
    """dh and dJ from step to step, from the first that the move changes."""
    params, h, function = trace.params, trace.h, ACTIVATIONS[trace.activation]
    dh = np.zeros((len(by), params.hidden))
    dh += move.start(by)
    after = h[first] + dh
    for k in range(first, trace.steps):
        dz = dh @ params.H.T
        move.add_to_z(k, after, by, dz)
        dh = function.rise(trace.z[k], dz)
        after = _state_after(function, trace.z[k], h[k + 1], dz, dh)
        do = dh @ params.U.T
        move.add_to_logits(after, by, do)
        out[:, k] = loss_change(trace, k, do)


def _state_after(function: Activation, z: Real, h: Real, dz: Runs, dh: Runs) -> Runs:
    """sigma(z + dz) = h + dh, by the sum that rounds less.

    h + dh may cancel, as where a unit falls from 0.5 to exp(-200); z + dz is right to
    its own last digit there, and costs the state sigma'(z + dz) times that.
    """
    after = h + dh
    cancels = np.abs(after) < 0.5 * np.abs(h)
    if not cancels.any():
        return after
    moved = z + dz
    rounding = function.slope(moved) * (np.abs(z) + np.abs(dz))
    return np.where(cancels & (rounding < np.abs(h)), function.value(moved), after)


def _fit(params: Params, gradients: Gradients) -> None:
    """ValueError unless each gradient is shaped as its weight."""
    expect("gradients", gradients, Gradients)
    for name, gradient in gradients._asdict().items():
        wants = getattr(params, name).shape
        if np.shape(gradient) != wants:
            raise ValueError(
                f"gradients.{name} has shape {np.shape(gradient)}; it must be {wants}, "
                f"as {name} is"
            )


def _finite(changes: Float64[np.ndarray, "N T"]) -> Float64[np.ndarray, "N T"]:
    changes[~np.isfinite(changes)] = np.nan
    return frozen(changes)
