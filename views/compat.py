"""What differs between the Streamlit versions that the app runs on."""

import inspect
from typing import Any

import plotly.graph_objects as go
import streamlit as st


def _takes(function: Any, name: str) -> bool:
    return name in inspect.signature(function).parameters


_LIVE: dict[str, Any] = {"live": "300ms"} if _takes(st.text_input, "live") else {}
_ALT = _takes(st.plotly_chart, "alt")


def live_text_input(label: str, value: str, **options: Any) -> str:
    """A text input that recomputes while one types, on older versions at Enter."""
    return st.text_input(label, value, **options, **_LIVE)


def chart(figure: go.Figure, alt: str, key: str) -> None:
    """A Plotly figure with its description, where the version can carry one."""
    options: dict[str, Any] = {"alt": alt} if _ALT else {}
    st.plotly_chart(figure, key=key, config={"displayModeBar": False}, **options)
