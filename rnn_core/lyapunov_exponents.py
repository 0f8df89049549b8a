"""Lyapunov exponents of a run, and the eigenvalues of H."""

import numpy as np
from jaxtyping import Bool, Complex128, Float64

from .biases import real_units
from .checks import frozen, whole_number
from .exact_rank import independent_columns
from .integer_sweeps import integer_stretches
from .jacobian_chain import JacobianChain, alike
from .params import Params
from .singular_values import weighted_qr
from .states import States


def lyapunov(
    states: States, t: int, s: int = 0, count: int | None = None
) -> Float64[np.ndarray, "n count"]:
    """The Lyapunov exponents after each of the t - s steps from h^(s): [n-1, i].

        Q_0 = I,   D_k Q_{k-1} = Q_k R_k,   exponent_i = (1/n) sum_k log |R_k,ii|

    That is the mean logarithm of what a move of unit i at h^(s) still does after n
    steps at right angles to what moves of the units before it do. They are in the
    units' order: the largest need not be the first. `count`: those of the first so many
    units alone. Minus infinity from where a unit's move does nothing of its own, found
    exactly; what else rounding would decide is found as in `log_singular_values`.
    IndexError: t or s is no state, or s > t.
    """
    chain = JacobianChain.between(states, t, s)
    steps, hidden = chain.slope.shape
    count = hidden if count is None else whole_number("count", count, 1, hidden)
    if steps == 0:
        return frozen(np.zeros((0, count)))
    if chain.plain:
        logs = _stretches(chain, np.ones((steps, count), dtype=bool))
    else:
        live = independent_columns(chain, count)
        logs = _stretches(chain, live)
        if chain.affordable:
            if not alike(logs, _stretches(chain.perturbed(), live), steps):
                exact = integer_stretches(chain, live)
                logs = logs if exact is None else exact
    return frozen(logs / np.arange(1, steps + 1)[:, None])


def eigenvalues(
    params: Params, activation: str = "sigmoid"
) -> Complex128[np.ndarray, " D"]:
    """The eigenvalues of H, largest first, over the real units.

    activation: that of the run, by which a unit that is always 1 is known. TypeError:
    params that are no Params. ValueError: an unknown activation.
    """
    real = real_units(params, activation)
    values = np.linalg.eigvals(real.H).astype(np.complex128)
    return frozen(values[np.argsort(-np.abs(values), kind="stable")])


def _stretches(
    chain: JacobianChain, live: Bool[np.ndarray, "n m"]
) -> Float64[np.ndarray, "n m"]:
    """[n-1, i] = sum_{k <= n} log |R_k,ii|; columns that are not live are left out."""
    columns = np.arange(live.shape[1])
    q = np.eye(len(chain.H))[:, columns]
    diagonals = np.zeros(live.shape)
    for n, slope in enumerate(chain.slope):
        moved = chain.H @ q
        if not live[n, columns].all():
            moved, columns = moved[:, live[n, columns]], columns[live[n, columns]]
        q, r = weighted_qr(slope, moved)
        diagonals[n, columns] = np.diag(r)
    with np.errstate(divide="ignore"):
        return np.log(np.abs(diagonals)).cumsum(axis=0)
