"""The data of the unrolled network."""

import math

import numpy as np
from jaxtyping import Float64

from ..address.settings import Selection
from ..model.indexing import Place, one_based, place
from ..model.network import Network
from .data_types import (
    DrawnPath,
    Edge,
    Guess,
    Input,
    NetworkData,
    Unit,
    selection_data,
)
from .terms import cutting

ELEMENTS, FOLDED = 2900, 1700
"""SVG elements that the picture may have, and those of one whose layers are folded."""
TALLEST = 12
"""Units that a layer shows one by one."""
MOST = 16
"""Edges of a step that are kept where layers are folded, and the picked one."""
NUMBERED = 16
"""Units of a folded layer that have room for their numbers."""
LONG = 24
"""Steps from which labels are kept short."""


def network(
    model: Network,
    selection: Selection,
    rest: str,
    window: int = 0,
    paths: list[DrawnPath] | None = None,
) -> NetworkData:
    """The data of the picture: words, states, predictions, and every edge of a matrix.

    An edge is [k, i, j, dJ^(t)/dW_ij^(k)] for the chosen loss t, i and j from 1. Past
    a readable size the layers fold: only the largest contributions of each step and
    the picked weight keep their edges, and only their units and those of `paths` are
    drawn. Instances more than `window` > 0 steps back of the chosen loss are pale.
    """
    picked, steps, hidden = place(selection), model.trace.steps, model.params.hidden
    guesses = _predictions(model, picked)
    shown = [[int(p["v"]) - 1 for p in step] for step in guesses]
    keep = kept_edges(model, picked.matrix, 4 if paths else MOST)
    folded = keep is not None
    edges = [
        (k, one_based(i), one_based(j), value)
        for k in range(steps)
        for i, j, value in _step_edges(model, picked, k, shown[k], keep)
    ]
    units = _units(model, picked, edges, folded, paths or [])
    return {
        "T": steps,
        "D": hidden,
        "bias": 0 if model.constant is None else one_based(model.constant),
        "folded": folded,
        "brief": steps > LONG,
        **selection_data(selection),
        "words": [model.word(token) for token in model.trace.inputs],
        "predictions": guesses,
        "loss": model.trace.loss.tolist(),
        "units": units,
        "inputs": _inputs(model, units),
        "drawn": drawn(units, hidden, paths) if folded else "",
        "window": cutting(selection, window),
        "paths": paths,
        "motion": None,
        "presented": False,
        "edges": edges,
        "largest": max((abs(edge[3]) for edge in edges), default=0.0),
        "rest": rest,
        "label": (
            f"The network unrolled over {steps} steps; edges of {picked.matrix} by "
            f"what they add to the gradient of loss {selection.t}."
        ),
    }


def kept_edges(model: Network, matrix: str, most: int = MOST) -> int | None:
    """How many edges of a step are kept where layers fold; None where they do not."""
    return _kept(model, matrix, most, model.trace.steps)


def looks(model: Network, steps: int) -> tuple[int, dict[str, int | None]]:
    """How many words each step of it shows at T = `steps`, and how many edges."""
    rows = min(model.params.vocab, _rows(steps))
    return rows, {matrix: _kept(model, matrix, MOST, steps) for matrix in "HLU"}


def _kept(model: Network, matrix: str, most: int, steps: int) -> int | None:
    hidden = model.params.hidden
    rows = min(model.params.vocab, _rows(steps))
    per_step = {"H": hidden * hidden, "L": hidden, "U": hidden * rows}
    room = ELEMENTS // steps - 3 * rows - (9 if steps > LONG else 14)
    if hidden <= TALLEST and 2 * (per_step[matrix] + hidden) <= room:
        return None
    return min(most, max(1, (room - (ELEMENTS - FOLDED) // steps) // 4))


def _predictions(model: Network, picked: Place) -> list[list[Guess]]:
    """Each step's most probable words, its target and a picked row of U among them.

    Of equal ones the first; the browser chooses by the same rule.
    """
    yhat, targets = model.trace.yhat, model.trace.targets
    steps, vocab = yhat.shape
    count = min(vocab, _rows(steps))
    out: list[list[Guess]] = []
    for p, target in zip(yhat, targets, strict=True):
        if count == vocab:
            order = list(range(vocab))
        else:
            wanted = [*([picked.i] if picked.matrix == "U" else []), int(target)]
            best = np.flatnonzero(p >= np.partition(p, -count)[-count])
            best = best[np.argsort(-p[best], kind="stable")]
            rest = [int(v) for v in best if v not in wanted]
            wanted = list(dict.fromkeys(wanted))
            order = sorted((wanted + rest)[:count], key=lambda v: -p[v])
        out.append(
            [
                {
                    "v": one_based(v),
                    "word": model.word(v),
                    "p": float(p[v]),
                    "target": bool(v == target),
                }
                for v in order
            ]
        )
    return out


def _rows(steps: int) -> int:
    """Words that a prediction shows."""
    for limit, rows in ((6, 6), (16, 4), (40, 2)):
        if steps <= limit:
            return rows
    return 1


def _step_edges(
    model: Network, picked: Place, k: int, rows: list[int], keep: int | None
) -> list[tuple[int, int, float]]:
    """(i, j, dJ^(t)/dW_ij^(k)) of one step; the `keep` largest and the picked one.

    None leads into a unit that is always 1, whose rows are constants.
    """
    back, trace = model.back, model.trace
    late = k > picked.loss
    if picked.matrix == "H":
        i, j = _grid(back.delta[picked.loss, k], trace.h[k], keep)
    elif picked.matrix == "L":
        i = _largest(back.delta[picked.loss, k], keep)
        j = np.full(len(i), trace.inputs[k])
    else:
        row, j = _grid(back.delta_o[k, rows], trace.h[k + 1], keep)
        i = np.array(rows)[row]
    values = back.contributions(picked.matrix, picked.loss + 1, k, i, j)
    values_at = {
        (int(a), int(b)): float(v)
        for a, b, v in zip(i, j, values, strict=True)
        if keep is None or not late
    }
    fits = {"H": True, "L": trace.inputs[k] == picked.j, "U": picked.i in rows}[
        picked.matrix
    ]
    if fits:
        mine = float(back.instances(picked.matrix, picked.i, picked.j)[picked.loss, k])
        values_at[picked.i, picked.j] = mine
    fixed = None if picked.matrix == "U" else model.constant
    return [(a, b, v) for (a, b), v in sorted(values_at.items()) if a != fixed]


def _grid(
    rows: np.ndarray, columns: np.ndarray, keep: int | None
) -> tuple[np.ndarray, np.ndarray]:
    """Index pairs of an outer product: all of it, or its largest entries."""
    tall = None if keep is None else math.ceil(math.sqrt(keep))
    wide = None if keep is None or tall is None else max(1, keep // tall)
    i, j = _largest(rows, tall), _largest(columns, wide)
    return np.repeat(i, len(j)), np.tile(j, len(i))


def _largest(values: np.ndarray, keep: int | None) -> np.ndarray:
    """Where the `keep` largest entries are, by size; of equal ones the first."""
    if keep is None or keep >= len(values):
        return np.arange(len(values))
    return np.argsort(-np.abs(values), kind="stable")[:keep]


def _units(
    model: Network,
    picked: Place,
    edges: list[Edge],
    folded: bool,
    paths: list[DrawnPath],
) -> list[list[Unit]]:
    """For each state h^(0)..h^(T) the units drawn, from 1, with their values."""
    h = model.trace.h
    if not folded:
        return [[(one_based(u), float(v)) for u, v in enumerate(state)] for state in h]
    seen: list[set[int]] = [set() for _ in h]
    for k, i, j, _ in edges:
        if picked.matrix in "HL":
            seen[k + 1].add(i)
        if picked.matrix == "H":
            seen[k].add(j)
        if picked.matrix == "U":
            seen[k + 1].add(j)
    for path in paths:
        for s, unit in enumerate(path["units"], picked.k + 1):
            seen[s].add(unit)
    return [
        [(u, float(h[s, u - 1])) for u in sorted(units or {1})]
        for s, units in enumerate(seen)
    ]


def _inputs(model: Network, units: list[list[Unit]]) -> list[list[Input]]:
    """For each unit drawn of h^(1)..h^(T): (H h^(s-1))_i and L_i of the word read."""
    sums = input_sums(model)
    out: list[list[Input]] = []
    for s, state in enumerate(units[1:]):
        parts = sums[s, [unit - 1 for unit, _ in state]]
        out.append([(before, word) for before, word in parts.tolist()])
    return out


def input_sums(model: Network) -> Float64[np.ndarray, "T D 2"]:
    """What each unit's input z is the sum of: (H h^(t-1))_i, and L_i of the word."""
    trace = model.trace
    before = trace.h[:-1] @ trace.params.H.T
    return np.stack([before, trace.params.L[:, trace.inputs].T], axis=2)


def drawn(
    units: list[list[Unit]], hidden: int, paths: list[DrawnPath] | None = None
) -> str:
    """A sentence about folded layers: which of their units are drawn."""
    most = max(map(len, units))
    if most >= hidden:
        return f"Of each step the largest terms are drawn, between all {hidden} units."
    numbered = ", numbered" * (most <= NUMBERED)
    return (
        f"Drawn: at most {most} of {hidden} units{numbered}: those at the ends of the "
        f"largest terms{' and on the strongest paths' if paths else ''}."
    )
