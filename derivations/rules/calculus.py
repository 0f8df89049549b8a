"""Rules of calculus: chain rule, definitions, derivatives, Kronecker deltas, errors.

A rule is a `Step`: its name, a plain sentence for the reader, and a function from
expression to expression.  A rule that finds nothing to do raises `RuleError`, because a
derivation whose rule does not apply is wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from derivations.language.definitions import definition, error_term
from derivations.language.symbols import (
    UNITS,
    H,
    Immediate,
    J,
    L,
    Partial,
    U,
    chain_link,
    delta,
    delta_o,
    is_quantity,
    q,
    split,
)


class RuleError(ValueError):
    """Raised where a rule finds nothing to apply to."""


@dataclass(frozen=True)
class Step:
    """A rule with its arguments: `step(expr)` is the next line's expression."""

    rule: str
    note: str
    apply: Callable[[sp.Expr], sp.Expr]
    uses: str | None = None

    def __call__(self, expr: sp.Expr) -> sp.Expr:
        after = self.apply(expr)
        if after == expr:
            raise RuleError(f"{self.rule!r} changes nothing in {expr}: {self.note}")
        return after


def hoist(expr: sp.Expr) -> sp.Expr:
    """a sum_m f(m) -> sum_m a f(m), so that sums stand before their whole body."""

    def sums_outside(product: sp.Mul) -> sp.Expr:
        sums = [a for a in product.args if isinstance(a, sp.Sum)]
        others = [a for a in product.args if not isinstance(a, sp.Sum)]
        limits = [limit for a in sums for limit in a.limits]
        body = sp.Mul(*others, *(a.function for a in sums))
        return sp.Sum(body, *limits) if sums else product

    return expr.replace(lambda node: node.is_Mul, sums_outside)


def sum_over_instances(
    target: Partial, over: tuple[sp.Symbol, Any, Any], note: str
) -> Step:
    """dJ^(t)/dH_ij -> sum_k dJ^(t)/dH_ij^(k): the total derivative of a shared weight.

    Source section 3.  The denominator is shared, without a time.
    """

    def apply(expr: sp.Expr) -> sp.Expr:
        instance = target.den.base[(over[0], *target.den.indices)]
        total = sp.Sum(Partial(target.num, instance), over)
        return expr.xreplace({target: total})

    if split(target.den)[0]:
        raise RuleError(f"{target.den} is one instance already")
    return Step("sum over instances", note, apply)


def chain_rule(
    target: Partial, through: sp.Indexed, note: str, summed: bool = True
) -> Step:
    """da/db -> sum_m da/dc_m dc_m/db, through the layer c = `through`.

    Without `summed`, through the one unit c_m on which a depends (an element-wise
    function).  An immediate partial leaves its mark on the last factor.
    """

    def apply(expr: sp.Expr) -> sp.Expr:
        product = Partial(target.num, through) * target.func(through, target.den)
        if not summed:
            return expr.xreplace({target: product})
        _, (unit,) = split(through)
        (size,) = UNITS[through.base]
        layer = sp.Sum(product, (unit, 1, size))
        return hoist(expr.xreplace({target: layer}))

    return Step("chain rule", note, apply)


def chain_rule_backwards(num: sp.Expr, den: sp.Indexed, note: str) -> Step:
    """sum_m d num/dc_m ... dc_m/d den -> d num/d den: a chain, closed again.

    An entry of a product of Jacobians is a link of the chain.  The sums over the units
    that the chain passed through go with it.
    """

    def close(product: sp.Mul) -> sp.Expr:
        links = {}
        for factor in product.args:
            link = chain_link(factor)
            if link and not isinstance(factor, Immediate):
                links[link[0]] = factor, link[1]
        chain = []
        reached = num
        while reached in links and reached != den:
            factor, reached = links[reached]
            chain.append(factor)
        if reached != den or len(chain) < 2:
            return product
        rest = [f for f in product.args if f not in chain]
        return sp.Mul(Partial(num, den), *rest)

    def apply(expr: sp.Expr) -> sp.Expr:
        def drop(total: sp.Sum) -> sp.Expr:
            body = total.function.replace(lambda node: node.is_Mul, close)
            gone = total.function.free_symbols - body.free_symbols
            limits = [limit for limit in total.limits if limit[0] not in gone]
            return sp.Sum(body, *limits) if limits else body

        return expr.replace(lambda node: isinstance(node, sp.Sum), drop)

    return Step("chain rule, backwards", note, apply)


def only_instance(target: Partial, time: sp.Expr, note: str) -> Step:
    """dJ^(t)/dU_wj -> dJ^(t)/dU_wj^(t-1): a loss uses U once, so its sum has one term.

    Instances count from 0 for all three weights: loss t uses U^(t-1).
    """
    if target.den.base != U or split(target.den)[0]:
        raise RuleError(f"{target.den} is not the shared U")
    own = Partial(target.num, U[(time - 1, *target.den.indices)])
    return Step("sum over instances", note, lambda expr: expr.xreplace({target: own}))


def one_instance(target: Partial, note: str) -> Step:
    """dh^(k+1)/dH_ij^(k) <-> d+h^(k+1)/dH_ij: two ways to write one step's own share.

    From the instance to the immediate partial of the shared weight, and back.
    """

    def apply(expr: sp.Expr) -> sp.Expr:
        times, units = split(target.den)
        (step,), _ = split(target.num)
        if target.den.base not in (H, L):
            raise RuleError(f"{target.den.base} has no instances before the state")
        if isinstance(target, Immediate):
            own = Partial(target.num, target.den.base[(step - 1, *units)])
        elif times == (step - 1,):
            own = Immediate(target.num, target.den.base[units])
        else:
            raise RuleError(f"{target.num} does not read {target.den} itself")
        return expr.xreplace({target: own})

    return Step("immediate partial", note, apply)


def expand_definition(
    target: sp.Expr, bound: sp.Symbol, note: str, words: sp.Symbol | None = None
) -> Step:
    """A quantity, or a partial's numerator, becomes its definition's right side.

    With `words`, a word's vector stands there as the sum L x over its one-hot vector.
    """

    def apply(expr: sp.Expr) -> sp.Expr:
        if isinstance(target, Partial):
            moves = target.den.base in (H, L, U)
            new = definition(target.num, bound, moves, words)
            new = target.func(new, target.den)
        else:
            new = definition(target, bound, words=words)
        return expr.xreplace({target: new})

    return Step("expand a definition", note, apply)


def differentiate(note: str) -> Step:
    """Every derivative of an expression -> the derivative, taken term by term.

    dH_ml/dH_ij = [m = i][l = j]; what does not contain the denominator falls away.  Of
    two sums in one product each has an index of its own.
    """

    def taken(node: Partial) -> sp.Expr:
        derivative = node.num.diff(node.den).replace(
            lambda part: isinstance(part, sp.Sum) and part.function == 0,
            lambda part: sp.Integer(0),
        )
        return derivative.replace(lambda part: part.is_Mul, _indices_apart)

    def apply(expr: sp.Expr) -> sp.Expr:
        return expr.replace(
            lambda node: isinstance(node, Partial) and not is_quantity(node.num), taken
        )

    return Step("differentiate a term", note, apply)


def _indices_apart(product: sp.Mul) -> sp.Expr:
    """sum_u a_u / sum_u b_u -> sum_q a_q / sum_u b_u."""
    below = [a.base for a in product.args if a.is_Pow and isinstance(a.base, sp.Sum)]
    taken = {limit[0] for total in below for limit in total.limits}
    factors = []
    for factor in product.args:
        clash = isinstance(factor, sp.Sum) and factor.limits[0][0] in taken
        factors.append(factor.xreplace({factor.limits[0][0]: q}) if clash else factor)
    return sp.Mul(*factors)


def collapse(note: str) -> Step:
    """sum_m [m = i] f(m) -> f(i), the innermost sum first."""

    def collapsed(total: sp.Sum) -> sp.Expr:
        body, kept = total.function, []
        for limit in total.limits:
            index = limit[0]
            factors = sp.Mul.make_args(body)
            for factor in factors:
                if isinstance(factor, sp.KroneckerDelta) and index in factor.args:
                    (other,) = set(factor.args) - {index}
                    rest = sp.Mul(*(f for f in factors if f != factor))
                    body = rest.xreplace({index: other})
                    break
            else:
                kept.append(limit)
        return sp.Sum(body, *kept) if kept else body

    def apply(expr: sp.Expr) -> sp.Expr:
        return expr.replace(lambda node: isinstance(node, sp.Sum), collapsed)

    return Step("collapse a Kronecker delta", note, apply)


def name_error(named: sp.Indexed, note: str, uses: str | None = None) -> Step:
    """A derivative -> the error term that names it: dJ^(t)/dz_i^(s) -> delta_i^(s<-t).

    Or delta_i^(s); or delta_w^(o,t) for dJ^(t)/do_w^(t), as no other loss feels o^(t).
    """
    if named.base not in (delta, delta_o):
        raise RuleError(f"{named} names no error")
    term = error_term(named)
    names = {term: named}
    if named.base == delta_o:
        names[Partial(J(), term.den)] = named
    return Step("name an error term", note, lambda a: a.xreplace(names), uses)
