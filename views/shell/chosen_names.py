"""Asks Streamlit for the names that a visitor chose."""

import streamlit as st

from ..text.naming import asked_for_names


@asked_for_names
def chosen_names() -> object:
    """What the sidebar says, or before it is drawn the address."""
    return st.session_state.get("names") or st.query_params.get("names")
