"""Sets widgets from code, and keeps messages for the next run of the script."""

from typing import NoReturn

import streamlit as st

from ..address.query import Value

PENDING = "_pending"
"""Values and sentences of an address that had to be changed, for the next run."""

KEPT_GRADIENT = "_gradient"
"""The gradient that was pasted on Check: its box is of that page alone."""

TAKEN = "_taken"
"""The sentences that this run says because an earlier one put them aside."""


def set_settings(**values: Value) -> None:
    """Set widgets from code; the address follows."""
    for name, value in values.items():
        st.session_state[name] = value


def heed() -> None:
    """End this run if its visitor has left, or has done something: Streamlit looks for
    that whenever the state is asked for something.
    """
    st.session_state.get(TAKEN)


def notify(sentence: str) -> None:
    """For a callback: keep a message that the next run shows."""
    values, notices = st.session_state.get(PENDING, ({}, []))
    st.session_state[PENDING] = (values, [*notices, sentence])


def set_next(**values: Value) -> None:
    """Set widgets at the start of the next run, which has to follow."""
    pending, notices = st.session_state.get(PENDING, ({}, []))
    st.session_state[PENDING] = (pending | values, notices)


def take_pending() -> list[str]:
    """Set the pending widget values and return the pending messages; first in a run."""
    values, notices = st.session_state.pop(PENDING, ({}, []))
    set_settings(**values)
    st.session_state[TAKEN] = list(notices)
    return list(notices)


def rerun_with_notice(sentence: str) -> NoReturn:
    """Restart the script; its next run repeats this run's messages and adds one."""
    rerun(sentence)


def rerun(*sentences: str) -> NoReturn:
    """Restart the script; its next run says what this one does, and these."""
    for earlier in (*st.session_state.get(TAKEN, ()), *sentences):
        notify(earlier)
    st.rerun()
