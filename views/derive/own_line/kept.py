"""What a visitor has typed: kept for the visit, in the address and in saved views.

The lines of a whole derivation, one a row, and last the one that is in the box.
"""

from typing import Any

import streamlit as st

from ...address.notices import replace_surrogates
from ...address.query import fits_link, read_address
from ...address.settings import LARGE, text_setting
from ...shell.compat import is_restoring
from .question import Question, part_start

WRITTEN = "written"
"""The setting; no widget has this key, so that it outlives the page."""
TURN, JUDGED, ASKED, PICKED = "_own_turn", "_own_judge", "_own_asked", "_own_picked"
OF, SHELF = "_own_of", "_own_shelf"
"""Which derivation the lines are of, and those that were typed to others."""


def read_kept(question: Question) -> None:
    """Take over what the address has, on a first visit and where it is restored.

    Where another derivation was opened meanwhile, what was typed to that one makes
    room for what was typed to this one.
    """
    state = st.session_state
    restored = WRITTEN not in state or is_restoring()
    if restored:
        address = read_address(st.query_params.to_dict()).values
        state[WRITTEN] = str(address.get(WRITTEN, ""))
    own = f"{question.version.slug} {part_start(question)}"
    of, text = state.get(OF, (own, None))
    if not restored and of != own and text == state[WRITTEN]:
        state[SHELF] = {**state.get(SHELF, {}), of: text}
        state[WRITTEN] = state[SHELF].get(own, "")
    note_kept(own)


def note_kept(own: str = "") -> None:
    """Note what is kept, and of which derivation; of the same by default."""
    of = own or st.session_state.get(OF, ("", ""))[0]
    st.session_state[OF] = (of, st.session_state[WRITTEN])


def put_into_address() -> None:
    """Let the address carry what was typed, if it is short enough for a link."""
    text = st.session_state[WRITTEN]
    wanted = text if fits_link(WRITTEN, text) else ""
    if st.query_params.get(WRITTEN, "") == wanted:
        return
    if wanted:
        st.query_params[WRITTEN] = wanted
    else:
        del st.query_params[WRITTEN]


def rows() -> list[str]:
    """The lines, and last what is in the box."""
    return str(st.session_state.get(WRITTEN) or "").split("\n")


def draft() -> str:
    """What is in the box."""
    return rows()[-1]


def keep_draft(text: str) -> None:
    """Keep what is in the box; no more than a saved view can hold."""
    _keep([*rows()[:-1], " ".join(text.split("\n"))[: room()]])


def add_row(text: str) -> bool:
    """Put a line below the others and empty the box; whether there is room for it."""
    made = [*rows()[:-1], text, ""]
    if len("\n".join(made)) > text_setting(WRITTEN).longest:
        return False
    _keep(made)
    return True


def take_back(place: int) -> None:
    """Take a line, from 0, out; it comes into the box where that is empty."""
    *before, last = rows()
    if not 0 <= place < len(before):
        return
    taken = before.pop(place)
    _keep([*before, last if last.strip() else taken])


def room() -> int:
    """How many characters there may be in the box."""
    kept = "\n".join(rows())
    return max(0, text_setting(WRITTEN).longest - len(kept) + len(draft()))


def _keep(lines: list[str]) -> None:
    st.session_state[WRITTEN] = "\n".join(lines)
    note_kept()


def typed_sent(sent: object) -> dict[str, Any] | None:
    """What the browser sent: a text and how often it has sent; None if it is none."""
    if not isinstance(sent, dict) or not isinstance(sent.get("text"), str):
        return None
    sent["text"] = replace_surrogates(sent["text"])
    count = sent.get("turn")
    counted = isinstance(count, int | float) and 0 <= count < LARGE
    st.session_state[TURN] = int(count or 0) if counted else 0
    return sent


def turn() -> int:
    """How often the browser had sent something when it last did."""
    return int(st.session_state.get(TURN, 0))


def ask_to_judge() -> None:
    """For a callback: have what is in the box judged by the next run."""
    st.session_state[JUDGED] = True


def take_judged(question: Question) -> str:
    """What was asked to be judged since the last run, in place of a line; or ""."""
    if not st.session_state.pop(JUDGED, False):
        return ""
    st.session_state[ASKED] = (question.name, draft())
    return draft()


def asked_for(question: Question) -> str:
    """The line that is judged in place of this one; "" for none."""
    name, text = st.session_state.get(ASKED, ("", ""))
    return text if name == question.name else ""
