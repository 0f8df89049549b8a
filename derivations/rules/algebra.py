"""Rules of algebra: logarithms, one-hot vectors, names, orders of sums, means."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from derivations.language.definitions import definition
from derivations.language.symbols import (
    Cases,
    J,
    Jmean,
    OrderedProduct,
    Partial,
    T,
    V,
    delta,
    onehot_x,
    onehot_y,
    s,
    split,
    x,
    y,
)
from derivations.rules.calculus import Step


def logarithm(note: str) -> Step:
    """log(a / b) -> log a - log b, and log exp(a) -> a."""

    def taken(node: sp.Expr) -> sp.Expr:
        above, below = node.args[0].as_numer_denom()
        top = above.args[0] if above.func == sp.exp else sp.log(above)
        return top - sp.log(below)

    return _everywhere("take the logarithm", note, lambda a: a.func == sp.log, taken)


def select(note: str) -> Step:
    """sum_v y_v^(t) f(v) -> f(y_t): of a one-hot vector one entry is 1, the rest 0."""

    def taken(total: sp.Sum) -> sp.Expr:
        ((index, _, high),) = total.limits
        for factor in sp.Mul.make_args(total.function):
            base = getattr(factor, "base", None)
            if high == V and base in (onehot_x, onehot_y) and index in factor.indices:
                (time,), _ = split(factor)
                word = (x if base == onehot_x else y)(time)
                return (total.function / factor).xreplace({index: word})
        return total

    def single(node: Any) -> bool:
        return isinstance(node, sp.Sum) and len(node.limits) == 1

    return _everywhere("a one-hot vector selects", note, single, taken)


def name_definition(quantity: sp.Expr, note: str) -> Step:
    """A definition's right-hand side -> the quantity that it defines."""

    def apply(expr: sp.Expr) -> sp.Expr:
        for bound in sorted(expr.atoms(sp.Symbol), key=str):
            factors = sp.Mul.make_args(definition(quantity, bound))

            def inside(node: Any, factors: Any = factors) -> bool:
                return set(factors) <= set(sp.Mul.make_args(node))

            def named(node: sp.Expr, factors: Any = factors) -> sp.Expr:
                rest = [a for a in sp.Mul.make_args(node) if a not in factors]
                return sp.Mul(quantity, *rest)

            after = expr.replace(inside, named)
            if after != expr:
                return after
        return expr

    return Step("name a definition", note, apply)


def term_by_term(note: str) -> Step:
    """d/dw sum_t f(t) -> sum_t df(t)/dw."""

    def taken(node: Partial) -> sp.Expr:
        total = node.num
        return sp.Sum(node.func(total.function, node.den), *total.limits)

    def of_sum(node: Any) -> bool:
        return isinstance(node, Partial) and isinstance(node.num, sp.Sum)

    return _everywhere("differentiate a sum", note, of_sum, taken)


def swap_sums(inner: sp.Symbol, outer: sp.Symbol, note: str) -> Step:
    """sum_{t=1}^T sum_{k=0}^{t-1} f(t, k) -> sum_{s=1}^T sum_{t=s}^T f(t, s-1)."""

    def taken(total: sp.Sum) -> sp.Expr:
        *units, first, second = total.limits
        due = (sp.Tuple(inner, 0, outer - 1), sp.Tuple(outer, 1, T))
        if (first, second) != due:
            return total
        body = total.function.xreplace({inner: s - 1})
        return sp.Sum(body, *units, (outer, s, T), (s, 1, T))

    return _everywhere("change the order of summation", note, _double, taken)


def add_zero_terms(note: str) -> Step:
    """sum_{t=s}^T delta_i^(s<-t) a -> sum_{t=1}^T delta_i^(s<-t) a.

    The losses before step s do not feel it, and their errors there are 0.
    """

    def taken(total: sp.Sum) -> sp.Expr:
        *units, (index, low, high), outer = total.limits
        zero_before = any(
            factor.base == delta and factor.indices[:2] == (low, index)
            for factor in sp.Mul.make_args(total.function)
            if isinstance(factor, sp.Indexed)
        )
        if high != T or not zero_before:
            return total
        return sp.Sum(total.function, *units, (index, 1, high), outer)

    return _everywhere("add terms that are 0", note, _double, taken)


def add_errors(note: str) -> Step:
    """sum_{t=1}^T delta_i^(s<-t) a -> delta_i^(s) a.

    The derivatives of all losses add up to that of their sum.
    """

    def taken(total: sp.Sum) -> sp.Expr:
        *units, (index, low, high), outer = total.limits
        summed = {
            error: delta[error.indices[0], error.indices[2]]
            for error in total.function.atoms(sp.Indexed)
            if error.base == delta and error.indices[1] == index
        }
        body = total.function.xreplace(summed)
        if (low, high) != (1, T) or len(summed) != 1 or body.has(index):
            return total
        return sp.Sum(body, *units, outer)

    return _everywhere("add up the losses' errors", note, _double, taken)


def mean_of_losses(note: str) -> Step:
    """dJmean/dw -> (1/T) dJ/dw, Jmean being J over T."""

    def of_mean(node: Any) -> bool:
        return isinstance(node, Partial) and node.num == Jmean()

    def taken(node: Partial) -> sp.Expr:
        return node.func(J(), *node.args[1:]) / T

    return _everywhere("the mean is the sum over T", note, of_mean, taken)


def unroll(index: sp.Symbol, note: str) -> Step:
    """A_t = I where t = s, else J_t A_{t-1}  ->  A_t = J_t J_{t-1} ... J_{s+1}."""

    def apply(expr: sp.Expr) -> sp.Expr:
        if not isinstance(expr, Cases):
            return expr
        _, time, start, chain = expr.args
        first, again = chain.args
        if again != first.func(first.num, again.den).xreplace({time: time - 1}):
            return expr
        return OrderedProduct(
            first.xreplace({time: index}), sp.Tuple(index, time, start + 1)
        )

    return Step("unroll a recursion", note, apply)


def exponential_of_sum(note: str) -> Step:
    """exp(sum_t a_t / T) -> prod_t exp(a_t / T)."""

    def taken(node: sp.Expr) -> sp.Expr:
        factors = sp.Mul.make_args(node.args[0])
        (total,) = [a for a in factors if isinstance(a, sp.Sum)]
        rest = sp.Mul(*(a for a in factors if a != total))
        return sp.Product(sp.exp(total.function * rest), *total.limits)

    def of_sum(node: Any) -> bool:
        return node.func == sp.exp and node.has(sp.Sum)

    return _everywhere("exponential of a sum", note, of_sum, taken)


def power_of_exponential(note: str) -> Step:
    """exp(J^(t) / T) -> (exp(J^(t)))^(1/T)."""

    def taken(node: sp.Expr) -> sp.Expr:
        (loss,) = [a for a in node.args[0].args if a.func == J]
        return sp.Pow(sp.exp(loss), node.args[0] / loss, evaluate=False)

    def of_loss(node: Any) -> bool:
        return node.func == sp.exp and any(a.func == J for a in node.args[0].args)

    return _everywhere("power of an exponential", note, of_loss, taken)


def _double(node: Any) -> bool:
    return isinstance(node, sp.Sum) and len(node.limits) > 1


def _everywhere(
    rule: str,
    note: str,
    where: Callable[[Any], bool],
    taken: Callable[[Any], sp.Expr],
) -> Step:
    return Step(rule, note, lambda expr: expr.replace(where, taken))
