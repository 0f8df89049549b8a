"""Which entries are compared: all, or as many as about a second allows."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Int64

from ..model.model import Model

Ids = Int64[np.ndarray, " n"]

CHECKED = ("H", "L", "U", "h0")
SIDE = 16
"""Rows and columns of a heat map, at most."""
SECONDS = 0.3
"""What comparing the entries of one matrix at one step size may take, roughly."""
UNIT, PRODUCT = 20e-9, 0.07e-9
"""Seconds for an exponential with what goes with it, and for a multiplication."""
RUNS = 4.2
"""Runs for an entry: two for its difference, and a complex one, as dear as two."""


class Grid(NamedTuple):
    """The compared rows and columns of a matrix, ids from 0; h0 is a column."""

    rows: Ids
    columns: Ids
    of: tuple[int, int]

    @property
    def size(self) -> int:
        """How many entries that is."""
        return len(self.rows) * len(self.columns)

    def only(self, row: int, column: int) -> "Grid":
        """One of its entries alone, by row and column id."""
        return Grid(np.array([row]), np.array([column]), self.of)

    @property
    def entries(self) -> tuple[Ids, Ids]:
        """Row and column of every entry, row by row."""
        rows, columns = np.meshgrid(self.rows, self.columns, indexing="ij")
        return rows.ravel(), columns.ravel()


def sample_grids(model: Model, window: int | None) -> dict[str, Grid]:
    """A grid for each matrix: all entries where they are few and quick to compare.

    Elsewhere rows and columns are spread evenly, both ends included; words that the
    steps read (columns of L) or have to predict (rows of U) come before others, whose
    entries of L are all 0.
    """
    trace, grids = model.trace, {}
    for name in CHECKED:
        shape = getattr(model.params, name).shape
        rows, columns = of = (shape[0], shape[1] if len(shape) == 2 else 1)
        room = max(1, int(SECONDS / (RUNS * run_time(model, window, name))))
        height, width = _fitted(min(rows, SIDE), min(columns, SIDE), room)
        grids[name] = Grid(
            _spread(rows, height, trace.targets if name == "U" else None),
            _spread(columns, width, trace.inputs if name == "L" else None),
            of,
        )
    return grids


def run_time(model: Model, window: int | None, matrix: str) -> float:
    """Seconds that one run forwards takes, roughly, many being run side by side."""
    steps, hidden, vocab = model.trace.steps, model.params.hidden, model.params.vocab
    states = steps
    if window is not None and window < steps and matrix in "HL":
        states = steps * window - window * (window - 1) // 2
    state = states * hidden * (UNIT + PRODUCT * hidden)
    softmax = steps * vocab * (UNIT + PRODUCT * hidden)
    return steps * vocab * UNIT if matrix == "U" else state + softmax


def _fitted(height: int, width: int, room: int) -> tuple[int, int]:
    while height * width > room:
        if height >= width:
            height -= 1
        else:
            width -= 1
    return height, width


def _spread(size: int, count: int, first: Ids | None) -> Ids:
    """`count` ids of `size`, evenly spread, those in `first` before any other."""
    everything = np.arange(size)
    if first is None or count == size:
        return _even(everything, count)
    wanted = np.unique(first)
    if len(wanted) >= count:
        return _even(wanted, count)
    others = _even(np.setdiff1d(everything, wanted), count - len(wanted))
    return np.sort(np.concatenate([wanted, others]))


def _even(ids: Ids, count: int) -> Ids:
    return ids[np.linspace(0, len(ids) - 1, count).round().astype(int)]
