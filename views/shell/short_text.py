"""A short text leaves less room for T and |V|: their sliders show what is used.

What was asked for is remembered, for a text is short while it is typed.
"""

import streamlit as st

from rnn_core.text import tokenize

from ..address.query import format_value, read_address
from ..address.settings import number_setting
from ..model.brought_network import found
from ..model.passage import read_passage
from .compat import is_restoring
from .state import rerun

ASKED = "_asked"
"""Of T and V, what was asked for and what was used instead."""
TYPED = "_typed"
"""Whether the visitor has typed the text, and so looks at its box."""


def fit_vocabulary() -> None:
    """For a callback: no entry of the vocabulary is left without a word.

    One that is asked for later, or by the address, is. A network that was brought has
    a vocabulary of its own.
    """
    st.session_state[TYPED] = True
    if found(str(st.session_state.get("network", ""))) is not None:
        return
    text = read_passage(st.session_state["text"], 2, 1, 1).text
    most = len(set(tokenize(text))) + 1
    st.session_state["V"] = _fit("V", int(st.session_state["V"]), most)


def fit_steps(text: str, network: str = "") -> None:
    """Move T to the most that the text has words for, before its slider is drawn.

    An address is corrected and read again. network: the digest of one that was brought.
    """
    if is_restoring():
        return
    drawn = "T" in st.session_state
    address = {"T": st.query_params["T"]} if "T" in st.query_params else {}
    current = st.session_state["T"] if drawn else read_address(address).values.get("T")
    steps = int(number_setting("T").default if current is None else current)
    used = _fit("T", steps, read_passage(text, 2, 1, 1, network).words - 1)
    if used == steps:
        return
    if drawn:
        st.session_state["T"] = used
        return
    st.query_params["T"] = format_value(used)
    rerun()


def text_notices(text: str, network: str = "") -> list[str]:
    """What of the text, and of what was asked for, cannot be had."""
    asked = st.session_state.get(ASKED, {})
    steps, vocab = asked.get("T", (1, 1)), asked.get("V", (2, 2))
    if network:
        return list(read_passage(text, 2, steps[0], 1, network).notices)
    said = list(read_passage(text, vocab[1], steps[0], 1).notices)
    if vocab[0] > vocab[1]:
        said.append(
            f"The text has {vocab[1] - 1} different words, so |V| is {vocab[1]} and "
            f"not {vocab[0]}."
        )
    return said


def draw_text_notices(text: str, notices: list[str], network: str = "") -> None:
    """Say it below the box while the visitor types; of a link, on the page."""
    said = text_notices(text, network)
    if not st.session_state.get(TYPED):
        notices += said
    elif said:
        with st.container(key="text_said"):
            st.text("\n".join(said))


def _fit(name: str, current: int, most: int) -> int:
    """The most of what was asked for that fits, and remember what was asked for."""
    asked = dict(st.session_state.get(ASKED, {}))
    before, used = asked.pop(name, (current, current))
    wanted = before if used == current else current
    fitting = min(wanted, most)
    if fitting < wanted:
        asked[name] = (wanted, fitting)
    st.session_state[ASKED] = asked
    return fitting
