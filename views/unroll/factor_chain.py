"""The headline, and the chain of factors of the picked contribution, as formulas."""

import numpy as np

from rnn_core import Factor, contribution_factors

from ..address.settings import Selection
from ..components.data_types import FormulaLine, FormulasData
from ..model.indexing import one_based, place
from ..model.network import Network
from ..text import latex
from ..text.folding import ends
from ..text.numerals import plural, short
from .terms import contributions, counted, cutting, discards

WIDEST, KEPT = 5, 4
"""Up to WIDEST rows and columns a matrix is whole; of a larger one the KEPT that carry
most are shown."""
TERMS = 4
"""Terms of a sum that are written out."""
LONGEST = 6
"""Factors that are written out; of a longer chain its two ends."""

FULL_SUM = "That is the full sum. A window of {}"


def headline(
    model: Network, selection: Selection, window: int = 0, reduction: str = "sum"
) -> FormulasData:
    """dJ^(t)/dW_ij = sum over its instances = the numbers = their sum.

    Below it, where `window` > 0 truncates: the sum of the terms that are kept. Where J
    is loss t alone, dJ/dW_ij = stands before it.
    """
    terms = contributions(model, selection)[selection.t - 1, : selection.t]
    left = latex.derivative(latex.loss(selection), latex.weight(selection))
    losses = f"loss {selection.t}"
    counts = counted(model, reduction)
    if counts[selection.t - 1] and not counts.all():
        left = f"{latex.derivative('J', latex.weight(selection))} = {left}"
        losses = f"J, {losses} alone,"
    sum_of = latex.derivative(latex.loss(selection), latex.weight(selection, "k"))
    shown = ends(len(terms), TERMS, [selection.k])
    parts: list[str] = []
    for n in shown:
        if n is None:
            parts.append(latex.MORE_TERMS)
            continue
        ref = f"picked{n}" if n == selection.k else f"term{n}"
        text = latex.number(float(terms[n]), ref)
        sign = "" if not parts else "+ " if terms[n] >= 0 else "{} "
        parts.append(sign + text)
    total = latex.number(float(terms.sum()), "sum")
    tex = (
        f"{left} = {latex.total('k', 0, selection.t - 1, sum_of)} = "
        + " ".join(parts)
        + (rf" = {total}" if len(terms) > 1 else "")
    )
    return {
        "kind": "headline",
        "t": selection.t,
        "lines": [{"tex": [tex], "rule": "", "note": _kept(model, selection, window)}],
        "label": f"The gradient of {losses} as a sum over instances. "
        "Arrow keys go from symbol to symbol.",
    }


def _kept(model: Network, selection: Selection, window: int) -> str:
    """What truncation keeps of the headline's sum; "" where nothing is truncated."""
    if not cutting(selection, window):
        return ""
    last, sum_and_window = selection.t - 1, FULL_SUM.format(plural(window, "step"))
    if not discards(model, selection, window)[last].any():
        return f"{sum_and_window} keeps all of it."
    first = selection.t - window
    kept = contributions(model, selection, window)[last].sum()
    which = f"instance {last}" if first == last else f"instances {first} to {last}"
    return f"{sum_and_window} keeps {which} of it: {short(float(kept))}."


def factors(model: Network, selection: Selection) -> FormulasData:
    """The chain of one contribution: each factor and the product so far."""
    picked = place(selection)
    links = contribution_factors(
        model.back, picked.matrix, picked.i, picked.j, selection.t, picked.k
    )
    lines: list[FormulaLine] = []
    for n in ends(len(links), LONGEST):
        if n is None:
            lines.append({"tex": [latex.MORE_LINES], "rule": "", "note": ""})
            continue
        lines.append(_line(links, n, selection))
    return {
        "kind": "chain",
        "t": selection.t,
        "lines": lines,
        "label": f"The factors of instance {selection.k} of loss {selection.t}. "
        "Arrow keys go from symbol to symbol.",
    }


def _line(links: tuple[Factor, ...], n: int, selection: Selection) -> FormulaLine:
    link = links[n]
    loss, output = latex.loss(selection), selection.matrix == "U"
    node = latex.output(selection.t) if output else latex.state(link.time)
    rows, columns = link.values.shape
    if link.kind == "row":
        left, note = latex.derivative(loss, node), "row vector, the loss's own"
    elif link.kind == "jacobian":
        left = latex.derivative(latex.state(link.time + 1), node)
        note = f"Jacobian of step {link.time + 1}"
    else:
        left = latex.derivative(node, latex.weight(selection, selection.k), "+")
        held = "" if output else f", h({selection.k}) held fixed"
        note = f"immediate partial{held}"
    which = _units(links, n)
    tex = [rf"{left} = {_matrix(link.values, *which)}"]
    if n:
        tex.append(_product(link, which[1], selection, node))
    folded = (rows, columns) != tuple(len(units) for units in which)
    hidden = f"; shown: {_shown(*which)}" if folded else ""
    return {"tex": tex, "rule": f"{rows} × {columns}", "note": note + hidden}


def _shown(rows: np.ndarray, columns: np.ndarray) -> str:
    """Which rows and columns are shown, those that carry most, from 1."""
    named = [
        f"{name} {', '.join(str(one_based(n)) for n in units)}"
        for name, units in (("rows", rows), ("columns", columns))
        if len(units) > 1
    ]
    return " and ".join(named)


def _product(link: Factor, units: np.ndarray, selection: Selection, node: str) -> str:
    loss = latex.loss(selection)
    if link.kind == "immediate":
        left = latex.derivative(loss, latex.weight(selection, selection.k))
        value = latex.number(float(link.product[0, 0]), f"picked{selection.k}")
        return latex.follows(left, value)
    left = latex.derivative(loss, node)
    row = _matrix(link.product, np.arange(1), units)
    return latex.follows(left, row)


def _units(links: tuple[Factor, ...], n: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns to show: of each state the units that carry most."""
    link = links[n]

    def most(weights: np.ndarray) -> np.ndarray:
        if weights.size <= WIDEST:
            return np.arange(weights.size)
        return np.sort(np.argsort(-np.abs(weights), kind="stable")[:KEPT])

    own = links[n].product.ravel()
    if link.kind == "row":
        last = links[n + 1]
        column = last.kind == "immediate"
        return np.arange(1), most(own * last.values.ravel() if column else own)
    before = links[n - 1].product.ravel()
    if link.kind == "immediate":
        return most(before * link.values.ravel()), np.arange(1)
    after = links[n + 1]
    column = after.kind == "immediate"
    return most(before), most(own * after.values.ravel() if column else own)


def _matrix(values: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> str:
    return latex.matrix([[float(values[r, c]) for c in columns] for r in rows])
