"""Unrolled: back-propagation through time, explained. Run `streamlit run app.py`."""

import streamlit as st

from views import takehome
from views.runtime.blas_threads import limit_blas_threads
from views.runtime.gc_freeze import freeze_startup_objects
from views.runtime.run_lock import hold
from views.shell import appearance, presenting, scene_bar
from views.shell.navigation import follow, pages, root
from views.shell.sidebar import sidebar

with hold():
    limit_blas_threads()
    st.set_page_config(page_title="Unrolled", layout="wide")
    appearance.draw_page()
    page = st.navigation(pages(), position="top")
    follow()
    st.session_state["_view"] = sidebar()
    st.session_state["_places"] = scene_bar.places(root(), page.url_path)
    appearance.draw()
    presenting.draw()
    shown = page.url_path or root()
    scene_bar.draw(shown, st.session_state["_places"], takehome.asked)
    page.run()
    takehome.draw(shown)
    freeze_startup_objects()
