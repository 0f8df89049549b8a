"""The one LaTeX printer: every line, for reading, for linking and with numbers put in.

SymPy sorts the factors of a product; the printer puts them back in reading order:
errors, the partials of a chain, weights, states, and last what needs brackets.  A
symbol's reference, such as H(t-1;i;j), is made of its name, times and units, and is the
same wherever the same quantity stands.
"""

from collections.abc import Mapping
from typing import Any

import sympy as sp

from derivations.evaluation.evaluate import evaluate
from derivations.evaluation.network import Network
from derivations.language.symbols import (
    SIZES,
    Cases,
    Complement,
    Diag,
    Hadamard,
    Immediate,
    OrderedProduct,
    Partial,
    Positive,
    RisingProduct,
    Transposed,
    Whole,
    dsigma,
    is_quantity,
    sigma,
)
from derivations.latex.factor_order import reading_order, term_order
from derivations.latex.names import NAMES, WRITTEN_OUT, number
from derivations.latex.symbol_writer import NEW, Writer
from derivations.latex.written_sums import inner, levels, outside, shown, values

APART = r"\rule{0pt}{2ex}"
"""Keeps a number clear of the subscript above it."""
CLEAR = r" \; "
"""Keeps the numbers beneath two factors apart."""
PRECISE = 3_000
"""The most numbers a run may touch for the values shown to have digits to spare."""


def latex(
    expr: sp.Expr,
    refs: bool = False,
    at: Mapping[Any, Any] | None = None,
    network: Network | None = None,
    since: sp.Expr | None = None,
) -> str:
    """An expression as LaTeX; see `Line.latex`.  `since` is the line before."""
    if network and network.small(PRECISE):
        network = network.precise(30)
    env = {**(network.sizes if network else {}), **(at or {})}
    known = frozenset(sp.preorder_traversal(since)) if since is not None else None
    printer = _Printer(refs, env, network, known)
    text = printer.but(levels=levels(expr, printer)).text(expr)
    if known is not None and NEW not in text:
        text = printer.marked(expr, text)
    if network is None:
        return text
    return f"{text} = {number(evaluate(expr, network, env))}"


class _Printer(Writer):
    def text(self, expr: sp.Expr) -> str:
        """Any expression, top to bottom."""
        if isinstance(expr, Cases):
            return self._cases(expr)
        if expr.is_Add:
            return self._sum_of_terms(expr)
        if expr.is_Mul:
            return self._product(expr)
        if isinstance(expr, sp.Sum | sp.Product):
            return self._over(expr)
        if isinstance(expr, OrderedProduct):
            return self._ordered(expr)
        if isinstance(expr, Transposed | Hadamard):
            return self._array(expr)
        if isinstance(expr, Diag):
            (of,) = expr.args
            inside = self._less(of) if isinstance(of, Complement) else self.text(of)
            return rf"\operatorname{{diag}}\left({inside}\right)"
        if isinstance(expr, Complement):
            return rf"\left({self._less(expr)}\right)"
        if isinstance(expr, Positive):
            inside = self.but(network=None, known=None).text(expr.args[0])
            return self.marked(expr, self._under(expr, f"[{inside}{{>}}0]"))
        if isinstance(expr, Partial) and not (
            is_quantity(expr.num) or isinstance(expr.num, Whole)
        ):
            text = self._under(expr, self._operator(expr), brace=True)
            return self.marked_around(expr, text)
        if isinstance(expr, sp.Pow):
            return self._power(expr)
        if isinstance(expr, sigma | sp.exp | sp.log) or _slope_of_sum(expr):
            return self._applied(expr)
        if expr.is_Number or expr.is_Symbol:
            return self.index(expr)
        return self.marked(expr, self._under(expr, self.symbol(expr)))

    # Numbers beneath symbols.

    def _under(self, expr: sp.Expr, text: str, brace: bool = False) -> str:
        if self.network is None:
            return text
        value = evaluate(expr, self.network, self.at)
        if expr.is_commutative is False:
            return rf"\underset{{{text}}}{{{number(value)}}}"
        if brace:
            return rf"\underbrace{{{text}}}_{{{number(value)}}}"
        if self.above:
            return rf"\overset{{\scriptstyle {number(value)}}}{{{text}}}"
        return rf"\underset{{\scriptstyle {APART} {number(value)}}}{{{text}}}"

    # Structure.

    def _operator(self, expr: Partial) -> str:
        plain = self.but(network=None, known=None)
        inside = self if self._moved(expr) else self.but(known=None)
        mark = "^{+}" if isinstance(expr, Immediate) else ""
        front = rf"\frac{{\partial{mark}}}{{\partial {plain.symbol(expr.den)}}}"
        return rf"{front} \left( {inside.text(expr.num)} \right)"

    def _moved(self, expr: Partial) -> bool:
        """Whether the line before had the derivative by the same, of something else."""
        return self.known is not None and any(
            isinstance(a, Partial) and a.den == expr.den and not is_quantity(a.num)
            for a in self.known
        )

    def _less(self, expr: Complement) -> str:
        return f"1 - {self.text(expr.args[0])}"

    def _cases(self, expr: Cases) -> str:
        equal, left, right, other = expr.args
        apart = self.put_in(left) - self.put_in(right)
        if apart.is_number:
            return self.text(equal if apart == 0 else other)
        plain = self.but(network=None)
        when = rf"\text{{if }} {self.index(right)} = {self.index(left)}"
        return (
            rf"\begin{{cases}} {plain.text(equal)} & {when} \\[.4em]"
            rf" {plain.text(other)} & \text{{otherwise}} \end{{cases}}"
        )

    def _applied(self, expr: sp.Expr) -> str:
        inside = self.text(expr.args[0])
        text = rf"{NAMES[expr.func]}\left( {inside} \right)"
        return self.marked_around(expr, text)

    def _power(self, expr: sp.Expr) -> str:
        base, power = expr.args
        if base.is_commutative is False:
            inside = self.text(base)
            if self.network is not None or not isinstance(base, Whole) or base.times:
                inside = rf"\left( {inside} \right)"
            return self.marked(expr, rf"{inside}^{{{self.index(power)}}}")
        if power.could_extract_minus_sign():
            return rf"\frac{{1}}{{{self.text(base**-power)}}}"
        inside = self.text(base)
        if not base.is_Symbol:
            inside = rf"\left( {inside} \right)"
        return rf"{inside}^{{{self.text(power)}}}"

    def _array(self, expr: sp.Expr) -> str:
        if isinstance(expr, Hadamard):
            return r" \circ ".join(self._bracketed(a) for a in expr.args)
        (array,) = expr.args
        if not isinstance(array, Whole):
            return rf"\left( {self.text(array)} \right)^{{\top}}"
        inner = self.but(network=None, known=None).symbol(array)
        if array.times:
            inner = rf"\left({inner}\right)"
        text = self._under(expr, rf"{inner}^{{\top}}")
        return self.marked(array, text)

    def _bracketed(self, expr: sp.Expr) -> str:
        text = self.text(expr)
        if expr.is_Add or isinstance(expr, sp.Sum) or text.startswith("-"):
            return rf"\left( {text} \right)"
        return text

    def _sum_of_terms(self, expr: sp.Expr) -> str:
        terms = sorted(expr.args, key=term_order)
        return _joined([self.text(term) for term in terms])

    def _product(self, expr: sp.Expr) -> str:
        coefficient, factors = expr.as_coeff_mul()
        below = [a for a in factors if isinstance(a, sp.Pow) and _inverse(a)]
        if below:
            above = sp.Mul(abs(coefficient), *(a for a in factors if a not in below))
            over = self if above.has(sp.Sum) else self.but(above=True)
            top, under = over.text(above), self.text(sp.Mul(*(1 / a for a in below)))
            minus = "-" if coefficient < 0 else ""
            tall = above.has(sp.Sum, Partial) or above.is_commutative is False
            if tall and not any(a.has(sp.Sum) for a in below):
                terms = isinstance(above, sp.Sum) and self._written_out(above)
                if terms and self.network and not above.is_commutative:
                    each = sp.Mul(coefficient, *below, above.function)
                    return self.text(sp.Sum(each, *above.limits))
                if above.is_Add or terms:
                    top = rf"\left( {top} \right)"
                return rf"{minus}\frac{{1}}{{{under}}} {top}"
            return rf"{minus}\frac{{{top}}}{{{under}}}"
        order = reading_order(list(factors))
        texts = [self._bracketed(f) for f in order]
        if isinstance(order[-1], sp.Sum) and self._written_out(order[-1]) is None:
            texts[-1] = self.text(order[-1])
        if coefficient not in (1, -1):
            order.insert(0, coefficient)
            texts.insert(0, str(abs(coefficient)))
        joined = texts[0]
        for n, text in enumerate(texts[1:]):
            a, b = order[n : n + 2]
            dotted = isinstance(b, Partial) and isinstance(a, Partial)
            beneath = r"\underset" in texts[n] and r"\underset" in text
            apart = CLEAR if beneath else " "
            joined += (r" \cdot " if dotted or a.is_Number else apart) + text
        return ("-" if coefficient < 0 else "") + joined

    def _ordered(self, expr: OrderedProduct) -> str:
        index, high, low = expr.limit
        top, bottom = self.put_in(high), self.put_in(low)
        if top.is_Integer and bottom.is_Integer:
            times = range(int(top), int(bottom) - 1, -1)
            if isinstance(expr, RisingProduct):
                times = times[::-1]
            if not times:
                return "I"
            if len(times) <= WRITTEN_OUT:
                here = [self.but(at={**self.at, index: n}) for n in times]
                return " ".join(a.text(expr.function) for a in here)
        bounds = rf"_{{{index}={self.index(high)},\ldots,{self.index(low)}}}"
        if isinstance(expr, RisingProduct):
            bounds = rf"_{{{index}={self.index(low)}}}^{{{self.index(high)}}}"
        plain = self.but(
            network=None, at={a: b for a, b in self.at.items() if a != index}
        )
        return rf"\prod{bounds} {plain.text(expr.function)}"

    def _over(self, expr: sp.Expr) -> str:
        """A sum or a product, written out where its bounds are numbers."""
        index, low, high = expr.limits[-1]
        body, every = inner(expr), self._written_out(expr)
        if every is not None:
            terms: list[str] = []
            written = shown(expr, every, self)
            for before, value in zip([None, *written], written, strict=False):
                if before is not None and value != before + 1:
                    terms.append(r"\cdots")
                at = {**self.at, index: value}
                here = self.but(at=at, levels=self.levels - 1, outer=False)
                terms.append(here.text(body))
            if isinstance(expr, sp.Product):
                return r" \cdot ".join(terms) if terms else "1"
            return _joined(terms) if terms else "0"
        unbound = {a: b for a, b in self.at.items() if a != index}
        plain = self.but(at=unbound, network=None, levels=0)
        sign = r"\sum" if isinstance(expr, sp.Sum) else r"\prod"
        bounds = f"_{{{index}={self.index(low)}}}^{{{self.index(high)}}}"
        sign = self.marked(expr.limits[-1], sign + bounds)
        front, body = outside(body, index) if high in SIZES else (sp.S.One, body)
        text = plain.text(body)
        if body.is_Add:
            text = rf"\left( {text} \right)"
        text = rf"{sign} {text}"
        if front != 1:
            text = f"{plain.text(front)} {text}"
        return self._under(expr, text, brace=True)

    def _written_out(self, expr: sp.Expr) -> list[int] | None:
        """The outermost index's values, if they are numbers and their terms fit in."""
        return values(expr, self) if self.levels else None


def _joined(terms: list[str]) -> str:
    text = terms[0]
    for term in terms[1:]:
        text += f" - {term[1:]}" if term.startswith("-") else f" + {term}"
    return text


def _slope_of_sum(expr: sp.Expr) -> bool:
    return isinstance(expr, dsigma) and not isinstance(expr.args[0], sp.Indexed | Whole)


def _inverse(power: sp.Expr) -> bool:
    return bool(power.is_commutative and power.exp.could_extract_minus_sign())
