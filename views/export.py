"""The numbers of a view as JSON, every float64 intact."""

import json
from dataclasses import asdict
from typing import Any

from .indexing import place
from .model import Model
from .settings import Selection

LARGEST = 20_000_000
"""Bytes of JSON; arrays that would take it further are left out and named."""
SHORTEST = 3
"""Bytes that one number takes at least, comma and space included."""


def numbers_json(model: Model, selection: Selection, reduction: str = "sum") -> str:
    """Settings, selection, words, weights, states, errors and contributions.

    Indices in `selection` count from 1, k from 0; token ids, and the axes of arrays,
    from 0. `gradient` is the sum of `instances`, over all losses and instances, or for
    `reduction` "mean" that over T.
    """
    at, trace, params = place(selection), model.trace, model.params
    instances = model.back.instances(at.matrix, at.i, at.j)
    arrays = {
        "inputs": trace.inputs,
        "targets": trace.targets,
        "loss": trace.loss,
        "instances": instances,
        "h0": params.h0,
        "h": trace.h,
        "H": params.H,
        "yhat": trace.yhat,
        "delta": model.back.delta,
        "L": params.L,
        "U": params.U,
    }
    content: dict[str, Any] = {
        "config": asdict(model.used),
        "selection": asdict(selection),
        "vocabulary": list(model.passage.vocabulary.words),
        "reduction": reduction,
        "gradient": float(
            instances.sum(axis=1).sum() * (1 / len(instances))
            if reduction == "mean"
            else instances.sum()
        ),
    }
    parts = [json.dumps(name) + ": " + _dumps(value) for name, value in content.items()]
    left_out, room = [], LARGEST - sum(map(len, parts))
    for name, array in arrays.items():
        if array.size * SHORTEST <= room:
            part = json.dumps(name) + ": " + _dumps(array.tolist())
            if len(part) <= room:
                parts.append(part)
                room -= len(part)
                continue
        left_out.append(name)
    parts.append(f'"left_out": {_dumps(left_out)}')
    return "{" + ",\n".join(parts) + "}"


def _dumps(value: Any) -> str:
    return json.dumps(value, allow_nan=False)
