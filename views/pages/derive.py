"""Derive: any derivation, line by line, in symbols or in this network's numbers."""

import streamlit as st

from views import components
from views.derivation_lines import derivation_data
from views.derivation_map import derivation_map
from views.derivation_version import named
from views.derive_controls import chosen, controls, picked, stepped
from views.model import model
from views.proof import definition
from views.sidebar import Sidebar
from views.turns import in_turn


@st.fragment
@in_turn
def derive(view: Sidebar) -> None:
    """All but the sidebar: what is chosen here is drawn again without it."""
    net = model(view.config)
    notices = [*view.notices, *net.notices]
    said = st.container()
    above = st.container(key="aside_map")
    with st.container(key="aside_derive"):
        now = controls(definition(view.config), view.reduction, notices)
    with above:
        st.markdown(
            "**From elements to matrices.** Each line is computed by its rule and "
            f"checked by number on this network. {named(now.version)}"
        )
        components.derivation_map(derivation_map(now.version.slug), chosen)
    if notices:
        said.text("\n".join(notices))
    with st.container(key="pic_lines"):
        components.derivation(
            derivation_data(net, now.version, now.line, now.at, now.show, now.predict),
            stepped,
            picked,
        )


derive(st.session_state["_view"])
