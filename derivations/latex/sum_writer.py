"""Writes sums, products, powers and cases, with numbers put in or without."""

import sympy as sp

from derivations.language.symbols import (
    SIZES,
    Cases,
    OrderedProduct,
    Partial,
    RisingProduct,
    Whole,
    chain_link,
)
from derivations.latex.factor_order import reading_order, term_order
from derivations.latex.names import WRITTEN_OUT
from derivations.latex.symbol_writer import BIG, Writer, write
from derivations.latex.written_sums import inner, outside, shown, values

CLEAR = r" \; "
"""Keeps the numbers beneath two factors apart."""


@write.register(Cases)
def _cases(expr: Cases, writer: Writer) -> str:
    equal, left, right, other = expr.args
    apart = writer.put_in(left) - writer.put_in(right)
    if apart.is_number:
        return writer.text(equal if apart == 0 else other)
    plain = writer.but(network=None)
    when = rf"\text{{if }} {writer.index(right)} = {writer.index(left)}"
    return (
        rf"\begin{{cases}} {plain.text(equal)} & {when} \\[.4em]"
        rf" {plain.text(other)} & \text{{otherwise}} \end{{cases}}"
    )


@write.register(sp.Add)
def _terms(expr: sp.Expr, writer: Writer) -> str:
    terms = writer.orders.get(expr) or sorted(expr.args, key=term_order)
    return _joined([writer.text(term) for term in terms])


@write.register(sp.Mul)
def _product(expr: sp.Expr, writer: Writer) -> str:
    coefficient, factors = expr.as_coeff_mul()
    below = [a for a in factors if isinstance(a, sp.Pow) and _inverse(a)]
    if below:
        above = sp.Mul(abs(coefficient), *(a for a in factors if a not in below))
        over = writer if above.has(sp.Sum) else writer.but(above=True)
        top, under = over.text(above), writer.text(sp.Mul(*(1 / a for a in below)))
        minus = "-" if coefficient < 0 else ""
        tall = above.has(sp.Sum, Partial) or above.is_commutative is False
        if tall and not any(a.has(sp.Sum) for a in below):
            terms = isinstance(above, sp.Sum) and _written_out(above, writer)
            if terms and writer.network and not above.is_commutative:
                each = sp.Mul(coefficient, *below, above.function)
                return writer.text(sp.Sum(each, *above.limits))
            if above.is_Add or terms:
                top = rf"\left( {top} \right)"
            return rf"{minus}\frac{{1}}{{{under}}} {top}"
        return rf"{minus}\frac{{{top}}}{{{under}}}"
    own = writer.orders.get(sp.Mul(*factors))
    order = list(own) if own else reading_order(list(factors))
    texts = [writer.bracketed(f) for f in order]
    if isinstance(order[-1], BIG) and not _is_written_out(order[-1], writer):
        texts[-1] = writer.text(order[-1])
    if coefficient not in (1, -1):
        order.insert(0, coefficient)
        texts.insert(0, _plain(abs(coefficient)))
    joined = texts[0]
    for n, text in enumerate(texts[1:]):
        a, b = order[n : n + 2]
        dotted = chain_link(a) is not None and chain_link(b) is not None
        beneath = r"\underset" in texts[n] and r"\underset" in text
        apart = CLEAR if beneath else " "
        joined += (r" \cdot " if dotted or a.is_Number else apart) + text
    return ("-" if coefficient < 0 else "") + joined


@write.register(sp.Pow)
def _power(expr: sp.Expr, writer: Writer) -> str:
    base, power = expr.args
    if base.is_commutative is False:
        inside = writer.text(base)
        if writer.network is not None or not isinstance(base, Whole) or base.times:
            inside = rf"\left( {inside} \right)"
        return writer.marked(expr, rf"{inside}^{{{writer.index(power)}}}")
    if power.could_extract_minus_sign():
        return rf"\frac{{1}}{{{writer.text(base**-power)}}}"
    inside = writer.text(base)
    if not base.is_Symbol:
        inside = rf"\left( {inside} \right)"
    return rf"{inside}^{{{writer.text(power)}}}"


@write.register(OrderedProduct)
def _ordered(expr: OrderedProduct, writer: Writer) -> str:
    index, high, low = expr.limit
    top, bottom = writer.put_in(high), writer.put_in(low)
    if top.is_Integer and bottom.is_Integer:
        times = range(int(top), int(bottom) - 1, -1)
        if isinstance(expr, RisingProduct):
            times = times[::-1]
        if not times:
            return "I"
        if len(times) <= WRITTEN_OUT:
            here = [writer.but(at={**writer.at, index: n}) for n in times]
            return " ".join(a.text(expr.function) for a in here)
    bounds = rf"_{{{index}={writer.index(high)},\ldots,{writer.index(low)}}}"
    if isinstance(expr, RisingProduct):
        bounds = rf"_{{{index}={writer.index(low)}}}^{{{writer.index(high)}}}"
    plain = writer.but(
        network=None, at={a: b for a, b in writer.at.items() if a != index}
    )
    return rf"\prod{bounds} {plain.text(expr.function)}"


@write.register(sp.Sum)
@write.register(sp.Product)
def _over(expr: sp.Expr, writer: Writer) -> str:
    """A sum or a product, written out where its bounds are numbers."""
    index, low, high = expr.limits[-1]
    body, every = inner(expr), _written_out(expr, writer)
    if every is not None:
        terms: list[str] = []
        written = shown(expr, every, writer)
        for before, value in zip([None, *written], written, strict=False):
            if before is not None and value != before + 1:
                terms.append(r"\cdots")
            at = {**writer.at, index: value}
            here = writer.but(at=at, levels=writer.levels - 1, outer=False)
            terms.append(here.text(body))
        if isinstance(expr, sp.Product):
            return r" \cdot ".join(terms) if terms else "1"
        return _joined(terms) if terms else "0"
    unbound = {a: b for a, b in writer.at.items() if a != index}
    plain = writer.but(at=unbound, network=None, levels=0)
    sign = r"\sum" if isinstance(expr, sp.Sum) else r"\prod"
    bounds = f"_{{{index}={writer.index(low)}}}^{{{writer.index(high)}}}"
    sign = writer.marked(expr.limits[-1], sign + bounds)
    front, body = (sp.S.One, body)
    if high in SIZES and body not in writer.orders:
        front, body = outside(body, index)
    text = plain.text(body)
    if body.is_Add:
        text = rf"\left( {text} \right)"
    text = rf"{sign} {text}"
    if front != 1:
        text = f"{plain.bracketed(front)} {text}"
    return writer.with_number(expr, text, brace=True)


def _written_out(expr: sp.Expr, writer: Writer) -> list[int] | None:
    """The outermost index's values, if they are numbers and their terms fit in."""
    return values(expr, writer) if writer.levels else None


def _is_written_out(expr: sp.Expr, writer: Writer) -> bool:
    return not isinstance(expr, OrderedProduct) and (
        _written_out(expr, writer) is not None
    )


def _plain(coefficient: sp.Expr) -> str:
    """A number as it stands before a product."""
    if coefficient.is_Rational and not coefficient.is_Integer:
        return rf"\frac{{{coefficient.p}}}{{{coefficient.q}}}"
    return str(coefficient)


def _joined(terms: list[str]) -> str:
    text = terms[0]
    for term in terms[1:]:
        text += f" - {term[1:]}" if term.startswith("-") else f" + {term}"
    return text


def _inverse(power: sp.Expr) -> bool:
    return bool(power.is_commutative and power.exp.could_extract_minus_sign())
