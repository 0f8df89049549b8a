"""Whether an expression's numbers can be found in a moment, whatever someone typed.

Sums within sums over all units make arrays with an axis each, sums over times take
their terms one by one; both grow fast, and the text is only so long.
"""

from typing import Any

import sympy as sp

from derivations.evaluation.counting import cost
from derivations.evaluation.index_sample import OPERATIONS, Sample
from derivations.language.symbols import OrderedProduct, T

BYTES = 64_000_000
"""What an array may take."""


def affordable(expr: sp.Expr, sample: Sample) -> bool:
    """Whether an expression can be evaluated at all choices of indices of a sample."""
    net = sample.network
    steps = max([net.T, *_ends(expr)])
    units = tuple(sample.units)
    takes = cost([expr], {**net.sizes, T: steps}, units, sample.count, steps)
    many = max(1, len(sample.moments))
    return takes.operations * many <= OPERATIONS and takes.bytes <= BYTES


def _ends(expr: sp.Expr) -> list[int]:
    """The numbers in the bounds of sums: one may have more terms than the network has
    steps.
    """
    limits: list[Any] = []
    for node in sp.preorder_traversal(expr):
        if isinstance(node, sp.Sum | sp.Product):
            limits += node.limits
        elif isinstance(node, OrderedProduct):
            limits.append(node.limit)
        elif node.is_Pow and node.exp.is_Integer:
            limits.append((None, abs(node.exp)))
    return [
        abs(int(a))
        for limit in limits
        for bound in limit[1:]
        for a in bound.atoms(sp.Integer)
    ]
