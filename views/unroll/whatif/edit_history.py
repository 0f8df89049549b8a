"""Applies, undoes and redoes edits, and writes them into the address."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from rnn_core import Vocabulary

from ...address.settings import LARGE, text_setting
from ...model.brought_network import found
from ...model.edits import (
    Entry,
    Operation,
    Step,
    Word,
    add_edit,
    parse_number,
    parse_pieces,
    readable,
    too_long,
    write_edits,
)
from ...model.own_words import edit_word, own_vocabulary
from ...shell.presenting import is_presenting
from ...shell.state import notify, set_settings

UNDO, REDO = "_undo", "_redo"
"""Pairs of texts, from and to, as long as the session lives; `to` is what one must
still have for the pair to mean anything: the text can also be typed."""
LOCKED = "Edits are locked while the page is presented."


def try_edit(operation: Operation) -> None:
    """Add an edit, or report why it does not fit."""
    if _locked():
        return
    text = st.session_state["edits"]
    new = write_edits(add_edit(parse_pieces(text), operation))
    if too_long(new):
        setting = text_setting("edits")
        notify(
            f"The edits fill the link: it carries {setting.longest:,} characters of "
            f"them, and these are {len(new):,}. Nothing was changed; undo some, or "
            "reset them."
        )
        return
    _replace(text, new)


def take_step(rate: float, reduction: str, window: int = 0) -> None:
    """Add a step of gradient descent to the edits."""
    try_edit(Step(rate, reduction, window))


def undo() -> None:
    """Restore the edits before the last one; without a history, drop the last one."""
    if _locked():
        return
    text = st.session_state["edits"]
    if not can_undo():
        return
    history = _history(UNDO)
    before = history.pop()[0] if history else write_edits(parse_pieces(text)[:-1])
    _history(REDO).append((text, before))
    set_settings(edits=before)


def redo() -> None:
    """Take back the last undo."""
    if _locked():
        return
    later = _history(REDO)
    if later:
        after, text = later.pop()
        _history(UNDO).append((text, after))
        set_settings(edits=after)


def reset() -> None:
    """Drop all edits; undo restores them."""
    if _locked():
        return
    text = st.session_state["edits"]
    if text:
        _replace(text, "")


def can_redo() -> bool:
    """Whether an undo can be taken back."""
    return bool(_history(REDO))


def can_undo() -> bool:
    """Whether there is an edit or a reset to undo."""
    return bool(_history(UNDO) or parse_pieces(st.session_state["edits"]))


def apply_sent_edit(sent: object) -> None:
    """Apply what was typed in a picture, checked first: a browser can send anything."""
    if not isinstance(sent, Mapping):
        return
    act = {"undo": undo, "redo": redo, "reset": reset}.get(str(sent.get("do")))
    if act:
        return act()
    raw, matrix = str(sent.get("value", ""))[:100], sent.get("matrix")
    i, j = (_index(sent.get(name)) for name in ("i", "j"))
    if matrix == "x" and i:
        word = edit_word(_vocabulary(), raw)
        if word:
            return try_edit(Word(i, word))
        notify(f"“{readable(raw)}” is no word: nothing was changed.")
    elif matrix in ("H", "L", "U", "h0") and i and j:
        value = parse_number(raw)
        if isinstance(value, float):
            return try_edit(Entry(str(matrix), i, j, value))
        notify(f"{value}: nothing was changed.")


def _vocabulary() -> Vocabulary:
    """The vocabulary of the network on the screen; of a drawn one any will do."""
    network = found(str(st.session_state.get("network", "")))
    return Vocabulary(("",)) if network is None else own_vocabulary(network)


def _locked() -> bool:
    """Whether the page is presented, which locks the network; it then says so."""
    if is_presenting():
        notify(LOCKED)
    return is_presenting()


def _replace(text: str, new: str) -> None:
    if new != text:
        _history(UNDO).append((text, new))
        st.session_state[REDO] = []
        set_settings(edits=new)


def _history(name: str) -> list[tuple[str, str]]:
    """The pairs to go back, or forward, by: none once another text was typed."""
    pairs: list[tuple[str, str]] = st.session_state.setdefault(name, [])
    if pairs and pairs[-1][1] != st.session_state["edits"]:
        pairs.clear()
    return pairs


def _index(value: Any) -> int:
    return int(value) if isinstance(value, int | float) and 1 <= value < LARGE else 0
