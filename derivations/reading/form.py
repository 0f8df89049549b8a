"""The form of an expression, whatever its bound indices are called and its order is.

Two expressions have the same form if they differ in the names of bound indices, in the
order of factors that commute, of terms, or of sums that do not depend on each other, in
how far a factor that all terms share stands outside of its sum, and in transposes that
cancel or are distributed.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, permutations, product
from typing import Any

import sympy as sp

from derivations.language.symbols import (
    SIZES,
    Cases,
    Complement,
    Diag,
    Hadamard,
    Identity,
    OrderedProduct,
    Transposed,
)

TIES = 24
"""The most orders of sums, alike by where their indices stand, that are tried."""
BOUND = "_"
"""What begins the name of an index that `form` has renamed."""


@lru_cache(maxsize=8192)
def form(expr: sp.Expr) -> sp.Expr:
    """An expression's form: equal for two that say the same in the same way."""
    return _renamed(outermost(expr))


@lru_cache(maxsize=8192)
def outermost(expr: sp.Expr) -> sp.Expr:
    """The expression with each sum outside of the products in which it stands.

    a sum_k b = sum_k a b; bound indices keep their names, or get a free one where two
    sums would share it.  Transposes stand at single arrays.
    """
    if not expr.args or isinstance(expr, sp.Indexed):
        return expr
    if isinstance(expr, Transposed):
        return _transposed(outermost(expr.args[0]))
    parts = [outermost(a) if isinstance(a, sp.Expr) else a for a in expr.args]
    if isinstance(expr, sp.Sum):
        return _summed(parts[0], list(expr.limits))
    if isinstance(expr, Hadamard):
        flat = [b for a in parts for b in (a.args if isinstance(a, Hadamard) else [a])]
        return Hadamard(*sorted(flat, key=sp.default_sort_key))
    if isinstance(expr, Complement) and parts[0].is_commutative:
        return 1 - parts[0]
    if isinstance(expr, Cases):
        equal, left, right, other = parts
        return Cases(equal, *sorted((left, right), key=str), other)
    if isinstance(expr, sp.Mul):
        return _product(parts)
    if isinstance(expr, sp.Add):
        return added(parts)
    return expr.func(*parts) if tuple(parts) != expr.args else expr


def added(terms: list[sp.Expr]) -> sp.Expr:
    """Terms added up; beside arrays 1 is a 1 in every entry: 1 - a and -(1 - a)."""
    numbers = sp.Add(*(a for a in terms if a.is_commutative))
    arrays = [a for a in terms if not a.is_commutative]
    if arrays and numbers == 1:
        return Complement(sp.Add(*(-a for a in arrays)))
    if arrays and numbers == -1:
        return -Complement(sp.Add(*arrays))
    return sp.Add(*terms)


def _summed(body: sp.Expr, limits: list[Any]) -> sp.Expr:
    """A sum around a body that may be one itself."""
    if isinstance(body, sp.Sum):
        own = list(body.limits)
        taken = {limit[0] for limit in limits}
        body, own = _apart(body.function, own, taken)
        limits = [*own, *limits]
    return sp.Sum(body, *limits)


def _product(parts: list[sp.Expr]) -> sp.Expr:
    """Factors with all their sums outside."""
    limits: list[Any] = []
    factors: list[sp.Expr] = []
    sums = [a for a in parts if isinstance(a, sp.Sum)]
    if not sums:
        return _without_ones(parts)
    taken = set().union(*(indices(a) for a in parts if a not in sums))
    for part in parts:
        if isinstance(part, sp.Sum):
            body, own = _apart(part.function, list(part.limits), taken)
            limits = [*own, *limits]
            taken |= indices(body) | {limit[0] for limit in own}
            factors.append(body)
        else:
            factors.append(part)
    return sp.Sum(_without_ones(factors), *limits)


def _without_ones(factors: list[sp.Expr]) -> sp.Expr:
    """A product; an identity matrix beside another array is left out."""
    arrays = [a for a in factors if not a.is_commutative]
    ones = [a for a in arrays if isinstance(a, Identity)]
    if ones and len(arrays) > 1:
        keep = ones[:1] if len(ones) == len(arrays) else []
        factors = [a for a in factors if a not in ones] + keep
    return sp.Mul(*factors)


def _apart(
    body: sp.Expr, limits: list[Any], taken: set[sp.Symbol]
) -> tuple[sp.Expr, list[Any]]:
    """A sum's body and limits, its indices renamed where they are taken."""
    swap: dict[Any, Any] = {}
    for index, *_ in limits:
        if index in taken:
            used = taken | indices(body) | set(swap.values())
            swap[index] = next(a for a in _names(f"{index}_") if a not in used)
    if not swap:
        return body, limits
    return body.xreplace(swap), [tuple(a.xreplace(swap) for a in b) for b in limits]


def _names(front: str) -> Iterator[sp.Symbol]:
    n = 0
    while True:
        n += 1
        yield sp.Symbol(f"{front}{n}", integer=True)


def indices(expr: sp.Expr) -> set[sp.Symbol]:
    """Every symbol of an expression, bound ones too."""
    return set(expr.atoms(sp.Symbol))


def _transposed(of: sp.Expr) -> sp.Expr:
    """The transpose of an expression whose own are at single arrays."""
    if isinstance(of, Transposed):
        return of.args[0]
    if isinstance(of, Identity | Diag):
        return of
    if isinstance(of, sp.Sum):
        return sp.Sum(_transposed(of.function), *of.limits)
    if isinstance(of, sp.Mul):
        scalars = [a for a in of.args if a.is_commutative]
        arrays = [_transposed(a) for a in of.args if not a.is_commutative]
        return sp.Mul(*scalars, *reversed(arrays))
    if isinstance(of, sp.Add | Hadamard | Complement) and not of.is_commutative:
        if any(a.is_commutative for a in of.args):
            return Transposed(of)
        return of.func(*map(_transposed, of.args))
    if isinstance(of, sp.Pow):
        return _transposed(of.base) ** of.exp
    if isinstance(of, Cases):
        equal, left, right, other = of.args
        return Cases(_transposed(equal), left, right, _transposed(other))
    return Transposed(of)


@lru_cache(maxsize=8192)
def _renamed(expr: sp.Expr) -> sp.Expr:
    """The expression with its bound indices named by their depth, in one order."""
    if not expr.args or isinstance(expr, sp.Indexed):
        return expr
    if isinstance(expr, OrderedProduct):
        function, (index, high, low) = _renamed(expr.function), expr.limit
        new = _bound(_deepest(function) + 1)
        return expr.func(function.xreplace({index: new}), sp.Tuple(new, high, low))
    parts = [_renamed(a) if isinstance(a, sp.Expr) else a for a in expr.args]
    if not isinstance(expr, sp.Sum | sp.Product):
        changed = expr.func(*parts) if tuple(parts) != expr.args else expr
        if isinstance(changed, Hadamard):
            return Hadamard(*sorted(changed.args, key=sp.default_sort_key))
        return changed
    limits = list(expr.limits)
    if isinstance(expr, sp.Product):
        orders: Iterable[list[Any]] = [limits]
    else:
        orders = orders_of(parts[0], limits)
    made = (_named(expr.func, parts[0], order) for order in orders)
    return min(made, key=sp.default_sort_key)


def _named(func: Any, body: sp.Expr, limits: list[Any]) -> sp.Expr:
    """A sum whose indices have the names of their places, the innermost first."""
    first = _deepest(body) + 1
    swap = {limit[0]: _bound(first + n) for n, limit in enumerate(limits)}
    new = [tuple(sp.S(a).xreplace(swap) for a in limit) for limit in limits]
    return func(body.xreplace(swap), *new)


def _bound(n: int) -> sp.Symbol:
    return sp.Symbol(f"{BOUND}{n}", integer=True)


def _deepest(expr: sp.Expr) -> int:
    """The largest number among the names that `form` gave."""
    names = [str(a) for a in expr.atoms(sp.Symbol) if str(a).startswith(BOUND)]
    return max((int(a[1:]) for a in names), default=0)


def orders_of(body: sp.Expr, limits: list[Any]) -> Iterator[list[Any]]:
    """The orders of a sum's limits, innermost first, among which they do not differ.

    No limit stands outside of one that its bounds speak of.
    """
    left, groups = list(limits), []
    while left:
        bounds = [indices(sp.Tuple(*a[1:])) for a in left]
        outer = [
            a
            for a, own in zip(left, bounds, strict=True)
            if not own & {b[0] for b in left}
        ]
        outer = outer or left
        least = min(_signature(body, a) for a in outer)
        group = [a for a in outer if _signature(body, a) == least]
        groups.append(group)
        left = [a for a in left if a not in group]
    tries = 0
    for order in product(*(islice(permutations(a), TIES) for a in groups)):
        tries += 1
        if tries > TIES:
            return
        yield [limit for group in order for limit in group][::-1]


@lru_cache(maxsize=8192)
def _signature(body: sp.Expr, limit: Any) -> tuple[Any, ...]:
    """Where an index runs and stands, whatever the others are called."""
    index, low, high = limit
    own, other = sp.Symbol("own"), sp.Symbol("other")
    places = []
    for node in sp.preorder_traversal(body):
        if node.has(index) and isinstance(node, sp.Indexed | sp.KroneckerDelta):
            swap = {a: other for a in indices(node) if a.is_integer and a != index}
            places.append(str(node.xreplace({**swap, index: own})))
    return high in SIZES, str(high), str(low), sorted(places)
