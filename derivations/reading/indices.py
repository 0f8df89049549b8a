"""Reads indices: t, t - 1, max(0, t - tau), x^(t), and lists of them below a symbol."""

from collections.abc import Callable

import sympy as sp
from lark import Token, Tree

from derivations.language import symbols
from derivations.language.symbols import SIZES, D, T, V, tau, x, y
from derivations.reading.context import Context, Node, inner, is_rule, is_token
from derivations.reading.surroundings import TIME, in_scope
from derivations.reading.unreadable import listed

LARGEST = 9999
"""The largest number that an index may be."""
KNOWN = {
    str(a): a
    for a in vars(symbols).values()
    if isinstance(a, sp.Symbol) and a not in (T, *SIZES)
}


def symbol(letter: str) -> sp.Symbol:
    """The index that a letter stands for."""
    letter = letter.strip().lstrip("\\")
    return (
        tau if letter == "tau" else KNOWN.get(letter) or sp.Symbol(letter, integer=True)
    )


def named(context: Context, node: Token, letter: str) -> sp.Symbol:
    """An index in scope; Unreadable names those that are, for any other."""
    index = symbol(letter)
    if index not in context.scope:
        has = [str(a) for a in context.around.free]
        bound = [str(a) for a in context.bound if str(a) not in has]
        reason = f"there is no index {index} here"
        if has:
            reason += f": the free ones are {listed(has, 'and')}"
        if bound:
            reason += f"; sums bring {listed(bound, 'and')}"
        reason += f"; a sum over {index} before it may be missing"
        context.fail(node, reason, [*has, *bound])
    return index


def number(context: Context, node: Token) -> sp.Integer:
    """A whole number, small enough to be an index."""
    if not node.isdigit() or int(node[:8]) > LARGEST or len(node) > 8:
        context.fail(node, f"an index is a whole number up to {LARGEST}", ["an index"])
    return sp.Integer(int(node))


def size(token: Token) -> sp.Symbol:
    """T, D_h or |V|."""
    return T if token == "T" else D if token.startswith("D") else V


def index(context: Context, node: Node) -> sp.Expr:
    """An index: sums and differences of indices, sizes, numbers and words."""
    if isinstance(node, Token):
        if node.type == "NUMBER":
            return number(context, node)
        if node.type in ("LETTER", "TAU"):
            return named(context, node, str(node))
        if node.type == "SIZE":
            return size(node)
        if node.type == "TOP":
            return T
        if node.type == "SYMBOL":
            return word(context, node, node, [])
    elif (read := RULES.get(str(node.data))) is not None:
        return read(context, node)
    return context.fail(node, "an index fits here, such as t-1", ["an index"])


def _sum(context: Context, node: Tree[Token]) -> sp.Expr:
    total, sign = sp.S.Zero, 1
    for child in inner(node):
        if is_token(child, "PLUS", "MINUS"):
            sign = 1 if child.type == "PLUS" else -1
        else:
            total += sign * index(context, child)
            sign = 1
    return total


def _inside(context: Context, node: Tree[Token]) -> sp.Expr:
    return index(context, inner(node)[0])


def _multiple(context: Context, node: Tree[Token]) -> sp.Expr:
    """2k or 2 k: a number of times an index."""
    first, *rest = inner(node)
    if is_token(first, "NUMBER") and len(rest) == 1:
        return number(context, first) * index(context, rest[0])
    return context.fail(node, "one index fits here, such as t-1", ["an index"])


def _maximum(context: Context, node: Tree[Token]) -> sp.Expr:
    a, b = (index(context, child) for child in inner(node)[1:])
    return sp.Max(a, b)


def _postfixed(context: Context, node: Tree[Token]) -> sp.Expr:
    first, *postfixes = inner(node)
    if is_token(first, "SYMBOL"):
        return word(context, node, first, postfixes)
    return context.fail(node, "an index fits here, such as t-1", ["an index"])


RULES: dict[str, Callable[[Context, Tree[Token]], sp.Expr]] = {
    "value": _sum,
    "group": _inside,
    "braces": _inside,
    "product": _multiple,
    "maximum": _maximum,
    "postfixed": _postfixed,
}


def word(
    context: Context, node: Node, symbol_: Token, postfixes: list[Node]
) -> sp.Expr:
    """x^(t) or y^(t), the place of a word in the vocabulary; x_t is the same."""
    if symbol_ not in ("x", "y"):
        context.fail(node, "an index fits here, such as t-1", ["an index"])
    of = x if symbol_ == "x" else y
    times = [
        a
        for p in postfixes
        if is_rule(p, "above", "below", "pick")
        for a in below(context, p)
    ]
    if len(times) == 1:
        return of(times[0])
    known = [a for a in context.around.times() if in_scope(a, context.scope)]
    if not times and len(known) == 1:
        return of(known[0])
    readings = [of(a) for a in known] if not times else []
    return context.fail(node, f"the word {symbol_} needs its time", readings=readings)


def below(context: Context, node: Tree[Token], single: bool = False) -> list[sp.Expr]:
    """The indices below a symbol, side by side or with commas between them.

    With `single` the digits of a run are one number, else each is an index.
    """
    found: list[sp.Expr] = []
    for child in inner(node):
        if is_token(child, "COLON", "LAST"):
            continue
        if is_token(child, "RUN"):
            found += _run(context, child, single)
        elif is_token(child, "NUMBER") and not single and len(inner(node)) == 1:
            found += [sp.Integer(int(digit)) for digit in child if digit.isdigit()]
        elif is_rule(child, "product") and not any(
            is_token(a, "SLASH") for a in inner(child)
        ):
            found += [index(context, part) for part in inner(child)]
        else:
            found.append(index(context, child))
    return found


def _run(context: Context, token: Token, single: bool) -> list[sp.Expr]:
    """The letters and numbers of a subscript without braces."""
    if token == "tau":
        return [named(context, token, "tau")]
    if token.isdigit() and single:
        return [number(context, token)]
    return [
        sp.Integer(int(a)) if a.isdigit() else named(context, token, a) for a in token
    ]


def is_time(context: Context, expr: sp.Expr) -> bool:
    """Whether an index is a time's, as far as is known."""
    known = [context.scope[a] for a in expr.free_symbols if a in context.scope]
    return bool(known) and all(a == TIME for a in known)
