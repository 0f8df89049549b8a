"""The error of the chosen loss walks back: a row vector, and a term at each step."""

from itertools import pairwise

import numpy as np

from rnn_core import contribution_factors

from ...address.settings import Selection
from ...model.indexing import one_based, place
from ...model.model import Model
from ...text.names import loss_name, state_name, weight_name
from ...text.numerals import percent, plural, short
from ..terms import contributions, existing
from .data_types import Entry, Motion
from .frames import MOST_UNITS, few_stops

COUNTED = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
"""Small numbers at the beginning of a sentence."""


def back_frames(model: Model, selection: Selection) -> Motion:
    """The loss alone; a frame a state, or for several; the sum.

    `at` is the earliest state that the error has come to; t + 1 at first. Where a
    row vector is 0 the walk ends there, and so do its frames.
    """
    t = selection.t
    vectors = _row_vectors(model, selection)
    first = t - len(vectors) + 1
    lengths = [float(np.linalg.norm(v)) for v in vectors]
    used = existing(model, selection)[t - 1]
    values = contributions(model, selection)[t - 1]
    terms = [float(values[s - 1]) if used[s - 1] else None for s in range(first, t + 1)]
    stops = [t + 1 - n for n in few_stops(len(vectors))]
    says = [_begin(model, selection) + _part(vectors[-1].size)]
    says += [
        _reached(model, selection, states, vectors, terms)
        for states in pairwise([t + 1, *stops])
    ]
    total = float(values.sum())
    says.append(_sum(selection, total, len([v for v in terms if v is not None])))
    return {
        "kind": "back",
        "frame": 0,
        "says": says,
        "at": [t + 1, *stops, first],
        "walk": {
            "first": first,
            "rows": _drawn(vectors),
            "lengths": lengths,
            "terms": terms,
            "total": total,
        },
        "outer": None,
    }


def _row_vectors(model: Model, selection: Selection) -> list[np.ndarray]:
    """dJ^(t)/dh^(s) from s = first to t; the walk ends at one that is 0.

    For U, which meets the error at once, dJ^(t)/do^(t) alone.
    """
    picked = place(selection)
    k = selection.t - 1 if selection.matrix == "U" else 0
    factors = contribution_factors(
        model.back, picked.matrix, picked.i, picked.j, selection.t, k
    )
    vectors: list[np.ndarray] = []
    for factor in factors[:-1]:
        vectors.append(factor.product.ravel())
        if _nothing_left(model, selection.t, factor.time, vectors[-1]):
            break
    return vectors[::-1]


def _nothing_left(model: Model, t: int, s: int, vector: np.ndarray) -> bool:
    """Whether no error comes to h^(s), nor to a step before it.

    The engine adds in another order: a row vector that rounds to 0 may have terms.
    """
    return not vector.any() and not model.back.delta[t - 1, :s].any()


def _drawn(vectors: list[np.ndarray]) -> list[list[Entry]]:
    """Of each row vector the entries that are drawn: the same ones, the largest."""
    sizes = np.max([np.abs(v) for v in vectors], axis=0)
    kept = np.sort(np.argsort(-sizes, kind="stable")[:MOST_UNITS])
    return [[(one_based(n), float(v[n])) for n in kept] for v in vectors]


def _begin(model: Model, selection: Selection) -> str:
    loss = short(float(model.trace.loss[selection.t - 1]))
    name = weight_name(selection)
    return (
        f"{loss_name(selection)} = {loss}. Its error is about to walk back and to "
        f"leave, at every step that uses {name}, a term of ∂{loss_name(selection)}"
        f"/∂{name}."
    )


def _part(size: int) -> str:
    """How much of each row vector is drawn, where that is not all."""
    if size <= MOST_UNITS:
        return ""
    drawn = f"{MOST_UNITS} of {size:,} entries, the largest"
    return f" Drawn: {drawn}; lengths count them all."


def _reached(
    model: Model,
    selection: Selection,
    states: tuple[int, int],
    vectors: list[np.ndarray],
    terms: list[float | None],
) -> str:
    """What the error is at a state, and what its step, or several, add to the sum."""
    before, s = states
    first = selection.t - len(vectors) + 1
    where = _length(model, selection, s, vectors[s - first :])
    if _nothing_left(model, selection.t, s, vectors[s - first]):
        return f"{where} The walk stops here, and every earlier term is 0."
    return f"{where} {_added(selection, terms[s - first :], before - s, s)}"


def _length(
    model: Model, selection: Selection, s: int, vectors: list[np.ndarray]
) -> str:
    """Where the error is, and how long its row vector, the first of these, is."""
    away = selection.t - s
    length = float(np.linalg.norm(vectors[0]))
    if selection.matrix == "U":
        return (
            f"The error at the outputs of step {s} is ŷ − y, of length {short(length)}."
        )
    if not away:
        return (
            f"The error comes to {state_name(s)} as the row vector "
            f"∂{loss_name(selection)}/∂{state_name(s)}, of length {short(length)}."
        )
    back = f"{_counted(away)} {'Jacobian' if away == 1 else 'Jacobians'} back"
    if length == 0:
        return (
            f"{back}, nothing is left at {state_name(s)}: {_why(model, selection, s)}"
        )
    before = float(np.linalg.norm(vectors[1]))
    share = f", {percent(length / before)} of the step before" if before else ""
    return f"{back}, at {state_name(s)}, its length is {short(length)}{share}."


def _counted(number: int) -> str:
    return COUNTED[number] if number < len(COUNTED) else str(number)


def _why(model: Model, selection: Selection, s: int) -> str:
    """Why no error comes back to h^(s)."""
    if not model.back.delta[selection.t - 1, s].any():
        return f"every unit of {state_name(s + 1)} that the error met is off."
    return "nothing comes through H."


def _added(selection: Selection, terms: list[float | None], new: int, s: int) -> str:
    """What the `new` first of these terms add, and the sum so far."""
    added = [value for value in terms[:new] if value is not None]
    so_far = [value for value in terms if value is not None]
    total = f"; so far {short(sum(so_far))}" if len(so_far) > 1 else ""
    if not added:
        reads = "This step reads" if new == 1 else "These steps read"
        name = weight_name(selection)
        return f"{reads} another word than that of {name}: no term."
    if new == 1:
        return f"It leaves {short(added[0])}, the term k = {s - 1}{total}."
    return f"The steps back to k = {s - 1} leave {plural(len(added), 'term')}{total}."


def _sum(selection: Selection, total: float, count: int) -> str:
    """What all terms add up to."""
    left = f"∂{loss_name(selection)}/∂{weight_name(selection)} = {short(total)}"
    if count == 0:
        return f"No step used {weight_name(selection)}: {left}."
    if count == 1:
        return f"That one term is all there is: {left}."
    return f"The terms add up: {left}."
