"""What the page Jacobians shows, computed once for each network, horizon, t and s.

The network reads its words round and round, as far as the horizon.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from jaxtyping import Complex128, Float64

from rnn_core import (
    States,
    eigenvalues,
    float64_reach,
    log_bounds,
    log_determinant,
    log_norms,
    log_singular_values,
    lyapunov,
    nilpotent,
    run_states,
)

from ..address.settings import Config
from ..model.model import model
from ..runtime.cache import cached

WHOLE = 32
"""Up to this D_h all singular values and exponents are found."""
EXPONENTS = 8
"""Beyond WHOLE this many exponents."""
POINTS, FEWER = 300, 60
"""Distances at which norms are found up to WHOLE, and beyond."""
SAFETY, EPS = 8, float(np.finfo(np.float64).eps)
"""A step's factor moves log|det| by up to SAFETY EPS D_h times its condition number."""
EVERY = 20
"""Up to this t singular values are found at every distance."""


@dataclass(frozen=True, eq=False)
class Horizon:
    """All that depends on the network and its horizon alone.

    exponents [n-1, i]: the i-th Lyapunov exponent after n steps, natural logarithms.
    log_norm: that of ||dh^(T)/dh^(0)||_2. nilpotent: whether some power of H is 0,
    which rounding can hide from its eigenvalues.
    """

    states: States
    norm: float
    eigenvalues: Complex128[np.ndarray, " D"]
    exponents: Float64[np.ndarray, "T n"]
    log_norm: float
    nilpotent: bool

    @property
    def steepest(self) -> float:
        """The largest sigma' of any unit at any step."""
        return float(self.states.slope.max())


@dataclass(frozen=True, eq=False)
class Distances:
    """Sizes of dh^(t)/dh^(t-distance), natural logarithms.

    values [n, i]: the i-th singular value at valued[n]; empty beyond WHOLE.
    reach: how far a plain float64 product lasts, None where it lasts back to h^(0).
    """

    t: int
    distances: tuple[int, ...]
    norms: Float64[np.ndarray, " n"]
    bounds: Float64[np.ndarray, " n"]
    valued: tuple[int, ...]
    values: Float64[np.ndarray, "m D"]
    reach: int | None


class Balance(NamedTuple):
    """sum log singular values and sum log sigma' + (t-s) log|det H|.

    uncertainty: by how much rounding may move either, H having `condition`.
    """

    left: float
    right: float
    uncertainty: float
    condition: float


@cached
def horizon(config: Config, steps: int) -> Horizon:
    """The states over `steps` words, or as many as do not overflow."""
    net = model(config)
    words = np.resize(net.trace.inputs, steps)
    return measure_states(run_states(net.params, words, config.activation))


def measure_states(states: States) -> Horizon:
    """What is read off these states alone."""
    H = states.real.H
    count = len(H) if len(H) <= WHOLE else EXPONENTS
    exponents = lyapunov(states, states.steps, 0, count)
    norm = float(np.linalg.norm(H, 2))
    return Horizon(
        states,
        norm,
        eigenvalues(states.params, states.activation),
        exponents,
        float(log_norms(states, states.steps, [0])[0]),
        nilpotent(states.params, states.activation),
    )


@cached
def distances(config: Config, steps: int, t: int) -> Distances:
    """Norms, bounds and singular values back from state t, at chosen distances."""
    states = horizon(config, steps).states
    hidden = states.real.hidden
    whole = hidden <= WHOLE
    apart = spread_positions(t, POINTS if whole else FEWER)
    valued = valued_distances(t) if whole else ()
    values = [log_singular_values(states, t, t - distance) for distance in valued]
    return Distances(
        t,
        apart,
        log_norms(states, t, [t - distance for distance in apart]),
        log_bounds(states, t)[[t - distance for distance in apart]],
        valued,
        np.array(values).reshape(-1, hidden),
        float64_reach(states, t),
    )


@cached
def balance(config: Config, steps: int, t: int, s: int) -> Balance | None:
    """Both sides of the check; None beyond WHOLE."""
    states = horizon(config, steps).states
    if states.real.hidden > WHOLE:
        return None
    sizes = distances(config, steps, t)
    if t - s in sizes.valued:
        values = sizes.values[sizes.valued.index(t - s)]
    else:
        values = log_singular_values(states, t, s)
    condition = states.real.row_condition
    uncertainty = SAFETY * EPS * states.real.hidden * condition * (t - s)
    determinant = log_determinant(states, t, s)
    return Balance(
        float(values.sum()), determinant, uncertainty if t > s else 0.0, condition
    )


def spread_positions(t: int, most: int) -> tuple[int, ...]:
    """0..t, or about `most` of them, evenly apart, with both ends."""
    if t < most:
        return tuple(range(t + 1))
    return tuple(np.unique(np.linspace(0, t, most).round().astype(int)).tolist())


def valued_distances(t: int) -> tuple[int, ...]:
    """0..t, or of a long way its halves, their halves and so on.

    Each distance takes sweeps of QR of its own, as many steps long as it is.
    """
    if t <= EVERY:
        return tuple(range(t + 1))
    halves = {t >> n for n in range(t.bit_length())}
    return (0, *sorted(halves))
