"""What stands below a derivation's lines where the reader writes or chooses the next.

A fragment of its own: a letter that is typed draws nothing else anew.
"""

import streamlit as st

from ...runtime.run_lock import serialized
from ...shell.sidebar import Sidebar, needs_redraw
from ...shell.state import set_settings
from . import components, kept
from .choosing import choice_data, pick
from .question import line_sent, next_line, shown_line
from .writing import judge_row, line_data, whole_data

MODES = ("write", "choose", "whole")
SHOWN = "_own_shown"
"""The line that was shown when this was drawn last."""


def draw_own_lines(view: Sidebar, predict: str) -> None:
    """Draw the box of a mode, if the mode has one."""
    if predict not in MODES:
        return
    st.session_state[SHOWN] = st.session_state.get("line")
    own_lines(view)


@st.fragment
@serialized
def own_lines(view: Sidebar) -> None:
    """Draw the box for one's own line, or the lines to choose among."""
    if st.session_state.get("line") != st.session_state[SHOWN] or needs_redraw(view):
        st.rerun()
    mode, shown = st.session_state["predict"], shown_line(view)
    if mode == "choose":
        components.choice(choice_data(next_line(view)), pick, go_on)
        return
    kept.read_kept(shown)
    if mode == "whole":
        judge_row(shown)
        data = whole_data(shown)
    else:
        question = next_line(view)
        if question is not None:
            kept.take_judged(question)
        data = line_data(question)
    components.own_line(data, hear_typed, hear_judge, hear_back, go_on)
    kept.put_into_address()


def hear_typed(sent: object) -> None:
    """Keep what is in the box."""
    typed = kept.typed_sent(sent)
    if typed is not None:
        kept.keep_draft(typed["text"])


def hear_judge(sent: object) -> None:
    """Keep what is in the box, and judge it."""
    typed = kept.typed_sent(sent)
    if typed is not None:
        kept.keep_draft(typed["text"])
        kept.ask_to_judge()


def hear_back(sent: object) -> None:
    """Take one of one's own lines back."""
    typed = kept.typed_sent(sent)
    if typed is not None:
        kept.keep_draft(typed["text"])
        place = typed.get("place")
        if isinstance(place, int | float):
            kept.take_back(int(place))


def go_on(sent: object) -> None:
    """Go on to one of our lines; the box is empty for the one after it."""
    line = line_sent(sent)
    if line is not None:
        set_settings(line=line)
        if kept.WRITTEN in st.session_state and st.session_state["predict"] == "write":
            kept.keep_draft("")
