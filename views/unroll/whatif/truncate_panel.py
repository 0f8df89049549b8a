"""The panel *truncate*: limits BPTT to a window of steps."""

import streamlit as st

from ...address.settings import Selection
from ...model.model import Model
from ...shell.controls import window_slider
from ...shell.say import say
from ...shell.selection import set_selection
from ...shell.sidebar import Sidebar
from ...text.losses import WHOLE_LOSSES
from ...text.numerals import plural
from .. import components as unroll_components
from ..at_once.known import with_keys
from ..triangle import triangle
from . import components
from .truncate import go_to_discarded, gradient_rows, piece_rows, shares, weight_rows

STORY = (
    "**Truncate.** Truncated back-propagation carries each loss back a window of w "
    "steps only: it keeps instance k of loss t where t − k ≤ w and discards the rest, "
    "hollow in the triangle and pale in the network. U is never truncated."
)
PIECES = (
    "**In pieces, as code in practice does.** The text is cut after every {w}: the "
    "state goes on, but is detached, so that no gradient crosses the cut. A loss keeps "
    "the instances of its own piece: the last of a piece reaches {w} back, the first "
    "of one only 1. WildML’s bptt_truncate = {window} is the sliding window of {next}: "
    "its w is w + 1 here."
)
LOST = (
    "What each piece loses: the length of what is discarded of its losses’ gradient, "
    "over the length of the whole of it."
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
    with st.container(key="aside_pieces"):
        _in_pieces(net, view, selection, window)


def _in_pieces(net: Model, view: Sidebar, selection: Selection, window: int) -> None:
    """The other way to cut: its triangle, its gradient, and what each piece loses."""
    long = plural(window, "step")
    say(PIECES.format(w=long, window=window, next=window + 1))
    left, right = st.columns(2, gap="large")
    with left:
        say("The triangle in pieces: what is hollow, a loss no longer feels.")
        cells = triangle(net, selection, view.reduction, window, "pieces")
        told = with_keys(cells, "triangle", pick=False)
        unroll_components.triangle(told, set_selection, "pieces_triangle")
    with right:
        say(KEPT.format(WHOLE_LOSSES[view.reduction].words))
        rows = gradient_rows(shares(net, window, view.reduction, "pieces"))
        components.truncation_table({"rows": rows}, "pieces_table")
        say(LOST)
        components.rows(
            "pieces", piece_rows(net, window, view.reduction), set_selection
        )
