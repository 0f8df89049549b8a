"""The definition of each quantity of the network (source, section 2).

Weights stand as the instances that the step reads, so that a derivative with respect to
one instance is SymPy's derivative of the definition.
"""

from typing import Any

import sympy as sp

from derivations.language.symbols import (
    PP,
    UNITS,
    D,
    H,
    J,
    L,
    Partial,
    T,
    U,
    V,
    delta,
    delta_o,
    h,
    o,
    onehot_x,
    onehot_y,
    sigma,
    split,
    x,
    y,
    yhat,
    z,
)


def definition(
    quantity: sp.Expr,
    bound: sp.Expr,
    instances: bool = True,
    words: sp.Expr | None = None,
) -> Any:
    """The right-hand side of a quantity's definition.  `bound` is its summation index.

    z_m^(s)    = sum_l H_ml^(s-1) h_l^(s-1) + L_{m,x_s}^(s-1)
    h_m^(s)    = sigma(z_m^(s))
    o_w^(s)    = sum_l U_wl^(s) h_l^(s)
    yhat_w^(s) = exp(o_w^(s)) / sum_v exp(o_v^(s))
    y_w^(s)    = [w = y_s],  x_w^(s) = [w = x_s]
    J^(s)      = -sum_v y_v^(s) log(yhat_v^(s)),  J = sum_s J^(s)
    PP^(s)     = 1 / sum_v y_v^(s) yhat_v^(s),  PP = exp(J / T)

    Without `instances` the weights are the shared ones.  With `words`, an index, the
    L of z is sum_v L_mv^(s-1) x_v^(s).  ValueError for what has no definition of its
    own.
    """
    if isinstance(quantity, sp.Indexed) and quantity.base in UNITS:
        (time, *_), (unit, *_) = split(quantity)[0] or (None,), split(quantity)[1]
        if quantity.base in (z, o):
            matrix, state = (H, time - 1) if quantity.base == z else (U, time)
            instance = (time - 1,) if instances else ()
            weighted = matrix[(*instance, unit, bound)] * h[state, bound]
            total = sp.Sum(weighted, (bound, 1, D))
            if quantity.base == o:
                return total
            if words is None:
                return total + L[(*instance, unit, x(time))]
            read = L[(*instance, unit, words)] * onehot_x[time, words]
            return total + sp.Sum(read, (words, 1, V))
        if quantity.base == h:
            return sigma(z[time, unit])
        if quantity.base == yhat:
            return sp.exp(o[time, unit]) / sp.Sum(sp.exp(o[time, bound]), (bound, 1, V))
        if quantity.base in (onehot_x, onehot_y):
            word = x if quantity.base == onehot_x else y
            return sp.KroneckerDelta(unit, word(time))
    if quantity.func in (J, PP):
        if not quantity.args:
            total = sp.Sum(J(bound), (bound, 1, T))
            return total if quantity.func == J else sp.exp(total / T)
        (time,) = quantity.args
        soft = yhat[time, bound]
        if quantity.func == PP:
            return 1 / sp.Sum(onehot_y[time, bound] * soft, (bound, 1, V))
        return -sp.Sum(onehot_y[time, bound] * sp.log(soft), (bound, 1, V))
    raise ValueError(
        f"{quantity} has no definition of its own: it is a weight, a word or a named"
        " error; expand one of z, h, o, yhat, J or PP"
    )


def error_term(named: sp.Indexed) -> Partial:
    """The derivative that a named error stands for.

    delta_i^(s<-t) = dJ^(t)/dz_i^(s), the source's delta^(h,t) where s = t (eq. (2));
    delta_i^(s) = dJ/dz_i^(s), of the summed loss;
    delta_w^(o,t) = dJ^(t)/do_w^(t) = dJ/do_w^(t) (section 5.1).
    """
    times, (unit,) = split(named)
    if named.base == delta:
        at, *loss = times
        return Partial(J(*loss), z[at, unit])
    if named.base == delta_o:
        (time,) = times
        return Partial(J(time), o[time, unit])
    raise ValueError(f"{named} names no error: delta and delta_o do")
