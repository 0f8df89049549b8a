"""Opens a saved view: the file input, and the view that the file describes."""

from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from ..address.notices import limit_notices
from ..address.query import Value, fits_link, read_address
from ..address.settings import SETTINGS
from ..shell.navigation import go_to_page
from ..shell.own_network.taking import KEPT
from ..shell.state import KEPT_GRADIENT, PENDING, notify
from .saved import differing_numbers, read_saved_view, view_of
from .untrusted import LARGEST_FILE, quote_readable

UPLOAD = "_saved_view"
"""The input's key, with a number: a new one each time, so that it is empty again."""
COUNT = "_saved_views"
ABOUT = (
    "A view that was saved here, JSON or NPZ. Its settings are taken over and its "
    "numbers computed anew."
)


def draw_file_input() -> None:
    """Draw the file input for a saved view.

    A file that is chosen is shown at once, on the page it was saved from, with every
    setting as it was. What cannot be used is said in plain sentences above that page;
    a file that is refused changes nothing.
    """
    key = f"{UPLOAD}{st.session_state.get(COUNT, 0)}"
    st.file_uploader(
        "Open a saved view",
        type=["json", "npz"],
        key=key,
        on_change=_open_chosen_file,
        args=(key,),
        help=ABOUT,
    )


def present_view(page: str) -> dict[str, Value]:
    """The present view, to be saved: `page` and every setting.

    What this page does not draw is as the address has it, or its default. To be called
    while the page runs: what a download computes later no longer has it.
    """
    values: dict[str, Any] = dict(read_address(st.query_params.to_dict()).values)
    for name in SETTINGS:
        if st.session_state.get(name) is not None:
            values[name] = st.session_state[name]
    if KEPT_GRADIENT in st.session_state:
        values["gradient"] = st.session_state[KEPT_GRADIENT]
    return view_of(page, values)


def open_file(file: Any) -> None:
    """For a callback: show the view in a file, or say why it cannot be read.

    file: as Streamlit hands it over, with .name, .size and .getvalue().
    """
    if file.size > LARGEST_FILE:
        name = quote_readable(file.name)
        notify(f"{name} is larger than any saved view: it is not read.")
        return
    try:
        loaded_view = read_saved_view(file.getvalue(), file.name)
    except ValueError as error:
        notify(str(error))
        return
    notices = limit_notices([*loaded_view.notices, *differing_numbers(loaded_view)])
    st.session_state[PENDING] = (loaded_view.values, notices)
    if loaded_view.network is not None:
        st.session_state[KEPT] = loaded_view.network
    st.session_state[KEPT_GRADIENT] = loaded_view.values["gradient"]
    go_to_page(
        loaded_view.page,
        **{
            n: v
            for n, v in loaded_view.values.items()
            if fits_link(n, v) and not _bound(n)
        },
    )


def _bound(name: str) -> bool:
    """Whether a widget of this page writes the setting into the address.

    Then only its value can be set, by the next run; all others only by the address.
    """
    try:
        del st.query_params[name]
    except StreamlitAPIException:
        return True
    except KeyError:
        return False
    return False


def _open_chosen_file(key: str) -> None:
    file = st.session_state.get(key)
    if file is None:
        return
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1
    open_file(file)
