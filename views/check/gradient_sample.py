"""Which entries are compared: all, or as many as a count of operations allows.

The count is of sizes alone, so that the same entries are compared on every machine.
"""

from typing import NamedTuple

import numpy as np
from jaxtyping import Int64

from ..model.model import Model

Ids = Int64[np.ndarray, " n"]

CHECKED = ("H", "L", "U", "h0")
SIDE = 16
"""Rows and columns of a heat map, at most."""
OPERATIONS = 4_285_700_000
"""What comparing the entries of one matrix at one step size may take, in products."""
BYTES = 100_000_000
"""What the logits of all of its runs may take, at one step of the network."""
FUNCTION = 286
"""What an exponential with what goes with it takes, in products of float64."""
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
    """A grid for each matrix: all entries where they are few and cheap to compare.

    Elsewhere rows and columns are spread evenly, both ends included; words that the
    steps read (columns of L) or have to predict (rows of U) come before others, whose
    entries of L are all 0.
    """
    trace, grids = model.trace, {}
    for name in CHECKED:
        rows, columns = of = model.size(name)
        cheap = int(OPERATIONS / (RUNS * run_operations(model, window, name)))
        room = max(1, min(cheap, BYTES // logit_bytes(model)))
        height, width = _fitted(min(rows, SIDE), min(columns, SIDE), room)
        grids[name] = Grid(
            spread(rows, height, trace.targets if name == "U" else None),
            spread(columns, width, trace.inputs if name == "L" else None),
            of,
        )
    return grids


def run_operations(model: Model, window: int | None, matrix: str) -> int:
    """What one run forwards takes beside others, in products of float64.

    Exponentials of |V| logits a step, and the products that they and D_h units are made
    of; moving U leaves the states, and the products with them, as they are.
    """
    steps, hidden, vocab = model.trace.steps, model.params.hidden, model.params.vocab
    states = steps
    if window is not None and window < steps and matrix in "HL":
        states = steps * window - window * (window - 1) // 2
    if matrix == "U":
        return steps * vocab * FUNCTION
    return (states * hidden + steps * vocab) * (FUNCTION + hidden)


def logit_bytes(model: Model) -> int:
    """What an entry's logits take at one step: complex, or two runs of float64."""
    return 16 * model.params.vocab


def _fitted(height: int, width: int, room: int) -> tuple[int, int]:
    while height * width > room:
        if height >= width:
            height -= 1
        else:
            width -= 1
    return height, width


def spread(size: int, count: int, first: Ids | None) -> Ids:
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
