"""What a visitor can save from a view: documents, notebook, pictures, numbers."""

import streamlit as st

WANTED = "_take_home"
"""Whether the dialog was asked for."""


def request_dialog(sent: object) -> None:
    """For a callback: ask for the dialog."""
    st.session_state[WANTED] = True


def draw_requested_dialog(page: str) -> None:
    """Open the dialog if it was asked for, and only then import what it needs."""
    if st.session_state.pop(WANTED, False):
        from .panel import draw_dialog

        draw_dialog(page, st.session_state["_view"])
