"""The inline components: SVG pictures one picks from, and linked formulas."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent


def _read(*names: str) -> str:
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


_network = st.components.v2.component(
    "unrolled_network",
    css=_read("common.css", "network.css"),
    js=_read("common.js", "network.js"),
)
_triangle = st.components.v2.component(
    "unrolled_triangle",
    css=_read("common.css", "triangle.css"),
    js=_read("common.js", "triangle.js"),
)
_formulas = st.components.v2.component(
    "unrolled_formulas",
    css=_read("common.css", "formulas.css"),
    js=_read("formulas.js"),
    isolate_styles=False,
)


def network(data: dict[str, Any], on_pick: Callable[[Any], None]) -> None:
    """The unrolled network; `on_pick` gets the edge or the loss that was chosen."""
    _network(key="network", data=data, on_pick_change=_sent("network", "pick", on_pick))


def triangle(data: dict[str, Any], on_pick: Callable[[Any], None]) -> None:
    """The triangle of contributions; `on_pick` gets the t and k that were chosen."""
    _triangle(
        key="triangle", data=data, on_pick_change=_sent("triangle", "pick", on_pick)
    )


def formulas(
    key: str,
    data: dict[str, Any],
    on_line: Callable[[Any], None] = lambda _: None,
) -> None:
    """Lines of linked formulas, with Streamlit's own KaTeX where it is found."""
    url = _katex_url()
    if url is None:
        for line in data["lines"]:
            for tex in line["tex"]:
                st.latex(tex)
        return
    _formulas(
        key=key,
        data=data | {"katex": url},
        on_line_change=_sent(key, "line", on_line),
    )


def _sent(key: str, name: str, then: Callable[[Any], None]) -> Callable[[], None]:
    """A callback that hands on what the browser sent, if it sent anything."""

    def callback() -> None:
        value = getattr(st.session_state.get(key), name, None)
        if value is not None:
            then(value)

    return callback


@cache
def _katex_url() -> str | None:
    """Where Streamlit serves its KaTeX module; None if it is not there.

    Streamlit 1.62 has two such files: the one with a default export is wanted.
    """
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    for path in sorted(folder.glob("katex*.js")):
        if " as default" in path.read_text(encoding="utf-8")[-4000:]:
            return f"static/js/{path.name}"
    return None
