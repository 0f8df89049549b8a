"""The panel *truncate*: limits BPTT to a window of steps."""

import streamlit as st

from ...address.settings import Selection
from ...model.model import Model
from ...shell.controls import window_slider
from ...shell.say import say
from ...shell.selection import set_selection
from ...shell.sidebar import Sidebar
from ...text.losses import WHOLE_LOSSES
from . import components
from .truncate import go_to_discarded, gradient_rows, shares, weight_rows

STORY = (
    "**Truncate.** Truncated back-propagation carries each loss back a window of w "
    "steps only: it keeps instance k of loss t where t − k ≤ w and discards the rest, "
    "hollow in the triangle and pale in the network. U is never truncated."
)
KEPT = (
    "How much of the gradient of J, {}, is left: its length, and how far its direction "
    "turns away from the full one."
)


def panel(net: Model, view: Sidebar, selection: Selection) -> None:
    """Draw the window, what it keeps of the gradient, and what it discards."""
    say(STORY)
    notices: list[str] = []
    window = window_slider(net.trace.steps, notices)
    for sentence in notices:
        st.text(sentence)
    if window == 0:
        say("The window is 0: nothing is cut. Move it.")
        return
    left, right = st.columns(2, gap="large")
    with left:
        say(KEPT.format(WHOLE_LOSSES[view.reduction].words))
        rows = gradient_rows(shares(net, window, view.reduction))
        components.truncation_table({"rows": rows})
    with right:
        say("The picked weight: kept + discarded = full.")
        data = weight_rows(net, selection, window, view.reduction)
        lost = go_to_discarded(net, window, view.reduction)
        if lost:
            data["rows"].append(lost)
        components.rows("discarded", data, set_selection)
