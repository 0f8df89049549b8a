"""Applies edits to a network: weights, words, and steps of gradient descent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from jaxtyping import Int64

from rnn_core import (
    Params,
    Trace,
    Vocabulary,
    backward,
    constant_unit,
    forward,
    gradient_step,
)

from .edits import Entry, Operation, Step, Word, readable
from .own_words import OwnVocabulary, place_of

MOST = 4
"""Sentences that are said one by one; the others are counted."""

Place = tuple[str, int, int]
"""A matrix, or "x" for the words, with row and column from 1 (a word's column is 1)."""


@dataclass(frozen=True, eq=False)
class Edited:
    """A network after some edits, and its T + 1 word ids.

    targets (T,): where they are not the words that are read next.
    """

    params: Params
    words: Int64[np.ndarray, " T1"]
    activation: str
    targets: Int64[np.ndarray, " T"] | None = None

    def run(self, steps: int) -> Trace:
        """The first `steps` steps forwards. ValueError: the numbers overflow."""
        inputs, targets = self.words[:-1][:steps], self.words[1:]
        if self.targets is not None:
            targets = np.append(self.targets[:-1], self.words[-1])
        return forward(self.params, inputs, targets[:steps], self.activation)


class Applied(NamedTuple):
    """The network after the edits, the edits left out and why, and the state before."""

    state: Edited
    notices: tuple[str, ...]
    before: Mapping[Place, float | int]


def apply_edits(
    start: Applied, operations: Iterable[Operation], vocabulary: Vocabulary
) -> Applied:
    """Apply more edits in order; an edit that does not fit is left out and reported."""
    state, notices = start.state, list(start.notices)
    before = dict(start.before)
    for operation in operations:
        if isinstance(operation, Entry):
            why = _outside(state.params, operation) or _constant(state, operation)
            if not why:
                before.setdefault(operation[:3], _entry(state.params, operation))
                state = replace(state, params=_set(state.params, operation))
        elif isinstance(operation, Word):
            state, why = _word(state, operation, vocabulary, before)
        else:
            state, why = _step(state, operation)
        if why:
            notices.append(why)
    return Applied(state, tuple(notices), before)


def unique_notices(notices: Sequence[str]) -> list[str]:
    """Each message once: the first MOST, and how many more there are."""
    once = list(dict.fromkeys(notices))
    if len(once) > MOST:
        once[MOST:] = [f"And {len(once) - MOST} more about the edits."]
    return once


def _entry(params: Params, entry: Entry) -> float:
    array = getattr(params, entry.matrix)
    return float(array.reshape(len(array), -1)[entry.i - 1, entry.j - 1])


def _outside(params: Params, entry: Entry) -> str:
    rows, columns = (*getattr(params, entry.matrix).shape, 1)[:2]
    if entry.i <= rows and entry.j <= columns:
        return ""
    size = f"{rows}" if entry.matrix == "h0" else f"{rows} × {columns}"
    return f"Edit “{entry}” does not fit: {entry.matrix} is {size}. It is left out."


def _constant(state: Edited, entry: Entry) -> str:
    """Why an entry that makes a unit always 1, for biases, stays as it is."""
    row = constant_unit(state.params, state.activation)
    if row is None or entry.matrix == "U" or entry.i - 1 != row:
        return ""
    return (
        f"Edit “{entry}” is left out: unit {entry.i} is always 1 and holds the biases."
    )


def _set(params: Params, entry: Entry) -> Params:
    arrays = {name: getattr(params, name) for name in ("H", "L", "U", "h0")}
    array = arrays[entry.matrix].copy()
    array.reshape(len(array), -1)[entry.i - 1, entry.j - 1] = entry.value
    return Params(**arrays | {entry.matrix: array})


def _word(
    state: Edited, edit: Word, vocabulary: Vocabulary, before: dict[Place, float | int]
) -> tuple[Edited, str]:
    count = len(state.words)
    if edit.position > count:
        return state, (
            f"Edit “{readable(str(edit))}” does not fit: the window has {count} "
            "words. It is left out."
        )
    words, index = state.words.copy(), edit.position - 1
    token = place_of(vocabulary, edit.word)
    if token is None:
        return state, (
            f"“{readable(edit.word)}” is not among your network’s words: the edit "
            "is left out."
        )
    before.setdefault(("x", edit.position, 1), int(words[index]))
    words[index] = token
    why = ""
    if edit.word not in vocabulary.words and not isinstance(vocabulary, OwnVocabulary):
        why = (
            f"“{readable(edit.word)}” is not in the vocabulary: it is read as "
            f"{vocabulary.words[-1]}, the entry for all others."
        )
    return replace(state, words=words), why


def _step(state: Edited, step: Step) -> tuple[Edited, str]:
    try:
        back = backward(state.run(len(state.words) - 1))
        gradients = back.gradients(step.window or None, step.reduction)
        stepped = gradient_step(state.params, gradients, step.rate)
        return replace(state, params=stepped), ""
    except ValueError:
        return (
            state,
            f"Edit “{step}” is left out: on this network its numbers overflow.",
        )
