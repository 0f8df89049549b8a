"""Derive: any derivation, line by line, in symbols or in this network's numbers."""

from pathlib import Path

import streamlit as st

from views.derivation_panel import derivation_panel
from views.model import model
from views.settings import Selection
from views.sidebar import Sidebar

view: Sidebar = st.session_state["_view"]
net = model(view.config)
st.html(Path(__file__).parent.parent / "page.css")
derivation_panel(net, Selection("H", 1, 2, 3, 0))
