"""Unroll: the network, the triangle of contributions, and the chain behind each."""

import streamlit as st

from views import components
from views.bars import bars
from views.compat import chart
from views.derivation_panel import derivation_panel
from views.export import numbers_json
from views.factors import factors, headline
from views.guide import network_guide, network_rest, weight_name
from views.model import model
from views.network import network
from views.sidebar import Sidebar, pick
from views.triangle import triangle

view: Sidebar = st.session_state["_view"]
selection = view.selection
net = model(view.config)
name = weight_name(selection)

for notice in view.notices:
    st.text(notice)
components.formulas("headline", headline(net, selection))

st.markdown(network_guide(net, selection))
components.network(network(net, selection, network_rest(selection)), pick)

left, right = st.columns([9, 11], gap="large")
with left:
    st.markdown("**Which loss feels which instance.** Click a cell to take it apart.")
    components.triangle(triangle(net, selection), pick)
with right:
    st.markdown(
        f"**How loss {selection.t} reaches instance {selection.k}.** Multiply from the "
        "top; the product ends in the cell's own number."
    )
    components.formulas("factors", factors(net, selection))

left, right = st.columns([9, 11], gap="large")
with left:
    st.markdown(f"**The instances of loss {selection.t}** and, hatched, their sum.")
    chart(
        bars(net, selection, st.get_option("theme.primaryColor") or "#a3135f"),
        alt=f"Bars: what each instance of {name} adds to the gradient of loss "
        f"{selection.t}, and their sum.",
        key="bars",
    )
    st.download_button(
        "Numbers (JSON)",
        lambda: numbers_json(net, selection),
        file_name="unrolled.json",
        mime="application/json",
        on_click="ignore",
        help="Settings, words, weights, states, errors and contributions in full.",
    )
with right:
    derivation_panel(net, selection)
