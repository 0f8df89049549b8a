"""Widgets set from code, and what the next run has to say."""

import streamlit as st

from .address import Value

PENDING = "_pending"
"""Values and sentences of an address that had to be changed, for the next run."""


def put(**values: Value) -> None:
    """Set widgets from code; the address follows them."""
    for name, value in values.items():
        st.session_state[name] = value


def tell(sentence: str) -> None:
    """For a callback: a sentence that the next run says."""
    values, notices = st.session_state.get(PENDING, ({}, []))
    st.session_state[PENDING] = (values, [*notices, sentence])


def take_pending() -> list[str]:
    """Set what was put aside, and return the sentences; first thing in a run."""
    if "_address" not in st.session_state:
        st.session_state["_address"] = st.query_params.to_dict()
    values, notices = st.session_state.pop(PENDING, ({}, []))
    put(**values)
    return list(notices)
