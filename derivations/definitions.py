"""What each quantity is, by the network's definition (source section 2).

Weights stand as the instances that the step reads, so that a derivative with respect to
one instance is SymPy's derivative of the definition.
"""

import sympy as sp

from derivations.symbols import (
    D,
    H,
    J,
    L,
    Partial,
    U,
    V,
    delta,
    delta_o,
    h,
    o,
    sigma,
    split,
    x,
    y,
    yhat,
    z,
)


def definition(quantity: sp.Expr, bound: sp.Symbol) -> sp.Expr:
    """The right-hand side of a quantity's definition.  `bound` is its summation index.

    z_m^(s)    = sum_l H_ml^(s-1) h_l^(s-1) + L_{m,x_s}^(s-1)
    h_m^(s)    = sigma(z_m^(s))
    o_w^(s)    = sum_l U_wl h_l^(s)
    yhat_w^(s) = exp(o_w^(s)) / sum_v exp(o_v^(s))
    J^(s)      = log(sum_v exp(o_v^(s))) - o_{y_s}^(s)
    """
    if isinstance(quantity, sp.Indexed) and quantity.base in (z, h, o, yhat):
        (time,), (unit,) = split(quantity)
        if quantity.base == z:
            weighted = H[time - 1, unit, bound] * h[time - 1, bound]
            return sp.Sum(weighted, (bound, 1, D)) + L[time - 1, unit, x(time)]
        if quantity.base == h:
            return sigma(z[time, unit])
        if quantity.base == o:
            return sp.Sum(U[unit, bound] * h[time, bound], (bound, 1, D))
        return sp.exp(o[time, unit]) / sp.Sum(sp.exp(o[time, bound]), (bound, 1, V))
    if quantity.func == J:
        (time,) = quantity.args
        total = sp.Sum(sp.exp(o[time, bound]), (bound, 1, V))
        return sp.log(total) - o[time, y(time)]
    raise ValueError(
        f"{quantity} has no definition of its own: it is a weight, a word or a named"
        " error; expand one of z, h, o, yhat or J"
    )


def error_term(named: sp.Indexed) -> Partial:
    """What a named error stands for.

    delta_i^(s<-t) = dJ^(t)/dz_i^(s), the source's delta^(h,t) where s = t (eq. (2));
    delta_w^(o,t) = dJ^(t)/do_w^(t) (section 5.1).
    """
    times, (unit,) = split(named)
    if named.base == delta:
        at, loss = times
        return Partial(J(loss), z[at, unit])
    if named.base == delta_o:
        (loss,) = times
        return Partial(J(loss), o[loss, unit])
    raise ValueError(f"{named} names no error: delta and delta_o do")
