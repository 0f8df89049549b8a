"""The output with knobs: what predictions read, the error, which losses count."""

from typing import NamedTuple

import numpy as np

from .network import Net
from .states import Run


class Output(NamedTuple):
    """The knobs of the output.

    reads: "own", "previous" or "last" state.  follows: the error goes back into the
    state that was read, not into the step's own.  targets: "meant", "inputs", "next",
    "next, last kept" or "previous".  error: see `_error`.  losses: "meant", "all",
    "last", "last on the way" where U's gradient has all that are meant, "all in U"
    where it alone has them all, "first", "no last" or "no first".
    """

    reads: str = "own"
    follows: bool = False
    targets: str = "meant"
    error: str = "right"
    losses: str = "meant"


class Errors(NamedTuple):
    """What the output hands back.

    err (T, V): what is taken for dJ/do.  own (T, D): what each step's state feels of
    it.  start (D,): what h^(0) feels of it, where a prediction read h^(0).
    """

    err: np.ndarray
    own: np.ndarray
    start: np.ndarray


class EachLoss(NamedTuple):
    """err (T, V) and own (T, D) as `Errors` has them, of each loss for itself."""

    err: np.ndarray
    own: np.ndarray


def output_errors(net: Net, states: Run, knobs: Output) -> Errors:
    """The errors of the logits and of each step's own state."""
    each = errors_of_each(net, states, (knobs.reads, knobs.targets, knobs.error))
    return counted_errors(net, each, knobs)


def errors_of_each(net: Net, states: Run, knobs: tuple[str, str, str]) -> EachLoss:
    """The errors by what predictions read, the targets and the kind of error alone."""
    reads, targets, error = knobs
    made = states.made
    read = {"own": made[1:], "previous": made[:-1]}.get(reads)
    if read is None:
        read = np.repeat(made[-1:], net.steps, axis=0)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        logits = read @ net.U.T
        if net.b_y is not None:
            logits += net.b_y
        err = _error(logits, _targets(net, targets), error, net.naive)
        return EachLoss(err, err @ net.U)


def counted_errors(net: Net, each: EachLoss, knobs: Output) -> Errors:
    """The errors of those losses that are counted, where they are felt."""
    weights = loss_factors(net, knobs.losses)[:, None]
    with np.errstate(over="ignore", invalid="ignore"):
        err, own = each.err * weights, each.own * weights
    if knobs.losses in ("last on the way", "all in U"):
        own[:-1] = 0
    start = np.zeros_like(own[0])
    if knobs.follows and knobs.reads == "previous":
        start = own[0]
        own = np.concatenate([own[1:], np.zeros_like(own[:1])])
    elif knobs.follows and knobs.reads == "last":
        total = own.sum(axis=0)
        own = np.zeros_like(own)
        own[-1] = total
    return Errors(err, own, start)


def loss_factors(net: Net, losses: str) -> np.ndarray:
    """The factor of each J^(t) in what is summed, shape (T,)."""
    meant = net.loss_weights
    if losses in ("all", "all in U"):
        return np.ones_like(meant)
    keep = np.ones_like(meant)
    if losses == "last":
        keep[:-1] = 0
    elif losses == "first":
        keep[1:] = 0
    elif losses == "no last":
        keep[-1] = 0
    elif losses == "no first":
        keep[0] = 0
    return meant * keep


def _targets(net: Net, which: str) -> np.ndarray:
    y = net.y
    if which == "inputs":
        return net.x
    if which == "next":
        return np.roll(y, -1)
    if which == "next, last kept":
        return np.concatenate([y[1:], y[-1:]])
    return np.roll(y, 1) if which == "previous" else y


def _softmax(o: np.ndarray, axis: int = 1) -> np.ndarray:
    e = np.exp(o - o.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def _error(o: np.ndarray, y: np.ndarray, kind: str, naive: bool) -> np.ndarray:
    """What stands for dJ/do; "right" is yhat - y."""
    rows = np.arange(len(y))
    if kind == "logits":
        out = o.copy()
    elif kind == "sigmoid":
        out = 1 / (1 + np.exp(-o))
    elif kind == "exp":
        out = np.exp(o)
    elif kind == "over time":
        out = _softmax(o, axis=0)
    else:
        out = _softmax(o)
        if kind == "softmax twice":
            out = _softmax(out)
        elif kind == "softmax twice, chained":
            off = _softmax(out)
            off[rows, y] -= 1
            return out * (off - (out * off).sum(axis=1, keepdims=True))
    if kind == "yhat":
        return out
    if kind == "target overwritten":
        out[rows, y] = -1
        return out
    yhat = out.copy()
    if kind == "right" and not naive:
        own = out[rows, y]
        out[rows, y] = 0
        out[rows, y] = np.where(own < 0.5, own - 1, -out.sum(axis=1))
        return out
    out[rows, y] -= 1
    if kind in ("squared", "squared, doubled"):
        out = yhat * (out - (yhat * out).sum(axis=1, keepdims=True))
        return 2 * out if kind == "squared, doubled" else out
    if kind in ("diagonal", "diagonal, doubled"):
        out *= yhat * (1 - yhat)
        return 2 * out if kind == "diagonal, doubled" else out
    if kind == "target only":
        only = np.zeros_like(out)
        only[rows, y] = out[rows, y]
        return only
    return out
