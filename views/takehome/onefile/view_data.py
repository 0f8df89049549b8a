"""What a file of one view holds: the data of its pictures, as the page sends them."""

from typing import Any

from ...address.settings import Selection
from ...model.model import Model
from ...text.naming import CALLED, LETTERS
from ...unroll.at_once.drawn import all_known, drawn
from ...unroll.at_once.known import with_keys
from ...unroll.bars import bars
from ...unroll.factor_chain import factors, headline
from ...unroll.network import network
from ...unroll.pictures import BY_ROLE
from ...unroll.stories import with_story
from ...unroll.triangle import triangle
from ...unroll.zeros import network_rest
from .data_types import FileData


def file_data(
    model: Model,
    selection: Selection,
    reduction: str,
    window: int,
    names: str,
    query: str = "",
    address: str = "",
) -> FileData:
    """The pictures of a selection, and what every other pick follows from.

    For use where it is `written_in` these names.
    """
    rest = network_rest(model, selection)
    pictures: dict[str, Any] = {
        "headline": headline(model, selection, window, reduction),
        "network": with_story(
            network(model, selection, rest, window),
            "network",
            model,
            selection,
            reduction,
            window,
        ),
        "triangle": triangle(model, selection, reduction, window),
        "bars": bars(model, selection, window),
        "chain": factors(model, selection),
    }
    known = all_known(model)
    for role, data in pictures.items():
        if known and role in ("network", "triangle"):
            data = with_keys(data, role, pick=True)
        mark = {"role": role, "net": known["net"] if known else "", "heard": 0}
        pictures[role] = {**BY_ROLE[role].in_names(data, names), "at_once": mark}
    return {
        "names": dict(CALLED[names]),
        "labels": dict(LETTERS[names]),
        "headline": pictures["headline"],
        "network": pictures["network"],
        "triangle": pictures["triangle"],
        "bars": pictures["bars"],
        "chain": pictures["chain"],
        "known": known,
        "drawing": drawn(model, window) if known else None,
        "sizes": {matrix: model.size(matrix) for matrix in "HLU"},
        "query": query,
        "address": address,
    }
