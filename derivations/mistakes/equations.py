"""The equations of back-propagation as people program it, one for each quantity.

    z^(s) = H h^(s-1) + L x^(s),  h^(s) = sigma(z^(s)),  o^(t) = U h^(t)
    delta^(o,t) = yhat^(t) - y^(t)
    delta^(s) = sigma'(z^(s)) o (U^T delta^(o,s) + H^T delta^(s+1)),  delta^(T+1) = 0
    dJ/dH = sum_s delta^(s) (h^(s-1))^T,  dJ/dL = sum_s delta^(s) (x^(s))^T
    dJ/dU = sum_t delta^(o,t) (h^(t))^T,  dJ/dh^(0) = H^T delta^(1)

A mistake is another right side of one of them, or of several.
"""

from collections.abc import Mapping

import sympy as sp

from derivations.language.symbols import (
    Column,
    D,
    H,
    Hadamard,
    J,
    L,
    Partial,
    T,
    Transposed,
    U,
    V,
    Whole,
    delta,
    delta_o,
    dsigma,
    h,
    i,
    k,
    m,
    o,
    onehot_x,
    onehot_y,
    s,
    sigma,
    t,
    tau,
    v,
    w,
    x,
    yhat,
    z,
)

Equations = Mapping[str, sp.Expr]

weights, states, outputs = Whole(H), Whole(h, s - 1), Whole(U)
slope = dsigma(Whole(z, s))
own = Transposed(outputs) * Whole(delta_o, s)
ahead = Transposed(weights) * Whole(delta, s + 1)
state_error = Partial(J(), Whole(h, s))
own_first = Transposed(outputs) * Whole(delta_o, t)
ahead_one = Transposed(weights) * Whole(delta, s + 1, t)

BATCH = sp.Symbol("n", integer=True, positive=True)
"""A small whole number that gradients are divided by."""
BOUND = sp.Symbol("c", positive=True)
"""Where entries are clipped."""


own_unit = sp.Sum(U[w, i] * delta_o[s, w], (w, 1, V))
ahead_unit = sp.Sum(H[m, i] * delta[s + 1, m], (m, 1, D))
logit_error = yhat[t, w] - onehot_y[t, w]

ELEMENTS: Equations = {
    "delta_o": logit_error,
    "delta": dsigma(z[s, i]) * (own_unit + ahead_unit),
    "L": sp.Sum(delta[s, i] * onehot_x[s, v], (s, 1, T)),
}
"""Some of them entry by entry."""
ENTRIES: Equations = {
    "delta_o": delta_o[t, w],
    "delta": delta[s, i],
    "h": h[s, i],
    "L": Partial(J(), L[i, v]),
    "h0": Partial(J(), h[0, i]),
}


def outer(state: sp.Expr, first: sp.Expr = sp.S.One) -> sp.Expr:
    """sum_s delta^(s) state^T from step `first`."""
    return sp.Sum(Whole(delta, s) * Transposed(state), (s, first, T))


def by_losses(of: sp.Expr, low: sp.Expr) -> sp.Expr:
    """sum_t sum_k delta^(k+1<-t) of^T, the instances k from `low` to t - 1."""
    each = Whole(delta, k + 1, t) * Transposed(of)
    return sp.Sum(each, (k, low, t - 1), (t, 1, T))


LEFT: Equations = {
    "z": Whole(z, s),
    "h": Whole(h, s),
    "o": Whole(o, t),
    "delta_o": Whole(delta_o, t),
    "dh": state_error,
    "delta": Whole(delta, s),
    "own": Whole(delta, t, t),
    "back": Whole(delta, s, t),
    "H": Partial(J(), weights),
    "L": Partial(J(), Whole(L)),
    "U": Partial(J(), outputs),
    "h0": Partial(J(), Whole(h, 0)),
}
"""What each equation is of, as it is printed on its left."""

RIGHT: Equations = {
    "z": weights * states + Column(L, x(s)),
    "h": sigma(Whole(z, s)),
    "o": outputs * Whole(h, t),
    "delta_o": Whole(yhat, t) - Whole(onehot_y, t),
    "dh": own + ahead,
    "delta": Hadamard(slope, own + ahead),
    "own": Hadamard(dsigma(Whole(z, t)), own_first),
    "back": Hadamard(slope, ahead_one),
    "H": outer(states),
    "L": outer(Whole(onehot_x, s)),
    "U": sp.Sum(Whole(delta_o, t) * Transposed(Whole(h, t)), (t, 1, T)),
    "h0": Transposed(weights) * Whole(delta, 1),
}
"""The equations of the summed loss."""

FROM = sp.Max(0, t - tau)
"""The first instance that a window of tau steps keeps of loss t."""
GRADIENTS = ("H", "L", "U", "h0")


def windowed(low: sp.Expr, until: sp.Expr) -> Equations:
    """The gradients of H, L and h0, each loss feeling the instances from `low`, and
    h^(0) being felt by the losses up to `until`.
    """
    start = Transposed(weights) * Whole(delta, 1, t)
    return {
        "H": by_losses(Whole(h, k), low),
        "L": by_losses(Whole(onehot_x, k + 1), low),
        "h0": sp.Sum(start, (t, 1, until)),
    }


def last_loss() -> Equations:
    """The gradients of the last loss alone."""
    error = Whole(delta, s, T)
    return {
        "H": sp.Sum(error * Transposed(states), (s, 1, T)),
        "L": sp.Sum(error * Transposed(Whole(onehot_x, s)), (s, 1, T)),
        "U": Whole(delta_o, T) * Transposed(Whole(h, T)),
        "h0": Transposed(weights) * Whole(delta, 1, T),
    }


def each(of: Mapping[str, sp.Expr], factor: sp.Expr) -> Equations:
    """All gradients times a factor."""
    return {name: factor * of[name] for name in GRADIENTS}


STABLE: Equations = {**RIGHT, "delta_o": ELEMENTS["delta_o"]}
"""The same, the output's error entry by entry: so it keeps the digits of 1 - yhat."""

MEANT: Mapping[str, Equations] = {
    "sum": STABLE,
    "mean": {**STABLE, **each(RIGHT, 1 / T)},
    "last": {**STABLE, **last_loss()},
    "window": {**STABLE, **windowed(FROM, T - sp.Max(0, T - tau))},
}
"""The equations of what is to be differentiated: the sum of the losses, their mean,
the last of them, or the sum where each is felt by the last tau instances alone.
"""
