"""One sentence beside each picture: what to look at now, and why."""

import numpy as np

from .indexing import place
from .model import Model
from .settings import Selection

LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def weight_name(selection: Selection) -> str:
    """The picked weight in running text: H₁₂, or H₁₀,₂ where digits would run on."""
    i, j = (str(n).translate(LOW) for n in (selection.i, selection.j))
    return selection.matrix + (i + j if len(i + j) == 2 else f"{i},{j}")


def loss_name(selection: Selection) -> str:
    """The chosen loss in running text: J⁽³⁾."""
    return f"J⁽{str(selection.t).translate(HIGH)}⁾"


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
