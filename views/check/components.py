"""The pictures of Check: heat maps of the gradient, and the list of slips."""

from collections.abc import Callable

import streamlit as st

from ..components.katex import katex_url
from ..components.mounting import component, sent
from ..text.naming import named
from .data_types import HeatmapsData, SlipsData

_heatmaps = component(
    "unrolled_heatmaps",
    ("components/common.css", "check/heatmaps.css"),
    "check/heatmaps.js",
    said=("title", "against", "rest"),
)
_slips = component(
    "unrolled_slips",
    ("components/common.css", "components/katex.css", "check/slips.css"),
    "check/slips.js",
    said=("title", "meant", "note", "label", "said"),
    isolate_styles=False,
)


def heatmaps(data: HeatmapsData, key: str = "heatmaps") -> None:
    """A heat map for each matrix; nothing is picked there."""
    _heatmaps(key=key, data=data)


def slips(
    data: SlipsData, on_derive: Callable[[object], None], key: str = "slips"
) -> None:
    """The list of slips; `on_derive` gets the derivation that was asked for."""
    url = katex_url()
    if url is None:
        for item in data["items"]:
            ran = item["printed"] or item["quoted"]
            st.text(named(f"{item['title']}: {ran['said']}"))
        return
    _slips(
        key=key,
        data={**data, "katex": url},
        on_derive_change=sent(key, "derive", on_derive),
    )
