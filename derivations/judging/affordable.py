"""Whether an expression's numbers can be found in a moment, whatever someone typed.

Sums within sums over all units make arrays with an axis each, sums over times take
their terms one by one; both grow fast, and the text is only so long.
"""

from typing import Any

import sympy as sp

from derivations.evaluation.counting import cost
from derivations.evaluation.index_sample import OPERATIONS, Sample
from derivations.evaluation.network import Network
from derivations.language.symbols import SIZES, OrderedProduct, T

BYTES = 64_000_000
"""What an array may take."""
ROUNDS = 300_000
"""How many nodes may be evaluated one by one."""


def affordable(expr: sp.Expr, sample: Sample) -> bool:
    """Whether an expression can be evaluated at all choices of indices of a sample."""
    net, many = sample.network, max(1, len(sample.moments))
    if rounds(expr, net) * many > ROUNDS:
        return False
    steps = max([net.T, *_ends(expr)])
    units = tuple(sample.units)
    takes = cost([expr], {**net.sizes, T: steps}, units, sample.count, steps)
    return takes.operations * many <= OPERATIONS and takes.bytes <= BYTES


def rounds(expr: Any, network: Network) -> int:
    """How many nodes are evaluated, those in a sum over times once a term."""
    if isinstance(expr, sp.Sum | sp.Product):
        inside = rounds(expr.function, network)
        for limit in expr.limits:
            if limit[2] not in SIZES:
                inside *= _terms(limit, network)
            inside += 1
        return inside
    if isinstance(expr, OrderedProduct):
        return 1 + _terms(expr.limit, network) * rounds(expr.function, network)
    return 1 + sum(rounds(a, network) for a in expr.args)


def _terms(limit: Any, network: Network) -> int:
    """The most terms between two bounds, every index being at most T, D or V."""
    ends = [network.T, *_numbers(limit)]
    ends += [n for size, n in network.sizes.items() if any(a.has(size) for a in limit)]
    return 1 + sum(ends)


def _ends(expr: sp.Expr) -> list[int]:
    """The numbers in the bounds of sums."""
    found: list[int] = []
    for node in sp.preorder_traversal(expr):
        if isinstance(node, sp.Sum | sp.Product):
            found += [a for limit in node.limits for a in _numbers(limit)]
        elif isinstance(node, OrderedProduct):
            found += _numbers(node.limit)
    return found


def _numbers(limit: Any) -> list[int]:
    return [abs(int(a)) for bound in limit[1:] for a in bound.atoms(sp.Integer)]
