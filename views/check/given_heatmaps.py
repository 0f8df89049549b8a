"""Heat maps of what a visitor brought beside the gradient that is right."""

import numpy as np

from rnn_core import MatrixVerdict

from ..model.indexing import one_based
from .data_types import HeatMap, HeatmapsData, WorstEntry
from .diagnose import Answer
from .given_parts import Part, part_verdicts
from .gradient_heatmaps import colour_limits, matrix_symbol
from .gradient_sample import SIDE, Ids, spread

REST = "The entry that is furthest off is outlined. Point at a cell for its numbers."
ALL_RIGHT = "Point at a cell for its numbers."


def given_heatmaps(found: Answer, present: bool = False) -> HeatmapsData:
    """A cell an entry: how far what was given is from the truth, relative to the
    largest true entry of its matrix; equal where they agree to the digits given.
    """
    verdicts = part_verdicts(found)
    maps = [
        _map(found, name, part, verdicts[name]) for name, part in found.parts.items()
    ]
    wrong = {name: one for name, one in verdicts.items() if not one.agrees}
    outlined: WorstEntry | None = None
    if wrong:
        worst = max(wrong, key=lambda name: wrong[name].relative)
        i, j = (*wrong[worst].worst, 0)[:2]
        outlined = {"matrix": worst, "i": one_based(i), "j": one_based(j)}
    return {
        "maps": maps,
        "worst": outlined,
        **colour_limits([e for part in maps for row in part["errors"] for e in row]),
        "route": "",
        "against": "what you gave against the true gradient",
        "step": "",
        "rest": REST if outlined else ALL_RIGHT,
        "present": present,
    }


def _map(found: Answer, name: str, compared: Part, verdict: MatrixVerdict) -> HeatMap:
    true, given = _columns(compared.true), _columns(compared.given)
    agree = _columns(compared.agree)
    rows, columns = _shown(found, name, true.shape, verdict.worst)
    grid = np.ix_(rows, columns)
    part, theirs = true[grid], given[grid]
    finite = np.isfinite(theirs)
    largest = float(np.abs(true).max()) or 1.0
    errors = np.where(finite, np.abs(np.where(finite, theirs, 0) - part) / largest, 0)
    errors[agree[grid]] = 0
    size = " × ".join(map(str, compared.true.shape))
    if part.size < true.size:
        size = f"{part.size} of {size}"
    return {
        "matrix": name,
        "title": f"{matrix_symbol(name)} {'✓' if verdict.agrees else '✗'}",
        "size": size,
        "rows": [one_based(r) for r in rows.tolist()],
        "columns": [one_based(c) for c in columns.tolist()],
        "words": _words(found, {"L": columns, "U": rows, "b_y": rows}.get(name)),
        "engine": part.tolist(),
        "given": [
            [value if np.isfinite(value) else None for value in row]
            for row in theirs.tolist()
        ],
        "errors": errors.tolist(),
    }


def _columns(array: np.ndarray) -> np.ndarray:
    return array[:, None] if array.ndim == 1 else array


def _shown(
    found: Answer, name: str, shape: tuple[int, ...], worst: tuple[int, ...]
) -> tuple[Ids, Ids]:
    """All rows and columns, or some of them, the worst entry's among these."""
    i, j = (*worst, 0)[:2]
    first = {"L": (None, found.brought.inputs), "U": (found.brought.targets, None)}
    first["b_y"] = first["U"]
    words = first.get(name, (None, None))
    rows = spread(shape[0], min(shape[0], SIDE), words[0])
    columns = spread(shape[1], min(shape[1], SIDE), words[1])
    return _with(rows, i), _with(columns, j)


def _with(ids: Ids, place: int) -> Ids:
    """The ids with `place` among them, in the place of its nearest."""
    if place in ids:
        return ids
    kept = ids.copy()
    kept[np.abs(ids - place).argmin()] = place
    return np.sort(kept)


def _words(found: Answer, ids: Ids | None) -> list[str]:
    if ids is None or not found.words:
        return []
    return [found.words[n] for n in ids.tolist()]
