"""One contribution C[t,k] as a sum over paths through the hidden units."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64, Int64

from .backward_pass import Backward, weight_shape
from .checks import expect, frozen, position, whole_number
from .summary import short_repr

Real = Float64[np.ndarray, "..."]


@dataclass(frozen=True, eq=False)
class Paths:
    """The strongest paths of C[t,k], the largest |value| first.

    units (n, t-k): the unit, from 0, at each of the states h^(k+1)..h^(t).
    values (n,): each path's product.    total: C[t,k], the sum over all paths.
    rest: the sum over all paths not listed.    count_all: how many paths there are.
    shares (n,): |value| over the sum of |value| of all paths, listed or not; nan where
    every path is 0.
    """

    units: Int64[np.ndarray, "n states"]
    values: Float64[np.ndarray, " n"]
    total: float
    rest: float
    count_all: int
    shares: Float64[np.ndarray, " n"]

    __repr__ = short_repr


class _Ways(NamedTuple):
    """The best c ways on to the loss from every unit of a state, the strongest first.

    size (D, c): log of the absolute product.  unit (D, c): where each goes next.
    rank (D, c): which of that unit's ways it then is.
    """

    size: Float64[np.ndarray, "D c"]
    unit: Int64[np.ndarray, "D c"]
    rank: Int64[np.ndarray, "D c"]


def strongest_paths(
    back: Backward, matrix: str, i: int, j: int, t: int, k: int, count: int = 8
) -> Paths:
    """The `count` paths of C[t,k] = dJ^(t)/dW_ij^(k) of largest |value|.

        C[t,k] = sum over units m_{k+2}, .., m_t, with m_{k+1} = i, of
            dJ^(t)/dh_{m_t}^(t)
            . prod_{s=k+2}^{t} sigma'(z_{m_s}^(s)) H_{m_s, m_{s-1}}
            . sigma'(z_i^(k+1)) h_j^(k)

    For L the last factor is 1 where x_{k+1} = j, else 0. U has one path, through unit j
    of h^(t), where k = t-1, and none for an earlier k, when U is not used. Ties go to
    the path whose units come first. Compared by logarithms: nothing underflows. No path
    goes through a unit that is always 1: as i of H or L it is outside.

    t from 1 to T, k from 0 to t-1; i, j from 0. IndexError outside these, ValueError
    for an unknown matrix or a count below 1, TypeError for no whole number.
    """
    expect("back", back, Backward)
    trace = back.trace
    rows, columns = weight_shape(trace, matrix, trained=True)
    i, j = position("i", i, rows), position("j", j, columns)
    t = position("t", t, trace.steps, first=1)
    k = position("k", k, t)
    count = whole_number("count", count, 1)
    total = float(back.instances(matrix, i, j)[t - 1, k])
    if matrix == "U":
        used = int(k == t - 1)
        units = np.full((used, t - k), j)
        shares = np.full(used, 1.0 if total else np.nan)
        values = frozen(np.full(used, total))
        return Paths(frozen(units), values, total, 0.0, used, frozen(shares))
    units = _strongest(back, i, t, k, count)
    feeds = trace.h[k, j] if matrix == "H" else float(trace.inputs[k] == j)
    prefix, power = _products(_factors(back, units, t, k, feeds))
    with np.errstate(over="ignore"):
        values = np.ldexp(prefix[:, -1], power[:, -1])
    order = np.argsort(-np.abs(values), kind="stable")
    rest = _rest(back, units, t, k, prefix, power)
    count_all = trace.real.hidden ** (t - k - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        sizes = np.log(np.abs(prefix[:, -1])) + power[:, -1] * np.log(2)
        whole = _log_sum_of_sizes(back, i, t, k, feeds)
        shares = np.minimum(np.exp(sizes - whole), 1.0)
    return Paths(
        frozen(units[order]),
        frozen(values[order]),
        total,
        rest,
        count_all,
        frozen(shares[order]),
    )


def _strongest(
    back: Backward, i: int, t: int, k: int, count: int
) -> Int64[np.ndarray, "n states"]:
    """The units of the strongest paths from unit i of h^(k+1) to loss t.

    Backwards from the loss: the best ways on from a unit go through the best ways on
    from the next, so that `count` of them for each unit are enough.
    """
    trace = back.trace
    with np.errstate(divide="ignore"):
        weights = np.log(np.abs(trace.real.H))
        slopes = np.log(trace.slope[:, : len(weights)])
        size = np.log(np.abs(_error_at_state(back, t)))[:, None]
    steps: list[_Ways] = []
    for s in range(t - 1, k, -1):
        units = [i] if s == k + 1 else slice(None)
        ways = _ways(weights.T[units] + slopes[s], size, count)
        steps.append(ways)
        size = ways.size
    rank = np.arange(size.shape[1] if steps else 1)
    path, row = [np.full(len(rank), i)], np.zeros_like(rank)
    for ways in reversed(steps):
        row, rank = ways.unit[row, rank], ways.rank[row, rank]
        path.append(row)
    return np.stack(path, axis=1)


def _ways(
    step: Float64[np.ndarray, "A D"], size: Float64[np.ndarray, "D c"], count: int
) -> _Ways:
    """The best `count` ways on from A units, given those from the next state's.

    Of the next units only `count` can matter: those whose own best way is among the
    best, `count` of which beat any other.
    """
    best = np.argsort(-(step + size[:, 0]), axis=1, kind="stable")
    near = np.sort(best[:, :count], axis=1)
    reach = np.take_along_axis(step, near, axis=1)[:, :, None] + size[near]
    flat = reach.reshape(len(step), -1)
    order = np.argsort(-flat, axis=1, kind="stable")[:, :count]
    unit, rank = np.divmod(order, size.shape[1])
    return _Ways(
        np.take_along_axis(flat, order, axis=1),
        np.take_along_axis(near, unit, axis=1),
        rank,
    )


def _error_at_state(back: Backward, t: int) -> Float64[np.ndarray, " D"]:
    """dJ^(t)/dh^(t) = U' delta^(o,t), of the real units."""
    return back.delta_o[t - 1] @ back.trace.real.U


def _factors(
    back: Backward, units: Int64[np.ndarray, "n states"], t: int, k: int, feeds: float
) -> Float64[np.ndarray, "n factors"]:
    """Of each path: feeds sigma' at h^(k+1), H sigma' for each step on, dJ/dh^(t)."""
    trace = back.trace
    slopes = trace.slope[np.arange(k, t), units]
    weights = trace.real.H[units[:, 1:], units[:, :-1]]
    error = _error_at_state(back, t)[units[:, -1:]]
    first = np.full((len(units), 1), feeds)
    between = np.empty((len(units), 2 * (t - k) - 1))
    between[:, ::2], between[:, 1::2] = slopes, weights
    return np.concatenate([first, between, error], axis=1)


def _products(
    factors: Float64[np.ndarray, "n factors"],
) -> tuple[Float64[np.ndarray, "n factors"], Int64[np.ndarray, "n factors"]]:
    """Running products as numbers near 1 and powers of two."""
    product, exponent = np.frexp(factors)
    power = exponent.astype(np.int64)
    for f in range(1, factors.shape[1]):
        product[:, f], more = np.frexp(product[:, f] * product[:, f - 1])
        power[:, f] += power[:, f - 1] + more
    return product, power


def _log_sum_of_sizes(back: Backward, i: int, t: int, k: int, feeds: float) -> float:
    """The logarithm of the sum of |value| over all paths.

    Errors carried back as in `backward` with every factor made positive, by their
    logarithms: nothing underflows.
    """
    trace = back.trace
    with np.errstate(divide="ignore"):
        weights = np.log(np.abs(trace.real.H))
        slopes = np.log(trace.slope[:, : len(weights)])
        size = np.log(np.abs(_error_at_state(back, t)))
        for s in range(t - 1, k, -1):
            terms = (size + slopes[s])[:, None] + weights
            largest = terms.max(axis=0)
            shift = np.where(np.isfinite(largest), largest, 0.0)
            size = np.log(np.exp(terms - shift).sum(axis=0)) + shift
        return float(size[i] + slopes[k, i] + np.log(abs(feeds)))


def _rest(
    back: Backward,
    units: Int64[np.ndarray, "n states"],
    t: int,
    k: int,
    prefix: Float64[np.ndarray, "n factors"],
    power: Int64[np.ndarray, "n factors"],
) -> float:
    """The sum over all paths but these, without taking them from the total.

    Any other path leaves the listed ones at some unit m of some h^(s) for a unit m' to
    which none of them goes on from there. All that leave alike add up to

        (product up to m) H_{m',m} delta_{m'}^(s+1<-t)
    """
    H, parts = back.trace.real.H, []
    delta = back.delta[t - 1, :, : len(H)]
    for s in range(units.shape[1] - 1):
        _, firsts, branch = np.unique(
            units[:, : s + 1], axis=0, return_index=True, return_inverse=True
        )
        leaves = H.T[units[firsts, s]] * delta[k + s + 1]
        leaves[branch.ravel(), units[:, s + 1]] = 0.0
        ahead, factor = leaves.sum(axis=1), 2 * s + 1
        with np.errstate(over="ignore"):
            parts.append(
                np.ldexp(prefix[firsts, factor] * ahead, power[firsts, factor])
            )
    return float(np.sum(np.concatenate(parts))) if parts else 0.0
