"""Unroll: the network, the triangle of contributions, and the chain behind each."""

import streamlit as st

from views import components, whatif
from views.bars import bars
from views.factors import factors, headline
from views.guide import (
    chain_guide,
    derived,
    network_guide,
    network_rest,
    triangle_guide,
)
from views.model import model
from views.navigation import go, wanted
from views.network import network
from views.paths import drawn, strongest
from views.picks import pick
from views.picks import selection as picked
from views.settings import Selection
from views.sidebar import Sidebar, outdated, renewed
from views.terms import explained
from views.triangle import triangle
from views.turns import in_turn


@st.fragment
@in_turn
def unroll(drawn_for: Sidebar) -> None:
    """All but the sidebar: what is picked here is drawn again without it.

    Where a callback has changed the network itself, the sidebar follows after.
    """
    if wanted():
        st.rerun()
    view = renewed(drawn_for)
    net = model(view.config)
    notices = [*view.notices, *net.notices]
    said = st.container()
    with st.container(key="aside_picks"):
        selection = picked(view.config, net.trace.steps, notices)
    if notices:
        said.text("\n".join(notices))
    picture = st.container(key="pic_network")
    with st.container(key="pic_whatif"):
        with st.container(key="aside_whatif"):
            panel = whatif.choose()
        whatif.show(panel, net, view, selection)
    window = whatif.window(panel, net.trace.steps)
    with picture:
        components.formulas("headline", headline(net, selection))
        st.markdown(network_guide(net, selection), help=explained("instance", "loss"))
        ways = drawn(strongest(net, selection)) if panel == "paths" else None
        rest = network_rest(selection)
        components.network(network(net, selection, rest, window, ways), pick)
    left, right = st.columns([10, 11], gap="large")
    with left, st.container(key="pic_triangle"):
        st.markdown(
            "**Which loss feels which instance.** A row is a loss, its sum that loss’s "
            f"gradient. {triangle_guide(net, selection)} Click a cell for its chain.",
            help=explained("contribution", "reduction"),
        )
        components.triangle(triangle(net, selection, view.reduction, window), pick)
        st.markdown(f"**The row of loss {selection.t} as bars** and, framed, its sum.")
        components.bars(bars(net, selection, window))
    with right, st.container(key="pic_factors"):
        st.markdown(
            f"**How loss {selection.t} reaches instance {selection.k}.** "
            f"{chain_guide(net, selection)}",
            help=explained("error", "jacobian", "immediate"),
        )
        components.formulas("factors", factors(net, selection))
    with st.container(key="aside_onwards"):
        _onwards(selection)
    if outdated(drawn_for):
        st.rerun()


def _onwards(selection: Selection) -> None:
    """Where the picked cell is derived."""
    for title, slug, values in derived(selection):
        key = f"to_{slug}"
        st.button(title, key=key, on_click=go, args=("derive",), kwargs=values)


unroll(st.session_state["_view"])
