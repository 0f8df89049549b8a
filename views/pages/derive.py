"""Derive: any derivation, line by line, in symbols or in this network's numbers."""

from pathlib import Path

import streamlit as st

from views import components
from views.derivation_lines import derivation_data
from views.derivation_map import derivation_map
from views.derivation_version import named
from views.derive_controls import chosen, controls, picked, stepped
from views.model import model
from views.proof import definition
from views.sidebar import Sidebar

view: Sidebar = st.session_state["_view"]
net = model(view.config)
notices = [*view.notices, *net.notices]

st.html(Path(__file__).parent.parent / "page.css")
said = st.container()
above = st.container()
now = controls(definition(view.config), view.reduction, notices)
with above:
    st.markdown(
        "**From elements to matrices.** Each line is computed by its rule and checked "
        f"by number on this network. {named(now.version)}"
    )
    components.derivation_map(derivation_map(now.version.slug), chosen)
if notices:
    said.text("\n".join(notices))
components.derivation(
    derivation_data(net, now.version, now.line, now.at, now.show, now.predict),
    stepped,
    picked,
)
