"""Presenting: no sidebar, large type, one picture on the screen."""

from pathlib import Path

import streamlit as st

from ..address.settings import FOCUSES, number_setting

ONE = """
{others}, {wrappers} {{ display: none; }}
[data-testid="stColumn"]:not(:has({own}), {own} *) {{ display: none; }}
[data-testid="stColumn"]:has({own}) {{ flex: 1 1 100%; width: 100%; }}
[data-testid="stLayoutWrapper"]:has(> [data-testid="stHorizontalBlock"]):not(
:has({own}), {own} *) {{ display: none; }}
"""


NARROW = """
[class*="st-key-aside_"],
[data-testid="stLayoutWrapper"]:has(> [class*="st-key-aside_"]) { display: none; }
.unrolled.derivation .row:not(.now), .unrolled.derivation .aside { display: none; }
.unrolled.derivation .beside { position: static; max-height: none; }
.unrolled.derivation .turn { position: static; }
"""
"""On phones a scene's words and its picture stand together, and nothing else."""


def draw_zoom() -> None:
    """Draw the widget that keeps how large a presented page is in the address."""
    zoom = number_setting("zoom")
    st.number_input(
        "Zoom", zoom.low, zoom.high, zoom.default, 0.1, key="zoom", bind="query-params"
    )


def presenting_style(focus: str, zoom: float = 1.0) -> str:
    """The style of a presented page, which shows only the picture `focus`."""
    text = (Path(__file__).parent / "presenting.css").read_text(encoding="utf-8")
    text += f"html {{ --un-own-zoom: {zoom:g}; }}\n"
    if focus == "page":
        return text
    return text + single_picture_style(focus)


def single_picture_style(focus: str) -> str:
    """The style of a page that shows one of its pictures, and no other."""
    others = [f".st-key-pic_{o}" for o in FOCUSES if o not in ("page", focus)]
    wrappers = [f'[data-testid="stLayoutWrapper"]:has(> {other})' for other in others]
    own = f".st-key-pic_{focus}"
    return ONE.format(own=own, others=", ".join(others), wrappers=", ".join(wrappers))


def apply_presenting() -> None:
    """Apply the style of presenting, after the widgets of its settings were drawn."""
    focus = st.session_state["focus"]
    if st.session_state["present"] == "on":
        st.html(f"<style>{presenting_style(focus, st.session_state['zoom'])}</style>")
    elif st.session_state["tour"] != "none" and focus != "page":
        rules = NARROW + single_picture_style(focus)
        st.html(f"<style>@media (max-width: 700px) {{{rules}}}</style>")


def is_presenting() -> bool:
    """Whether the page is presented: without sidebar, large, edits locked."""
    return bool(st.session_state.get("present") == "on")
