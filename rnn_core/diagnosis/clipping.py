"""Signs in the numbers that gradients were cut to a bound, or scaled to a norm."""

from collections.abc import Mapping

import numpy as np

from .precision import Precision


def _round(value: float, relative: float) -> float | None:
    """The number of two significant digits or less that a value is, if it is one."""
    if not value > 0:
        return None
    near = float(f"{value:.1e}")
    return near if abs(near - value) <= relative * value else None


def clip_bound(given: Mapping[str, np.ndarray], precision: Precision) -> float | None:
    """The bound that entries may have been cut to, None where nothing speaks for one.

    It is the largest entry of all, where that is a round number or there twice.
    """
    entries = np.concatenate([np.abs(g.astype(float)).ravel() for g in given.values()])
    top = float(entries.max())
    if top == 0:
        return None
    near = _round(top, 4 * precision.eps)
    if near is not None:
        return near
    return top if (entries == top).sum() >= 2 else None


def norm_bound(
    given: Mapping[str, np.ndarray], precision: Precision
) -> tuple[str, float] | None:
    """("all" or "each", bound) where norms are round numbers, else None."""
    norms = [float(np.linalg.norm(g.astype(float))) for g in given.values()]
    rooms = [
        float(np.linalg.norm(precision.half[n])) + 64 * precision.eps * norm
        for n, norm in zip(given, norms, strict=True)
    ]
    whole, room = float(np.linalg.norm(norms)), float(np.linalg.norm(rooms))
    if whole == 0 or room > 1e-3 * whole:
        return None
    rounds = [
        _round(norm, room / norm) if norm else None
        for norm, room in zip(norms, rooms, strict=True)
    ]
    known = [bound for bound in rounds if bound is not None]
    if len(set(known)) == 1 and len(known) >= min(2, len(norms)):
        return "each", known[0]
    bound = _round(whole, room / whole)
    return None if bound is None else ("all", bound)
