"""Sentences of ours on a page, in the names that the visitor chose."""

import streamlit as st

from ..text.naming import named


def say(sentence: str, about: str = "") -> None:
    """Draw a sentence; `about` explains its terms where one points at its mark."""
    st.markdown(named(sentence), help=named(about) or None)
