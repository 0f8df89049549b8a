"""Presenting: no sidebar, large type, one picture on the screen."""

from pathlib import Path

import streamlit as st

from .settings import FOCUSES

ONE = """
{others} {{ display: none; }}
[data-testid="stColumn"]:not(:has({own}), {own} *) {{ display: none; }}
[data-testid="stColumn"]:has({own}) {{ flex: 1 1 100%; width: 100%; }}
"""


def style(focus: str) -> str:
    """The style of a presented page; of its pictures only `focus`, unless "page"."""
    text = (Path(__file__).parent / "present.css").read_text(encoding="utf-8")
    if focus == "page":
        return text
    own = f".st-key-pic_{focus}"
    others = ", ".join(
        f".st-key-pic_{other}" for other in FOCUSES if other not in ("page", focus)
    )
    return text + ONE.format(own=own, others=others)


def draw() -> None:
    """Apply it, once the widgets that carry it are drawn."""
    if st.session_state["present"] == "on":
        st.html(f"<style>{style(st.session_state['focus'])}</style>")
