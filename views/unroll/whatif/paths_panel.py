"""What if: the paths that a contribution travels, one by one."""

import streamlit as st

from ...address.settings import Selection
from ...model.model import Model
from ...shell.selection import pick
from ...shell.sidebar import Sidebar
from ...text.names import weight_name
from . import components
from .paths import listed, strongest


def panel(net: Model, view: Sidebar, selection: Selection) -> None:
    """The strongest paths, what the others add up to, and their sum."""
    name = weight_name(selection)
    found = strongest(net, selection)
    if not len(found.values):
        st.markdown(
            f"**Paths.** Loss {selection.t} uses {name} at its own step alone: from "
            f"instance {selection.k} no path leads there. Pick instance "
            f"{selection.t - 1}."
        )
        return
    st.markdown(
        f"**Paths.** From instance {selection.k} of {name} to loss {selection.t} "
        f"{_how_many(found.count_all)} through the hidden units. Each "
        "multiplies a weight and a slope σ′ for every step and ends in the loss’s own "
        "∂J/∂h; together they add up to the contribution. Units are listed from "
        f"h({selection.k + 1}) to h({selection.t})."
    )
    components.rows("paths", listed(found, selection), pick)


def _how_many(count: int) -> str:
    if count == 1:
        return "leads one path"
    many = f"{count:,}" if count < 10**9 else f"about 10^{len(str(count)) - 1}"
    return f"lead {many} paths"
