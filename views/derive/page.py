"""The page Derive: a derivation line by line, in symbols or in numbers."""

import streamlit as st

from views.derive import components
from views.derive.controls import chosen, controls, picked, stepped
from views.derive.lines import derivation_data
from views.derive.map import derivation_map
from views.model.model import model
from views.proofs.checks import definition
from views.proofs.version import named
from views.runtime.run_lock import serialized
from views.shell.sidebar import Sidebar


@st.fragment
@serialized
def derive(view: Sidebar) -> None:
    """Draw the page; a choice made here draws it again without the sidebar."""
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
