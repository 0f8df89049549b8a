"""The panel *largest*: the largest contributions, as links to them."""

import streamlit as st

from rnn_core import largest_contributions

from ...address.settings import MATRICES, Selection
from ...model.indexing import one_based
from ...model.model import Model
from ...shell.say import say
from ...shell.selection import set_selection
from ...shell.sidebar import Sidebar
from ...text.losses import WHOLE_LOSSES
from ...text.names import weight_name
from ...text.numerals import plural
from ..data_types import selection_data
from ..terms import counted
from . import components
from .data_types import Row, RowsData

COUNT = 5


def panel(net: Model, view: Sidebar, selection: Selection) -> None:
    """Draw the largest contributions of each matrix; a click goes there."""
    trace = net.trace
    count = sum(rows * columns for rows, columns in map(net.size, MATRICES))
    losses = int(counted(net, view.reduction).sum())
    over = plural(losses, "loss", "losses")
    if losses < trace.steps:
        over = WHOLE_LOSSES[view.reduction].words
    say(
        f"**The largest contributions** of each matrix, of {count:,} weights in all, "
        f"over {over}, each weight once. Click one, or press Enter, to go there."
    )
    for column, matrix in zip(st.columns(3, gap="medium"), MATRICES, strict=True):
        with column:
            data = places(net, matrix, view.reduction)
            if data["rows"]:
                components.rows(f"largest_{matrix}", data, set_selection)
            else:
                say(f"{matrix}: in float64 every contribution is 0.")


def places(net: Model, matrix: str, reduction: str = "sum") -> RowsData:
    """The largest |dJ^(t)/dW_ij^(k)| of one matrix, indices as on the screen.

    Of the losses that count in J.
    """
    largest = largest_contributions(net.back, matrix, COUNT, "weight", reduction)
    most = abs(largest[0].value) if largest else 1.0
    rows: list[Row] = []
    for contribution in largest:
        where = Selection(
            matrix,
            one_based(contribution.i),
            one_based(contribution.j),
            contribution.t,
            contribution.k,
        )
        token = {"H": None, "L": contribution.j, "U": contribution.i}[matrix]
        word = "" if token is None else f" “{net.word(token)}”"
        rows.append(
            {
                "text": f"{weight_name(where)}, loss {where.t}, k = {where.k}{word}",
                "value": contribution.value,
                "share": abs(contribution.value) / most,
                "note": "",
                "go": selection_data(where),
            }
        )
    return {
        "rows": rows,
        "foot": [],
        "label": f"The largest contributions of {matrix}. Arrow keys move, Enter goes "
        "there.",
    }
