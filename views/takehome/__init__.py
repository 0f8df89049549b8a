"""What can be taken home from a view: handout, slides, notebook, pictures, numbers."""

from typing import Any

import streamlit as st

WANTED = "_take_home"
"""Whether the dialog was asked for."""


def asked(sent: Any) -> None:
    """For a callback: the dialog is wanted."""
    st.session_state[WANTED] = True


def draw(page: str) -> None:
    """Open the dialog if it is wanted; only then is what it needs imported."""
    if st.session_state.pop(WANTED, False):
        from .panel import take_home

        take_home(page, st.session_state["_view"])
