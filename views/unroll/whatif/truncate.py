"""The data of the panel *truncate*: what truncated BPTT keeps and discards."""

from dataclasses import asdict
from typing import Any

import numpy as np

from rnn_core import Truncation, truncation

from ...address.settings import Selection
from ...model.indexing import one_based, place
from ...model.model import Model
from ...text.names import weight_name
from ...text.numerals import percent, short
from ..triangle import kept_terms

NAMES = {"H": "H", "L": "L", "U": "U", "h0": "h⁽⁰⁾", "all": "all together"}


def shares(model: Model, window: int, reduction: str) -> Truncation:
    """How the truncated gradient of every matrix compares with the full one."""
    return truncation(model.back, window, "mean" if reduction == "mean" else "sum")


def gradient_rows(truncated: Truncation) -> list[dict[str, str]]:
    """For each matrix the length kept, in percent, and the angle to the full one."""
    out = []
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
) -> dict[str, Any]:
    """For the picked weight: kept + discarded = full, for one loss and over t."""
    picked, name = place(selection), weight_name(selection)
    terms = model.back.instances(picked.matrix, picked.i, picked.j)
    kept = kept_terms(terms, window)
    lost = terms - kept
    scale = 1 / len(terms) if reduction == "mean" else 1.0
    of_loss = (
        kept[picked.loss].sum(),
        lost[picked.loss].sum(),
        terms[picked.loss].sum(),
    )
    over_t = tuple(float(part.sum() * scale) for part in (kept, lost, terms))
    lines = []
    for label, parts in (
        (f"loss {selection.t}", of_loss),
        (f"{'mean' if reduction == 'mean' else 'sum'} over t", over_t),
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


def largest_discarded(model: Model, window: int) -> dict[str, Any] | None:
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
    picked = Selection("H", one_based(i), one_based(j), one_based(loss), k)
    where = f"{weight_name(picked)}, loss {picked.t}, k = {k}"
    return {
        "text": f"Go to the largest discarded of H: {where}",
        "value": value,
        "share": 1.0,
        "note": "",
        "go": asdict(picked),
    }
