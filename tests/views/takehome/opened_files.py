"""A file as it is handed over, and the app that opens it."""

from streamlit.testing.v1 import AppTest


class File:
    """A file as Streamlit hands it over."""

    def __init__(self, name, data):
        self.name, self.size, self.data = name, len(data), data

    def getvalue(self):
        return self.data


def opening():
    import streamlit as st

    from views.takehome.loading import draw_file_input, open_file

    draw_file_input()
    st.button("open", on_click=lambda: open_file(st.session_state["file"]))


def open_in_app(file):
    page = AppTest.from_function(opening, default_timeout=30)
    page.session_state["file"] = file
    page.run().button[0].click().run()
    assert not page.exception
    kept = page.session_state
    told = kept["_pending"][1] if "_pending" in kept else []
    return (kept["_go"] if "_go" in kept else None), told
