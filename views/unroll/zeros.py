"""Why a term is 0: what comes too late, is off, or is another word's or loss's."""

import numpy as np

from ..address.notices import show_invisible
from ..address.settings import Selection
from ..model.indexing import one_based, place
from ..model.network import Network
from ..text.names import at_time, loss_name, state_name, subscript, weight_name
from .terms import contributions, existing

LONGEST = 24
"""Letters of a word that are said."""


def network_rest(model: Network, selection: Selection) -> str:
    """The line below the network while nothing is pointed at."""
    why = zeros(model, selection)
    zero = f": {'; '.join(why)}" if why else ""
    name, lit = weight_name(selection), ""
    if not existing(model, selection).any():
        lit = f"None is lit: no step reads the word of {name}."
    elif selection.matrix == "L":
        word = said_word(model, place(selection).j)
        lit = f"Lit: {name}, where {word} is read; other steps use other columns."
    else:
        lit = f"Lit: {name}."
    return (
        "A line is one instance of a weight, coloured by what it adds to the gradient "
        f"of {loss_name(selection)}. Grey is 0{zero}. {lit}"
    )


def zeros(model: Network, selection: Selection) -> list[str]:
    """Of the matrix of the picked weight, why some of the chosen loss's terms are 0.

    dJ^(t)/dW_ij^(k) is delta^(k+1<-t)_i times h_j^(k) for H, times 1 for L, and
    delta^(o,t)_i times h_j^(t) for U: 0 where a factor is, or where loss t has none.
    """
    trace, t = model.trace, selection.t
    steps, loss = trace.steps, loss_name(selection)
    silent = f"a unit of {state_name(t)} is 0 and adds nothing"
    if selection.matrix == "U":
        own = [f"{loss} uses instance {t - 1} alone, each other loss its own"]
        return own * (steps > 1) + [silent] * bool((trace.h[t] == 0).any())
    why = []
    if t == steps - 1:
        why.append(f"instance {t} comes too late for it")
    elif t < steps:
        why.append(f"those from instance {t} on come too late for it")
    slope, error = trace.slope[:t], model.back.delta[t - 1, :t]
    if model.constant is not None:
        slope, error = slope[:, : model.constant], error[:, : model.constant]
    off = slope == 0
    if off.any():
        why.append("a unit with slope σ′ = 0 is off: no error goes back through it")
    if ((error == 0) & ~off).any():
        why.append("some units get no error back from later steps")
    if selection.matrix == "H" and (trace.h[:t] == 0).any():
        why.append("a unit whose state is 0 has nothing to pass on")
    return why


def zero_reason(model: Network, selection: Selection, t: int, k: int) -> str:
    """Why the picked weight's term of loss t at instance k is 0; "" where it is not."""
    picked, trace, back = place(selection), model.trace, model.back
    if selection.matrix == "U":
        if k != t - 1:
            return f"loss {k + 1} uses that instance of U, not loss {t}"
        if trace.h[t, picked.j] == 0:
            return f"{at_time(f'h{subscript(selection.j)}', t)} is 0"
        return _rest(float(back.delta_o[t - 1, picked.i]))
    if k >= t:
        return f"step {k + 1} comes too late for loss {t}"
    if selection.matrix == "L" and trace.inputs[k] != picked.j:
        return (
            f"step {k + 1} reads another word, {said_word(model, int(trace.inputs[k]))}"
        )
    if trace.slope[k, picked.i] == 0:
        return f"unit {selection.i} is off at step {k + 1}: its slope σ′ is 0"
    error = back.delta[t - 1, k, picked.i]
    if error == 0:
        return f"no error comes back to unit {selection.i} of {state_name(k + 1)}"
    if selection.matrix == "H" and trace.h[k, picked.j] == 0:
        return f"{at_time(f'h{subscript(selection.j)}', k)} is 0"
    factor = 1.0 if selection.matrix == "L" else trace.h[k, picked.j]
    return _rest(float(error * factor))


def said_word(model: Network, token: int) -> str:
    """A word in quotation marks, as long as is said."""
    return f"“{show_invisible(model.word(token), LONGEST)}”"


def _rest(product: float) -> str:
    """A product of factors that are not 0 is 0 only where float64 ends."""
    return "too small for float64" if product == 0 else ""


def reasons(model: Network, selection: Selection) -> list[tuple[int, int, str]]:
    """t, k and why for each of the picked weight's terms, k < t, that is 0."""
    terms = contributions(model, selection)
    zero = np.argwhere(np.tril(terms == 0))
    places = [(one_based(row), int(k)) for row, k in zero]
    return [(t, k, zero_reason(model, selection, t, k)) for t, k in places]
