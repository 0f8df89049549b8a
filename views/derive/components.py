"""The pictures of Derive: a derivation's lines, and the map of all derivations."""

from collections.abc import Callable

import streamlit as st

from ..components.katex import katex_url
from ..components.mounting import component, sent
from ..text.latex import bare
from .data_types import DerivationData, MapData, ProgramData

_derivation = component(
    "unrolled_derivation",
    (
        "components/common.css",
        "components/katex.css",
        "derive/lines.css",
        "derive/derivation_arrays.css",
        "derive/code.css",
        "derive/derivation.css",
    ),
    "derive/derivation.js",
    said=("title", "words", "rule", "note", "check", "said", "left_out"),
    isolate_styles=False,
)
_program = component(
    "unrolled_program",
    (
        "components/common.css",
        "components/katex.css",
        "derive/code.css",
        "derive/program.css",
    ),
    "derive/program.js",
    said=("title",),
    isolate_styles=False,
)
_map = component(
    "unrolled_map",
    ("components/common.css", "derive/map.css"),
    "derive/map.js",
    said=("title",),
)


def derivation(
    data: DerivationData,
    on_line: Callable[[object], None],
    on_pick: Callable[[object], None],
) -> None:
    """The lines of a derivation, with the arrays beside them.

    `on_line` gets the line stepped to, `on_pick` the line and the indices of an
    element that was clicked. Without KaTeX's module the lines are plain formulas.
    """
    url = katex_url()
    if url is None:
        for line in data["lines"][: data["line"]]:
            st.latex(bare(f"{line['goal']} = {line['tex']}"))
        return
    _derivation(
        key="lines",
        data={**data, "katex": url},
        on_line_change=sent("lines", "line", on_line),
        on_pick_change=sent("lines", "pick", on_pick),
    )


def derivation_map(data: MapData, on_choose: Callable[[object], None]) -> None:
    """The map of derivations; `on_choose` gets the derivation that was chosen."""
    _map(key="map", data=data, on_choose_change=sent("map", "choose", on_choose))


def program(data: ProgramData, on_open: Callable[[object], None]) -> None:
    """The program; `on_open` gets the line of a derivation that was asked for.

    Without KaTeX's module it is plain code.
    """
    url = katex_url()
    if url is None:
        st.code("\n".join(line["text"] for line in data["lines"]), language="python")
        return
    _program(
        key="program",
        data={**data, "katex": url},
        on_open_change=sent("program", "open", on_open),
    )
