"""The immediate and the total derivative of a state, each on its own network."""

import numpy as np

from ..address.settings import Selection
from ..model.indexing import place
from ..model.model import Model
from ..text.names import LOW, at_time, entry_name, state_name
from ..text.numerals import bracketed, short
from .data_types import PartialPicture, PartialsData


def instance_parts(model: Model, selection: Selection) -> list[float]:
    """dh_i^(t)/dH_ij^(k) for k = 0..t-1: what each copy adds to unit i's state.

    The row i of dh^(t)/dh^(k+1), at its column i, times sigma'(z_i^(k+1)) h_j^(k).
    """
    picked, trace = place(selection), model.trace
    row = np.zeros(model.params.hidden)
    row[picked.i] = 1.0
    parts: list[float] = []
    for k in reversed(range(selection.t)):
        row = row * trace.slope[k, : row.size]
        parts.append(float(row[picked.i] * trace.h[k, picked.j]))
        row = row @ model.params.H
    return parts[::-1]


def partials(model: Model, selection: Selection) -> PartialsData:
    """Two pictures of the first t steps: one copy lit, and all of them."""
    t = selection.t
    i, j = (selection.i, selection.j) if selection.matrix == "H" else (1, 2)
    picked = Selection("H", i, j, t, selection.k)
    values = instance_parts(model, picked)
    state = at_time(f"h{str(i).translate(LOW)}", t)
    weight = entry_name("H", i, j)
    last = values[-1]
    sum_of = " + ".join(map(bracketed, values))
    total = float(np.sum(values))
    return {
        "states": [state_name(s) for s in range(t + 1)],
        "weight": weight,
        "pictures": [
            _picture(
                f"Immediate: ∂⁺{state}/∂{weight}",
                f"{state_name(t - 1)} is held fixed: only the last copy counts.",
                [None] * (t - 1) + [last],
                f"∂⁺{state}/∂{weight} = {short(last)}",
            ),
            _picture(
                f"Total: ∂{state}/∂{weight}",
                f"{state_name(t - 1)} moves too: the earlier copies count as well."
                if t > 1
                else "There is no earlier copy: h⁽⁰⁾ is given and does not move.",
                [*values],
                f"∂{state}/∂{weight} = {sum_of} = {short(total)}"
                if t > 1
                else f"∂{state}/∂{weight} = {short(total)}",
            ),
        ],
    }


def _picture(
    title: str, says: str, values: list[float | None], result: str
) -> PartialPicture:
    return {
        "title": title,
        "says": says,
        "values": values,
        "result": result,
        "label": f"{title}. {says} {result}",
    }
