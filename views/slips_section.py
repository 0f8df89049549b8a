"""The part of Check that holds the source's slips."""

import streamlit as st

from . import components
from .controls import radio
from .model import Model
from .navigation import go, wanted
from .settings import DERIVATION_SLUGS
from .slips import slips, summary
from .turns import in_turn

ABOUT = (
    "The source’s slips were found by computing. Each is shown as printed and as it "
    "should read, and both are run on this network now: change the network and the "
    "misses change. A miss is relative to 1 or, if larger, the largest number on the "
    "left."
)


@st.fragment
@in_turn
def slips_section(net: Model) -> None:
    """Which section, and its slips: printed, corrected, and what came out."""
    if wanted():
        st.rerun()
    st.subheader("The source’s slips", anchor=False)
    st.markdown(ABOUT)
    section = radio("section", "Section of the source")
    st.markdown(f"**{summary(net.config, section)}**")
    components.slips(slips(net.config, section), _derive)


def _derive(slug: object) -> None:
    if slug in DERIVATION_SLUGS:
        go("derive", derivation=str(slug), line=1)
