"""One given matrix, as the search compares with it: a few entries first."""

from dataclasses import dataclass

import numpy as np

PROBES = 6


@dataclass(frozen=True, eq=False)
class Target:
    """A given gradient, and the few of its entries that are compared first.

    tolerance: absolute, by entry.  slack: relative to the largest entry of a candidate,
    for the rounding of whoever made the numbers.  all_cut: every entry is at the bound.
    bits: how much the numbers say, in bits.
    """

    name: str
    given: np.ndarray
    tolerance: np.ndarray
    slack: float
    bound: float | None
    rows: np.ndarray
    columns: np.ndarray
    bits: float
    all_cut: bool

    @property
    def probes(self) -> np.ndarray:
        """The entries that are compared first, shape (P,)."""
        return self.given[self.rows, self.columns]

    @property
    def probe_tolerance(self) -> np.ndarray:
        """Their tolerance."""
        return self.tolerance[self.rows, self.columns]


def make_target(
    name: str,
    given: np.ndarray,
    tolerance: np.ndarray,
    slack: float,
    bound: float | None,
    repeated: np.ndarray,
) -> Target:
    """repeated: of L, the columns of words that are read more than once."""
    square = given.astype(float).reshape(len(given), -1)
    tolerance = tolerance.reshape(square.shape)
    size = np.abs(square)
    inside = np.full(square.shape, True)
    if bound is not None:
        inside = size + tolerance < bound
    rows, columns = _probes(np.where(inside, size, -1.0), repeated)
    largest = size.max()
    least = np.maximum(tolerance, 1e-300)
    worth = np.log2(max(largest, 1e-300)) - np.log2(least)
    bits = float(np.clip(worth, 0, 50)[inside & (size > 0)].sum()) if largest else 0.0
    return Target(
        name, square, tolerance, slack, bound, rows, columns, bits, not inside.any()
    )


def _probes(size: np.ndarray, repeated: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Large entries, spread over rows and columns."""
    order = np.argsort(-size, axis=None, kind="stable")[:400]
    places = [(int(k) // size.shape[1], int(k) % size.shape[1]) for k in order]
    places = [p for p in places if size[p] >= 0] or places[:1]
    picked: list[tuple[int, int]] = []
    first = [p for p in places if p[1] in repeated][:2]
    for fresh in (2, 1, 0):
        for place in [*first, *places]:
            new = all(place[0] != p[0] for p in picked) + all(
                place[1] != p[1] for p in picked
            )
            if len(picked) < PROBES and place not in picked and new >= fresh:
                picked.append(place)
    rows, columns = zip(*picked, strict=True)
    return np.array(rows), np.array(columns)
