"""The page Jacobians: a product factor by factor, and its size against distance."""

import streamlit as st

from views.address.settings import Config
from views.jacobians import components
from views.jacobians.captions import (
    DERIVED,
    curves_guide,
    difference_guide,
    factor_strip_guide,
    factor_strip_label,
    legend,
    order_words,
    regime,
    spectrum_guide,
)
from views.jacobians.controls import ProductChoice, draw_controls, set_swap
from views.jacobians.data_types import FactorStripData
from views.jacobians.determinant_check import balance_lines
from views.jacobians.distance_figure import Other, distance_curves
from views.jacobians.factor_strip import factor_strip
from views.jacobians.horizon import balance, distances, horizon
from views.jacobians.products import log_norm, swapped_factors
from views.jacobians.spectrum_figure import spectrum_figure
from views.model.compare import OF_STATES, called, other_network
from views.model.model import model
from views.runtime.run_lock import serialized
from views.shell.compat import draw_chart
from views.shell.difference import draw_difference
from views.shell.navigation import go_to_page, has_goal
from views.shell.say import say
from views.shell.sidebar import Sidebar, needs_redraw, with_current_settings
from views.shell.training import restore_training
from views.text.glossary import explained
from views.text.names import derivative_name
from views.text.naming import named


@st.fragment
@serialized
def jacobians(drawn_for: Sidebar) -> None:
    """Draw the page; a choice made here draws it again without the sidebar.

    Where a preset has changed the network itself, the sidebar follows after.
    """
    if has_goal():
        st.rerun()
    view = with_current_settings(drawn_for)
    config = view.config
    notices = view.all_notices(model(config))
    said = st.container()
    with st.container(key="aside_jacobians"):
        choice = draw_controls(config, notices)
    if notices:
        said.text(named("\n".join(notices)))
    states = horizon(config, choice.horizon)
    say(regime(states))
    with st.container(key="pic_tape"):
        _factor_strip(config, choice)
    left, right = st.columns(2, gap="large")
    with left, st.container(key="pic_curves"):
        _against_distance(config, choice)
    with right, st.container(key="pic_spectrum"):
        say(spectrum_guide(states), explained("lyapunov"))
        draw_chart(
            spectrum_figure(states),
            alt="The eigenvalues of H beside the unit circle, and the Lyapunov "
            "exponents after each number of steps.",
            key="spectrum",
        )
    with st.container(key="aside_balance"):
        _onwards(config, choice)
    if needs_redraw(drawn_for):
        st.rerun()


def _onwards(config: Config, choice: ProductChoice) -> None:
    """The check that the singular values add up, and where this is derived."""
    balanced = balance(config, choice.horizon, choice.t, choice.s)
    st.html(named(balance_lines(choice.t, choice.s, balanced)))
    with st.container(horizontal=True):
        for name, slug in DERIVED.items():
            st.button(
                named(name),
                key=f"to_{slug}",
                on_click=go_to_page,
                args=("derive",),
                kwargs={"derivation": slug, "line": 1, "show": "numbers"},
            )


def _factor_strip(config: Config, choice: ProductChoice) -> None:
    """The factors, the product so far, and what a swap does to it."""
    steps, t, s, swap = choice
    picture = factor_strip(config, steps, t, s, swap)
    units = len(picture["units"])
    say(
        "**The factors.** " + factor_strip_guide(t, s, config.D_h, units),
        explained("jacobian"),
    )
    swapped = swapped_factors(config, steps, t, s, swap) if swap else None
    words = order_words(t, s, swap, swapped)
    data: FactorStripData = {
        **picture,
        "words": words,
        "legend": legend(units),
        "label": factor_strip_label(t, s),
    }
    components.factor_strip(data, set_swap)


def _against_distance(config: Config, choice: ProductChoice) -> None:
    """Norm and singular values against the distance between the states."""
    steps, t, s, _ = choice
    sizes, norm = distances(config, steps, t), log_norm(config, steps, t, s)
    say(curves_guide(sizes, s, norm), explained("norm"))
    other, also = _other(config, choice, norm), ""
    if other is not None:
        also = f" Dash and dot: the norm of the network with {other.title}."
    draw_chart(
        distance_curves(sizes, s, norm, other),
        alt=f"Norm and singular values of {derivative_name(t, s)} against the distance "
        f"between the states, as powers of ten, with their bound.{also}",
        key="distance_curves",
    )


def _other(config: Config, choice: ProductChoice, norm: float) -> Other | None:
    """The second network to compare with, if one is chosen, and what tells the two."""
    difference = draw_difference(config, "Compare: change", OF_STATES, always=False)
    if difference is None:
        return None
    steps, t, s, _ = choice
    second, _ = other_network(config, difference)
    restore_training(second)
    title = called(second, difference.name, 0)
    if horizon(second, steps).states.steps < t:
        say(f"With {title} the numbers overflow before step {t}.")
        return None
    say(difference_guide(title, t - s, norm, log_norm(second, steps, t, s)))
    return Other(title, distances(second, steps, t))


jacobians(st.session_state["_view"])
