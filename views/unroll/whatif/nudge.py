"""The data of the panel *nudge*: predicted and actual changes of every loss."""

import numpy as np

from rnn_core import nudged_losses, reduce_losses

from ...address.settings import Config, Selection, number_setting
from ...model.indexing import one_based, place
from ...model.model import Model
from ...runtime.cache import cached
from ...text.names import weight_name
from ..terms import existing
from .curves import Curves, affordable_grid, curve, insert_stop, picture
from .data_types import CurvesData, CurveTerm

LIMITS = number_setting("nudge")
GRIDS = tuple(
    tuple(np.arange(LIMITS.low, LIMITS.high + step, step).tolist())
    for step in (0.25, 0.5, 1.0)
)
"""Where the slider stops; every number is exact in binary."""
TERMS = 8
"""Instances whose predictions are written out; the rest are one term."""


def nudge(
    net: Model, selection: Selection, instances: str, value: float, reduction: str
) -> CurvesData:
    """What moving the weight by epsilon does to every loss, as data of its picture.

    instances: "one" moves instance k alone, "all" every instance together. value: the
    epsilon that is shown; between two stops it is a stop too.
    """
    picked = place(selection)
    only = picked.k if instances == "one" else None
    response = curves(net, selection, only, value, reduction)
    terms = net.back.instances(picked.matrix, picked.i, picked.j)[picked.loss]
    used = [picked.k] if only is not None else used_instances(net, selection)
    shown = largest_terms(terms, used)
    others = [float(terms[k]) for k in used if k not in shown]
    listed: list[CurveTerm] = [{"k": k, "slope": float(terms[k])} for k in shown]
    if only is None and not others:
        for term in listed:
            alone = curves(net, selection, term["k"], value, reduction).actual
            term["alone"] = curve(alone[:, picked.loss])
    data = picture(
        response, value, selection.t, reduction, notes=notes(net, selection, only)
    )
    weight = weight_name(selection)
    who = weight if only is None else f"{weight} at instance {only}"
    return {
        **data,
        "kind": "nudge",
        "log": False,
        "axis": f"ε, by which {who} moves",
        "label": "epsilon",
        "matrix": selection.matrix,
        "i": selection.i,
        "j": selection.j,
        "k": only,
        "charts": [selection.t],
        "terms": listed,
        "others": {"count": len(others), "slope": sum(others)},
    }


def curves(
    net: Model, selection: Selection, only: int | None, value: float, reduction: str
) -> Curves:
    """The changes at all stops, `value` among them; `only`: the instance, or all."""
    picked = place(selection)
    terms = net.back.instances(picked.matrix, picked.i, picked.j)
    slopes = terms.sum(axis=1) if only is None else terms[:, only]
    stops, actual = insert_stop(
        affordable_grid(net, GRIDS),
        value,
        lambda by: _changes(
            net.config, picked.matrix, picked.i, picked.j, only, by, net
        ),
    )
    return Curves(
        stops,
        actual,
        slopes,
        reduce_losses(actual, reduction),
        float(reduce_losses(slopes, reduction)),
    )


@cached
def _changes(
    config: Config,
    matrix: str,
    i: int,
    j: int,
    only: int | None,
    by: tuple[float, ...],
    _net: Model,
) -> np.ndarray:
    return nudged_losses(_net.trace, matrix, i, j, by, only)


def used_instances(net: Model, selection: Selection) -> list[int]:
    """The instances of the weight that the chosen loss uses."""
    return np.flatnonzero(existing(net, selection)[selection.t - 1]).tolist()


def largest_terms(terms: np.ndarray, used: list[int]) -> list[int]:
    """Of `used` the TERMS instances with the largest terms, in order."""
    return sorted(sorted(used, key=lambda k: -abs(terms[k]))[:TERMS])


def notes(net: Model, selection: Selection, only: int | None) -> dict[int, str]:
    """Why the losses, from 1, that do not change stay as they are."""
    steps, inputs = net.trace.steps, net.trace.inputs
    if only is None:
        if selection.matrix != "L":
            return {}
        reads = inputs == place(selection).j
        first = int(reads.argmax()) if reads.any() else steps
        return {
            one_based(r): "not yet: the word has not been read" for r in range(first)
        }
    if selection.matrix == "U":
        return {
            one_based(r): "not used: this loss has an instance of its own"
            for r in range(steps)
            if r != only
        }
    out = {one_based(r): "too early: does not feel it" for r in range(only)}
    if selection.matrix == "L" and inputs[only] != place(selection).j:
        out |= {
            one_based(r): "not used: the step reads another word"
            for r in range(only, steps)
        }
    return out


def unread_notice(net: Model, selection: Selection, instances: str) -> str:
    """A sentence where no step reads the weight, so that no loss changes; else ""."""
    if selection.matrix == "U":
        if instances == "one" and one_based(selection.k) != selection.t:
            return (
                f"Loss {selection.t} uses instance {selection.t - 1} of U and no "
                f"other: instance {selection.k} can move loss "
                f"{one_based(selection.k)} alone."
            )
        return ""
    if selection.matrix != "L":
        return ""
    word = net.word(place(selection).j)
    inputs = net.trace.inputs
    if instances == "one" and inputs[selection.k] != place(selection).j:
        return (
            f"Step {one_based(selection.k)} reads “{net.word(inputs[selection.k])}”, "
            f"not “{word}”: nudging this instance changes no loss."
        )
    if instances == "all" and not (inputs == place(selection).j).any():
        return f"No step reads “{word}”: nudging this weight changes no loss."
    return ""
