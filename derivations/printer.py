"""The one LaTeX printer: every line, for reading, for linking and with numbers put in.

SymPy sorts the factors of a product; the printer puts them back in reading order:
errors, the partials of a chain, weights, states, and last what needs brackets.  A
symbol's reference, such as H(t-1;i;j), is made of its name, times and units, and is the
same wherever the same quantity stands.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import sympy as sp

from derivations.meaning import evaluate
from derivations.names import NAMES, number
from derivations.network import Network
from derivations.reading import delta_order, reading_order
from derivations.symbols import (
    Diag,
    Hadamard,
    Immediate,
    J,
    Partial,
    Transposed,
    Whole,
    delta,
    delta_o,
    dsigma,
    is_quantity,
    sigma,
    split,
    x,
    y,
)

WRITTEN_OUT = 4
"""The most terms, rows or columns that are written out in full."""
ROOM = 12
"""The most terms that sums within sums write out together; the inner ones stay sums."""


def latex(
    expr: sp.Expr,
    refs: bool = False,
    at: Mapping[Any, int] | None = None,
    network: Network | None = None,
) -> str:
    """An expression as LaTeX; see `Line.latex`."""
    env = {**(network.sizes if network else {}), **(at or {})}
    printer = _Printer(refs, env, network)
    text = printer.text(expr)
    if network is None:
        return text
    value = evaluate(expr, network, env)
    if expr.is_commutative is False and not printer.small(value):
        return text
    return f"{text} = {number(value)}"


class _Printer:
    """`at` holds the numbers of indices and sizes; `network` asks for values too, and
    `room` is how many terms may still be written out."""

    def __init__(
        self,
        refs: bool,
        at: Mapping[Any, int],
        network: Network | None,
        room: int = ROOM,
    ) -> None:
        self.refs, self.at, self.network, self.room = refs, dict(at), network, room

    def _with(self, **changes: Any) -> "_Printer":
        return _Printer(**{**vars(self), **changes})

    def text(self, expr: sp.Expr) -> str:
        """Any expression, top to bottom."""
        if expr.is_Add:
            return self._sum_of_terms(expr)
        if expr.is_Mul:
            return self._product(expr)
        if isinstance(expr, sp.Sum):
            return self._sum(expr)
        if isinstance(expr, Transposed | Hadamard):
            return self._array(expr)
        if isinstance(expr, Diag):
            return rf"\operatorname{{diag}}\left({self.text(expr.args[0])}\right)"
        if isinstance(expr, Partial) and not (
            is_quantity(expr.num) or isinstance(expr.num, Whole)
        ):
            return self._under(expr, self._operator(expr), brace=True)
        if isinstance(expr, sp.Pow):
            return self._power(expr)
        if isinstance(expr, sigma | sp.exp | sp.log):
            return self._applied(expr)
        if expr.is_Number or expr.is_Symbol:
            return self._index(expr)
        return self._under(expr, self._symbol(expr))

    # Symbols, their indices and their references.

    def _put_in(self, index: sp.Expr) -> sp.Expr:
        return index.xreplace({a: sp.Integer(b) for a, b in self.at.items()})

    def _plain(self, index: sp.Expr) -> str:
        """An index for a reference: t-1, 2, x(t)."""
        return str(self._put_in(index)).replace(" ", "")

    def _index(self, index: sp.Expr) -> str:
        index = self._put_in(index)
        if index.func in (x, y):
            return self._name(index.func, index.args, (), False)
        if index in NAMES:
            return NAMES[index]
        return str(index).replace(" ", "")

    def _subscript(self, units: tuple[sp.Expr, ...]) -> str:
        texts = [self._index(unit) for unit in units]
        apart = any(len(text) > 1 for text in texts)
        return ",".join(texts) if apart else "".join(texts)

    def _name(
        self,
        base: Any,
        times: tuple[sp.Expr, ...],
        units: tuple[sp.Expr, ...],
        linked: bool,
    ) -> str:
        text = NAMES[base]
        if units:
            below = self._subscript(units)
            text += f"_{below}" if len(below) == 1 else f"_{{{below}}}"
        when = [self._index(time) for time in times]
        if base == delta:
            text += rf"^{{({when[0]} \leftarrow {when[1]})}}"
        elif base == delta_o:
            text += rf"^{{(o,{when[0]})}}"
        elif when:
            text += f"^{{({when[0]})}}"
        return self._link(text, str(base), (*times, *units)) if linked else text

    def _link(self, text: str, name: str, indices: tuple[sp.Expr, ...]) -> str:
        if not self.refs:
            return text
        reference = f"{name}({';'.join(self._plain(index) for index in indices)})"
        return rf"\htmlData{{ref={reference}}}{{{text}}}"

    def _symbol(self, expr: sp.Expr) -> str:
        if isinstance(expr, Partial):
            mark = "^{+}" if isinstance(expr, Immediate) else ""
            above, below = self._symbol(expr.num), self._symbol(expr.den)
            return rf"\frac{{\partial{mark} {above}}}{{\partial {below}}}"
        if isinstance(expr, sp.Indexed):
            return self._name(expr.base, *split(expr), True)
        if isinstance(expr, Whole):
            return self._name(expr.base, expr.times, (), True)
        if isinstance(expr, sp.KroneckerDelta):
            a, b = sorted(expr.args, key=delta_order)
            return f"[{self._index(a)}{{=}}{self._index(b)}]"
        if isinstance(expr, dsigma) and isinstance(expr.args[0], sp.Indexed | Whole):
            (of,) = expr.args
            inner = self._with(refs=False)._symbol(of)
            times, units = (of.times, ()) if isinstance(of, Whole) else split(of)
            return self._link(f"{NAMES[dsigma]}({inner})", "dsigma", (*times, *units))
        if expr.func in (J, x, y):
            return self._name(expr.func, expr.args, (), True)
        raise TypeError(f"no LaTeX for {expr} ({type(expr).__name__})")

    # Numbers beneath symbols.

    def small(self, value: Any) -> bool:
        """Whether an array is small enough to be written out."""
        return max(np.shape(value), default=1) <= WRITTEN_OUT

    def _under(self, expr: sp.Expr, text: str, brace: bool = False) -> str:
        if self.network is None:
            return text
        value = evaluate(expr, self.network, self.at)
        if expr.is_commutative is False:
            if not self.small(value):
                return text
            return rf"\underset{{{text}}}{{{number(value)}}}"
        if brace:
            return rf"\underbrace{{{text}}}_{{{number(value)}}}"
        return rf"\underset{{\scriptstyle {number(value)}}}{{{text}}}"

    # Structure.

    def _operator(self, expr: Partial) -> str:
        plain = self._with(network=None)
        mark = "^{+}" if isinstance(expr, Immediate) else ""
        front = rf"\frac{{\partial{mark}}}{{\partial {plain._symbol(expr.den)}}}"
        return rf"{front} \left( {plain.text(expr.num)} \right)"

    def _applied(self, expr: sp.Expr) -> str:
        inside = self.text(expr.args[0])
        return rf"{NAMES[expr.func]}\left( {inside} \right)"

    def _power(self, expr: sp.Pow) -> str:
        base, power = expr.args
        if power == -1:
            return rf"\frac{{1}}{{{self.text(base)}}}"
        return rf"{self._bracketed(base)}^{{{self.text(power)}}}"

    def _array(self, expr: sp.Expr) -> str:
        if isinstance(expr, Hadamard):
            return r" \circ ".join(self._bracketed(a) for a in expr.args)
        (array,) = expr.args
        plain = self._with(network=None)._symbol if isinstance(array, Whole) else None
        if plain is None:
            return rf"\left( {self.text(array)} \right)^{{\top}}"
        inner = plain(array)
        text = (
            rf"\left({inner}\right)^{{\top}}" if array.times else rf"{inner}^{{\top}}"
        )
        return self._under(expr, text)

    def _bracketed(self, expr: sp.Expr) -> str:
        text = self.text(expr)
        if expr.is_Add or isinstance(expr, sp.Sum) or text.startswith("-"):
            return rf"\left( {text} \right)"
        return text

    def _sum_of_terms(self, expr: sp.Add) -> str:
        terms = sorted(
            expr.args,
            key=lambda a: (not a.has(sp.Sum), a.could_extract_minus_sign()),
        )
        return _joined([self.text(term) for term in terms])

    def _product(self, expr: sp.Mul) -> str:
        above, below = expr.as_numer_denom()
        if below != 1 and expr.is_commutative:
            return rf"\frac{{{self.text(above)}}}{{{self.text(below)}}}"
        coefficient, factors = expr.as_coeff_mul()
        order = reading_order(list(factors))
        texts = [self._bracketed(f) for f in order]
        if isinstance(order[-1], sp.Sum) and self._written_out(order[-1]) is None:
            texts[-1] = self.text(order[-1])
        if coefficient not in (1, -1):
            texts.insert(0, str(abs(coefficient)))
        dots = [
            r" \cdot " if isinstance(a, Partial) and isinstance(b, Partial) else " "
            for a, b in pairwise(order)
        ]
        if coefficient not in (1, -1):
            dots.insert(0, r" \cdot ")
        joined = texts[0] + "".join(
            dot + text for dot, text in zip(dots, texts[1:], strict=True)
        )
        return ("-" if coefficient < 0 else "") + joined

    def _sum(self, expr: sp.Sum) -> str:
        *inner, (index, low, high) = expr.limits
        body = sp.Sum(expr.function, *inner) if inner else expr.function
        values = self._written_out(expr)
        if values is not None:
            shown = values if len(values) <= WRITTEN_OUT else [*values[:2], values[-1]]
            room = self.room // max(1, len(shown))
            terms = [
                self._with(at={**self.at, index: value}, room=room).text(body)
                for value in shown
            ]
            if len(shown) < len(values):
                terms.insert(2, r"\cdots")
            return _joined(terms) if terms else "0"
        unbound = {a: b for a, b in self.at.items() if a != index}
        text = self._with(at=unbound, network=None).text(body)
        if body.is_Add:
            text = rf"\left( {text} \right)"
        bounds = f"_{{{index}={self._index(low)}}}^{{{self._index(high)}}}"
        return self._under(expr, rf"\sum{bounds} {text}", brace=True)

    def _written_out(self, expr: sp.Sum) -> list[int] | None:
        """The outermost index's values, if they are numbers and their terms fit in."""
        low, high = (self._put_in(bound) for bound in expr.limits[-1][1:])
        if not (low.is_Integer and high.is_Integer):
            return None
        values = list(range(int(low), int(high) + 1))
        shown = len(values) if len(values) <= WRITTEN_OUT else WRITTEN_OUT - 1
        return values if shown <= self.room else None


def _joined(terms: list[str]) -> str:
    text = terms[0]
    for term in terms[1:]:
        text += f" - {term[1:]}" if term.startswith("-") else f" + {term}"
    return text
