"""Unrolled: back-propagation through time, taken apart. `streamlit run app.py`."""

import streamlit as st

from views.navigation import follow, pages
from views.sidebar import sidebar

st.set_page_config(page_title="Unrolled", layout="wide")
page = st.navigation(pages(), position="top")
follow()
st.session_state["_view"] = sidebar()
page.run()
