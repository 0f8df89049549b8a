"""The panel *nudge*: moves one instance of a weight, or all of them."""

import streamlit as st

from ...address.settings import Selection
from ...model.model import Model
from ...shell.controls import radio
from ...shell.selection import set_selection
from ...shell.sidebar import Sidebar
from ...text.names import weight_name
from ...text.naming import named
from . import components
from .nudge import nudge, unread_notice
from .size_input import draw_size, set_size

WHICH = "one: only instance k moves, untied from the others. all: they stay tied."
EXACT = "Any size from −8 to 8, also between the slider’s stops."


def panel(net: Model, view: Sidebar, selection: Selection) -> None:
    """Draw which instances move and how far, and the change of every loss."""
    story = st.empty()
    which, how_far, _ = st.columns([5, 4, 4], gap="medium", vertical_alignment="bottom")
    with which:
        instances = radio("instances", "Instances", WHICH)
    with how_far:
        value = draw_size("nudge", "Nudge ε", 0.25, EXACT)
    story.markdown(named(_story(selection, instances)))
    nowhere = unread_notice(net, selection, instances)
    if nowhere:
        st.text(named(nowhere))
    components.response_curves(
        "nudge_picture",
        nudge(net, selection, instances, value, view.reduction),
        set_size("nudge"),
        set_selection,
    )


def _story(selection: Selection, instances: str) -> str:
    weight = weight_name(selection)
    if instances == "one":
        return (
            f"**Change one copy.** Move only instance {selection.k} of {weight} by ε. "
            "The gradient predicts that loss t changes by ε times the number in row t, "
            f"column {selection.k} of the triangle: a straight line. The true change "
            "may bend away from it."
        )
    return (
        f"**Nudge them all.** Move all instances of {weight} together by ε, as a tied "
        "weight moves. The predictions of the instances add up; in general their true "
        "changes do so only while ε is small."
    )
