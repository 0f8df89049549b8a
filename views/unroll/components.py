"""The pictures of Unroll: network, triangle and bars."""

from collections.abc import Callable

import streamlit as st

from ..components.katex import katex_url
from ..components.mounting import component, mounted, sent
from ..text.latex import bare
from .at_once.data_types import KnownData
from .data_types import (
    BarsData,
    EquationsData,
    NetworkData,
    OnwardsData,
    OpeningData,
    PartialsData,
    TriangleData,
)
from .pictures import BARS, KNOWN, NETWORK, ONWARDS, TRIANGLE

_opening = component(
    "unrolled_opening",
    ("components/common.css", "unroll/opening.css"),
    "unroll/opening.js",
    said=("sentence",),
)
_equations = component(
    "unrolled_equations",
    ("components/common.css", "components/katex.css", "unroll/equations.css"),
    "unroll/equations.js",
    said=("words", "rest", "label"),
    isolate_styles=False,
)

_network = mounted("unrolled_network", NETWORK)
_triangle = mounted("unrolled_triangle", TRIANGLE)
_partials = component(
    "unrolled_partials",
    ("components/common.css", "unroll/partials.css"),
    "unroll/partials.js",
    said=("states", "weight", "title", "says", "result", "label"),
)
_bars = mounted("unrolled_bars", BARS)
_onwards = mounted("unrolled_onwards", ONWARDS)
_known = mounted("unrolled_known", KNOWN)


def known(data: KnownData) -> None:
    """The network's numbers, for picks that the browser answers; nothing is drawn."""
    with st.container(key="unseen_known"):
        _known(key="known", data=data)


def network(
    data: NetworkData,
    on_pick: Callable[[object], None],
    on_rest: Callable[[object], None],
    key: str = "unrolled_network",
) -> None:
    """The unrolled network.

    `on_pick` gets the edge or the loss that was picked, `on_rest` the frame at which
    what plays came to rest.
    """
    _network(
        key=key,
        data=data,
        on_pick_change=sent(key, "pick", on_pick),
        on_rest_change=sent(key, "rest", on_rest),
    )


def triangle(
    data: TriangleData, on_pick: Callable[[object], None], key: str = "triangle"
) -> None:
    """The triangle of contributions; `on_pick` gets the t and k that were picked."""
    _triangle(key=key, data=data, on_pick_change=sent(key, "pick", on_pick))


def bars(data: BarsData) -> None:
    """The instances of the chosen loss as bars; nothing can be picked."""
    _bars(key="bars", data=data)


def onwards(data: OnwardsData, on_go: Callable[[object], None]) -> None:
    """Where the picked cell is derived; `on_go` gets the cell, and which way."""
    key = "onwards"
    _onwards(key=key, data=data, on_go_change=sent(key, "go", on_go))


def opening(data: OpeningData) -> None:
    """Say what the page is, and lead to the tour."""
    _opening(key="opening", data=data, width="content")


def equations(data: EquationsData) -> None:
    """The network in equations, whose numbers are shown where one is pointed at."""
    url = katex_url()
    if url is None:
        for equation in data["equations"]:
            st.latex(bare(equation["tex"]))
        return
    _equations(key="equations", data={**data, "katex": url})


def partials(data: PartialsData) -> None:
    """The immediate and the total derivative of a state, side by side."""
    _partials(key="partials", data=data)
