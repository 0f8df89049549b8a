"""The numbers, summed times and words that the indices of a line stand for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from derivations import Line, Network
from derivations.evaluation.evaluate import evaluate
from derivations.language import symbols as s

FEW = 6
"""The most values of a summed time that are followed."""


@dataclass(frozen=True)
class Scope:
    """What the indices of a line stand for: numbers, values of summed times, words.

    `summed`: its errors are those of the summed loss, which have one time and not two.
    `columns`: its matrices are named with one index, that of a column.
    """

    at: Mapping[str, int]
    spans: Mapping[str, Sequence[int]]
    inputs: Sequence[int]
    targets: Sequence[int]
    summed: bool = False
    columns: bool = False


def few(values: Sequence[Any], most: int = FEW) -> Sequence[Any]:
    """The values, or of many the first two and the last, as formulas show them."""
    return values if len(values) <= most else [*values[:2], values[-1]]


def scope_of(line: Line, network: Network, known: Mapping[Any, int]) -> Scope:
    """What the indices of a line stand for, summed times included."""
    spans: dict[str, list[int]] = {}
    for index, low, high in sum_limits(line.expr):
        if high in s.SIZES or index in known:
            continue
        ends = [dict(known)]
        for inner in (low.free_symbols | high.free_symbols) - set(known):
            values = spans.get(str(inner))
            if values:
                ends = [{**e, inner: v} for e in ends for v in (values[0], values[-1])]
        bottom = min(int(evaluate(low, network, e)) for e in ends)
        top = max(int(evaluate(high, network, e)) for e in ends)
        both = spans.get(str(index), [])
        spans[str(index)] = sorted({*both, *range(bottom, top + 1)})
    losses = [loss for loss in line.expr.atoms(s.J) if not loss.args]
    errors = [e for e in line.expr.atoms(sp.Indexed) if e.base == s.delta]
    wholes = [e for e in line.expr.atoms(s.Whole) if e.base == s.delta]
    return Scope(
        {"T": network.T, **{str(index): int(n) for index, n in known.items()}},
        spans,
        [int(word) + 1 for word in network.inputs],
        [int(word) + 1 for word in network.targets],
        bool(losses)
        or 2 in {len(e.indices) for e in errors}
        or 1 in {len(w.times) for w in wholes},
        bool(line.expr.atoms(s.Column)),
    )


def sum_limits(expr: Any) -> Iterator[tuple[Any, Any, Any]]:
    """The limits of all sums and products, outermost first."""
    for node in sp.preorder_traversal(expr):
        if isinstance(node, s.OrderedProduct):
            index, high, low = node.limit
            yield index, low, high
        elif isinstance(node, sp.Sum | sp.Product):
            yield from reversed(node.limits)
