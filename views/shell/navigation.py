"""The pages and their addresses: by path, or by `?page=` where there are no paths."""

from typing import Any

import streamlit as st

from ..address.settings import HOME, PAGES, SETTINGS

START = "start"
"""What Streamlit calls the path of the page that answers without one."""
GOAL = "_go"
"""The page that a callback wants next, and what is to be set there."""


def root_page() -> str:
    """The page at the path /: Unroll, or the one that `?page=` names."""
    name = st.query_params.get("page", HOME)
    return name if name in PAGES else HOME


def build_pages() -> list[st.Page]:
    """All pages, each at its own path, and the one at the path /.

    The page of an address that names none is Unroll; it answers at its path as well,
    though nothing here leads there.
    """
    default = root_page()
    listed = [_page(name) for name in PAGES if name != HOME or default != HOME]
    if default == HOME:
        hidden = _page(HOME, visibility="hidden")
        return [_page(HOME, START, default=True), *listed, hidden]
    return [*listed, _page(default, START, default=True, visibility="hidden")]


def _page(name: str, path: str = "", **how: Any) -> st.Page:
    script = f"views/{name}/page.py"
    return st.Page(script, title=PAGES[name], url_path=path or name, **how)


def draw_page_links() -> None:
    """The pages as a row of links, for screens on which Streamlit folds them away."""
    with st.container(key="aside_pages", horizontal=True, gap="small"):
        for name, title in PAGES.items():
            here = START if name == root_page() else name
            st.page_link(_page(name, here), label=title, width="content")


def go_to_page(page: str, **values: int | float | str) -> None:
    """For a callback: set widgets of another page, and show that page next.

    The values are put into the address, out of which its widgets read them.
    """
    for name, value in values.items():
        assert name in SETTINGS, name
        st.session_state[name] = value
    st.session_state[GOAL] = (page, values)


def switch_to_goal() -> None:
    """Show the page that a callback asked for; before anything is drawn."""
    page, values = st.session_state.pop(GOAL, (None, {}))
    if page is not None:
        query = {n: str(v) for n, v in values.items() if v != SETTINGS[n].default}
        st.switch_page(f"views/{page}/page.py", query_params=query)


def has_goal() -> bool:
    """Whether a callback asked for another page."""
    return GOAL in st.session_state
