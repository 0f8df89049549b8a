"""The order in which the factors and terms of a line are written."""

import sympy as sp

from derivations.language.definitions import definition
from derivations.language.symbols import (
    H,
    L,
    U,
    chain_link,
    delta,
    delta_o,
    dsigma,
    h,
    is_quantity,
    l,
    o,
    onehot_x,
    onehot_y,
    yhat,
    z,
)

READING_ORDER = [onehot_y, yhat, sp.KroneckerDelta, U, H, L, z, o, h, onehot_x]


def delta_order(index: sp.Expr) -> tuple[bool, str]:
    """The order of Kronecker deltas, the summed index first: [m = i], [l = j]."""
    return str(index) not in "lmn", str(index)


def reading_order(factors: list[sp.Expr]) -> list[sp.Expr]:
    """The order of factors: errors, a chain of partials, then the rest by symbol.

    A partial whose numerator is written out stands where its short form would.

    Products of whole arrays do not commute and stay as they are.
    """
    if any(factor.is_commutative is False for factor in factors):
        return factors
    links = [f for f in factors if chain_link(f)]
    errors = [f for f in factors if getattr(f, "base", None) in (delta, delta_o)]
    rest = [f for f in factors if f not in links and f not in errors]
    rest.sort(key=lambda f: (_rank(f), _innermost(f), str(f)))
    return sorted(errors, key=str) + _chained(sorted(links, key=str)) + rest


def term_order(term: sp.Expr) -> tuple[bool, bool, bool]:
    """The order of terms: sums first, terms with a minus last."""
    return (
        bool(term.could_extract_minus_sign()),
        not term.has(sp.Sum) and bool(term.is_commutative),
        not term.has(delta_o) and not term.has(o),
    )


def _chained(links: list[sp.Expr]) -> list[sp.Expr]:
    """The links of a chain in the order of the chain rule: dJ/dz first, then dz/dH."""
    ends = {link: chain_link(link) or (None, None) for link in links}
    order: list[sp.Expr] = []
    left = list(links)
    while left:
        heads = [a for a in left if not any(_is(ends[a][0], ends[b][1]) for b in left)]
        following = [(heads or left)[0]]
        while following:
            order.append(following[0])
            left.remove(following[0])
            reached = ends[order[-1]][1]
            following = [a for a in left if _is(ends[a][0], reached)]
    return order


def _is(num: sp.Expr, quantity: sp.Expr) -> bool:
    """Whether a numerator is the quantity, or its definition written out."""
    if num == quantity:
        return True
    if is_quantity(num) or getattr(quantity, "base", None) not in (z, h, o):
        return False
    bound = next((a.limits[0][0] for a in num.atoms(sp.Sum)), l)
    return num in (definition(quantity, bound, way) for way in (True, False))


def _innermost(factor: sp.Expr) -> bool:
    """[l = j] stands behind [v = w]: l is bound by the inner sum."""
    return isinstance(factor, sp.KroneckerDelta) and "l" in map(str, factor.args)


def _rank(factor: sp.Expr) -> int:
    if isinstance(factor, dsigma):
        return -1
    if factor.func == sp.KroneckerDelta:
        return READING_ORDER.index(sp.KroneckerDelta)
    if isinstance(factor, sp.Indexed):
        return READING_ORDER.index(factor.base)
    return len(READING_ORDER)
