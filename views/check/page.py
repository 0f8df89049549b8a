"""The page Check: the visitor's gradient, ours by three routes, and slips."""

import streamlit as st

from views.check.gradient_section import gradient_section
from views.check.mistakes_section import mistakes_section
from views.check.own_gradient_section import own_gradient_section
from views.check.slips_section import slips_section
from views.model.model import model
from views.shell.say import say
from views.shell.sidebar import Sidebar
from views.text.naming import named

view: Sidebar = st.session_state["_view"]
net = model(view.config)
notices = view.all_notices(net)
if notices:
    st.text(named("\n".join(notices)))
with st.container(key="aside_own"):
    own_gradient_section(view)
with st.container(key="aside_check"):
    say("Below, our own gradient is found by three routes, and every slip is run.")
with st.container(key="pic_gradient"):
    gradient_section(view)
with st.container(key="pic_mistakes"):
    mistakes_section(view)
with st.container(key="pic_slips"):
    slips_section(view)
