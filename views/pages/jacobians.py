"""Jacobians: the tape of one derivative, its order, and its size against distance."""

from pathlib import Path

import streamlit as st

from views import components
from views.compat import chart
from views.jacobian_curves import distance_curves
from views.jacobian_spectrum import spectrum_figure
from views.jacobians_balance import balance_lines
from views.jacobians_controls import controls, swap_sent
from views.jacobians_numbers import balance, distances, horizon
from views.jacobians_order import miss
from views.jacobians_products import log_norm
from views.jacobians_tape import tape
from views.jacobians_words import (
    DERIVED,
    curves_guide,
    derivative_name,
    legend,
    order_words,
    regime,
    spectrum_guide,
    tape_guide,
    tape_label,
)
from views.model import model
from views.navigation import go
from views.sidebar import Sidebar

view: Sidebar = st.session_state["_view"]
config = view.config
notices = [*view.notices, *model(config).notices]

st.html(Path(__file__).parent.parent / "page.css")
said = st.container()
steps, t, s, swap = controls(config, notices)
if notices:
    said.text("\n".join(notices))
found = horizon(config, steps)
st.markdown(regime(found))

picture = tape(config, steps, t, s, swap)
units = len(picture["units"])
st.markdown("**The tape.** " + tape_guide(t, s, found.states.params.hidden, units))
swapped = miss(config, steps, t, s, swap) if swap else None
words = order_words(t, s, swap, swapped)
said_of = {"words": words, "legend": legend(units), "label": tape_label(t, s)}
components.tape(picture | said_of, swap_sent)

left, right = st.columns(2, gap="large")
with left:
    sizes, norm = distances(config, steps, t), log_norm(config, steps, t, s)
    st.markdown(curves_guide(sizes, s, norm))
    chart(
        distance_curves(sizes, s, norm),
        alt=f"Norm and singular values of {derivative_name(t, s)} against the distance "
        "between the states, as powers of ten, with their bound.",
        key="distance_curves",
    )
with right:
    st.markdown(spectrum_guide(found))
    chart(
        spectrum_figure(found),
        alt="The eigenvalues of H beside the unit circle, and the Lyapunov exponents "
        "after each number of steps.",
        key="spectrum",
    )
st.html(balance_lines(t, s, balance(config, steps, t, s)))
with st.container(horizontal=True):
    for name, slug in DERIVED.items():
        st.button(
            name,
            key=f"to_{slug}",
            on_click=go,
            args=("derive",),
            kwargs={"derivation": slug, "line": 1, "show": "numbers"},
        )
