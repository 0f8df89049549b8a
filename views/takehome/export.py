"""The numbers of a view as JSON, with every digit."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from ..address.settings import Selection
from ..model.indexing import place
from ..model.model import Model
from ..unroll.triangle import total
from .own_network import ABOUT, about_network, network_arrays, network_of

FORMAT = 1
"""Of files that hold a view. One is added where an older reader would misread it."""
LARGEST = 20_000_000
"""Bytes of JSON; arrays that would take it further are left out and named."""
ARRAYS = (
    "inputs",
    "targets",
    "loss",
    "instances",
    "h0",
    "h",
    "H",
    "yhat",
    "delta",
    "L",
    "U",
)
"""In this order they are written, as long as there is room."""
SHORTEST = 3
"""Bytes that one number takes at least, comma and space included."""


def numbers_json(
    model: Model,
    selection: Selection,
    reduction: str = "sum",
    view: Mapping[str, Any] | None = None,
) -> str:
    """Settings, selection, words, weights, states, errors and contributions.

    Indices in `selection` count from 1, k from 0; token ids, and the axes of arrays,
    from 0. `full_gradient` is the sum of `instances`, over all instances and losses,
    for `reduction` "mean" that over T, and for "last" over the last row alone;
    `gradient` is what the page shows: under truncation to `window` > 0 the sum of those
    kept. `view`: the address's settings, with which the file can be loaded again.
    """
    content = describe_view(model, selection, reduction, view)
    parts = [json.dumps(name) + ": " + _dumps(value) for name, value in content.items()]
    left_out: list[str] = []
    room = LARGEST - sum(map(len, parts))
    own = own_arrays(model)
    small = sum(array.size for array in own.values()) * SHORTEST <= room
    written = [
        json.dumps(name) + ": " + _dumps(array.tolist() if small else [])
        for name, array in own.items()
    ]
    if small and sum(map(len, written)) <= room:
        parts += written
        room -= sum(map(len, written))
    else:
        left_out += own
    for name, array in view_arrays(model, selection).items():
        if array.size * SHORTEST <= room:
            part = json.dumps(name) + ": " + _dumps(array.tolist())
            if len(part) <= room:
                parts.append(part)
                room -= len(part)
                continue
        left_out.append(name)
    parts.append(f'"left_out": {_dumps(left_out)}')
    return "{" + ",\n".join(parts) + "}"


def describe_view(
    model: Model,
    selection: Selection,
    reduction: str,
    view: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Everything in a saved view that is not an array."""
    content: dict[str, Any] = {} if view is None else {"format": FORMAT, "view": view}
    window = 0 if view is None else min(shown_window(view), model.trace.steps)
    if network := network_of(model.config):
        content |= {ABOUT: about_network(network)}
    return content | {
        "config": asdict(model.used),
        "selection": asdict(selection),
        "vocabulary": list(model.passage.vocabulary.words),
        "reduction": reduction,
        "window": window,
        "gradient": total(model, selection, reduction, window),
        "full_gradient": total(model, selection, reduction),
    }


def shown_window(view: Mapping[str, Any]) -> int:
    """The window that a view's pictures are truncated to; 0 while its panel is shut."""
    return int(view["window"]) if view["whatif"] == "truncate" else 0


def program_window(view: Mapping[str, Any]) -> int:
    """The window of the program that a view comes to: where Derive shows it the one
    that is chosen there, else that of the pictures.
    """
    on_derive = view["page"] == "derive" and view["show"] == "code"
    return int(view["window"]) if on_derive else shown_window(view)


def view_arrays(model: Model, selection: Selection) -> dict[str, np.ndarray]:
    """The arrays, by name, in the order of ARRAYS."""
    picked, trace, params = place(selection), model.trace, model.params
    computed = {
        "instances": model.back.instances(picked.matrix, picked.i, picked.j),
        "delta": model.back.delta,
        "h0": params.h0,
        "H": params.H,
        "L": params.L,
        "U": params.U,
    }
    return {n: computed[n] if n in computed else getattr(trace, n) for n in ARRAYS}


def own_arrays(model: Model) -> dict[str, np.ndarray]:
    """The arrays of a network that was brought, all or none of which are written."""
    network = network_of(model.config)
    return {} if network is None else network_arrays(network)


def _dumps(value: Any) -> str:
    return json.dumps(value, allow_nan=False)
