"""The data of the panel *truncate*: what truncated BPTT keeps and discards."""

import numpy as np

from rnn_core import Truncation, truncation

from ...address.settings import Selection
from ...model.indexing import one_based, place
from ...model.model import Model
from ...text.names import weight_name
from ...text.numerals import percent, short
from ..data_types import picked
from ..triangle import kept_terms
from .data_types import Row, RowsData, TruncationRow

NAMES = {"H": "H", "L": "L", "U": "U", "h0": "h⁽⁰⁾", "all": "all together"}


def shares(model: Model, window: int, reduction: str) -> Truncation:
    """How the truncated gradient of every matrix compares with the full one."""
    return truncation(model.back, window, "mean" if reduction == "mean" else "sum")


def gradient_rows(found: Truncation) -> list[TruncationRow]:
    """For each matrix the length kept, in percent, and the angle to the full one."""
    out: list[TruncationRow] = []
    for name, share in found.shares.items():
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
    """For the picked weight: kept + discarded = full, for one loss and over t."""
    at, name = place(selection), weight_name(selection)
    terms = model.back.instances(at.matrix, at.i, at.j)
    kept = kept_terms(terms, window)
    lost = terms - kept
    over = 1 / len(terms) if reduction == "mean" else 1.0
    one = (kept[at.loss].sum(), lost[at.loss].sum(), terms[at.loss].sum())
    every = tuple(float(part.sum() * over) for part in (kept, lost, terms))
    lines: list[Row] = []
    for label, parts in (
        (f"loss {selection.t}", one),
        (f"{'mean' if reduction == 'mean' else 'sum'} over t", every),
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


def largest_discarded(model: Model, window: int) -> Row | None:
    """The largest discarded contribution of any weight of H; None where all are 0."""
    delta, h = model.back.delta, model.trace.h[:-1]
    unit, feeds = np.abs(delta).argmax(axis=2), np.abs(h).argmax(axis=1)
    steps = np.arange(len(h))
    size = np.abs(np.take_along_axis(delta, unit[:, :, None], axis=2)[:, :, 0])
    size = size * np.abs(h[steps, feeds])
    size[steps[:, None] + 1 - steps <= window] = 0.0
    loss, k = divmod(int(size.argmax()), len(h))
    if size[loss, k] == 0:
        return None
    i, j = int(unit[loss, k]), int(feeds[k])
    value = float(delta[loss, k, i] * h[k, j])
    at = Selection("H", one_based(i), one_based(j), one_based(loss), k)
    where = f"{weight_name(at)}, loss {at.t}, k = {k}"
    return {
        "text": f"Go to the largest discarded of H: {where}",
        "value": value,
        "share": 1.0,
        "note": "",
        "go": picked(at),
    }
