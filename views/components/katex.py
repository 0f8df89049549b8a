"""Finds Streamlit's own KaTeX, which draws the linked formulas."""

from functools import cache
from pathlib import Path

import streamlit as st


@cache
def katex_url() -> str | None:
    """The address of Streamlit's KaTeX module; None if it is not there.

    Of several such files the one with the whole library's names is wanted.
    """
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    for path in sorted(folder.glob("katex*.js")):
        if "renderToString:" in path.read_text(encoding="utf-8")[-4000:]:
            return f"static/js/{path.name}"
    return None
