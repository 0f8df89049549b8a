"""The pages and their addresses: by path, or by `?page=` for hosts without paths."""

import streamlit as st

from .settings import SETTINGS

PAGES = {
    "unroll": "Unroll",
    "jacobians": "Jacobians",
    "derive": "Derive",
    "check": "Check",
    "tour": "Tour",
}
HOME = "unroll"
ROOT = "_root"
"""The page that answers at the root."""
GOAL = "_go"
"""The page that a callback wants next, and what is to be set there."""


def pages() -> list[st.Page]:
    """All pages; the one that `?page=` named first answers at the root of this visit.

    A browser that goes back to the root asks for the page that answered there.
    """
    asked = st.query_params.get("page", HOME)
    root = st.session_state.setdefault(ROOT, asked if asked in PAGES else HOME)
    return [
        st.Page(
            f"views/pages/{name}.py", title=title, url_path=name, default=name == root
        )
        for name, title in PAGES.items()
    ]


def go(page: str, **values: int | float | str) -> None:
    """For a callback: set widgets of another page, and show that page next.

    The values are put into the address, out of which its widgets read them.
    """
    for name, value in values.items():
        assert name in SETTINGS, name
        st.session_state[name] = value
    st.session_state[GOAL] = (page, values)


def follow() -> None:
    """Show the page that a callback asked for; before anything is drawn."""
    page, values = st.session_state.pop(GOAL, (None, {}))
    if page is not None:
        asked = {n: str(v) for n, v in values.items() if v != SETTINGS[n].default}
        st.switch_page(f"views/pages/{page}.py", query_params=asked)


def wanted() -> bool:
    """Whether a callback asked for another page."""
    return GOAL in st.session_state


def root() -> str:
    """The page that answers without a path."""
    return str(st.session_state[ROOT])
