"""Runs the diagnosis of what a visitor brought, once for each content."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import streamlit as st

from rnn_core import Gradients, Report, backward, diagnose, forward
from rnn_core.diagnosis.meant_counts import meant_counts

from ..address.settings import Config
from ..model.model import model
from ..runtime.run_lock import released
from .brought import Brought, read_brought
from .given_parts import Part, compared_parts

Progress = Callable[[float], object]
ANSWER = "_own_answer"
"""The last answer of this visit, with the key of what it answers."""


@dataclass(frozen=True, eq=False)
class Question:
    """What was brought, for which network, and which gradient is meant.

    window: 0 where none is meant. names: the scheme on the screen.
    """

    config: Config
    reduction: str
    window: int
    text: str
    data: bytes | None
    name: str
    names: str = "source"

    @property
    def key(self) -> str:
        """A name for all of this; two that differ have different ones."""
        parts = (self.config, self.reduction, self.window, self.name, self.names)
        digest = hashlib.sha256(repr(parts).encode())
        digest.update(self.text.encode("utf-8", "replace"))
        digest.update(b"\0" + (self.data or b""))
        return digest.hexdigest()


@dataclass(frozen=True, eq=False)
class Answer:
    """What was brought, the gradient that is right, and the report.

    words: the vocabulary's entries, as they are shown; () for numbers alone.
    """

    brought: Brought
    true: Gradients
    report: Report
    reduction: str
    window: int
    words: tuple[str, ...] = ()

    @cached_property
    def parts(self) -> dict[str, Part]:
        """Every matrix and bias that was given, entry by entry beside what is right."""
        return compared_parts(self)


def answer(question: Question, progress: Progress | None = None) -> Answer:
    """Read and diagnose, or what was found before of the same question.

    progress gets the part of the search that is done, 0 to 1. ValueError says in
    sentences what cannot be read.
    """
    kept_key, kept = st.session_state.get(ANSWER, (None, None))
    if kept_key == question.key and isinstance(kept, Answer):
        return kept
    net = model(question.config)
    with released():
        brought = read_brought(
            net, question.text, question.data, question.name, question.names
        )
        found = likelier(brought, question.reduction, question.window, progress)
    if brought.own:
        words = brought.words or ()
    else:
        words = tuple(net.word(token) for token in range(net.params.vocab))
    found = replace(found, words=words)
    st.session_state[ANSWER] = (question.key, found)
    return found


def likelier(
    brought: Brought, reduction: str, window: int, progress: Progress | None = None
) -> Answer:
    """The report on what was brought, in the layout that speaks for it.

    Shapes do not tell the layout of a square matrix.  Where it was transposed with the
    others, that is believed if it is right then; else the matrix as it was given is
    diagnosed too, and taken if that is right, or explained by fewer mistakes.
    """
    found = diagnosed(brought, reduction, window, progress)
    if brought.as_is is None or found.report.right:
        return found
    other = diagnosed(brought.as_is, reduction, window, progress)
    return min(found, other, key=_against)


def _against(found: Answer) -> tuple[int, int]:
    """How much speaks against a reading: square matrices that it makes wrong, and the
    mistakes it takes, many where none explain it.
    """
    judged = found.report.matrices
    square = [
        n for n, g in found.brought.gradients.items() if g.shape == g.shape[:1] * 2
    ]
    wrong = sum(n in judged and not judged[n].agrees for n in square)
    findings = found.report.findings
    return wrong, len(findings[0].mistakes) if findings else 99


def diagnosed(
    brought: Brought, reduction: str, window: int, progress: Progress | None = None
) -> Answer:
    """The report on what was brought, beside the gradient that is right."""
    width = window or None
    trace = forward(brought.params, brought.inputs, brought.targets, brought.activation)
    true = backward(trace).gradients(window=width, reduction=reduction)
    report = diagnose(
        brought.params,
        brought.inputs,
        brought.targets,
        brought.gradients,
        activation=brought.activation,
        reduction=reduction,
        window=width,
        digits=brought.digits or None,
        progress=progress,
    )
    return Answer(brought, true, report, reduction, window)


def forget() -> None:
    """Drop the last answer and all that was brought with it."""
    st.session_state.pop(ANSWER, None)


def given_array(found: Answer, matrix: str) -> np.ndarray:
    """The gradient that was given for a matrix, as float64."""
    return np.asarray(found.brought.gradients[matrix], np.float64)


def true_counts(found: Answer) -> np.ndarray:
    """How often each cell (t, k) is in the gradient that is right, shape (T, T)."""
    steps = len(found.brought.inputs)
    return meant_counts(steps, found.reduction, found.window or None)
