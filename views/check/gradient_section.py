"""The section of Check that compares the gradient with two other routes."""

import streamlit as st

from ..address.settings import number_setting
from ..model.model import model
from ..runtime.run_lock import serialized
from ..shell.compat import draw_chart
from ..shell.controls import number, radio
from ..shell.presenting import is_presenting
from ..shell.say import say
from ..shell.sidebar import Sidebar
from ..shell.state import set_settings
from ..text.naming import named
from . import components
from .gradient_heatmaps import (
    describe_comparison,
    describe_coverage,
    headline,
    heatmaps,
    kink_warning,
    power,
)
from .gradient_routes import (
    complex_step_gradients,
    error_curve,
    gradient_numbers,
    worst_entry,
)
from .own_gradient_section import needs_answer_redraw
from .step_figure import describe_curve, step_curve

SLIDER = "_step_slider"
STEP = "How far a weight is moved up and down for its central difference."
AGAINST = (
    "central: the central difference. complex: the complex step. truncated: the "
    "complex step of losses that are cut to the same window."
)
PRESENTED = """<style>
.st-key-pic_gradient :is([data-testid="stWidgetLabel"], [data-testid="stRadio"],
[data-testid="stSlider"], [data-testid="stNumberInput"]) :is(p, input, div) {
font-size: 16px; }
</style>"""
"""What Streamlit's own controls need to be read from the last row."""
WHY = """
**What to look at.** Back-propagation finds every entry at once. The other two routes
move one weight at a time and only ever run the network forwards.

A **central difference**, (J(w + step) − J(w − step)) / 2 step, errs twice. A large step
leaves out how J bends: an error like step². A small one subtracts two losses that share
nearly all their digits, and divides what rounding left of them, about ε = 2e−16, by the
step. The best step lies in between, and even there a third of the digits is lost.

A **complex step**, Im J(w + i·step) / step, subtracts nothing. Its step is 1e−30 or
less, and what remains is rounding alone.
"""


@st.fragment
@serialized
def gradient_section(view: Sidebar) -> None:
    """Draw the controls, the worst entries, the heat maps and the step-size figure."""
    if is_presenting():
        st.html(PRESENTED)
    said = st.container()
    st.subheader("The gradient by three routes", anchor=False)
    notices: list[str] = []
    which, how_far, how = st.columns([3, 4, 5], gap="medium")
    with which:
        steps = model(view.config).trace.steps
        window = number(
            "window", "Window w: steps kept (0: all)", 0, steps, f"T = {steps}", notices
        )
    with how_far:
        exponent = _step()
    with how:
        route = radio("route", "Compare with", AGAINST)
    if notices:
        said.text(named("\n".join(notices)))
    config = view.config
    losses = view.reduction
    alike = route == "truncated"
    say(f"**{headline(config, window, exponent, losses, alike)}**")
    say(
        f"{describe_comparison(window, route, losses)} "
        f"{describe_coverage(config, window, alike)}"
    )
    components.heatmaps(
        heatmaps(config, window, exponent, route, losses, is_presenting())
    )
    left, right = st.columns([11, 9], gap="large")
    with left:
        whole = " This is the whole gradient, without the window." if window else ""
        say(f"**Why differences are the worse route.** Move the step.{whole}")
        errors = error_curve(config, exponent, losses)
        known = gradient_numbers(config, 0, losses)
        least = worst_entry(known, complex_step_gradients(config, 0, losses)).error
        draw_chart(
            step_curve(errors, least, exponent),
            alt=describe_curve(errors, least),
            key="step_curve",
        )
    with right:
        say(WHY + kink_warning(config))
    if needs_answer_redraw():
        st.rerun()


def _step() -> int:
    """Draw the slider; the power of ten of the step.

    The address has the exponent, in a field that is not seen; the slider, whose stops
    are written with a real minus sign, sets it and is set by it.
    """
    setting = number_setting("step")
    low, high, default = (int(n) for n in (setting.low, setting.high, setting.default))
    with st.container(key="unseen_step"):
        exponent = int(
            st.number_input(
                "Exponent", low, high, default, 1, key="step", bind="query-params"
            )
        )
    st.session_state[SLIDER] = exponent
    st.select_slider(
        "Step of the differences",
        range(low, high + 1),
        format_func=power,
        key=SLIDER,
        on_change=_take_step,
        help=STEP,
    )
    return exponent


def _take_step() -> None:
    set_settings(step=st.session_state[SLIDER])
