"""Chain rules whose ways differ by step: at the first or the last, and elsewhere."""

import sympy as sp

from derivations.language.symbols import UNITS, Cases, Partial, split
from derivations.rules.calculus import Step


def _through(target: Partial, layer: sp.Indexed) -> sp.Expr:
    """da/db -> sum_m da/dc_m dc_m/db for a layer c."""
    _, (unit,) = split(layer)
    (size,) = UNITS[layer.base]
    product = Partial(target.num, layer) * Partial(layer, target.den)
    return sp.Sum(product, (unit, 1, size))


def chain_rule_both_ways(
    target: Partial, own: sp.Indexed, later: sp.Indexed, last: sp.Expr, note: str
) -> Step:
    """da/dh^(s) -> sum_w da/do_w do_w/dh + sum_m da/dz_m^(s+1) dz_m^(s+1)/dh.

    Through its `own` step's logits, and the `later` step, which the `last` step lacks.
    """

    def apply(expr: sp.Expr) -> sp.Expr:
        (step,), _ = split(target.den)
        ways = [_through(target, layer) for layer in (own, later)]
        at_last = expr.xreplace({target: ways[0]})
        before = expr.xreplace({target: sp.Add(*ways)})
        return expr if at_last == expr else Cases(at_last, last, step, before)

    return Step("chain rule", note, apply)


def chain_rule_from_last(
    target: Partial, own: sp.Indexed, later: sp.Indexed, last: sp.Expr, note: str
) -> Step:
    """da/dh^(s) -> sum_w da/do_w do_w/dh^(T) where s = T, else through z^(s+1).

    For a loss of the `last` step alone, which the `own` logits of no other step move.
    """

    def apply(expr: sp.Expr) -> sp.Expr:
        (step,), _ = split(target.den)
        at_last = target.xreplace({step: last})
        ends = expr.xreplace({target: _through(at_last, own)}).xreplace({step: last})
        before = expr.xreplace({target: _through(target, later)})
        return expr if before == expr else Cases(ends, last, step, before)

    return Step("chain rule", note, apply)


def chain_rule_by_cases(target: Partial, through: sp.Indexed, note: str) -> Step:
    """dh_i^(t)/dh_j^(s) -> [i = j] where t = s, else the chain through `through`."""

    def apply(expr: sp.Expr) -> sp.Expr:
        ((time,), (i,)), ((start,), (j,)) = split(target.num), split(target.den)
        chain = _through(target, through)
        return expr.xreplace(
            {target: Cases(sp.KroneckerDelta(i, j), time, start, chain)}
        )

    return Step("chain rule", note, apply)
