"""An outer product fills: error times state, cell by cell or row by row."""

import numpy as np

from ...address.settings import Selection
from ...model.indexing import one_based, place
from ...model.model import Model
from ...text.names import at_time, entry_name, loss_name, state_name, weight_name
from ...text.numerals import bracketed, short
from .data_types import Entry, Motion
from .frames import MOST_UNITS, said_values, spoken_word

CELLS = 9
"""Up to so many cells each has a frame of its own; else each row."""


def outer_frames(model: Model, selection: Selection) -> Motion:
    """The two vectors; then a frame a cell, or a row where there are many.

    dJ^(t)/dH^(k) = delta^(k+1<-t) h^(k)^T; of L the one-hot word stands for the state,
    and U, which a loss uses at its own step alone, has delta^(o,t) h^(t)^T.
    """
    picked, t, k = place(selection), selection.t, selection.k
    error, read = _vectors(model, selection)
    down, across = _shown(error, picked.i), _shown(read, picked.j)
    i, j = np.repeat(down, len(across)), np.tile(across, len(down))
    used = t - 1 if selection.matrix == "U" else k
    grid = _cells(model, selection, used, i, j).reshape(len(down), len(across))
    column, row = _entries(error, down), _entries(read, across)
    heads = _heads(model, selection)
    by_cell = grid.size <= CELLS
    every = 1 if by_cell else len(across)
    at = list(range(0, grid.size + 1, every))
    says = [_begin(selection, heads, (len(error), len(read)), grid.shape)]
    for n in at[1:]:
        r, c = divmod(n - 1, len(across))
        one = (column[r], row[c], float(grid[r, c]))
        says.append(
            _cell(selection, *one) if by_cell else _row(column[r], grid[r], heads)
        )
    says[-1] += _end(selection, grid.shape == (len(error), len(read)))
    return {
        "kind": "outer",
        "frame": 0,
        "says": says,
        "at": at,
        "walk": None,
        "outer": {
            "column": column,
            "row": row,
            "cells": grid.tolist(),
            "heads": heads,
        },
    }


def _vectors(model: Model, selection: Selection) -> tuple[np.ndarray, np.ndarray]:
    """The error and what the instance reads."""
    trace, back, t, k = model.trace, model.back, selection.t, selection.k
    if selection.matrix == "U":
        return back.delta_o[t - 1], trace.h[t]
    if selection.matrix == "H":
        return back.delta[t - 1, k], trace.h[k]
    vocab = model.params.L.shape[1]
    return back.delta[t - 1, k], (np.arange(vocab) == trace.inputs[k]).astype(float)


def _cells(
    model: Model, selection: Selection, k: int, i: np.ndarray, j: np.ndarray
) -> np.ndarray:
    """The cells' numbers; of L those of other columns than the word's are 0."""
    values = np.zeros(len(i))
    own = np.ones(len(i), bool)
    if selection.matrix == "L":
        own = j == model.trace.inputs[k]
    values[own] = model.back.contributions(
        selection.matrix, selection.t, k, i[own], j[own]
    )
    return values


def _shown(vector: np.ndarray, picked: int) -> np.ndarray:
    """All positions, or of a long vector the picked one and the largest."""
    order = np.argsort(-np.abs(vector), kind="stable").tolist()
    kept = list(dict.fromkeys([picked, *order]))[:MOST_UNITS]
    return np.sort(kept)


def _entries(vector: np.ndarray, kept: np.ndarray) -> list[Entry]:
    return [(one_based(n), float(vector[n])) for n in kept]


def _heads(model: Model, selection: Selection) -> tuple[str, str]:
    t, k = selection.t, selection.k
    if selection.matrix == "U":
        return "δ = ŷ − y", state_name(t)
    column = f"δ of step {k + 1}"
    if selection.matrix == "H":
        return column, state_name(k)
    return column, spoken_word(model, model.trace.inputs[k])


def _begin(
    selection: Selection,
    heads: tuple[str, str],
    full: tuple[int, int],
    drawn: tuple[int, int],
) -> str:
    """What the two vectors are, and how much of them is drawn."""
    loss = loss_name(selection)
    where = "at its outputs"
    read = f"the state {heads[1]}"
    if selection.matrix != "U":
        where = f"at step {selection.k + 1}"
    if selection.matrix == "L":
        read = f"the word {heads[1]} as 0s and a single 1"
    part = ""
    if drawn != full:
        part = f" Drawn: {drawn[0]} of {full[0]} rows, {drawn[1]} of {full[1]} columns."
    return (
        f"Down: δ, the error of {loss} {where}. Across: {read}. Each cell is where two "
        f"of their numbers meet.{part}"
    )


def _cell(selection: Selection, down: Entry, across: Entry, value: float) -> str:
    """One cell: its two numbers and their product."""
    name = entry_name(selection.matrix, down[0], across[0])
    product = f"{bracketed(down[1])} × {bracketed(across[1])} = {short(value)}"
    mine = name == weight_name(selection)
    return f"The cell of {name}: {product}{_mine(selection) if mine else '.'}"


def _mine(selection: Selection) -> str:
    k = selection.t - 1 if selection.matrix == "U" else selection.k
    return f", the term k = {k} of the picked weight."


def _row(down: Entry, cells: np.ndarray, heads: tuple[str, str]) -> str:
    """One row: its error times all numbers across."""
    row = f"Row {down[0]}: {bracketed(down[1])} times {heads[1]}"
    return f"{row} gives {said_values(cells)}."


def _end(selection: Selection, whole: bool) -> str:
    matrix = selection.matrix
    k = selection.t - 1 if matrix == "U" else selection.k
    product = f"∂{loss_name(selection)}/∂{at_time(matrix, k)}"
    if whole:
        return f" The outer product is full: all of {product}."
    return f" The part of {product} that is drawn is full."
