"""What the app finds otherwise where its Python is in the browser: all of it is here.

Streamlit for browsers is a version older than what the app asks for, has no server and
follows no link without loading everything anew.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import late
import safetensors_file
import streamlit as st
import streamlit.runtime as runtime
from js import BroadcastChannel
from streamlit.commands import execution_control
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

BroadcastChannel.new("unrolled").postMessage("app")
from views.text import place  # noqa: E402

place.MEMORY = "this page’s memory, in your browser"
place.NETWORK_FOR = "for you alone"
place.FULL = (
    "This page holds as many networks as it has room for. Load it anew to begin afresh."
)
from views.address.query import Value, format_value, read_address  # noqa: E402
from views.address.settings import HOME, PAGES, SETTINGS  # noqa: E402
from views.components import katex  # noqa: E402
from views.shell.navigation import go_to_page, root_page  # noqa: E402
from views.shell.state import set_next, set_settings  # noqa: E402

AWAY = (
    "The files of this page are not in your browser yet, and the network does not "
    "answer. See that you are connected, and follow the link again."
)
RUNS, HEARD = "_links_runs", "_links_heard"
LINKS = Path(__file__).with_name("links.js").read_text(encoding="utf-8")
KEY = "_links"


def _text_input(label: str, *values: Any, live: bool = False, **options: Any) -> str:
    """A text input without `live`, which that version does not know."""
    return _TEXT_INPUT(label, *values, **options)


def _download_button(label: str, data: Any, *values: Any, **options: Any) -> bool:
    """A download that is made when it is asked for.

    The page asks beforehand for one that is there, at an address that nobody has.
    """
    made = data if callable(data) else lambda: data
    return bool(_DOWNLOAD_BUTTON(label, made, *values, **options))


# A script that sleeps lets another begin before it goes on, which Python here does not
# survive; and there is no queue of messages that a pause would empty.
execution_control.time = SimpleNamespace(sleep=lambda seconds: None)
Runtime.exists = staticmethod(runtime.exists)
Runtime.instance = staticmethod(runtime.get_instance)
_TEXT_INPUT = st.text_input
st.text_input = _text_input
_DOWNLOAD_BUTTON = st.download_button
st.download_button = _download_button
sys.modules["safetensors.numpy"] = safetensors_file
katex.katex_url = lambda: os.environ["UNROLLED_KATEX"]


def hear_links() -> None:
    """Follow the links of the app without loading anything anew; last in a run.

    Where one was followed before the run ahead of it had ended, the address is that
    run's: it is told what this one shows. `run` makes sure that it is, and `heard`
    says which link was followed last, once its page is there.
    """
    listener = st.components.v2.component("unrolled_links", js=LINKS)
    st.session_state[RUNS] = run = st.session_state.get(RUNS, 0) + 1
    number, page, named = st.session_state.get(HEARD, (0, _shown(), {}))
    is_here = page == _shown()
    shown, heard = urlencode(_address(named, is_here)), number if is_here else 0
    data = {"shown": shown, "run": run, "heard": heard}
    listener(key=KEY, data=data, on_to_change=_follow)


def _say_that_it_is_away() -> None:
    """In place of a page whose archive cannot be fetched: other pages can be had."""
    st.warning(AWAY)
    hear_links()
    st.stop()


late.told.append(_say_that_it_is_away)


def _address(named: Mapping[str, Value], is_here: bool) -> dict[str, str]:
    """What the address has to say; that version forgets what was set before its widget
    was there, so what the last link named is looked at. On the page that it led to, the
    address keeps settings of other pages as well.
    """
    query = st.query_params.to_dict()
    with get_script_run_ctx().session_state.query_params() as params:
        lost = [
            name
            for name in named
            if name not in query and (is_here or params.is_bound(name))
        ]
    for name in lost:
        value = st.session_state.get(name, named[name])
        if value not in (None, SETTINGS[name].default):
            query[name] = format_value(value)
    return query


def _follow() -> None:
    """For a callback: every setting as the address says, and its page."""
    to = getattr(st.session_state.get(KEY), "to", None)
    if to is None:
        return
    number, _, address = str(to).partition(" ")
    page, values = asked(address)
    named = read_address(dict(parse_qsl(urlsplit(address).query))).values
    st.session_state[HEARD] = int(number), page, named
    if page == _shown():
        set_settings(**values)
    else:
        set_next(**values)
        go_to_page(page, **_free(values))


def _free(values: dict[str, Value]) -> dict[str, Value]:
    """Those that an address may set: no widget of this page is bound to them."""
    with get_script_run_ctx().session_state.query_params() as query:
        return {
            name: value for name, value in values.items() if not query.is_bound(name)
        }


def _shown() -> str:
    """The page that is on the screen."""
    here = str(st.session_state["_places"]["here"]).strip("/")
    return here if here in PAGES else root_page()


def asked(address: str) -> tuple[str, dict[str, Value]]:
    """The page of an address and all settings, those that it does not name as well."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    last = parts.path.rstrip("/").rsplit("/", 1)[-1]
    page = last if last in PAGES else query.get("page", HOME)
    defaults = {
        name: setting.default
        for name, setting in SETTINGS.items()
        if name in st.session_state
    }
    return page if page in PAGES else HOME, defaults | read_address(query).values
