"""Makes an expression of a syntax tree, in the symbols of derivations."""

from collections.abc import Callable
from typing import Any

import sympy as sp
from lark import Token, Tree

from derivations.language.symbols import (
    Cases,
    Column,
    Complement,
    Diag,
    Entry,
    Hadamard,
    Immediate,
    Partial,
    Positive,
    Truncated,
    Whole,
    dsigma,
    h,
    sigma,
)
from derivations.reading.advice import ACTIVATIONS, a_lone_index, unknown
from derivations.reading.context import (
    Context,
    Node,
    inner,
    is_rule,
    is_token,
    start,
)
from derivations.reading.form import added
from derivations.reading.indices import below, index, size
from derivations.reading.powers import power, transposed
from derivations.reading.quantities import quantity
from derivations.reading.summed import summed

DIGITS = 12
"""The most characters of a number."""
FUNCTIONS = {
    "exp": sp.exp,
    "log": sp.log,
    "ln": sp.log,
    "tanh": sp.tanh,
    "sigma": sigma,
    "dsigma": dsigma,
    "diag": Diag,
}


def value(context: Context, node: Node) -> sp.Expr:
    """The expression of a node.  Unreadable where it has no meaning."""
    if isinstance(node, Tree):
        return RULES[str(node.data)](context, node)
    if node.type == "NUMBER":
        if len(node) > DIGITS:
            context.fail(node, f"a number has at most {DIGITS} digits")
        return sp.Rational(str(node))
    if node.type == "SIZE":
        return size(node)
    if node.type == "SYMBOL":
        return quantity(context, node, node, [])
    word = context.found(node)
    after = context.text[context.letters.origin(start(node)) + len(word) :]
    if word in ACTIVATIONS or (len(word) > 2 and word.strip("\\") != "tau"):
        called = after.lstrip().startswith("(")
        if called or len(word) > 2:
            return context.fail(node, *unknown(word, after, context.around))
    return context.fail(node, *a_lone_index(str(node), context.around))


def _sum(context: Context, node: Tree[Token]) -> sp.Expr:
    """a + b - c; 1 - a of an array, or of a state, keeps its digits as a complement."""
    terms: list[sp.Expr] = []
    sign = 1
    for child in inner(node):
        if is_token(child, "PLUS", "MINUS"):
            sign = 1 if child.type == "PLUS" else -1
        else:
            terms.append(sign * value(context, child))
            sign = 1
    return _total(context, node, terms)


def _total(context: Context, node: Node, terms: list[sp.Expr]) -> sp.Expr:
    """Terms added up; a number beside arrays is 1, taken entry by entry."""
    total = added(terms)
    if total.is_Add:
        context.keep_order(total, [b for a in terms for b in _each(context, a)])
    kinds = {bool(a.is_commutative) for a in sp.Add.make_args(total)}
    if len(kinds) > 1:
        context.fail(node, "a number and an array are added here")
    if len(terms) == 2 and 1 in terms:
        (other,) = [a for a in terms if a != 1] or [sp.S.One]
        state, by = (-other).as_base_exp()
        if isinstance(state, sp.Indexed) and state.base == h and by in (1, 2):
            return Complement(-other)
    return total


def _each(context: Context, term: sp.Expr) -> list[sp.Expr]:
    """The terms of a term in brackets, as they were typed; of -(a - b) too."""
    if not term.is_Add or term in context.orders:
        return list(context.typed_order(term))
    return [-a for a in context.typed_order(-term)]


def _hadamard(context: Context, node: Tree[Token]) -> sp.Expr:
    parts: list[sp.Expr] = []
    for child in inner(node):
        part = value(context, child)
        parts += part.args if isinstance(part, Hadamard) else [part]
    if any(a.is_commutative for a in parts):
        return sp.Mul(*parts)
    return Hadamard(*parts)


def _product(context: Context, node: Tree[Token]) -> sp.Expr:
    factors: list[sp.Expr] = []
    over = False
    for child in inner(node):
        if is_token(child, "SLASH"):
            over = True
            continue
        factor = value(context, child)
        factors.append(_reciprocal(context, child, factor) if over else factor)
        over = False
    made = sp.Mul(*factors)
    plain = [b for a in factors for b in a.as_coeff_mul()[1]]
    context.keep_order(sp.Mul(*made.as_coeff_mul()[1]), plain)
    return made


def _reciprocal(context: Context, node: Node, expr: sp.Expr) -> sp.Expr:
    if expr == 0:
        context.fail(node, "nothing is divided by 0")
    if expr.is_commutative is False:
        context.fail(node, "nothing is divided by an array")
    return 1 / expr


def _fraction(context: Context, node: Tree[Token]) -> sp.Expr:
    _, above, under = inner(node)
    top, bottom = value(context, above), value(context, under)
    return top * _reciprocal(context, under, bottom)


def _inside(context: Context, node: Tree[Token]) -> sp.Expr:
    return value(context, inner(node)[0])


def _out_of_place(context: Context, node: Tree[Token]) -> sp.Expr:
    return context.fail(node, "this stands above an error only: delta^(o,t)")


def _maximum(context: Context, node: Tree[Token]) -> sp.Expr:
    return context.fail(node, "max stands in the bounds of a sum only")


def _call(context: Context, node: Tree[Token]) -> sp.Expr:
    token, inside = inner(node)
    of = value(context, inside)
    called = "".join(a for a in token if a.isalpha())
    primed = "'" in token or called.endswith("prime")
    for front in ("operatorname", "mathrm", "text"):
        called = called.removeprefix(front)
    if called == "diag" and of.is_commutative:
        context.fail(inside, "diag takes a vector, and this is a number")
    if called == "tanh" and of.is_Add and not of.is_commutative:
        context.fail(inside, "tanh takes one array; sigma takes sums of them")
    return FUNCTIONS["dsigma" if primed else called](of)


def _partial(context: Context, node: Tree[Token]) -> sp.Expr:
    """d a / d b, or d/db (a)."""
    parts = [a for a in inner(node) if not is_token(a, "FRAC", "SLASH")]
    marks = [n for n, a in enumerate(parts) if is_token(a, "PARTIAL", "IMMEDIATE")]
    immediate = is_token(parts[0], "IMMEDIATE")
    den_at = marks[1] + 1
    (num_at,) = {1, 2, 3} & set(range(len(parts))) - {marks[1], den_at}
    num, den = value(context, parts[num_at]), value(context, parts[den_at])
    if not isinstance(den, sp.Indexed | Whole | Column):
        reason = "a derivative is with respect to a weight or a state"
        context.fail(parts[den_at], reason, ["a symbol such as h or H"])
    return (Immediate if immediate else Partial)(num, den)


def _cases(context: Context, node: Tree[Token]) -> sp.Expr:
    parts = [a for a in inner(node) if not is_token(a, "EQ")]
    equal, right, left, other = parts
    return Cases(
        value(context, equal),
        index(context, left),
        index(context, right),
        value(context, other),
    )


def _same(context: Context, node: Tree[Token]) -> sp.Expr:
    a, b = (index(context, a) for a in inner(node) if not is_token(a, "EQ"))
    return sp.KroneckerDelta(a, b)


def _positive(context: Context, node: Tree[Token]) -> sp.Expr:
    of, _, zero = inner(node)
    if zero != "0":
        context.fail(zero, "it is compared with 0", ["0"])
    return Positive(value(context, of))


def _postfixed(context: Context, node: Tree[Token]) -> sp.Expr:
    first, *postfixes = inner(node)
    if is_token(first, "SYMBOL"):
        return quantity(context, node, first, postfixes)
    expr = value(context, first)
    for mark in postfixes:
        if is_token(mark, "PRIME", "TOP"):
            expr = transposed(context, node, expr)
        elif is_rule(mark, "below", "pick"):
            expr = _picked(context, first, expr, mark)
        else:
            expr = _raised(context, node, expr, inner(mark)[0])
    return expr


def _raised(context: Context, node: Node, expr: sp.Expr, mark: Any) -> sp.Expr:
    is_t = is_token(mark, "SIZE") and mark == "T" and expr.is_commutative is False
    if is_t or is_token(mark, "TOP", "PRIME"):
        return transposed(context, node, expr)
    while is_rule(mark, "group", "braces"):
        mark = inner(mark)[0]
    fraction = is_rule(mark, "fraction") or (
        is_rule(mark, "product") and any(is_token(a, "SLASH") for a in inner(mark))
    )
    by = value(context, mark) if fraction else index(context, mark)
    return power(context, node, expr, by)


def _picked(context: Context, first: Any, expr: sp.Expr, mark: Any) -> sp.Expr:
    """[A]_ij, or [dJ/dH]_{last tau}."""
    if not is_rule(first, "bracketed") and is_rule(mark, "below"):
        context.fail(mark, "an index stands below a symbol, or below [...]")
    if is_token(inner(mark)[0], "LAST"):
        if type(expr) is not Partial:
            context.fail(first, "the last steps are of a derivative")
        return Truncated(expr.num, expr.den, index(context, inner(mark)[1]))
    places = below(context, mark)
    if len(places) != 2 or expr.is_commutative:
        context.fail(mark, "an entry of a matrix has two indices: [A]_{ij}")
    return Entry(expr, *places)


def _big(context: Context, node: Tree[Token]) -> sp.Expr:
    return summed(context, node, value)


RULES: dict[str, Callable[[Context, Tree[Token]], sp.Expr]] = {
    "value": _sum,
    "hadamard": _hadamard,
    "product": _product,
    "fraction": _fraction,
    "group": _inside,
    "braces": _inside,
    "bracketed": _inside,
    "arrow": _out_of_place,
    "pair": _out_of_place,
    "maximum": _maximum,
    "call": _call,
    "partial": _partial,
    "cases": _cases,
    "same": _same,
    "positive": _positive,
    "postfixed": _postfixed,
    "big": _big,
}
