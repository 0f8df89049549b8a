"""Finds Streamlit's own KaTeX, which draws the linked formulas."""

from functools import cache
from pathlib import Path

import streamlit as st


@cache
def katex_url() -> str | None:
    """The address of Streamlit's KaTeX module; None if it is not there."""
    name = katex_file(Path(st.__file__).parent / "static" / "static" / "js")
    return f"static/js/{name}" if name else None


def katex_file(folder: Path) -> str | None:
    """The name of KaTeX's module among a frontend's scripts; None if it is not there.

    Of several such files the one with the whole library's names is wanted.
    """
    for path in sorted(folder.glob("katex*.js")):
        if "renderToString:" in path.read_text(encoding="utf-8")[-4000:]:
            return path.name
    return None
