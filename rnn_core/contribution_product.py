"""One contribution C[t,k] as a product of factors, and all rows of such products."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Float64

from .backward_pass import Backward, weight_shape
from .checks import expect, frozen, position
from .jacobians import step_jacobians
from .summary import short_repr


class Factor(NamedTuple):
    """One factor, and the product up to and including it.

    kind: "row" for the row vector it starts with, "jacobian", "immediate" for the
    column that ends it. time: the state h^(time), or for U the output, that `values`
    differentiates.
    """

    kind: str
    time: int
    values: Float64[np.ndarray, "rows columns"]
    product: Float64[np.ndarray, "one columns"]

    def __repr__(self) -> str:
        return short_repr(self)


def contribution_factors(
    back: Backward, matrix: str, i: int, j: int, t: int, k: int
) -> tuple[Factor, ...]:
    """dJ^(t)/dW_ij^(k) as a product: row vector, Jacobians, column vector.

        H, L:  dJ^(t)/dh^(t) . D_t . D_{t-1} ... D_{k+2} . d+h^(k+1)/dW_ij^(k)
        U:     dJ^(t)/do^(t) . do^(t)/dU_ij                       where k = t - 1

    Shapes (1, D_h), (D_h, D_h)..., (D_h, 1); for U (1, |V|), (|V|, 1). d+ is the
    immediate partial, h^(k) held fixed: sigma'(z_i^(k+1)) h_j^(k) e_i for H,
    sigma'(z_i^(k+1)) e_i for L where x_{k+1} = j, else 0. The last product is (1, 1)
    and equals `back.instances(matrix, i, j)[t-1, k]`.

    t from 1 to T, k from 0 to t-1; i, j from 0. IndexError outside these, ValueError
    for an unknown matrix, TypeError for no whole number. A unit that is always 1 has no
    row of its own: as i of H or L it is outside. Source: section 3.
    """
    expect("back", back, Backward)
    trace = back.trace
    rows, columns = weight_shape(trace, matrix, trained=True)
    i, j = position("i", i, rows), position("j", j, columns)
    loss = position("t", t, trace.steps, first=1) - 1
    k = position("k", k, t)
    real = trace.real
    column = np.zeros((rows if matrix == "U" else real.hidden, 1))
    if matrix == "U":
        column[i] = trace.h[t, j] if k == t - 1 else 0.0
        row = back.delta_o[loss][None, :]
        return (
            Factor("row", t, row, row),
            Factor("immediate", t, frozen(column), frozen(row @ column)),
        )
    feeds = trace.h[k, j] if matrix == "H" else float(trace.inputs[k] == j)
    column[i] = trace.slope[k, i] * feeds
    row = frozen(back.delta_o[loss][None, :] @ real.U)
    factors, product = [Factor("row", t, row, row)], row
    jacobians = step_jacobians(trace)
    for s in range(t, k + 1, -1):
        product = frozen(product @ jacobians[s - 1])
        factors.append(Factor("jacobian", s - 1, jacobians[s - 1], product))
    last = frozen(product @ column)
    return (*factors, Factor("immediate", k + 1, frozen(column), last))


def state_gradients(back: Backward) -> Float64[np.ndarray, "T T D"]:
    """The gradient of each loss in each state: [t-1, s-1] = dJ^(t)/dh^(s), 0 for s > t.

        dJ^(t)/dh^(t) = dJ^(t)/do^(t) . U,    dJ^(t)/dh^(s-1) = dJ^(t)/dh^(s) . D_s

    The products of `contribution_factors`, to the last bit. A unit that is always 1 is
    not among the D. TypeError: no Backward. Source: section 3.
    """
    expect("back", back, Backward)
    trace = back.trace
    real, jacobians = trace.real, step_jacobians(trace)
    rows = np.zeros((trace.steps, trace.steps, real.hidden))
    for t in range(trace.steps):
        rows[t, t] = back.delta_o[t][None, :] @ real.U
        for s in range(t, 0, -1):
            rows[t, s - 1] = rows[t, s][None, :] @ jacobians[s]
    return frozen(rows)
