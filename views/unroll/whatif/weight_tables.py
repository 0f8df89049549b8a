"""The data of the panel *edit*: words and weights as tables of cells."""

import numpy as np

from ...address.settings import Selection, text_setting
from ...model.edits import LARGEST, parse_pieces
from ...model.indexing import one_based, place
from ...model.model import Model
from ...text.numerals import short
from .data_types import EditData, EditTable

WHOLE = 8
"""So many rows and columns of a matrix are shown at most."""
NAMES = {
    "x": "The words that are read and, last, the one that is only predicted",
    "H": "H, from unit to unit",
    "L": "L, a column a word",
    "U": "U, a row a word",
    "h0": "h⁽⁰⁾, the initial state",
}


def tables(
    model: Model, selection: Selection, can_undo: bool, can_redo: bool
) -> EditData:
    """Words, H, L, U and h0; of a large matrix the part around the picked weight."""
    setting = text_setting("edits")
    text = model.config.edits
    said = parse_pieces(text)
    return {
        "tables": [_words(model), *(_weights(model, selection, m) for m in _order)],
        "used": len(text),
        "limit": setting.longest,
        "largest": LARGEST,
        "undo": can_undo,
        "redo": can_redo,
        "count": len(said),
        "text": text,
        "last": f"The last edit is {said[-1]}" if said else "",
    }


_order = ("H", "L", "U", "h0")


def _words(model: Model) -> EditTable:
    window = model.window.tolist()
    was = {p[1]: model.word(int(v)) for p, v in model.before.items() if p[0] == "x"}
    return {
        "matrix": "x",
        "name": NAMES["x"],
        "size": "",
        "whole": True,
        "rows": [one_based(n) for n in range(len(window))],
        "columns": [1],
        "row_words": None,
        "column_words": None,
        "cells": [[model.word(token)] for token in window],
        "full": [[model.word(token)] for token in window],
        "was": [[was.get(n + 1)] for n in range(len(window))],
        "picked": None,
    }


def _weights(model: Model, selection: Selection, matrix: str) -> EditTable:
    weight = place(selection)
    array = getattr(model.params, matrix)
    array = array.reshape(len(array), -1)
    size, mine = model.size(matrix), weight.matrix == matrix
    i, j = (weight.i, weight.j) if mine else (0, 0)
    if not mine and weight.matrix in "HL" and matrix in ("H", "L", "h0"):
        i = weight.i
    rows, columns = (
        _words_first(count, model, here) if words else _around(count, here)
        for count, here, words in (
            (size[0], i, matrix == "U"),
            (size[1], j, matrix == "L"),
        )
    )
    values = array[np.ix_(rows, columns)]
    full = [[repr(float(v)) for v in line] for line in values]
    return {
        "matrix": matrix,
        "name": NAMES[matrix],
        "size": f"{size[0]} × {size[1]}",
        "whole": values.size == size[0] * size[1],
        "rows": [one_based(r) for r in rows],
        "columns": [one_based(c) for c in columns],
        "row_words": [model.word(r) for r in rows] if matrix == "U" else None,
        "column_words": _column_words(model, matrix, columns),
        "cells": [[short(float(v)) for v in line] for line in values],
        "full": full,
        "was": [[_was(model, matrix, r, c) for c in columns] for r in rows],
        "picked": [selection.i, selection.j] if mine else None,
    }


def _column_words(model: Model, matrix: str, columns: list[int]) -> list[str] | None:
    """The words of L's columns; the bias among the columns of H and U."""
    if matrix == "L":
        return [model.word(c) for c in columns]
    bias = {"H": "b_h", "U": "b_y"}.get(matrix)
    if bias is None or model.constant not in columns:
        return None
    return [bias if c == model.constant else str(one_based(c)) for c in columns]


def _was(model: Model, matrix: str, row: int, column: int) -> str | None:
    value = model.before.get((matrix, one_based(row), one_based(column)))
    return None if value is None else repr(float(value))


def _around(size: int, middle: int) -> list[int]:
    """WHOLE places in a row, `at` in their middle where there is room; from 0."""
    first = max(0, min(middle - WHOLE // 2, size - WHOLE))
    return list(range(first, min(size, first + WHOLE)))


def _words_first(size: int, model: Model, picked: int) -> list[int]:
    """The picked place and the words that the window has, or all if they are few."""
    if size <= WHOLE:
        return list(range(size))
    order = dict.fromkeys([picked, *model.window.tolist(), *range(size)])
    return sorted(list(order)[:WHOLE])
