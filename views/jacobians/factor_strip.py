"""The data of the factor strip: D_t D_{t-1} ... D_{s+1}, factor by factor."""

from itertools import chain

import numpy as np
from jaxtyping import Int64

from rnn_core import Decimal, Scaled, States, SwappedFactors

from ..address.settings import Config
from ..model.indexing import one_based
from ..runtime.cache import cached
from ..text.folding import with_gaps
from .data_types import (
    MoreFactors,
    StripFactor,
    StripMatrix,
    StripNumbers,
    StripOrder,
)
from .horizon import horizon
from .products import product, swapped_factors

WHOLE, KEPT = 12, 8
"""Up to WHOLE units a matrix is whole; of a larger one KEPT rows and columns."""
LONGEST, ENDS = 4, 2
"""Up to LONGEST factors a strip is whole; of a longer one so many at each end."""
WRITTEN = 4
"""Up to so many units cells hold numbers."""
PLAIN = range(-2, 4)
"""Powers of ten that a matrix is written without."""


@cached
def factor_strip(config: Config, steps: int, t: int, s: int, swap: int) -> StripNumbers:
    """The factors in order, the product after each, and the swap.

    A factor {n, place, slope, cells, product}: D_n stands where D_place belongs;
    {more: 96} stands for so many. A matrix {cells, exponent, norm}: its cells times
    10^exponent, and its spectral norm {value, exponent}. units: what is shown of a
    large matrix, counted from 1.
    """
    states = horizon(config, steps).states
    places = shown(t, s, swap)
    units = strongest(states, [place for place in places if place])
    swapped = swapped_factors(config, steps, t, s, swap) if swap else None
    after = {} if swapped is None else dict(swapped.after)
    factors: list[StripFactor | MoreFactors] = []
    for before, place in zip([0, *places], places, strict=False):
        if place is None:
            continue
        if before is None:
            hidden = factors[-1]["place"] - place - 1
            factors.append({"more": hidden, "place": place})
        if place not in after:
            after[place] = product(config, steps, t, place - 1)
        running = matrix(after[place], units)
        factors.append(_factor(states, place, swap, units, running))
    return {
        "t": t,
        "s": s,
        "swap": swap,
        "written": WRITTEN,
        "D": states.real.hidden,
        "units": [one_based(u) for u in units.tolist()],
        "H": states.real.H[np.ix_(units, units)].tolist(),
        "largest": max(
            (abs(v) for f in factors if "more" not in f for v in chain(*f["cells"])),
            default=0.0,
        ),
        "steepest": float(states.slope.max()) or 1.0,
        "factors": factors,
        "identity": matrix(product(config, steps, t, t), units) if t == s else None,
        "order": None if swapped is None else _order(swapped, units),
    }


def shown(t: int, s: int, swap: int) -> list[int | None]:
    """The factors t, t-1, ..., s+1, or of many the ends, and None for those left out.

    Where a pair farther in is swapped it is shown, and one factor at each end.
    """
    if t - s <= LONGEST:
        return list(range(t, s, -1))
    ends = {*range(t, t - ENDS, -1), *range(s + ENDS, s, -1)}
    pair = {swap + 1, swap} if swap else set()
    wanted = ends if pair <= ends else {t, s + 1} | pair
    return with_gaps(wanted)[::-1]


def strongest(states: States, places: list[int]) -> Int64[np.ndarray, " n"]:
    """The units, from 0, with the largest rows and columns in the factors shown."""
    hidden = states.real.hidden
    if hidden <= WHOLE or not places:
        return np.arange(min(hidden, WHOLE))
    H = np.abs(states.real.H)
    slope = states.slope[[place - 1 for place in places], :hidden].mean(axis=0)
    size = slope * H.sum(axis=1) * (slope @ H)
    return np.sort(np.argsort(-size, kind="stable")[:KEPT])


def matrix(product: Scaled, units: Int64[np.ndarray, " n"]) -> StripMatrix:
    """The cells and the spectral norm of value times 10^exponent."""
    size = Scaled(np.array(float(np.linalg.norm(product.values, 2))), product.exponent)
    values, exponent = _written(product)
    norm, power = _written(size)
    cells = values[np.ix_(units, units)]
    return {
        "cells": cells.tolist(),
        "exponent": exponent,
        "largest": float(np.abs(cells).max()),
        "norm": {"value": float(norm), "exponent": power},
    }


def _written(product: Scaled) -> Decimal:
    """The product without a power of ten where none is needed."""
    decimals = product.decimal()
    if decimals.exponent in PLAIN:
        return Decimal(np.ldexp(product.values, product.exponent), 0)
    return decimals


def _factor(
    states: States,
    place: int,
    swap: int,
    units: Int64[np.ndarray, " n"],
    after: StripMatrix,
) -> StripFactor:
    name = {swap: swap + 1, swap + 1: swap}.get(place, place) if swap else place
    slope = states.slope[name - 1]
    cells = slope[units, None] * states.real.H[np.ix_(units, units)]
    return {
        "n": name,
        "place": place,
        "slope": slope[units].tolist(),
        "cells": cells.tolist(),
        "product": after,
    }


def _finite(value: float | None) -> float | None:
    """The number, None where float64 has none for it: JSON knows no infinity."""
    return None if value is None or not np.isfinite(value) else value


def _order(swapped: SwappedFactors, units: Int64[np.ndarray, " n"]) -> StripOrder:
    return {
        "kept": matrix(swapped.product, units),
        "swapped": matrix(swapped.swapped, units),
        "difference": matrix(swapped.difference, units),
        "relative": _finite(swapped.relative),
    }
