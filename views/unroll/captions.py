"""One sentence beside each picture: what to look at now, and why."""

import numpy as np

from rnn_core import chain

from ..address.settings import Selection
from ..model.indexing import one_based, place
from ..model.model import Model
from ..text.names import loss_name, weight_name
from ..text.numerals import short


def network_guide(model: Model, selection: Selection) -> str:
    """What the network's picture shows for this weight and this loss."""
    at, name = place(selection), weight_name(selection)
    terms = model.back.instances(at.matrix, at.i, at.j)[at.loss, : selection.t]
    size = float(np.abs(terms).sum())
    if at.matrix == "L" and at.j not in model.trace.inputs:
        return (
            f"{name} belongs to a word that these steps never read, so it has no "
            "instance here and its gradient is 0. Pick a line that is drawn."
        )
    if size == 0:
        return f"Loss {selection.t} does not feel {name}: every instance adds 0."
    k = int(np.abs(terms).argmax())
    share = abs(float(terms[k])) / size
    if at.matrix == "U":
        return (
            f"Each loss uses {name} once, at its own step: loss {selection.t} feels "
            "it there and nowhere else. Weights of H and L act through later steps too."
        )
    used = "wherever its word is read"
    if at.matrix == "H":
        used = f"once a step, from unit {selection.j} to unit {selection.i}"
    return (
        f"{name} is one weight, used {used}. {loss_name(selection)} feels it "
        f"mostly through instance {k}, {share:.0%} of Σ|terms|."
    )


def triangle_guide(model: Model, selection: Selection) -> str:
    """Which loss feels the picked weight most, and through how many of its terms."""
    at, name = place(selection), weight_name(selection)
    terms = np.abs(model.back.instances(at.matrix, at.i, at.j))
    total = float(terms.sum())
    if total == 0:
        return f"No loss feels {name}."
    rows = terms.sum(axis=1)
    t = int(rows.argmax())
    ordered = np.sort(terms[np.tril_indices(len(terms))])[::-1].cumsum()
    few = int(np.searchsorted(ordered, 0.9 * total)) + 1
    every = len(ordered)
    return (
        f"Loss {one_based(t)} feels {name} most, {rows[t] / total:.0%} of Σ|terms|; "
        f"{few} of the {every} terms make up nine tenths of it."
    )


def chain_guide(model: Model, selection: Selection) -> str:
    """How much of the error's length is left on its way to the picked instance."""
    at, between = place(selection), selection.t - selection.k - 1
    if at.matrix == "U" or between == 0:
        return (
            "No Jacobian lies between them: the error meets the instance at once, and "
            "the product is the cell’s own number."
        )
    lengths = [
        float(np.linalg.norm(link.product))
        for link in chain(model.back, at.matrix, at.i, at.j, selection.t, at.k)[:-1]
    ]
    first, last = lengths[0], lengths[-1]
    if first == 0:
        return "The loss has no error here: every product is 0."
    count = "the Jacobian" if between == 1 else f"{between} Jacobians"
    return (
        f"Multiply from the top: of the row vector’s length {short(first)}, "
        f"{short(last)} is left after {count}, {last / first:.2g} times as much."
    )


def network_rest(selection: Selection) -> str:
    """The line below the network while nothing is pointed at."""
    name = weight_name(selection)
    return (
        "A line is one instance of a weight, coloured by what it adds to the gradient "
        f"of {loss_name(selection)}; grey ones come too late for it. Lit: {name}."
    )


def derived(selection: Selection) -> list[tuple[str, str, dict[str, int | str]]]:
    """Where the picked cell is derived: a title, the derivation, and its settings."""
    s, name = selection, weight_name(selection)
    last = s.k == s.t - 1
    one = {
        "H": "hidden-weights" if last else "earlier-weights",
        "L": "input-vector" if last else "earlier-input",
        "U": "output-weights",
    }[s.matrix]
    at: dict[str, int | str] = {"s": s.k + 1, "show": "numbers", "line": 1}
    instance = f"Derive instance {s.k} of {name}"
    every = f"Derive the sum over the instances of {name}"
    whole = "instance-sum" if s.matrix == "H" else "full-gradient"
    return [
        (instance, one, {**at, "derivation": one}),
        (every, whole, {**at, "derivation": whole}),
    ]
