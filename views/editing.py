"""Taking an edit, undoing it and redoing it; the address follows."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from rnn_core import tokenize

from .edits import Entry, Operation, Step, Word, added, number, parse, too_long, write
from .settings import LARGE, SETTINGS, Text
from .sidebar import put, tell

UNDO, REDO = "_undo", "_redo"
"""Texts to go back to and forward to, as long as the session lives."""


def take(operation: Operation) -> None:
    """Add an operation to the edits, or say why it does not fit."""
    text = st.session_state["edits"]
    new = write(added(parse(text).operations, operation))
    if too_long(new):
        setting = SETTINGS["edits"]
        assert isinstance(setting, Text)
        tell(
            f"The link carries {setting.longest:,} characters of edits, and these are "
            f"{len(new):,}: nothing was changed. Undo some, or reset them."
        )
        return
    _replace(text, new)


def take_step(rate: float, reduction: str, window: int = 0) -> None:
    """Take a step of gradient descent."""
    take(Step(rate, reduction, window))


def undo() -> None:
    """Go back to the text before the last edit; without a history, drop the last."""
    text = st.session_state["edits"]
    history = st.session_state.setdefault(UNDO, [])
    operations = parse(text).operations
    if not history and not operations:
        return
    before = history.pop() if history else write(operations[:-1])
    st.session_state.setdefault(REDO, []).append(text)
    put(edits=before)


def redo() -> None:
    """Take back the last undo."""
    later = st.session_state.setdefault(REDO, [])
    if later:
        st.session_state.setdefault(UNDO, []).append(st.session_state["edits"])
        put(edits=later.pop())


def reset() -> None:
    """Forget all edits; undo brings them back."""
    text = st.session_state["edits"]
    if text:
        _replace(text, "")


def can_redo() -> bool:
    """Whether an undo can be taken back."""
    return bool(st.session_state.get(REDO))


def edited(sent: Any) -> None:
    """Take over what was typed in a picture; a browser can send anything."""
    if not isinstance(sent, Mapping):
        return
    act = {"undo": undo, "redo": redo, "reset": reset}.get(str(sent.get("do")))
    if act:
        return act()
    raw, matrix = str(sent.get("value", ""))[:100], sent.get("matrix")
    i, j = (_index(sent.get(name)) for name in ("i", "j"))
    if matrix == "x" and i:
        words = tokenize(raw)
        if words:
            return take(Word(i, words[0]))
        tell(f"“{raw}” is no word: nothing was changed.")
    elif matrix in ("H", "L", "U", "h0") and i and j:
        value = number(raw)
        if isinstance(value, float):
            return take(Entry(str(matrix), i, j, value))
        tell(f"{value}: nothing was changed.")


def _replace(text: str, new: str) -> None:
    if new != text:
        st.session_state.setdefault(UNDO, []).append(text)
        st.session_state[REDO] = []
        put(edits=new)


def _index(value: Any) -> int:
    return int(value) if isinstance(value, int | float) and 1 <= value < LARGE else 0
