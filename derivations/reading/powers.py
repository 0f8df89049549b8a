"""Powers and transposes of what was read, where they have a meaning."""

import sympy as sp

from derivations.language.symbols import D, T, Transposed, V, x, y
from derivations.reading.context import Context, Node


def transposed(context: Context, node: Node, expr: sp.Expr) -> sp.Expr:
    """The transpose of an array; a number has none."""
    if expr.is_commutative:
        context.fail(node, "a single number has no transpose")
    return Transposed(expr)


def power(context: Context, node: Node, base: sp.Expr, by: sp.Expr) -> sp.Expr:
    """A power, small enough to be written down where both are numbers."""
    whole = by.is_integer and not by.has(x, y)
    if not (whole or any((by * a).is_Rational for a in (sp.S.One, T, D, V))):
        context.fail(node, "a power is an index, a number, or a number over T")
    if by.is_Number and abs(by) > 99:
        context.fail(node, "a power is at most 99")
    if base.is_Pow and base.exp != -1:
        context.fail(node, "a power of a power is one power")
    if base.is_Number and (not by.is_Number or (base == 0 and by <= 0)):
        context.fail(node, "a number has no such power")
    if base.is_Number and abs(by) * max(a.bit_length() for a in (base.p, base.q)) > 200:
        context.fail(node, "that number is too large")
    if base.is_commutative is False and not _is_whole(by):
        context.fail(node, "an array has whole powers only")
    return base**by


def _is_whole(by: sp.Expr) -> bool:
    return bool(by.is_integer) and not (by.is_Number and by < 0)
