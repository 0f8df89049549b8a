"""Hides the differences between the Streamlit versions that the app supports."""

import inspect
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from ..text.naming import called, named
from .appearance import enlarge_type, is_projector, sharpen_lines

if TYPE_CHECKING:
    import plotly.graph_objects as go


def _takes(function: Any, name: str) -> bool:
    return name in inspect.signature(function).parameters


RESTORES = "is_history_navigation" in ScriptRunContext.__annotations__
"""Whether the script is told when the browser goes back, and restores what the address
says; older versions have to load the page anew."""


def is_restoring() -> bool:
    """Whether this run restores an address, whose values then override all others."""
    return bool(getattr(get_script_run_ctx(), "is_history_navigation", False))


def restore_address() -> None:
    """Put back parameters that a restored address has and Streamlit dropped.

    Between two pages Streamlit drops what a widget of the page before was bound to,
    also where the page after has a widget of that name.
    """
    context = get_script_run_ctx()
    if context is None or not is_restoring():
        return
    requested = dict(parse_qsl(context.query_string, keep_blank_values=True))
    dropped = {n: raw for n, raw in requested.items() if n not in st.query_params}
    if dropped:
        st.query_params.update(dropped)
        with context.session_state.query_params() as params:
            params.set_initial_query_params_from_current()


_ALT = _takes(st.plotly_chart, "alt")


def live_text_input(label: str, value: str, **options: Any) -> str:
    """A text input that recomputes after a quarter of a second's pause in typing."""
    return st.text_input(label, value, live=True, **options)


def in_visitors_names(figure: "go.Figure") -> "go.Figure":
    """A chart whose titles and legend are in the names that the visitor chose."""
    if not called():
        return figure
    own = type(figure)(figure)
    for trace in own.data:
        trace.update(name=named(trace.name or ""))
    for note in own.layout.annotations:
        note.update(text=named(note.text))
    for axis in (*own.select_xaxes(), *own.select_yaxes()):
        axis.title.update(text=named(axis.title.text or ""))
    return own


def draw_chart(figure: "go.Figure", alt: str, key: str) -> None:
    """A Plotly figure, with its description where the version supports one."""
    options: dict[str, Any] = {"alt": named(alt)} if _ALT else {}
    figure = in_visitors_names(figure)
    if is_projector():
        figure, options["theme"] = sharpen_lines(figure), None
    if st.session_state.get("present") == "on":
        figure = enlarge_type(figure)
    st.plotly_chart(figure, key=key, config={"displayModeBar": False}, **options)
