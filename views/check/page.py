"""The page Check: the gradient by three routes, and the slips of the source."""

import streamlit as st

from views.check.gradient_section import gradient_section
from views.check.slips_section import slips_section
from views.model.model import model
from views.shell.sidebar import Sidebar

view: Sidebar = st.session_state["_view"]
net = model(view.config)
notices = [*view.notices, *net.notices]
if notices:
    st.text("\n".join(notices))
with st.container(key="aside_check"):
    st.markdown(
        "**Check.** Every gradient here is computed a second time, by another route."
    )
with st.container(key="pic_gradient"):
    gradient_section(view)
with st.container(key="pic_slips"):
    slips_section(view)
