"""What if: the paths that a contribution travels, one by one."""

import streamlit as st

from ...address.settings import Selection
from ...model.model import Model
from ...shell.selection import pick
from ...shell.sidebar import Sidebar
from . import components
from .paths import listed, story, strongest


def panel(net: Model, view: Sidebar, selection: Selection) -> None:
    """The strongest paths, what the others add up to, and their sum."""
    found = strongest(net, selection)
    st.markdown(story(net, selection, found))
    if len(found.values):
        components.rows("paths", listed(found, selection), pick)
