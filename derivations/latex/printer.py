"""The one LaTeX printer: for reading, for linking, and with numbers put in.

SymPy sorts the factors of a product; the printer puts them back in reading order:
errors, the partials of a chain, weights, states, and last what needs brackets.  A
symbol's reference, such as H(t-1;i;j), is made of its name, times and units, and is the
same wherever the same quantity stands.
"""

from collections.abc import Mapping
from typing import Any

import sympy as sp

from derivations.evaluation.evaluate import evaluate
from derivations.evaluation.network import Network
from derivations.latex import array_writer, sum_writer
from derivations.latex.names import number, symbols
from derivations.latex.symbol_writer import NEW, Writer
from derivations.latex.written_sums import levels

NODES = (array_writer, sum_writer)
"""Where nodes that are no symbols say how they are written."""
PRECISE = 3_000
"""The most numbers a run may touch for the values shown to have digits to spare."""


def latex(
    expr: sp.Expr,
    refs: bool = False,
    at: Mapping[Any, Any] | None = None,
    network: Network | None = None,
    since: sp.Expr | None = None,
    names: str = "source",
    orders: Mapping[sp.Expr, tuple[sp.Expr, ...]] | None = None,
) -> str:
    """An expression as LaTeX; see `Line.latex`.

    `since` is the line before; `orders` has the terms of sums, and the factors of
    products, in the order in which they are written, where that is not reading order.
    """
    if network and network.small(PRECISE):
        network = network.precise(30)
    env = {**(network.sizes if network else {}), **(at or {})}
    known = frozenset(sp.preorder_traversal(since)) if since is not None else None
    writer = Writer(
        refs, env, network, known, names=symbols(names), orders=orders or {}
    )
    text = writer.but(levels=levels(expr, writer)).text(expr)
    if known is not None and NEW not in text:
        text = writer.marked(expr, text)
    if network is None:
        return text
    return f"{text} = {number(evaluate(expr, network, env))}"
