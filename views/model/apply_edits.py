"""Applies edits to a network: weights, words, and steps of gradient descent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from jaxtyping import Int64

from rnn_core import Params, Trace, Vocabulary, backward, forward, gradient_step

from .edits import Entry, Operation, Step, Word, quoted

MOST = 4
"""Sentences that are said one by one; the others are counted."""

Place = tuple[str, int, int]
"""A matrix, or "x" for the words, with row and column from 1 (a word's column is 1)."""


@dataclass(frozen=True, eq=False)
class Edited:
    """A network after some edits, and its T + 1 word ids."""

    params: Params
    words: Int64[np.ndarray, " T1"]
    activation: str

    def run(self, steps: int) -> Trace:
        """The first `steps` steps forwards. ValueError: the numbers overflow."""
        inputs, targets = self.words[:-1][:steps], self.words[1:][:steps]
        return forward(self.params, inputs, targets, self.activation)


class Applied(NamedTuple):
    """The network after the edits, the edits left out and why, and the state before."""

    state: Edited
    notices: tuple[str, ...]
    before: Mapping[Place, float | int]


def apply(
    start: Applied, operations: Iterable[Operation], vocabulary: Vocabulary
) -> Applied:
    """Apply more edits in order; an edit that does not fit is left out and reported."""
    state, notices = start.state, list(start.notices)
    before = dict(start.before)
    for one in operations:
        if isinstance(one, Entry):
            why = _outside(state.params, one)
            if not why:
                before.setdefault(one[:3], _entry(state.params, one))
                state = replace(state, params=_set(state.params, one))
        elif isinstance(one, Word):
            state, why = _word(state, one, vocabulary, before)
        else:
            state, why = _step(state, one)
        if why:
            notices.append(why)
    return Applied(state, tuple(notices), before)


def shortened(notices: Sequence[str]) -> list[str]:
    """Each message once: the first MOST, and how many more there are."""
    once = list(dict.fromkeys(notices))
    if len(once) > MOST:
        once[MOST:] = [f"And {len(once) - MOST} more about the edits."]
    return once


def _entry(params: Params, one: Entry) -> float:
    array = getattr(params, one.matrix)
    return float(array.reshape(len(array), -1)[one.i - 1, one.j - 1])


def _outside(params: Params, one: Entry) -> str:
    rows, columns = (*getattr(params, one.matrix).shape, 1)[:2]
    if one.i <= rows and one.j <= columns:
        return ""
    size = f"{rows}" if one.matrix == "h0" else f"{rows} × {columns}"
    return f"Edit {one} does not fit: {one.matrix} is {size}. It is left out."


def _set(params: Params, one: Entry) -> Params:
    arrays = {name: getattr(params, name) for name in ("H", "L", "U", "h0")}
    array = arrays[one.matrix].copy()
    array.reshape(len(array), -1)[one.i - 1, one.j - 1] = one.value
    return Params(**arrays | {one.matrix: array})


def _word(
    state: Edited, one: Word, vocabulary: Vocabulary, before: dict[Place, float | int]
) -> tuple[Edited, str]:
    count = len(state.words)
    if one.position > count:
        return state, (
            f"Edit {quoted(str(one))} does not fit: the window has {count} "
            "words. It is left out."
        )
    words, at = state.words.copy(), one.position - 1
    before.setdefault(("x", one.position, 1), int(words[at]))
    words[at] = vocabulary.encode([one.word])[0]
    why = ""
    if one.word not in vocabulary.words:
        why = (
            f"“{quoted(one.word)}” is not in the vocabulary: it is read as "
            f"{vocabulary.words[-1]}, the entry for all others."
        )
    return replace(state, words=words), why


def _step(state: Edited, one: Step) -> tuple[Edited, str]:
    try:
        back = backward(state.run(len(state.words) - 1))
        window = one.window or None
        gradients = back.gradients(
            window=window, reduction="mean" if one.reduction == "mean" else "sum"
        )
        return replace(
            state, params=gradient_step(state.params, gradients, one.rate)
        ), ""
    except ValueError:
        return state, f"Edit {one} is left out: on this network its numbers overflow."
