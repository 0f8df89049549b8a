"""The panel *edit*: weights and words, edited in place."""

from ...address.settings import Selection
from ...model.model import Model
from ...shell.presenting import is_presenting
from ...shell.say import say
from ...shell.sidebar import Sidebar
from . import components
from .edit_history import LOCKED, apply_sent_edit, can_redo, can_undo
from .weight_tables import tables

STORY = (
    "**Edit.** Click a cell, or press Enter on it; type, and press Enter; a comma is "
    "read as the decimal point. The whole page is then computed anew for the edited "
    "network. Edits are part of the link. Of large matrices the part around the picked "
    "weight is shown: pick another to move it."
)


def panel(net: Model, view: Sidebar, selection: Selection) -> None:
    """Draw the words and the weights as editable tables."""
    say(f"**Edit.** {LOCKED}" if is_presenting() else STORY)
    components.edit(tables(net, selection, can_undo(), can_redo()), apply_sent_edit)
