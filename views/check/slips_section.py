"""The section of Check that shows the slips of the source."""

from functools import partial

import streamlit as st

from derivations import ERRATA

from ..runtime.run_lock import serialized
from ..shell.controls import radio
from ..shell.navigation import go_to_page, has_goal
from ..shell.presenting import is_presenting
from ..shell.say import say
from ..shell.sidebar import Sidebar
from ..text.naming import called
from . import components
from .slips import derivation, slips, summary

ABOUT = (
    "The source’s slips were found by computing. Each is quoted as it was printed. "
    "Below the quotation the formula is written in this page’s notation and run on "
    "this network, as printed and corrected; other slips in the same formula are "
    "corrected in both. What the source leaves out is run without it and with it. "
    "Change the network and the misses change. A miss is how far a formula’s numbers "
    "are from the right ones, relative to 1 or, if larger, the largest right number."
)
QUANTITIES = ("H", "L", "U", "h", "σ")


@st.fragment
@serialized
def slips_section(view: Sidebar) -> None:
    """Draw the choice of a section, and its slips: printed, corrected, residuals."""
    if has_goal():
        st.rerun()
    with st.container(key="aside_slips"):
        st.subheader("The source’s slips", anchor=False)
        say(ABOUT + translation())
        section = radio("section", "Section of the source")
        say(f"**{summary(view.config, section)}**")
    listed = slips(view.config, section, view.reduction, is_presenting())
    components.slips(listed, partial(_derive, view.config.activation, view.reduction))


def translation() -> str:
    """What names in quotations are on the screen; "" where they are the same."""
    pairs = [f"“{name}” is {name}" for name in QUANTITIES if name in called()]
    if not pairs:
        return ""
    *others, last = pairs
    return f" Quotations keep the source’s names: {', '.join(others)} and {last} here."


def _derive(activation: str, reduction: str, slip: object) -> None:
    """Show the derivation that a slip leads to, at its line."""
    if not isinstance(slip, str) or slip not in ERRATA:
        return
    goal = derivation(slip, activation, reduction)
    if goal is None:
        return
    if st.session_state.get("focus") == "slips":
        st.session_state["focus"] = "lines"
    go_to_page("derive", derivation=goal["slug"], line=goal["line"])
