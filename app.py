"""Unrolled: back-propagation through time, taken apart. `streamlit run app.py`."""

import streamlit as st

from views import look, memory, presenting, takehome, tour
from views.navigation import follow, pages, root
from views.sidebar import sidebar
from views.turns import turn

with turn():
    st.set_page_config(page_title="Unrolled", layout="wide")
    look.draw_page()
    page = st.navigation(pages(), position="top")
    follow()
    st.session_state["_view"] = sidebar()
    st.session_state["_places"] = tour.places(root(), page.url_path)
    look.draw()
    presenting.draw()
    shown = page.url_path or root()
    tour.stage(shown, st.session_state["_places"], takehome.asked)
    page.run()
    takehome.draw(shown)
    memory.settle()
