"""Gradients by running the network forwards only, to check back-propagation with."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from jaxtyping import Complex128, Float64, Inexact, Int64
from numpy.typing import ArrayLike

from .activation import ACTIVATIONS, named_activation
from .biases import moves
from .checks import (
    as_array,
    expect,
    frozen,
    one_of,
    positions,
    real_array,
    sequences,
    whole_number,
)
from .params import Params
from .reduction import Counted, counted_losses

COMPLEX_STEP = 1e-30
"""So small that the real parts stay what they were, to the last digit."""
LARGER_STEPS, LOST = (1e-9, 1e-18, 1e-27), 1e-290
"""Complex steps that are tried where a smaller one leaves the loss less than LOST of
imaginary part: digits vanish from 2e-308 down.
"""
STRAIGHT = 1e-8
"""How nearly a larger step's effect is proportional to it: then its square is lost."""
BLOCK = 1 << 19
"""Numbers that an array of many runs may have; larger work is done in parts."""

Real = Float64[np.ndarray, "..."]
Number = Inexact[np.ndarray, "..."]


class _Nudge(NamedTuple):
    """What B runs add to one entry of a weight each: by[b] to [row[b], column[b]]."""

    matrix: str
    row: Int64[np.ndarray, " B"]
    column: Int64[np.ndarray, " B"]
    by: Float64[np.ndarray, " B"] | Complex128[np.ndarray, " B"]

    def part(self, start: int, stop: int) -> "_Nudge":
        """The runs from `start` up to `stop`."""
        return _Nudge(self.matrix, *(array[start:stop] for array in self[1:]))


class _Network(NamedTuple):
    """What every run shares: `window` is None where every loss keeps all instances,
    `made` is how the losses make J."""

    params: Params
    inputs: Int64[np.ndarray, " T"]
    targets: Int64[np.ndarray, " T"]
    window: int | None
    activation: str
    made: Counted


def numerical_gradient(
    params: Params,
    inputs: ArrayLike,
    targets: ArrayLike,
    matrix: str,
    entries: Sequence[ArrayLike],
    method: Literal["complex", "central"] = "complex",
    step: ArrayLike = COMPLEX_STEP,
    window: int | None = None,
    activation: str = "sigmoid",
    reduction: str = "sum",
) -> Float64[np.ndarray, " N"]:
    """dJ/dW for chosen entries of W = H, L, U or h0, found by runs forwards only.

        complex: Im J(W + i step) / step
        central: (J(W + step) - J(W - step)) / 2 step

    entries: index arrays (rows, columns), or (rows,) for h0, N entries in all, so that
    the result is `gradients().H[entries]` by another route. step: above 0, one for
    all or one an entry. J is the sum of the losses, or by `reduction` their mean or
    the last loss alone.
    `window` = w truncates as in `Backward.gradients`: loss t sees H and L moved in its
    last w steps only, which it reaches from the state h^(t-w) as it was, h0 only where
    t <= w, U always.

    The complex step subtracts nothing, so it is right to the last digits, saturated
    units included. Where it is too small for float64 to hold what it does to the loss,
    below 1e-290, a larger one takes its place, up to 1e-9: gradients keep their digits
    down to about 1e-298, and from 1e-315 down are 0. Central differences are taken as
    they come, weight + step rounded. The constants of a unit that is always 1, its rows
    of H and L and its h0, have gradient 0.

    ValueError: an unknown matrix, method, activation or reduction, entries that are no
    equally long index arrays, a step that is not above 0, a window below 1, sequences
    of unequal length, losses that overflow. IndexError: an entry outside the matrix.
    TypeError: params that are no Params, or numbers of the wrong kind.
    """
    net = _network(params, inputs, targets, window, activation, reduction)
    row, column = _places(params, matrix, entries)
    one_of("method", method, ("complex", "central"))
    size = _steps(step, len(row))
    scale = net.made.scale * moves(params, activation, matrix, row)
    if method == "complex":
        return frozen(_finite(_complex_step(net, matrix, row, column, size)) * scale)
    array = getattr(params, matrix)
    entry = array[row] if matrix == "h0" else array[row, column]
    up, down = (entry + size) - entry, (entry - size) - entry
    twice = _Nudge(matrix, np.tile(row, 2), np.tile(column, 2), np.append(up, down))
    ahead, behind = _finite(_losses(net, twice)).reshape(2, -1)
    return frozen((ahead - behind) / (2 * size) * scale)


def _complex_step(
    net: _Network,
    matrix: str,
    row: Int64[np.ndarray, " B"],
    column: Int64[np.ndarray, " B"],
    size: Float64[np.ndarray, " B"],
) -> Float64[np.ndarray, " B"]:
    """Im J / step of each entry; with larger steps where that is next to 0.

    A larger step counts where four times as much does four times as much. None is
    needed for words that are never read: their 0 is exact.
    """

    def imaginary(entries: Any, step: Any) -> Float64[np.ndarray, " n"]:
        steps = 1j * np.broadcast_to(step, row.shape)[entries]
        runs = _Nudge(matrix, row[entries], column[entries], steps)
        return _imaginary_losses(net, runs)

    moves = imaginary(slice(None), size)
    gradient = moves / size
    lost = np.flatnonzero((np.abs(moves) < LOST) & (size < LARGER_STEPS[0]))
    if matrix == "L":
        lost = lost[np.isin(column[lost], net.inputs)]
    for step in LARGER_STEPS:
        if len(lost) and step > size[lost].min():
            once, fourfold = imaginary(lost, step), imaginary(lost, 4 * step)
            with np.errstate(invalid="ignore"):
                straight = np.abs(fourfold / 4 - once) <= STRAIGHT * np.abs(once)
            gradient[lost[straight]] = once[straight] / step
            lost = lost[~straight]
    return gradient


def _losses(net: _Network, runs: _Nudge) -> Float64[np.ndarray, " B"]:
    """J / scale of each run, a loss being log sum_w exp(o_w - o_y)."""
    return _summed(net, runs, lambda peak, total: peak + np.log(total))


def _imaginary_losses(net: _Network, runs: _Nudge) -> Float64[np.ndarray, " B"]:
    """Im J / scale of each run, which needs no logarithm: the angle of the sum."""
    return _summed(net, runs, lambda _, total: np.arctan2(total.imag, total.real))


def _summed(net: _Network, runs: _Nudge, loss: Any) -> Float64[np.ndarray, " B"]:
    """Sum over the t that count of loss(peak, total): max_w d_w and
    sum_w exp(d_w - peak), with d_w = o_w - o_y; as many runs and losses at once as
    BLOCK holds, none before the first that counts."""
    steps, (vocab, hidden) = len(net.inputs), net.params.U.shape
    seen = steps
    if runs.matrix == "h0" and net.window is not None:
        seen = min(net.window, steps)
    counts = net.made.counts
    width = max(1, BLOCK // (hidden * steps))
    out = np.zeros(len(runs.by))
    with np.errstate(over="ignore", invalid="ignore", divide="ignore", under="ignore"):
        for start in range(0, len(out), width):
            part = runs.part(start, start + width)
            states = _states(net, part)[:, :seen]
            times = max(1, BLOCK // (vocab * len(part.by)))
            for first in range(int(counts.argmax()), seen, times):
                block = states[:, first : first + times]
                logits = _logits(net.params, block, part)
                here = slice(first, first + block.shape[1])
                target = net.targets[None, here, None]
                logits -= np.take_along_axis(logits, target, axis=0)
                peak = logits.real.max(axis=0)
                logits -= peak
                total = np.exp(logits, out=logits).sum(axis=0)
                out[start : start + width] += counts[here] @ loss(peak, total)
    return out


def _states(net: _Network, runs: _Nudge) -> Number:
    """[:, t-1, b] = the state h^(t) that loss t of run b sees; (D_h, T, B).

    U moves no state: one run stands for all.
    """
    steps, (matrix, row, _, by) = len(net.inputs), runs
    count = 1 if matrix == "U" else len(by)
    start = np.repeat(net.params.h0[:, None], count, axis=1).astype(by.dtype)
    out = np.empty((len(start), steps, count), by.dtype)
    if matrix in ("H", "L") and net.window is not None and net.window < steps:
        out[:] = start[:, None]
        still = _states(net, runs.part(0, 1)._replace(matrix="U"))
        out[:, net.window :] = still[:, : steps - net.window]
        for back in range(net.window - 1, -1, -1):
            out[:, back:] = _step(net, out[:, back:], np.arange(steps - back), runs)
        return out
    if matrix == "h0":
        start[row, np.arange(count)] += by
    state = start[:, None]
    for k in range(steps):
        state = _step(net, state, np.array([k]), runs)
        out[:, k] = state[:, 0]
    return out


def _step(
    net: _Network, state: Number, k: Int64[np.ndarray, " n"], runs: _Nudge
) -> Number:
    """sigma(H h + L[:, x]) with the moved weights; state (D_h, n, B), a step each."""
    word, (matrix, row, column, by) = net.inputs[k], runs
    z = _times(net.params.H, state) + net.params.L[:, word, None]
    b = np.arange(len(by))
    if matrix == "H":
        z[row, :, b] += by[:, None] * state[column, :, b]
    elif matrix == "L":
        z[row, :, b] += by[:, None] * (column[:, None] == word)
    return ACTIVATIONS[net.activation].value(z)


def _logits(params: Params, state: Number, runs: _Nudge) -> Number:
    if runs.matrix != "U":
        return _times(params.U, state)
    logits = _times(params.U, state).repeat(len(runs.by), axis=2)
    b = np.arange(len(runs.by))
    logits[runs.row, :, b] += runs.by[:, None] * state[runs.column, :, 0]
    return logits


def _times(weights: Real, columns: Number) -> Number:
    """weights @ columns, all runs and times as the columns of one real product."""
    flat = np.ascontiguousarray(columns).reshape(len(columns), -1)
    product = (weights @ flat.view(np.float64)).view(columns.dtype)
    return product.reshape(len(weights), *columns.shape[1:])


def _network(
    params: Any, inputs: Any, targets: Any, window: Any, activation: Any, reduction: Any
) -> _Network:
    expect("params", params, Params)
    x, y = sequences(inputs, targets, params.vocab)
    width = None if window is None else whole_number("window", window, 1)
    named_activation(activation)
    return _Network(params, x, y, width, activation, counted_losses(reduction, len(x)))


def _places(
    params: Params, matrix: Any, entries: Any
) -> tuple[Int64[np.ndarray, " N"], Int64[np.ndarray, " N"]]:
    """Rows and columns of the entries; h0 is one column."""
    one_of("matrix", matrix, ("H", "L", "U", "h0"))
    shape = getattr(params, matrix).shape
    if not isinstance(entries, Sequence) or len(entries) != len(shape):
        wants = "(rows, columns)" if len(shape) == 2 else "(rows,)"
        raise ValueError(f"entries must be index arrays {wants} of {matrix}")
    arrays = [
        positions(name, value, size)
        for name, value, size in zip(
            ("entries[0]", "entries[1]"), entries, shape, strict=False
        )
    ]
    if len({len(array) for array in arrays}) != 1:
        raise ValueError(
            f"entries has {len(arrays[0])} rows and {len(arrays[1])} columns; every "
            "entry needs both"
        )
    return arrays[0], arrays[1] if len(arrays) == 2 else np.zeros_like(arrays[0])


def _steps(step: Any, count: int) -> Float64[np.ndarray, " N"]:
    given = as_array("step", step)
    sizes = real_array("step", given if given.ndim else [step], "N")
    if len(sizes) not in (1, count):
        raise ValueError(
            f"step has {len(sizes)} sizes for {count} entries; it must be one for all "
            "or one an entry"
        )
    if (sizes <= 0).any():
        raise ValueError(f"step is {sizes[sizes <= 0][0]}; it must be above 0")
    return np.broadcast_to(sizes, (count,))


def _finite(values: Float64[np.ndarray, " B"]) -> Float64[np.ndarray, " B"]:
    if not np.isfinite(values).all():
        raise ValueError(
            "params are too large: the losses overflow; scale H, L and U down"
        )
    return values
