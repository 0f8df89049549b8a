"""Unrolled: back-propagation through time, taken apart. `streamlit run app.py`."""

import streamlit as st

from views.sidebar import settle, sidebar

st.set_page_config(page_title="Unrolled", layout="wide")
page = st.navigation(
    [st.Page("views/pages/unroll.py", title="Unroll", default=True)], position="hidden"
)
st.session_state["_view"] = sidebar()
page.run()
settle()
