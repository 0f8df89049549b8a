"""The change of a loss when its logits change, without subtracting two losses.

    J' - J = log sum_w yhat_w exp(d_w),   d_w = (o'_w - o_w) - (o'_y - o_y)
           = log1p(sum_{w != y} yhat_w expm1(d_w))

The second form is right to the last digits however small the d are. Where they are
large, or the loss falls far, the sum is taken of logarithms instead.
"""

import numpy as np
from jaxtyping import Float64

from .forward_pass import Trace

LARGE = 30.0
"""Above this d, a probability lost to underflow could come back."""


def loss_change(
    trace: Trace, t: int, moved: Float64[np.ndarray, "n V"]
) -> Float64[np.ndarray, " n"]:
    """The change of loss t, from 0, for n moves of its logits.

    J' - J, where `moved` is o' - o.

    Overwrites `moved`. Entries that are not finite make their result nan.
    """
    target = trace.targets[t]
    moved -= moved[:, [target]]
    grown = np.expm1(moved)
    total = grown @ trace.yhat[t]
    far = ~(total > -0.5) | (moved.max(axis=1) > LARGE)
    change = np.log1p(total)
    if far.any():
        others = np.delete(moved[far], target, axis=1)
        log_p = np.delete(_log_yhat(trace, t), target)
        change[far] = _far_change(
            others, log_p, trace.one_minus_target[t], -trace.loss[t]
        )
        change[~np.isfinite(moved).all(axis=1)] = np.nan
    return change


def output_changes(
    trace: Trace, v: int, j: int, by: Float64[np.ndarray, " N"], only: int | None
) -> Float64[np.ndarray, "N T"]:
    """The change of each loss when U_vj changes by d, which moves one logit a loss.

    v != y: yhat_v grows by exp(d). v = y: the other words together grow by exp(-d).
    """
    out = np.zeros((len(by), trace.steps))
    for t in range(trace.steps) if only is None else [only]:
        log_yhat = _log_yhat(trace, t)
        others = _log_sum(np.delete(log_yhat, v))
        with np.errstate(all="ignore"):
            d = by * trace.h[t + 1, j]
            if v == trace.targets[t]:
                d, mass, log_rest = -d, trace.one_minus_target[t], -trace.loss[t]
                log_p = others
            else:
                mass, log_p, log_rest = trace.yhat[t, v], log_yhat[v], others
            total = mass * np.expm1(d)
            near = (total > -0.5) & (d < LARGE)
            far = _far_change(d[:, None], np.array([log_p]), float(mass), log_rest)
            out[:, t] = np.where(near, np.log1p(total), far)
            out[~np.isfinite(d), t] = np.nan
    return out


def _log_yhat(trace: Trace, t: int) -> Float64[np.ndarray, " V"]:
    """log yhat_w of loss t, also of probabilities too small for a float64."""
    p, o = trace.yhat[t], trace.logits[t]
    small = (o - o[trace.targets[t]]) - trace.loss[t]
    return np.where(p > 1e-300, np.log(np.maximum(p, 1e-300)), small)


def _far_change(
    d: Float64[np.ndarray, "n W"],
    log_p: Float64[np.ndarray, " W"],
    mass: float,
    log_rest: float,
) -> Float64[np.ndarray, " n"]:
    """log(rest + sum_w p_w exp(d_w)) where `mass` = sum_w p_w and rest = 1 - mass.

    d may be of any size; p and rest come as logarithms.
    """
    grown = log_p + d
    peak = np.maximum(grown.max(axis=1, initial=-np.inf), log_rest)
    total = np.exp(grown - peak[:, None]).sum(axis=1) + np.exp(log_rest - peak)
    near = np.exp(grown).sum(axis=1) - mass
    close = (near > -0.5) & (near < 1)
    return np.where(close, np.log1p(near), peak + np.log(total))


def _log_sum(logs: Float64[np.ndarray, " n"]) -> float:
    return float(np.logaddexp.reduce(logs, initial=-np.inf))
