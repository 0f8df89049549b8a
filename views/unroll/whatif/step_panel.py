"""The panel *step*: takes a step of gradient descent, and undoes it."""

import streamlit as st

from ...address.settings import Selection
from ...model.edits import Step, parse_edits
from ...model.model import Model
from ...shell.presenting import is_presenting
from ...shell.say import say
from ...shell.selection import set_selection
from ...shell.sidebar import Sidebar
from ...text.losses import WHOLE_LOSSES
from . import components
from .edit_history import LOCKED, take_step, undo
from .size_input import draw_size, set_size
from .step import step

EXACT = "Any rate from 0.001 to 1000, also between the slider’s stops."
STORY = (
    "**One step of gradient descent.** Every weight, all of H, L, U and h⁽⁰⁾, moves "
    "against the full gradient of {}, by the rate times that gradient. What this "
    "promises each loss is proportional to the rate: dashed, and curved only because "
    "the rate’s axis is logarithmic. The loss itself may bend away from it."
)


def panel(net: Model, view: Sidebar, selection: Selection) -> None:
    """Draw the rate, the change of every loss, and the buttons take and undo."""
    locked = is_presenting()
    whole = WHOLE_LOSSES[view.reduction]
    story = STORY.format(f"J = {whole.formula}, {whole.words}")
    say(story + (f" *{LOCKED}*" if locked else ""))
    how_far, take, back, _ = st.columns(
        [3, 3, 3, 3], gap="medium", vertical_alignment="bottom"
    )
    with how_far:
        rate = draw_size("rate", "Rate", 0.1, EXACT)
    with take:
        st.button(
            "Take this step",
            key="take_step",
            on_click=take_step,
            args=(rate, view.reduction),
            disabled=locked,
            help="The step joins the edits: the whole page then shows the network "
            "after it.",
        )
    with back:
        st.button(
            "Undo the step",
            key="undo_step",
            on_click=undo,
            disabled=locked or not ends_in_step(view.config.edits),
        )
    components.response_curves(
        "step_picture",
        step(net, selection, rate, view.reduction),
        set_size("rate"),
        set_selection,
    )


def ends_in_step(edits: str) -> bool:
    """Whether the last edit is a step of gradient descent."""
    operations = parse_edits(edits).operations
    return bool(operations) and isinstance(operations[-1], Step)
