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
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which columns of candidates (P, N) are the probes times one number.

    Returns their places, those numbers, and how far the numbers may be off, relative:
    every entry leaves an interval, and these are what the intervals have in common.
    """
    if target.all_cut:
        return _beyond(target, candidates)
    given, room = target.probes[:, None], target.probe_tolerance[:, None]
    size = np.abs(candidates).max(axis=0)
    if np.abs(given).max() <= room.max():
        places = np.flatnonzero(size <= 2 * room.max())
        return places, np.ones(len(places)), np.zeros(len(places))
    room = room + target.slack * np.abs(given).max()
    few = np.argsort(-np.abs(given[:, 0]))[:2]
    places, _, _ = _common(given[few], room[few], candidates[few])
    at, ratio, relative = _common(given, room, candidates[:, places])
    return places[at], ratio, relative + target.slack


def _common(
    given: np.ndarray, room: np.ndarray, candidates: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The columns whose intervals have a part in common: its middle and its half."""
    with np.errstate(all="ignore"):
        middle, half = given / candidates, room / np.abs(candidates)
        none = candidates == 0
        if none.any():
            middle[none] = 0
            fits = np.where(np.abs(given) <= room, np.inf, -np.inf)
            half[none] = np.broadcast_to(fits, half.shape)[none]
        low, high = (middle - half).max(axis=0), (middle + half).min(axis=0)
        ratio = (low + high) / 2
        good = (low <= high) & (low * high > 0) & np.isfinite(ratio)
        places = np.flatnonzero(good)
        relative = (high - low)[places] / (2 * np.abs(ratio[places]))
    return places, ratio[places], relative


def _beyond(
    target: Target, candidates: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of a matrix that is at its bound everywhere: what lies beyond it."""
    signs = np.sign(target.probes)[:, None]
    beyond = target.bound or np.inf
    least = (signs * candidates).min(axis=0), (-signs * candidates).min(axis=0)
    one, other = (np.flatnonzero(side >= beyond * (1 - target.slack)) for side in least)
    ratios = np.concatenate([np.ones(len(one)), -np.ones(len(other))])
    return np.concatenate([one, other]), ratios, np.zeros(len(ratios))


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
