"""The data of the panel *truncate*: what truncated BPTT keeps and discards."""

import numpy as np

from rnn_core import (
    Truncation,
    largest_discarded,
    piece_losses,
    reduce_losses,
    truncation,
)

from ...address.settings import Selection
from ...model.indexing import one_based
from ...model.model import Model
from ...text.losses import WHOLE_LOSSES
from ...text.names import weight_name
from ...text.numerals import percent, plural, short
from ..data_types import selection_data
from ..terms import contributions
from .data_types import Row, RowsData, TruncationRow

NAMES = {"H": "H", "L": "L", "U": "U", "h0": "h⁽⁰⁾", "all": "all together"}


def shares(
    model: Model, window: int, reduction: str, cut: str = "sliding"
) -> Truncation:
    """How the truncated gradient of every matrix compares with the full one."""
    return truncation(model.back, window, reduction, cut)


def piece_rows(model: Model, window: int, reduction: str) -> RowsData:
    """For each piece of `window` steps how much of its losses' gradient it loses."""
    lines: list[Row] = []
    for piece in piece_losses(model.back, window, reduction):
        lost, angle = piece.lost["all"], piece.shares["all"].angle
        turned = "" if np.isnan(angle) else f"turned {short(angle)}°"
        which = f"loss {piece.first}"
        if piece.last > piece.first:
            which = f"losses {piece.first}–{piece.last}"
        lines.append(
            {
                "text": f"{which}: lost",
                "value": 0.0 if np.isnan(lost) else lost,
                "share": min(lost, 1.0) if np.isfinite(lost) else 0.0,
                "note": turned,
            }
        )
    return {
        "rows": lines,
        "foot": [],
        "label": f"What pieces of {plural(window, 'step')} lose, each.",
    }


def gradient_rows(truncated: Truncation) -> list[TruncationRow]:
    """For each matrix the length kept, in percent, and the angle to the full one."""
    out: list[TruncationRow] = []
    for name, share in truncated.shares.items():
        length = percent(share.ratio)
        if np.isnan(share.ratio):
            length = "both are 0"
        elif np.isinf(share.ratio):
            length = "the full one is 0"
        angle = "–" if np.isnan(share.angle) else f"{short(share.angle)}°"
        out.append(
            {
                "name": NAMES[name],
                "length": length,
                "ratio": repr(share.ratio),
                "angle": angle,
                "degrees": repr(share.angle),
            }
        )
    return out


def weight_rows(
    model: Model, selection: Selection, window: int, reduction: str
) -> RowsData:
    """For the picked weight: kept + discarded = full, for one loss and for J."""
    loss, name = selection.t - 1, weight_name(selection)
    terms = contributions(model, selection)
    kept = contributions(model, selection, window)
    lost = terms - kept
    of_loss = (kept[loss].sum(), lost[loss].sum(), terms[loss].sum())
    of_j = tuple(
        float(reduce_losses(part.sum(axis=1), reduction))
        for part in (kept, lost, terms)
    )
    lines: list[Row] = []
    for label, parts in (
        (f"loss {selection.t}", of_loss),
        (WHOLE_LOSSES[reduction].row, of_j),
    ):
        most = max(abs(float(part)) for part in parts) or 1.0
        for what, part in zip(("kept", "discarded", "full"), parts, strict=True):
            lines.append(
                {
                    "text": f"{name}, {label}: {what}",
                    "value": float(part),
                    "share": abs(float(part)) / most,
                    "note": "",
                }
            )
    return {
        "rows": lines,
        "foot": [],
        "label": f"What a window of {window} keeps of the gradient by {name}.",
    }


def go_to_discarded(model: Model, window: int, reduction: str = "sum") -> Row | None:
    """A row that leads to the largest discarded contribution of any weight of H.

    Of the losses that count in J. None where all that is discarded is 0.
    """
    largest = largest_discarded(model.back, window, reduction=reduction)
    if largest is None:
        return None
    there = Selection(
        "H", one_based(largest.i), one_based(largest.j), largest.t, largest.k
    )
    where = f"{weight_name(there)}, loss {there.t}, k = {there.k}"
    return {
        "text": f"Go to the largest discarded of H: {where}",
        "value": largest.value,
        "share": 1.0,
        "note": "",
        "go": selection_data(there),
    }
