"""Which candidates are a given matrix times a factor that has a name."""

from typing import NamedTuple

import numpy as np

from ..passes import Net
from ..passes.scales import Scale, named_scales
from .target import Target

BY_NORM: Scale = ("norm",)


class Scaled(NamedTuple):
    """A factor, its slugs, and its value."""

    slugs: frozenset[str]
    scale: Scale
    value: float


class Scales:
    """The factors that are looked for.

    by_norm: matrices whose norm is round, which may have been scaled down to it.
    """

    def __init__(self, net: Net, by_norm: frozenset[str] = frozenset()) -> None:
        entries = sorted(named_scales(net), key=lambda entry: entry[0])
        self.values = np.array([value for value, _, _ in entries])
        self.entries = [Scaled(slugs, scale, value) for value, slugs, scale in entries]
        self.by_norm = by_norm

    def near(self, ratio: float, relative: float, name: str) -> list[Scaled]:
        """The named factors that a ratio may be, those of fewest slugs first."""
        room = relative * abs(ratio) + 1e-300
        low = np.searchsorted(self.values, ratio - room)
        high = np.searchsorted(self.values, ratio + room, side="right")
        found = sorted(self.entries[low:high], key=lambda one: len(one.slugs))
        if not found and name in self.by_norm and 0 < ratio < 1:
            return [Scaled(frozenset({"clipped-by-norm"}), BY_NORM, ratio)]
        return found[:6]


def proportional(
    target: Target, candidates: np.ndarray
) -> tuple[np.ndarray, np.ndarray, float]:
    """Which columns of candidates (P, N) are the probes times one number.

    Returns their places, those numbers, and the numbers' relative precision.
    """
    given, room = target.probes[:, None], target.probe_tolerance[:, None]
    return _proportional(given, room, target.slack, candidates)


def _proportional(
    given: np.ndarray, room: np.ndarray, slack: float, candidates: np.ndarray
) -> tuple[np.ndarray, np.ndarray, float]:
    largest = float(np.abs(given).max())
    size = np.abs(candidates).max(axis=0)
    if largest <= float(room.max()) or largest == 0:
        places = np.flatnonzero(size <= 2 * room.max())
        return places, np.ones(len(places)), 0.0
    with np.errstate(all="ignore"):
        squares = (candidates * candidates).sum(axis=0)
        ratio = (given * candidates).sum(axis=0) / squares
        off = np.abs(given - ratio * candidates)
        doubt = (room * np.abs(candidates)).sum(axis=0) / squares  # of the ratio
        allowed = room + doubt * np.abs(candidates) + slack * np.abs(ratio) * size
        good = (off <= allowed).all(axis=0)
    places = np.flatnonzero(good & np.isfinite(ratio) & (ratio != 0))
    at = int(np.abs(given).argmax())
    relative = float(room[at, 0]) / largest
    relative = max(relative, *(doubt[places] / np.abs(ratio[places])).tolist(), 0.0)
    return places, ratio[places], relative + slack


def whole_match(target: Target, candidate: np.ndarray, ratio: float) -> str | None:
    """Whether a candidate times a ratio is what was given, in every entry.

    "same", "clipped" where it is so once cut to the bound, None where it is not.
    """
    made = ratio * candidate.reshape(target.given.shape)
    if not np.isfinite(made).all():
        return None
    size = float(np.abs(made).max())
    if target.bound is not None and size > target.bound:
        cut = np.clip(made, -target.bound, target.bound)
        room = target.tolerance + target.slack * min(size, 2 * target.bound)
        if (np.abs(cut - target.given) <= room).all():
            least = float(room.max())
            return "clipped" if size > target.bound + 2 * least else "same"
    room = target.tolerance + target.slack * size
    return "same" if (np.abs(made - target.given) <= room).all() else None
