"""Widgets set from code, and what the next run has to say."""

from typing import NoReturn

import streamlit as st

from ..address.query import Value

PENDING = "_pending"
"""Values and sentences of an address that had to be changed, for the next run."""

TAKEN = "_taken"
"""The sentences that this run says because an earlier one put them aside."""


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
    values, notices = st.session_state.pop(PENDING, ({}, []))
    put(**values)
    st.session_state[TAKEN] = list(notices)
    return list(notices)


def again(sentence: str) -> NoReturn:
    """Run anew from the start: that run says what this one had to say, and more."""
    for said in (*st.session_state.get(TAKEN, ()), sentence):
        tell(said)
    st.rerun()
