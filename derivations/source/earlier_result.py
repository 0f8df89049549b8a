"""The rule that puts in what an earlier derivation has found."""

import sympy as sp

from derivations.derivation import Derivation, whole
from derivations.language.symbols import Partial
from derivations.rules.calculus import Step, hoist

FRESH = sp.symbols("n m l r u", integer=True)
"""Names for bound indices, so that one put in never meets one that is there."""


def earlier_result(lemma: Derivation, note: str, uses: str | None = None) -> Step:
    """A derivative that `lemma` has derived -> what it equals.

    The goal is matched with its free indices open; the result is the lemma's last line
    of elements, or, for a goal of whole arrays, its first gathered one.
    """
    elements = [line.expr for line in lemma.lines if not line.gathered]
    arrays = [line.expr for line in lemma.lines if line.gathered]
    free = {index for index, _, _ in lemma.indices}
    known = [(lemma.goal, elements[-1]), (whole(lemma.goal), arrays[0])]

    def apply(expr: sp.Expr) -> sp.Expr:
        found = {}
        for node in expr.atoms(Partial):
            for pattern, result in known:
                bound = match(pattern, node, free)
                if bound is not None:
                    found[node] = _put_in(result, bound, expr)
                    break
        return hoist(expr.xreplace(found)) if found else expr

    return Step("put in an earlier result", note, apply, uses or lemma.slug)


def match(
    pattern: sp.Expr, node: sp.Expr, free: set[sp.Symbol]
) -> dict[sp.Symbol, sp.Expr] | None:
    """What the free symbols of a pattern stand for in a node; None if it differs.

    An index s - 1 of the pattern matches any index, with s one more than that.
    """
    bound: dict[sp.Symbol, sp.Expr] = {}
    pairs = [(pattern, node)]
    while pairs:
        a, b = pairs.pop()
        open_ = a.free_symbols & free if a.is_commutative else set()
        if a in free or (a.is_Add and len(open_) == 1):
            (symbol,) = {a} if a in free else open_
            value = b - (a - symbol)
            if bound.setdefault(symbol, value) != value:
                return None
        elif a.args and a.func == b.func and len(a.args) == len(b.args):
            pairs += zip(a.args, b.args, strict=True)
        elif a != b:
            return None
    return bound


def _put_in(
    result: sp.Expr, values: dict[sp.Symbol, sp.Expr], into: sp.Expr
) -> sp.Expr:
    taken = into.atoms(sp.Symbol) | set().union(
        *(value.free_symbols for value in values.values())
    )
    inner = {limit[0] for total in result.atoms(sp.Sum) for limit in total.limits}
    names = iter(name for name in FRESH if name not in taken)
    renamed = {
        index: next(names) if index in taken else index
        for index in sorted(inner, key=str)
    }
    return result.xreplace(renamed | values)
