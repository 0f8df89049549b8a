"""Formulas of the picked weight's gradient as a sum over its instances."""

from collections.abc import Sequence

from ..address.settings import Selection
from ..model.model import Model
from ..text import latex
from ..text.folding import ends
from ..unroll.data_types import TriangleData
from ..unroll.terms import contributions, cutting

TERMS = 13
"""Terms that are all written; of more, the ends and the picked one."""


def loss_sum(model: Model, selection: Selection, window: int = 0) -> str:
    """dJ^(t)/dW_ij as the sum over its instances, in symbols and in numbers.

    Under truncation to `window` > 0 only the terms that are kept.
    """
    t, window = selection.t, cutting(selection, window)
    row = contributions(model, selection, window)[t - 1]
    first = max(0, t - window) if window else 0
    left = latex.derivative(latex.loss(selection), latex.weight(selection))
    term = latex.derivative(latex.loss(selection), latex.weight(selection, "k"))
    numbers = [float(value) for value in row[first:t]]
    added = _added(numbers, selection.k - first)
    ends = f" = {latex.number(float(row[:t].sum()))}" if len(numbers) > 1 else ""
    terms = latex.total("k", first, t - 1, term)
    return f"{latex.truncated(left, window)} = {terms} = {added}{ends}"


def whole_sum(data: TriangleData, selection: Selection) -> str:
    """dJ/dW_ij of the losses' sum, mean or last, as the triangle's data has it."""
    whole = latex.whole_loss(data["over"], data["rows"][-1][1])
    left = latex.derivative(whole, latex.weight(selection))
    left = latex.truncated(left, data["window"])
    return f"{left} = {latex.number(data['total'])}"


def _added(numbers: Sequence[float], picked: int) -> str:
    """Numbers with plus and minus between them."""
    parts: list[str] = []
    for n in ends(len(numbers), TERMS, [max(0, picked)]):
        if n is None:
            parts.append(latex.MORE_TERMS)
            continue
        text = latex.bare(latex.number(numbers[n]))
        if not parts:
            parts.append(text)
        else:
            parts.append(f"- {text[1:]}" if text.startswith("-") else f"+ {text}")
    return " ".join(parts)
