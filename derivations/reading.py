"""The order in which a product's factors are read; SymPy sorts them its own way."""

import sympy as sp

from derivations.symbols import (
    H,
    L,
    Partial,
    U,
    delta,
    delta_o,
    dsigma,
    h,
    is_quantity,
    o,
    yhat,
    z,
)

READING_ORDER = [yhat, sp.KroneckerDelta, U, H, L, z, o, h]


def delta_order(index: sp.Expr) -> tuple[bool, str]:
    """The summed index first: [m = i], [l = j]."""
    return str(index) not in "lmn", str(index)


def reading_order(factors: list[sp.Expr]) -> list[sp.Expr]:
    """Errors, a chain of partials from the loss down, then the rest by its symbol.

    Products of whole arrays do not commute and stay as they are.
    """
    if any(factor.is_commutative is False for factor in factors):
        return factors
    partials = [f for f in factors if isinstance(f, Partial) and is_quantity(f.num)]
    errors = [f for f in factors if getattr(f, "base", None) in (delta, delta_o)]
    rest = [f for f in factors if f not in partials and f not in errors]
    rest.sort(key=lambda f: (_rank(f), str(f)))
    return sorted(errors, key=str) + _chained(sorted(partials, key=str)) + rest


def _chained(partials: list[Partial]) -> list[Partial]:
    """Partials in the order of the chain rule: dJ/dz first, then dz/dH."""
    order: list[Partial] = []
    left = list(partials)
    while left:
        heads = [p for p in left if all(p.num != q.den for q in left)]
        follow = [(heads or left)[0]]
        while follow:
            order.append(follow[0])
            left.remove(follow[0])
            follow = [p for p in left if p.num == order[-1].den]
    return order


def _rank(factor: sp.Expr) -> int:
    if isinstance(factor, dsigma):
        return -1
    if factor.func == sp.KroneckerDelta:
        return READING_ORDER.index(sp.KroneckerDelta)
    if isinstance(factor, sp.Indexed):
        return READING_ORDER.index(factor.base)
    return len(READING_ORDER)
