"""The backward pass: error terms of every loss at every step, and gradients."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64, Int64
from numpy.typing import ArrayLike

from .checks import expect, frozen, one_of, position, positions
from .cuts import CUTS, kept_instances, kept_until
from .forward_pass import Trace
from .reduction import counted_losses
from .summary import short_repr

FOLD_WIDTH, FOLD_SIZE = 48, 1 << 22
"""Up to this D_h and T D_h^2, Jacobians made in one go cost less than T scalings."""


class Gradients(NamedTuple):
    """The gradients dJ/dH, dJ/dL, dJ/dU and dJ/dh^(0), shaped as the weights."""

    H: Float64[np.ndarray, "D D"]
    L: Float64[np.ndarray, "D V"]
    U: Float64[np.ndarray, "V D"]
    h0: Float64[np.ndarray, " D"]

    def __repr__(self) -> str:
        return short_repr(self)

    def squared_length(self) -> float:
        """The sum of all squared entries: how fast J falls as a step begins."""
        return sum(float(np.vdot(gradient, gradient)) for gradient in self)


@dataclass(frozen=True, eq=False)
class Backward:
    """The error terms of every loss at every step, read-only.

    delta_o (T, |V|): delta^(o,t) = yhat^(t) - y^(t); source: section 5.1.
    delta (T, T, D_h): [t-1, s-1] = delta^(s<-t) = dJ^(t)/dz^(s), exactly 0 for s > t;
    source: equations (2) and (7).
    """

    trace: Trace
    delta_o: Float64[np.ndarray, "T V"]
    delta: Float64[np.ndarray, "T T D"]

    __repr__ = short_repr

    def instances(
        self,
        matrix: str,
        i: int,
        j: int,
        window: int | None = None,
        cut: str = "sliding",
    ) -> Float64[np.ndarray, "T T"]:
        """What instance k adds to the gradient of loss t: [t-1, k] = dJ^(t)/dW_ij^(k).

            H: delta_i^(k+1<-t) h_j^(k)              source: equations (3) and (8)
            L: delta_i^(k+1<-t) where x_{k+1} = j    source: equations (4) and (6)
            U: delta_i^(o,t) h_j^(t) at k = t-1      source: equation (1)

        i, j: row and column, from 0. `window` = w >= 1: 0 where truncated BPTT, as in
        `gradients`, discards the instance. ValueError: a matrix that is not "H", "L" or
        "U", a window below 1, an unknown cut. IndexError: i or j outside it. TypeError:
        i, j or window not whole numbers.
        """
        trace, steps = self.trace, self.trace.steps
        rows, columns = weight_shape(trace, matrix)
        i, j = position("i", i, rows), position("j", j, columns)
        one_of("cut", cut, CUTS)
        kept = None if window is None else kept_instances(steps, window, cut)
        if matrix == "U":
            out = np.zeros((steps, steps))
            np.fill_diagonal(out, self.delta_o[:, i] * trace.h[1:, j])
            return frozen(out)
        if matrix == "H":
            out = self.delta[:, :, i] * trace.h[:-1, j]
        else:
            out = np.where(trace.inputs == j, self.delta[:, :, i], 0.0)
        return frozen(out if kept is None else np.where(kept, out, 0.0))

    def contributions(
        self, matrix: str, t: int, k: int, rows: ArrayLike, columns: ArrayLike
    ) -> Float64[np.ndarray, " N"]:
        """What instance k adds to the gradient of loss t, for many entries of a matrix.

        [n] = dJ^(t)/dW_ij^(k) with i = rows[n], j = columns[n], from 0; t from 1 to T,
        k from 0 to T-1. ValueError: an unknown matrix, rows and columns of unequal
        number. IndexError: an entry, t or k outside. TypeError: no whole numbers.
        """
        trace, shape = self.trace, weight_shape(self.trace, matrix)
        loss = position("t", t, trace.steps, first=1) - 1
        k = position("k", k, trace.steps)
        i = positions("rows", rows, shape[0])
        j = positions("columns", columns, shape[1])
        if len(i) != len(j):
            raise ValueError(
                f"rows has {len(i)} places and columns {len(j)}; every entry needs both"
            )
        if matrix == "H":
            return frozen(self.delta[loss, k, i] * trace.h[k, j])
        if matrix == "L":
            return frozen(np.where(trace.inputs[k] == j, self.delta[loss, k, i], 0.0))
        if k != loss:
            return frozen(np.zeros(len(i)))
        return frozen(self.delta_o[loss, i] * trace.h[loss + 1, j])

    def gradients(
        self, window: int | None = None, reduction: str = "sum", cut: str = "sliding"
    ) -> Gradients:
        """The gradients of J = sum_t w_t J^(t): the losses' sum, mean, or last alone.

            dJ/dH = sum_t w_t sum_{k<t} delta^(k+1<-t) (h^(k))'

        and alike for L, a word's steps adding up; U: sum_t w_t delta^(o,t) (h^(t))';
        h0: sum_t w_t H' delta^(1<-t); w_t by `loss_weights`. `window` = w >= 1 is
        truncated BPTT: H and L keep instance k of loss t where t - k <= w, or, for
        `cut` = "pieces", where both lie in one piece of w steps; h0 keeps t <= w, U
        everything. The constants of a unit that is always 1, its rows of H and L and
        its h0, have gradient 0.

        ValueError: a window below 1, an unknown reduction or cut. TypeError: a window
        that is not a whole number. Source: sections 3 and 6.
        """
        trace, steps = self.trace, self.trace.steps
        ends = kept_until(steps, window, cut)
        counts, scale = counted_losses(reduction, steps)
        total = np.array(
            [counts[s:end] @ self.delta[s:end, s] for s, end in enumerate(ends)]
        )
        L = np.zeros_like(trace.params.L)
        np.add.at(L.T, trace.inputs, total)
        H, h0 = total.T @ trace.h[:-1], gradient_of_h0(trace, total[0])
        U = self.delta_o.T @ (counts[:, None] * trace.h[1:])
        return Gradients(*(frozen(g * scale) for g in (H, L, U, h0)))


def backward(trace: Trace) -> Backward:
    """Carry the error of every loss back to every step.

        delta^(t<-t) = sigma'(z^(t)) o (U' delta^(o,t))            source: equation (2)
        delta^(s<-t) = sigma'(z^(s)) o (H' delta^(s+1<-t))         source: equation (7)

    One stacked pass: at step s the errors of all losses t > s are one contiguous
    block, and one matrix product moves them all back. TypeError: no Trace.
    ValueError: errors that overflow.
    """
    expect("trace", trace, Trace)
    steps, params, slope = trace.steps, trace.params, trace.slope
    delta_o = output_errors(trace.yhat.copy(), trace.targets, trace.one_minus_target)
    by_step = np.zeros((steps, steps, params.hidden))  # [s-1, t-1]: alive rows abut
    by_step.reshape(steps * steps, -1)[:: steps + 1] = delta_o.dot(params.U) * slope
    fold = params.hidden <= FOLD_WIDTH and steps * params.H.size <= FOLD_SIZE
    jacobians = list(params.H * slope[:, None, :]) if fold else None
    alive = by_step[steps - 1, steps - 1 :]
    for s in range(steps - 2, -1, -1):
        block = by_step[s, s + 1 :]
        if jacobians is not None:
            alive.dot(jacobians[s], block)
        else:
            alive.dot(params.H, block)
            block *= slope[s]
        alive = by_step[s, s:]
    last = by_step[0]  # every step leads here, and infinity never becomes finite again
    if not math.isfinite(np.add.reduce(last, axis=None)) and not _all_finite(last):
        raise ValueError(
            "trace has errors that overflow on their way back; scale H and U down"
        )
    delta = by_step.transpose(1, 0, 2)
    return Backward(trace, frozen(delta_o), frozen(delta))


def output_errors(
    yhat: Float64[np.ndarray, "T V"],
    targets: Int64[np.ndarray, " T"],
    one_minus_target: Float64[np.ndarray, " T"],
) -> Float64[np.ndarray, "T V"]:
    """delta^(o,t) = yhat^(t) - y^(t), put in the place of yhat."""
    yhat[np.arange(len(targets)), targets] = -one_minus_target
    return yhat


def gradient_of_h0(
    trace: Trace, first: Float64[np.ndarray, " D"]
) -> Float64[np.ndarray, " D"]:
    """H' delta^(1): dJ/dh^(0), which is 0 at a unit that is always 1."""
    gradient = first @ trace.params.H
    if trace.constant is not None:
        gradient[trace.constant] = 0.0
    return gradient


def _all_finite(array: np.ndarray) -> bool:
    return bool(np.isfinite(array).all())


def weight_shape(trace: Trace, matrix: str, trained: bool = False) -> tuple[int, int]:
    """The shape of the matrix "H", "L" or "U"; ValueError for any other name.

    trained: without the row of a unit that is always 1, which is constant.
    """
    one_of("matrix", matrix, ("H", "L", "U"))
    rows, columns = getattr(trace.params, matrix).shape
    if trained and matrix != "U":
        rows = trace.real.hidden
    return rows, columns
