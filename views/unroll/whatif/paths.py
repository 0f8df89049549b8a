"""The data of the panel *paths*: the paths that add up to the picked contribution."""

import numpy as np

from rnn_core import Paths, strongest_paths

from ...address.settings import Selection
from ...model.indexing import one_based, place
from ...model.model import Model
from ...text.names import loss_name, weight_name
from ...text.numerals import count, percent
from ..data_types import DrawnPath
from ..terms import existing
from .data_types import FootRow, Row, RowsData

COUNT = 8


def strongest(model: Model, selection: Selection) -> Paths:
    """The strongest paths of C[t,k]."""
    picked = place(selection)
    return strongest_paths(
        model.back, picked.matrix, picked.i, picked.j, selection.t, picked.k, COUNT
    )


def drawn_paths(paths: Paths) -> list[DrawnPath]:
    """The units of each path from 1, at h^(k+1)..h^(t), its value, and its share."""
    return [
        {
            "units": [one_based(u) for u in units],
            "value": float(value),
            "share": float(share),
        }
        for units, value, share in zip(
            paths.units, paths.values, np.nan_to_num(paths.shares), strict=True
        )
    ]


def path_rows(paths: Paths, selection: Selection) -> RowsData:
    """The paths as rows, the sum of all others, and the total."""
    others = paths.count_all - len(paths.values)
    start = {"H": f"{selection.j} → ", "L": "word → ", "U": ""}[selection.matrix]
    rows: list[Row] = [
        {
            "text": f"{start}{_units([one_based(u) for u in units])} → "
            f"{loss_name(selection)}",
            "value": float(value),
            "share": 0.0 if np.isnan(share) else float(share),
            "note": _note(float(share), paths.count_all),
            "way": n,
        }
        for n, (units, value, share) in enumerate(
            zip(paths.units, paths.values, paths.shares, strict=True)
        )
    ]
    foot: list[FootRow] = [
        {"name": "total", "text": "the sum, the cell’s number", "value": paths.total}
    ]
    if others > 0:
        rest: FootRow = {"name": "rest", "text": _others(others), "value": paths.rest}
        foot.insert(0, rest)
    return {
        "rows": rows,
        "foot": foot,
        "label": f"Paths of instance {selection.k} to loss {selection.t}, the "
        "strongest first. Arrow keys move, the network shows each.",
    }


def story(model: Model, selection: Selection, paths: Paths) -> str:
    """What paths there are, what each multiplies, and what a percentage is of."""
    s, name = selection, weight_name(selection)
    if not len(paths.values):
        return (
            f"**Paths.** Loss {s.t} uses {name} at its own step alone: from instance "
            f"{s.k} no path leads there. Pick instance {s.t - 1}."
        )
    start = f"**Paths.** From instance {s.k} of {name} to loss {s.t} "
    if s.matrix == "U":
        return (
            f"{start}leads one path, of a single unit: its h({s.t}) times the error of "
            "the word’s output."
        )
    feeds = f"h({s.k})’s unit {s.j} and a slope σ′" if s.matrix == "H" else "a slope σ′"
    later = (
        ", then a weight of H and a slope for every step on," if s.t > s.k + 1 else ""
    )
    text = (
        f"{start}{_how_many(paths.count_all)} through the hidden units. "
        f"{'It' if paths.count_all == 1 else 'Each'} multiplies {feeds}{later} and "
        "ends in the loss’s own ∂J/∂h. "
    )
    if paths.count_all > 1:
        text += "Together they add up to the contribution. "
    if not existing(model, s)[s.t - 1, s.k]:
        return (
            f"{text}Step {s.k + 1} reads another word, so each path’s first factor is "
            "0."
        )
    text += f"Units are listed from h({s.k + 1}) to h({s.t})"
    if np.isnan(paths.shares).any():
        return f"{text}; here every path is 0."
    base = "; a percentage is of the summed |paths|"
    return f"{text}{base if paths.count_all > 1 else ''}."


def _note(share: float, number: int) -> str:
    """The share of one of so many paths, where there is something to share."""
    return "" if number == 1 or np.isnan(share) else percent(share)


def _how_many(number: int) -> str:
    return "leads one path" if number == 1 else f"lead {count(number)} paths"


def _others(number: int) -> str:
    if number == 1:
        return "the other path"
    exact = not count(number).startswith("about")
    return (
        f"the other {count(number)} paths" if exact else f"the others, {count(number)}"
    )


def _units(units: list[int]) -> str:
    """All units, or of a long path its two ends."""
    names = [str(unit) for unit in units]
    if len(names) > 12:
        names = [*names[:5], "…", *names[-5:]]
    return " → ".join(names)
