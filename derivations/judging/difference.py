"""Says what a wrong line changed: where it differs from a right one, and in what."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import sympy as sp

from derivations.judging.judgement import Difference
from derivations.judging.leaves import is_leaf, leaf_kind
from derivations.judging.pairing import leftovers, paired, renamings
from derivations.judging.slopes import of_slopes
from derivations.language.symbols import (
    Cases,
    Entry,
    Hadamard,
    OrderedProduct,
    Partial,
    RisingProduct,
    Transposed,
)
from derivations.reading.form import form, outermost

Found = tuple[Difference, ...]
TERMS = 8
"""So many terms of a sum are left out, one by one, to see what remains."""
KIND, UNLIKE = 1000, 400
"""What one kind of difference more weighs, and a factor in another's place."""


@lru_cache(maxsize=4096)
def compared(right: sp.Expr, wrong: sp.Expr) -> Found:
    """All differences between two expressions whose sums stand outside of products."""
    if right == wrong or form(right) == form(wrong):
        return ()
    if form(right) == form(-wrong):
        return (Difference("sign", right, wrong),)
    array = right.is_commutative is False and wrong.is_commutative is False
    if array and form(Transposed(right)) == form(wrong):
        return (Difference("transpose", right, wrong),)
    if (gone := _without_a_term(right, wrong)) is not None:
        return (Difference("term", gone, sp.S.Zero),)
    if (more := _without_a_term(wrong, right)) is not None:
        return (Difference("term", sp.S.Zero, more),)
    for kind, compare in COMPOUND.items():
        if isinstance(right, kind) or isinstance(wrong, kind):
            return compare(right, wrong)
    return _nodes(right, wrong)


def _sums(right: sp.Expr, wrong: sp.Expr) -> Found:
    """Sums index by index, and what they sum."""
    best: Found | None = None
    for limits, others, body in renamings(right, wrong):
        own = right.function if isinstance(right, sp.Sum) else right
        found = tuple(_with_sum(a, limits, others) for a in compared(own, body))
        pairs = zip(limits, others, strict=False)
        if any(a != b for a, b in pairs) or (len(limits) != len(others) and not found):
            found = (Difference("sum", right, wrong), *found)
        if best is None or weight(found) < weight(best):
            best = found
    return best or ()


def _with_sum(found: Difference, limits: Sequence[Any], others: Sequence[Any]) -> Any:
    """A missing factor, or one too much, with the sum that is its own."""
    sides = []
    for side, own, rest in (
        (found.right, limits, others),
        (found.wrong, others, limits),
    ):
        alone = [a for a in own[len(rest) :] if side is not None and side.has(a[0])]
        sides.append(sp.Sum(side, *alone) if alone else side)
    return Difference(found.kind, *sides)


def _products(right: sp.Expr, wrong: sp.Expr) -> Found:
    """Factors: of numbers in any order, of arrays in theirs."""
    (a, own), (b, other) = right.as_coeff_mul(), wrong.as_coeff_mul()
    found: Found = ()
    if a == -b:
        found = (Difference("sign", right, wrong),)
    elif a != b:
        found = (Difference("factor", a, b),)
    missing, extra = leftovers(_numbers(own), _numbers(other))
    found += _factors(missing, extra)
    left, others = _arrays(own), _arrays(other)
    if left == others:
        return found
    if leftovers(left, others) == ([], []):
        return (*found, Difference("order", sp.Mul(*left), sp.Mul(*others)))
    while left and others and left[0] == others[0]:
        left, others = left[1:], others[1:]
    while left and others and left[-1] == others[-1]:
        left, others = left[:-1], others[:-1]
    if len(left) == len(others):
        pairs = zip(left, others, strict=True)
        return found + tuple(each for pair in pairs for each in compared(*pair))
    return (*found, Difference("factor", sp.Mul(*left), sp.Mul(*others)))


def _numbers(factors: Sequence[sp.Expr]) -> list[sp.Expr]:
    return [a for a in factors if a.is_commutative]


def _arrays(factors: Sequence[sp.Expr]) -> list[sp.Expr]:
    return [a for a in factors if not a.is_commutative]


def _factors(missing: list[sp.Expr], extra: list[sp.Expr]) -> Found:
    """What is left of two products when their common factors are gone."""
    return _left("factor", missing, extra, lambda a: sp.Mul(*a))


def _left(
    kind: str,
    missing: list[sp.Expr],
    extra: list[sp.Expr],
    joined: Callable[[list[sp.Expr]], sp.Expr],
) -> Found:
    """Pairs of what is left, each with its own differences, and what has no partner."""
    pairs, gone, more = paired(missing, extra, lambda a, b: weight(compared(a, b)))
    found = tuple(each for pair in pairs for each in compared(*pair))
    if gone or more:
        found += (Difference(kind, joined(gone), joined(more)),)
    moved = {a.kind for a in found} <= {"time", "index", "sign"}
    if missing and extra and not moved and of_slopes(missing, extra):
        return (Difference("slope", joined(missing), joined(extra)),)
    return found


def _terms(right: sp.Expr, wrong: sp.Expr) -> Found:
    missing, extra = leftovers(sp.Add.make_args(right), sp.Add.make_args(wrong))
    return _left("term", missing, extra, lambda a: sp.Add(*a))


def _hadamards(right: sp.Expr, wrong: sp.Expr) -> Found:
    own, other = (
        list(a.args) if isinstance(a, Hadamard) else [a] for a in (right, wrong)
    )
    return _left("factor", *leftovers(own, other), _by_entry)


def _by_entry(factors: list[sp.Expr]) -> sp.Expr:
    if len(factors) > 1:
        return Hadamard(*factors)
    return factors[0] if factors else sp.S.One


COMPOUND = {
    sp.Add: _terms,
    sp.Sum: _sums,
    Hadamard: _hadamards,
    sp.Mul: _products,
}
"""How nodes are compared of which either is one of these, the first that is."""


def _without_a_term(full: sp.Expr, other: sp.Expr) -> sp.Expr | None:
    """The term of a factor of a product without which it is the other expression.

    That is then no longer a product of the same shape: a sum that was a term may now
    stand outside.
    """
    body = full.function if isinstance(full, sp.Sum) else full
    factors = body.args if isinstance(body, sp.Mul | Hadamard) else ()
    for at, factor in enumerate(factors):
        for term in factor.args[:TERMS] if factor.is_Add else ():
            rest = [*factors[:at], factor - term, *factors[at + 1 :]]
            new = outermost(full.xreplace({body: body.func(*rest)}))
            if form(new) == form(other):
                return term
    return None


def _nodes(right: sp.Expr, wrong: sp.Expr) -> Found:
    """Two nodes of which none is a sum or a product."""
    if Transposed in (right.func, wrong.func) and _of_one_kind(right, wrong):
        return (Difference("transpose", right, wrong),)
    if isinstance(right, Partial) and isinstance(wrong, Partial):
        inner = compared(right.num, wrong.num) + compared(right.den, wrong.den)
        if right.func != wrong.func or right.args[2:] != wrong.args[2:]:
            inner = (Difference("total", right, wrong), *inner)
        return tuple(
            Difference("total", right, wrong) if a.kind == "total" else a for a in inner
        )
    if right.func != wrong.func:
        kind = "slope" if of_slopes([right], [wrong]) else "factor"
        if {right.func, wrong.func} == {OrderedProduct, RisingProduct}:
            kind = "order"
        return (Difference(kind, right, wrong),)
    if is_leaf(right):
        return (Difference(leaf_kind(right, wrong), right, wrong),)
    return _parts(right, wrong)


def _of_one_kind(right: sp.Expr, wrong: sp.Expr) -> bool:
    """Whether one is transposed, the other is not, and they are symbols of one kind."""
    inner = [a.args[0] if isinstance(a, Transposed) else a for a in (right, wrong)]
    return right.func != wrong.func and inner[0].func == inner[1].func


def _parts(right: Any, wrong: Any) -> Found:
    """The differences of the parts of two nodes of one type."""
    if isinstance(right, OrderedProduct):
        return _ordered(right, wrong)
    if isinstance(right, Entry) and right.args[1:] != wrong.args[1:]:
        return (Difference("index", right, wrong),)
    if isinstance(right, Cases) and right.args[1:3] != wrong.args[1:3]:
        return (Difference("time", right, wrong),)
    if right.is_Pow and right.exp != wrong.exp:
        return (Difference("factor", right, wrong),)
    if len(right.args) != len(wrong.args):
        return (Difference("factor", right, wrong),)
    if isinstance(right, sp.Product):
        if right.limits != wrong.limits:
            return (Difference("factor", right, wrong),)
        return compared(right.function, wrong.function)
    pairs = zip(right.args, wrong.args, strict=True)
    return tuple(each for pair in pairs for each in compared(*pair))


def _ordered(right: Any, wrong: Any) -> Found:
    """Two products of Jacobians."""
    index, high, low = right.limit
    swap = {wrong.limit[0]: index}
    function = wrong.function.xreplace(swap)
    if (high, low) != tuple(wrong.limit[1:]):
        return (Difference("factor", right, wrong),)
    if function == right.function.xreplace({index: high + low - index}):
        return (Difference("order", right, wrong),)
    return compared(right.function, function)


def weight(found: Found) -> int:
    """How much two expressions differ: kinds first, then factors that have nothing in
    common, then the size of what differs.
    """
    kinds = len({a.kind for a in found})
    unlike = sum(a.kind == "factor" and 1 not in (a.right, a.wrong) for a in found)
    sizes = sum(_size(a.right) + _size(a.wrong) for a in found)
    return KIND * kinds + UNLIKE * unlike + sizes


def _size(expr: Any) -> int:
    if expr is None:
        return 0
    return sum(1 for _ in sp.preorder_traversal(expr))
