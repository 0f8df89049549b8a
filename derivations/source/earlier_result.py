"""Rules that put in the result of an earlier derivation or part."""

import sympy as sp

from derivations.derivation import Derivation, Part, whole
from derivations.language.symbols import Entry, OrderedProduct, Partial
from derivations.rules.calculus import Step, hoist

RULE = "put in an earlier result"
SOLVE = "solve an earlier result"
FRESH = sp.symbols("n m l u", integer=True)
"""Names for bound unit indices: one put in never meets one that is there."""
FRESH_TIMES = sp.symbols("k r", integer=True)
"""The same for the times of a product."""


def earlier_result(lemma: Derivation, note: str, array: sp.Expr | None = None) -> Step:
    """A derivative that `lemma` has derived -> what it equals.

    The goal is matched with its free indices open; the result is the first part's last
    line of elements, or, for a goal of whole arrays, its first gathered one.  With
    `array`, one of its gathered lines, an element becomes an entry of that.
    """
    element = None
    if array is not None:
        *_, (row, *_), (column, *_) = lemma.indices
        element = Entry(array, row, column)
    return _results_put_in(lemma.parts[0], note, lemma.slug, element)


def earlier_element(part: Part, note: str) -> Step:
    """A derivative that an earlier part has derived -> what it equals."""
    return _results_put_in(part, note, None)


def _results_put_in(
    part: Part, note: str, uses: str | None, element: sp.Expr | None = None
) -> Step:
    elements = [line.expr for line in part.lines if not line.gathered]
    arrays = [line.expr for line in part.lines if line.gathered]
    free = {index for index, _, _ in part.indices}
    known = [(part.goal, element or elements[-1]), (whole(part.goal), arrays[0])]

    def apply(expr: sp.Expr) -> sp.Expr:
        results = {}
        for node in expr.atoms(Partial):
            for pattern, result in known:
                values = match(pattern, node, free)
                if values is not None:
                    results[node] = _put_in(result, values, expr)
                    break
        return hoist(expr.xreplace(results)) if results else expr

    return Step(RULE, note, apply, uses)


def earlier_part(part: Part, note: str) -> Step:
    """What an earlier part of the same derivation has derived -> the part's goal.

    The result is the part's last line, matched with its free indices open.
    """
    free = {index for index, _, _ in part.indices}
    result = part.lines[-1].expr

    def apply(expr: sp.Expr) -> sp.Expr:
        goals = {}
        for node in sp.preorder_traversal(expr):
            values = match(result, node, free) if node.args else None
            if values is not None:
                goals[node] = part.goal.xreplace(values)
        return expr.xreplace(goals)

    return Step(RULE, note, apply)


def solve_part(part: Part, quantity: sp.Expr, note: str) -> Step:
    """A quantity -> its value, from the last line of an earlier part.

    J^(t) = -log yhat_{y_t}^(t) says that yhat_{y_t}^(t) is exp(-J^(t)).
    """
    unknown, known = sp.Dummy(), sp.Dummy()
    result = part.lines[-1].expr.xreplace({quantity: unknown})
    (solution,) = sp.solve(sp.Eq(known, result), unknown)
    value = solution.xreplace({known: part.goal})
    return Step(SOLVE, note, lambda expr: expr.xreplace({quantity: value}))


def match(
    pattern: sp.Expr, node: sp.Basic, free: set[sp.Symbol]
) -> dict[sp.Symbol, sp.Expr] | None:
    """What the free symbols of a pattern stand for in a node; None if it differs.

    An index s - 1 of the pattern matches any index, with s one more than that.
    """
    values: dict[sp.Symbol, sp.Expr] = {}
    pairs = [(pattern, node)]
    while pairs:
        a, b = pairs.pop()
        open_ = a.free_symbols & free if a.is_commutative else set()
        if a in free or (a.is_Add and len(open_) == 1):
            (symbol,) = {a} if a in free else open_
            value = b - (a - symbol)
            if values.setdefault(symbol, value) != value:
                return None
        elif a.args and a.func == b.func and len(a.args) == len(b.args):
            pairs += zip(a.args, b.args, strict=True)
        elif a != b:
            return None
    return values


def _put_in(
    result: sp.Expr, values: dict[sp.Symbol, sp.Expr], into: sp.Expr
) -> sp.Expr:
    taken = into.atoms(sp.Symbol) | set().union(
        *(value.free_symbols for value in values.values())
    )
    summed = {limit[0] for total in result.atoms(sp.Sum) for limit in total.limits}
    times = {product.limit[0] for product in result.atoms(OrderedProduct)}
    renamed = {}
    for bound, names in ((summed, FRESH), (times, FRESH_TIMES)):
        fresh = iter(name for name in names if name not in taken)
        for index in sorted(bound & taken, key=str):
            renamed[index] = next(fresh)
    return result.xreplace(renamed | values)
