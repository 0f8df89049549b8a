"""Unrolled: back-propagation through time, explained. Run `streamlit run app.py`."""

import streamlit as st

from views import takehome
from views.components.library import mount_libraries, other_folders
from views.runtime.blas_threads import limit_blas_threads
from views.runtime.gc_freeze import freeze_startup_objects
from views.runtime.run_lock import hold
from views.shell import appearance, presenting, scene_bar
from views.shell.hall.presenter import draw_presenter, is_presenters
from views.shell.navigation import (
    build_pages,
    draw_page_links,
    root_page,
    switch_to_goal,
)
from views.shell.sidebar import draw_sidebar
from views.shell.training import draw_training

with hold():
    limit_blas_threads()
    st.set_page_config(page_title="Unrolled", layout="wide")
    appearance.apply_common_styles()
    if is_presenters():
        mount_libraries("shell")
        draw_presenter()
        st.stop()
    page = st.navigation(build_pages(), position="top")
    switch_to_goal()
    shown = page.url_path or root_page()
    mount_libraries("shell", shown)
    opened = "_view" in st.session_state
    st.session_state["_view"] = view = draw_sidebar()
    st.session_state["_places"] = scene_bar.link_context(root_page(), page.url_path)
    appearance.apply_appearance()
    presenting.apply_presenting()
    draw_page_links()
    draw_training(view.config, shown)
    scene_bar.draw_scene_bar(
        shown, st.session_state["_places"], takehome.request_dialog
    )
    page.run()
    takehome.draw_requested_dialog(shown)
    if opened:
        mount_libraries(*other_folders(shown))
    freeze_startup_objects()
