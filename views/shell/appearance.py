"""The appearance for projectors; Streamlit itself does light and dark."""

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    import plotly.graph_objects as go

STYLES = {
    name: (Path(__file__).parent / f"{name}.css").read_text(encoding="utf-8")
    for name in ("page", "first_page", "projector")
}
INK, LINE = "#000000", "#2b2b2b"
"""Text and lines of charts."""
TYPE, LARGE = 16, 24
"""Their type in pixels, and that of presented ones."""


def is_projector() -> bool:
    """Whether the page is drawn for a projector."""
    return bool(st.session_state.get("look") == "projector")


def apply_common_styles() -> None:
    """Apply the styles that all appearances share."""
    st.html(f"<style>{STYLES['page']}{STYLES['first_page']}</style>")


def apply_appearance() -> None:
    """Apply the chosen appearance, after its widget was drawn."""
    if is_projector():
        st.html(f"<style>{STYLES['projector']}</style>")


def enlarge_type(figure: "go.Figure") -> "go.Figure":
    """A chart with type that can be read from the last row."""
    large = type(figure)(figure)
    large.update_layout(
        font={"size": LARGE}, height=1.04 * (figure.layout.height or 400)
    )
    for axes in (large.update_xaxes, large.update_yaxes):
        axes(title={"font": {"size": LARGE}}, tickfont={"size": LARGE}, automargin=True)
    large.update_annotations(font={"size": LARGE})
    large.update_layout(legend={"font": {"size": LARGE}})
    return large


def sharpen_lines(figure: "go.Figure") -> "go.Figure":
    """A chart in black, with larger type and heavier lines."""
    sharp = type(figure)(figure)
    sharp.update_layout(font={"color": INK, "size": TYPE})
    axis = {"color": INK, "gridcolor": "#c8c8c8", "linecolor": INK, "automargin": True}
    sharp.update_xaxes(**axis, title={"font": {"size": TYPE}, "standoff": 6})
    sharp.update_yaxes(**axis, title={"font": {"size": TYPE}, "standoff": 6})
    sharp.update_annotations(font={"color": INK, "size": TYPE})
    for trace in sharp.data:
        if trace.type == "scatter" and trace.line.color:
            trace.line.update(color=LINE, width=1.5 * (trace.line.width or 2))
    return sharp
