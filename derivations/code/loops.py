"""Writes sums, products over times and cases: as loops, or within an expression."""

import sympy as sp

from derivations.code.numbers import same
from derivations.code.writer import (
    ATOM,
    POWER,
    ROW,
    CodeWriter,
    NoCode,
    Source,
    write,
)
from derivations.language.symbols import Cases, OrderedProduct, RisingProduct

START = {sp.Sum: ("0.0", "+="), sp.Product: ("1.0", "*=")}
"""What a loop begins with, and how it goes on."""


def assign(target: str, expr: sp.Expr, writer: CodeWriter) -> None:
    """Add the lines that give a name the value of an expression."""
    if isinstance(expr, Cases):
        _either(target, expr, writer)
    elif isinstance(expr, OrderedProduct):
        _one_by_one(target, expr, writer)
    elif type(expr) in START and expr.is_commutative:
        _added_up(target, expr, writer)
    else:
        source = writer.source(expr)
        row = source.shape == ROW
        text = f"{source.within(ATOM)}[None]" if row else source.text
        writer.line(f"{target} = {text}")


def _either(target: str, expr: Cases, writer: CodeWriter) -> None:
    equal, left, right, other = expr.args
    times = sorted((left, right), key=lambda a: str(a).isupper())
    with writer.block(f"if {' == '.join(map(writer.time, times))}:"):
        assign(target, equal, writer)
    writer.forget_names()
    with writer.block("else:"):
        assign(target, other, writer)


def _one_by_one(target: str, expr: OrderedProduct, writer: CodeWriter) -> None:
    """A product of matrices, factor by factor from the left."""
    index, high, low = expr.limit
    over = f"range({writer.time(high)}, {writer.time(low - 1)}, -1)"
    if isinstance(expr, RisingProduct):
        over = writer.over((index, low, high))
    writer.line(f"{target} = np.eye(D)")
    with writer.block(f"for {writer.letter(index)} in {over}:"):
        factor = writer.source(expr.function)
        writer.line(f"{target} = {target} @ {factor.within(POWER)}")


def _added_up(target: str, expr: sp.Expr, writer: CodeWriter) -> None:
    """A loop for each index, the outermost first.  A term that is 0 unless indices
    agree is added where they do.
    """
    start, go_on = START[type(expr)]
    writer.line(f"{target} = {start}")
    _loops(f"{target} {go_on}", expr, list(reversed(expr.limits)), writer)


def _loops(go_on: str, expr: sp.Expr, left: list[sp.Tuple], writer: CodeWriter) -> None:
    if not left:
        conditions, body = agreeing(expr, writer)
        if conditions:
            with writer.block(f"if {conditions}:"):
                writer.line(f"{go_on} {writer.text(body)}")
        else:
            writer.line(f"{go_on} {writer.text(body)}")
        return
    limits, *inner = left
    with writer.block(f"for {writer.letter(limits[0])} in {writer.over(limits)}:"):
        later = {index for index, _, _ in inner}
        found = [
            product
            for product in sorted(expr.function.atoms(OrderedProduct), key=str)
            if product not in writer.known and not product.free_symbols & later
        ]
        for product in found:
            name = writer.fresh("product")
            assign(name, product, writer)
            writer.known[product] = name
        _loops(go_on, expr, inner, writer)
        for product in found:
            del writer.known[product]


def agreeing(expr: sp.Expr, writer: CodeWriter) -> tuple[str, sp.Expr]:
    """What must agree for a sum's term not to be 0, as a condition, and the rest."""
    body = expr.function
    factors = sp.Mul.make_args(body) if isinstance(expr, sp.Sum) else ()
    deltas = [a for a in factors if isinstance(a, sp.KroneckerDelta)]
    if not deltas:
        return "", body
    conditions = " and ".join(same(a, writer) for a in sorted(deltas, key=str))
    return conditions, sp.Mul(*(a for a in factors if a not in deltas))


@write.register(sp.Sum)
@write.register(sp.Product)
def _over(expr: sp.Expr, writer: CodeWriter) -> Source:
    if writer.inline or not expr.is_commutative:
        return _generated(expr, writer)
    return _named(f"{'sum' if isinstance(expr, sp.Sum) else 'product'}_", expr, writer)


@write.register(Cases)
@write.register(OrderedProduct)
def _first(expr: sp.Expr, writer: CodeWriter) -> Source:
    """What takes lines of its own before it has a name."""
    return _named("", expr, writer)


def _named(start: str, expr: sp.Expr, writer: CodeWriter) -> Source:
    if writer.inline:
        raise NoCode(f"{expr} stands inside a derivative")
    kind = "case" if isinstance(expr, Cases) else "product"
    name = writer.fresh(
        f"{start}{writer.letter(expr.limits[-1][0])}" if start else kind
    )
    assign(name, expr, writer)
    return Source(name)


def _generated(expr: sp.Expr, writer: CodeWriter) -> Source:
    """A sum within an expression."""
    if not isinstance(expr, sp.Sum):
        raise NoCode(f"no code for {expr} within an expression")
    loops = " ".join(
        f"for {writer.letter(limits[0])} in {writer.over(limits)}"
        for limits in reversed(expr.limits)
    )
    conditions, body = agreeing(expr, writer)
    each = writer.source(body)
    only = f" if {conditions}" if conditions else ""
    return Source(f"sum({each.text} {loops}{only})", ATOM, each.shape)
