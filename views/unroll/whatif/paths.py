"""The paths that carry the picked contribution through the hidden units."""

from typing import Any

import numpy as np

from rnn_core import Paths, strongest_paths

from ...address.settings import Selection
from ...model.indexing import one_based, place
from ...model.model import Model
from ...text.names import loss_name

COUNT = 8


def strongest(model: Model, selection: Selection) -> Paths:
    """The strongest paths of C[t,k]."""
    at = place(selection)
    return strongest_paths(model.back, at.matrix, at.i, at.j, selection.t, at.k, COUNT)


def drawn(paths: Paths) -> list[dict[str, Any]]:
    """Each path's units from 1, at h^(k+1)..h^(t), its value, and its share."""
    return [
        {
            "units": [one_based(u) for u in units],
            "value": float(value),
            "share": float(share),
        }
        for units, value, share in zip(
            paths.units, paths.values, shares(paths), strict=True
        )
    ]


def shares(paths: Paths) -> np.ndarray:
    """|value| of each path over the sum of all |shown| and |rest|; 0 where all are."""
    sizes = np.abs(paths.values)
    whole = sizes.sum() + abs(paths.rest)
    return sizes / whole if whole else sizes


def listed(paths: Paths, selection: Selection) -> dict[str, Any]:
    """The paths as rows, what all others add up to, and the sum."""
    others = paths.count_all - len(paths.values)
    start = {"H": f"{selection.j} → ", "L": "word → ", "U": ""}[selection.matrix]
    rows = [
        {
            "text": f"{start}{_units([one_based(u) for u in units])} → "
            f"{loss_name(selection)}",
            "value": float(value),
            "share": float(share),
            "note": f"{share:.1%}",
            "way": n,
        }
        for n, (units, value, share) in enumerate(
            zip(paths.units, paths.values, shares(paths), strict=True)
        )
    ]
    foot = [
        {"name": "total", "text": "the sum, the cell’s number", "value": paths.total}
    ]
    if others > 0:
        word = "path" if others == 1 else "paths"
        rest = {"name": "rest", "text": f"the other {_count(others)} {word}"}
        foot.insert(0, rest | {"value": paths.rest})
    return {
        "rows": rows,
        "foot": foot,
        "label": f"Paths of instance {selection.k} to loss {selection.t}, the "
        "strongest first. Arrow keys move, the network shows each.",
    }


def _units(units: list[int]) -> str:
    """All units, or of a long path its two ends."""
    names = [str(unit) for unit in units]
    if len(names) > 12:
        names = [*names[:5], "…", *names[-5:]]
    return " → ".join(names)


def _count(number: int) -> str:
    return f"{number:,}" if number < 10**9 else f"10^{len(str(number)) - 1}"
