"""Reads sums and products over an index; finds the range where none is written."""

from collections.abc import Callable
from typing import Any

import sympy as sp
from lark import Token, Tree

from derivations.language.symbols import OrderedProduct, RisingProduct
from derivations.reading.context import Context, Node, inner, is_rule, is_token
from derivations.reading.indices import index, symbol
from derivations.reading.surroundings import TIME, in_scope, kind, place

Read = Callable[[Context, Node], sp.Expr]


def summed(context: Context, node: Tree[Token], value: Read) -> sp.Expr:
    """sum_{k=low}^{high} a, or a product; of several indices the first is outermost."""
    sign, *rest = inner(node)
    negative = is_token(rest[-2], "MINUS")
    limits = rest[: -2 if negative else -1]
    (under,) = [a for a in limits if is_rule(a, "below_sum")]
    over = next((a for a in limits if is_rule(a, "bound")), None)
    names = _names(context, under)
    low, high, falling = _bounds(context, under, over)
    known = kind(high) if high is not None else None
    within = context.within(dict.fromkeys(names, known))
    body = value(within, rest[-1]) * (-1 if negative else 1)
    product = "prod" in sign
    for name in reversed(names):
        ends = (low, high)
        if low is None or high is None:
            found = _range(context, under, name, body)
            ends = (
                found[0] if low is None else low,
                found[1] if high is None else high,
            )
        body = _over(body, name, *ends, product, falling)
    return body


def _over(
    body: sp.Expr, name: sp.Symbol, low: Any, high: Any, product: bool, falling: bool
) -> sp.Expr:
    if product and body.is_commutative is False:
        kind_of = OrderedProduct if falling else RisingProduct
        return kind_of(body, sp.Tuple(name, high, low))
    return (sp.Product if product else sp.Sum)(body, (name, low, high))


def _names(context: Context, under: Any) -> list[sp.Symbol]:
    """The indices that a sum runs over."""
    names: list[sp.Symbol] = []
    for child in inner(under):
        if is_token(child, "EQ"):
            break
        if is_token(child, "RUN"):
            letters = ["tau"] if child == "tau" else [a for a in child if a.isalpha()]
        elif is_rule(child, "product"):
            letters = [a for a in inner(child) if is_token(a, "LETTER", "TAU")]
        else:
            letters = [child] if is_token(child, "LETTER", "TAU") else []
        if not letters:
            context.fail(child, "a sum runs over an index such as k", ["an index"])
        names += [symbol(str(a)) for a in letters]
    if len(set(names)) < len(names):
        context.fail(under, "a sum runs over each index once")
    return names


def _bounds(context: Context, under: Any, over: Any) -> tuple[Any, Any, bool]:
    """The bounds that are written, None for one that is not, and whether they fall."""
    equals = [n for n, a in enumerate(inner(under)) if is_token(a, "EQ")]
    written = inner(under)[equals[0] + 1 :] if equals else []
    written = [a for a in written if not is_token(a, "LDOTS")]
    ends = [_bound(context, a) for a in written]
    above = _bound(context, over) if over is not None else None
    if len(ends) == 2:
        if over is not None:
            context.fail(over, "the last index stands below already")
        return ends[1], ends[0], True
    return (ends[0] if ends else None), above, False


def _bound(context: Context, node: Node) -> sp.Expr:
    return index(context, inner(node)[0] if is_rule(node, "bound") else node)


def _range(
    context: Context, node: Node, name: sp.Symbol, body: sp.Expr
) -> tuple[Any, Any]:
    """Between which bounds an index runs: all units, or the derivation's own times."""
    counts = place(name, body, context.scope)
    if counts is None:
        reason = f"{name} stands nowhere in the sum, so its bounds are needed"
        context.fail(node, reason, [f"bounds: sum_{{{name}=1}}^T"])
    if counts != TIME:
        return sp.S.One, counts
    for low, high in context.around.limits(name):
        if in_scope(low, context.scope) and in_scope(high, context.scope):
            return low, high
    reason = f"from where to where does {name} run? A sum over times says it"
    return context.fail(node, reason, [f"bounds: sum_{{{name}=1}}^t"])
