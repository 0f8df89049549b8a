"""With what the browser draws a network for any pick, where there is no Python."""

from rnn_core import kept_instances

from ...model.model import Model
from ..network import input_sums, kept_edges
from ..triangle import cut_cells
from .data_types import DrawnData, KnownData
from .known import numbers_of, packed


def all_known(model: Model) -> KnownData | None:
    """A network's numbers, if what follows from every pick can be found with them."""
    numbers = numbers_of(model)
    whole = numbers["net"] and numbers["delta_o"] and numbers["rows"]
    return numbers if whole else None


def drawn(model: Model, window: int) -> DrawnData:
    """What a network is drawn with, whatever is picked, truncated to `window` > 0."""
    trace = model.trace
    steps = trace.steps
    sure = trace.yhat[range(steps), trace.targets]
    kept = kept_instances(steps, window, "sliding") if window else None
    return {
        "words": [model.word(v) for v in range(model.params.vocab)],
        "targets": trace.targets.tolist(),
        "sure": sure.tolist(),
        "into": packed(input_sums(model)),
        "keep": {matrix: kept_edges(model, matrix) for matrix in "HLU"},
        "window": window,
        "cut": None if kept is None else cut_cells(range(steps), kept),
    }
