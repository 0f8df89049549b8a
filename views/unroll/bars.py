"""The data of the bars: the instances of the chosen loss."""

from ..address.settings import Selection
from ..model.network import Network
from ..text.numerals import short
from .data_types import BarsData, selection_data
from .terms import contributions, cutting


def bars(model: Network, selection: Selection, window: int = 0) -> BarsData:
    """C[t,k] for k = 0..t-1 and, apart from them, their sum dJ^(t)/dW_ij.

    With a window the sum is that of the kept terms, and the others are `cut`.
    """
    window = cutting(selection, window)
    every, row = contributions(model, selection), selection.t - 1
    terms = every[row, : selection.t]
    total = float(contributions(model, selection, window)[row].sum())
    those = "the sum of those kept" if window else "their sum"
    first = max(0, selection.t - window) if window else 0
    return {
        **selection_data(selection),
        "terms": terms.tolist(),
        "sum": total,
        "cut": first,
        "largest": max(abs(total), float(abs(terms).max())),
        "label": f"What each instance adds to the gradient of loss {selection.t}, as "
        f"bars; {those} is {short(total)}.",
    }
