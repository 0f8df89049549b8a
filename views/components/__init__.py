"""The inline components: SVG pictures one picks from, and linked formulas."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from ..symbols import bare

HERE = Path(__file__).parent


def _read(*names: str) -> str:
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


def _component(
    name: str, css: tuple[str, ...], js: tuple[str, ...], **options: Any
) -> Callable[..., Any]:
    """What mounts a component, registering it first: a server started anew, or a test
    with a server of its own, does not know it yet, and knowing it twice costs nothing.

    Data goes as one text: what is given piece by piece, Streamlit searches for tables,
    for which it loads pandas.
    """
    content: dict[str, Any] = {"css": _read(*css), "js": _read(*js), **options}

    def mount(data: dict[str, Any], **arguments: Any) -> Any:
        registered = st.components.v2.component(name, **content)
        return registered(data={"json": json.dumps(data)}, **arguments)

    return mount


_network = _component(
    "unrolled_network",
    ("common.css", "network.css"),
    ("common.js", "history.js", "glow.js", "network.js"),
)
_triangle = _component(
    "unrolled_triangle",
    ("common.css", "triangle.css"),
    ("common.js", "history.js", "glow.js", "triangle.js"),
)
_heatmaps = _component(
    "unrolled_heatmaps", ("common.css", "heatmaps.css"), ("common.js", "heatmaps.js")
)
_formulas = _component(
    "unrolled_formulas",
    ("common.css", "katex.css", "formulas.css"),
    ("make.js", "katex.js", "glow.js", "formulas.js"),
    isolate_styles=False,
)
_slips = _component(
    "unrolled_slips",
    ("common.css", "katex.css", "slips.css"),
    ("make.js", "katex.js", "history.js", "slips.js"),
    isolate_styles=False,
)
_derivation = _component(
    "unrolled_derivation",
    ("common.css", "katex.css", "derivation.css"),
    (
        "make.js",
        "katex.js",
        "history.js",
        "derivation_tex.js",
        "derivation_arrays.js",
        "derivation.js",
    ),
    isolate_styles=False,
)
_map = _component(
    "unrolled_map", ("common.css", "map.css"), ("common.js", "history.js", "map.js")
)
_bars = _component(
    "unrolled_bars", ("common.css", "bars.css"), ("common.js", "glow.js", "bars.js")
)
_rows = _component(
    "unrolled_rows",
    ("common.css", "rows.css"),
    ("make.js", "common.js", "history.js", "glow.js", "rows.js"),
)
_kept = _component(
    "unrolled_kept", ("common.css", "kept.css"), ("make.js", "common.js", "kept.js")
)
_edit = _component(
    "unrolled_edit", ("common.css", "edit.css"), ("make.js", "common.js", "edit.js")
)
_bend = _component(
    "unrolled_bend",
    ("common.css", "bend.css"),
    ("common.js", "history.js", "bend_chart.js", "bend_table.js", "bend.js"),
)

_tape = _component(
    "unrolled_tape", ("common.css", "tape.css"), ("common.js", "history.js", "tape.js")
)

_stage = _component(
    "unrolled_stage", ("common.css", "stage.css"), ("make.js", "visit.js", "stage.js")
)

_scenes = _component(
    "unrolled_scenes",
    ("common.css", "scenes.css"),
    ("make.js", "visit.js", "scenes.js"),
)

_pictures = _component(
    "unrolled_pictures", ("common.css", "pictures.css"), ("common.js", "pictures.js")
)


def network(data: dict[str, Any], on_pick: Callable[[Any], None]) -> None:
    """The unrolled network; `on_pick` gets the edge or the loss that was chosen."""
    _network(key="network", data=data, on_pick_change=_sent("network", "pick", on_pick))


def triangle(data: dict[str, Any], on_pick: Callable[[Any], None]) -> None:
    """The triangle of contributions; `on_pick` gets the t and k that were chosen."""
    _triangle(
        key="triangle", data=data, on_pick_change=_sent("triangle", "pick", on_pick)
    )


def heatmaps(data: dict[str, Any]) -> None:
    """A heat map for each matrix; nothing is picked there."""
    _heatmaps(key="heatmaps", data=data)


def formulas(key: str, data: dict[str, Any]) -> None:
    """Lines of linked formulas, with Streamlit's own KaTeX where it is found."""
    url = _katex_url()
    if url is None:
        for line in data["lines"]:
            for tex in line["tex"]:
                st.latex(bare(tex))
        return
    _formulas(key=key, data=data | {"katex": url})


def slips(data: dict[str, Any], on_derive: Callable[[Any], None]) -> None:
    """The source's slips; `on_derive` gets the derivation that was asked for."""
    url = _katex_url()
    if url is None:
        for item in data["items"]:
            st.text(f"{item['title']}: {item['printed']['said']}")
        return
    _slips(
        key="slips",
        data=data | {"katex": url},
        on_derive_change=_sent("slips", "derive", on_derive),
    )


def derivation(
    data: dict[str, Any],
    on_line: Callable[[Any], None],
    on_pick: Callable[[Any], None],
) -> None:
    """A derivation's lines with the arrays beside them.

    `on_line` gets the line stepped to, `on_pick` the line and the indices of an
    element that was clicked. Without KaTeX's module the lines are plain formulas.
    """
    url = _katex_url()
    if url is None:
        for line in data["lines"][: data["line"]]:
            st.latex(bare(f"{line['goal']} = {line['tex']}"))
        return
    _derivation(
        key="lines",
        data=data | {"katex": url},
        on_line_change=_sent("lines", "line", on_line),
        on_pick_change=_sent("lines", "pick", on_pick),
    )


def derivation_map(data: dict[str, Any], on_choose: Callable[[Any], None]) -> None:
    """The map of derivations; `on_choose` gets the one that was chosen."""
    _map(key="map", data=data, on_choose_change=_sent("map", "choose", on_choose))


def bars(data: dict[str, Any]) -> None:
    """The chosen loss's instances as bars; nothing is picked there."""
    _bars(key="bars", data=data)


def rows(key: str, data: dict[str, Any], on_pick: Callable[[Any], None]) -> None:
    """A list of contributions or paths; `on_pick` gets where the chosen one leads."""
    _rows(key=key, data=data, on_pick_change=_sent(key, "pick", on_pick))


def kept(rows: list[dict[str, str]]) -> None:
    """How long each truncated gradient is, and how far it turned; nothing is picked."""
    _kept(key="kept", data={"rows": rows})


def edit(data: dict[str, Any], on_edit: Callable[[Any], None]) -> None:
    """Words and weights as tables; `on_edit` gets what was typed, or undone."""
    _edit(key="edit", data=data, on_edit_change=_sent("edit", "edit", on_edit))


def bend(
    key: str,
    data: dict[str, Any],
    on_move: Callable[[Any], None],
    on_pick: Callable[[Any], None],
) -> None:
    """Curves and their tangents under a slider; `on_move` gets the stop it was left
    at, `on_pick` the loss that was chosen.
    """
    _bend(
        key=key,
        data=data,
        on_move_change=_sent(key, "move", on_move),
        on_pick_change=_sent(key, "pick", on_pick),
    )


def tape(data: dict[str, Any], on_swap: Callable[[Any], None]) -> None:
    """A product of Jacobians, factor by factor; `on_swap` gets the n of the pair
    J_{n+1} J_n that is to trade places, 0 for none.
    """
    _tape(key="tape", data=data, on_swap_change=_sent("tape", "swap", on_swap))


def stage(data: dict[str, Any], on_take: Callable[[Any], None]) -> None:
    """The scene's words, the way to the next, and the keys; all of them are links.

    `on_take`: the view is to be taken home.
    """
    _stage(key="stage", data=data, on_take_change=_sent("stage", "take", on_take))


def pictures(data: dict[str, Any]) -> None:
    """Buttons that save the pictures of the page, as they are drawn now."""
    _pictures(key="pictures", data=data)


def scenes(key: str, data: dict[str, Any]) -> None:
    """The scenes of a tour, as links."""
    _scenes(key=key, data=data)


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
