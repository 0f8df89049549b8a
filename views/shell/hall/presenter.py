"""The presenter's window: the notes of what another window of the browser shows.

The two talk in the browser alone; the server draws an empty frame.
"""

import re

import streamlit as st

from ...components.mounting import component
from .data_types import PresenterData

NAME = re.compile(r"[a-z0-9]{4,20}")
"""What the window that is presented goes by: `?presenter=` and this name."""
STYLE = """<style>
[data-testid="stHeader"], [data-testid="stSidebar"] { display: none; }
.stMainBlockContainer { padding: 1rem 1.5rem; max-width: none; }
</style>"""

_presenter = component(
    "unrolled_presenter",
    ("components/common.css", "shell/hall/presenter.css"),
    "shell/hall/presenter.js",
)


def is_presenters() -> bool:
    """Whether this window is a presenter's."""
    return bool(NAME.fullmatch(st.query_params.get("presenter", "")))


def draw_presenter() -> None:
    """Draw the presenter's window."""
    st.html(STYLE)
    data: PresenterData = {"name": st.query_params["presenter"]}
    _presenter(key="presenter", data=data)
