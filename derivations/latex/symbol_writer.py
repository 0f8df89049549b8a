"""Writes symbols: names, indices, references, numbers, and marks of what is new.

`write` is dispatched by the type of the node, as SymPy's printers are; what is no
symbol registers its own way of being written.
"""

from collections.abc import Mapping
from functools import singledispatch
from types import MappingProxyType
from typing import Any

import sympy as sp

from derivations.evaluation.evaluate import evaluate
from derivations.evaluation.network import Network
from derivations.language.symbols import (
    PP,
    Column,
    Hadamard,
    Identity,
    Immediate,
    J,
    Jmean,
    OrderedProduct,
    Partial,
    Quotient,
    Row,
    Truncated,
    Whole,
    delta,
    delta_o,
    dsigma,
    split,
    x,
    y,
)
from derivations.latex.factor_order import delta_order
from derivations.latex.names import NAMES, number

INDICES = (x, y)
NEW = r"\htmlData{new=1}"
UNDEFINED = "delta_3"
"""The source's name for an error that it never defines."""
BIG = (sp.Sum, sp.Product, OrderedProduct)
"""What takes all that follows it in a product."""
NO_ORDERS: Mapping[sp.Expr, tuple[sp.Expr, ...]] = MappingProxyType({})
APART = r"\rule{0pt}{2ex}"
"""Keeps a number clear of the subscript above it."""


class Writer:
    """Writes an expression as LaTeX.

    `at` holds the numbers of indices and sizes; `network` asks for values too;
    `levels` is how many sums within sums are still written out, `outer` whether none
    is around this one, `known` what the line before had, `above` whether numbers stand
    above their symbols, as in a numerator, `names` what symbols are called, `orders`
    the parts of sums and products that have an order of their own.
    """

    def __init__(
        self,
        refs: bool,
        at: Mapping[Any, Any],
        network: Network | None,
        known: frozenset[Any] | None = None,
        levels: int = 0,
        outer: bool = True,
        above: bool = False,
        names: Mapping[Any, str] = NAMES,
        orders: Mapping[sp.Expr, tuple[sp.Expr, ...]] = NO_ORDERS,
    ) -> None:
        self.refs, self.at, self.network, self.known = refs, dict(at), network, known
        self.levels, self.outer, self.above = levels, outer, above
        self.names, self.orders = names, orders

    def but(self, **changes: Any) -> "Writer":
        """A copy of the writer with other options."""
        return Writer(**{**vars(self), **changes})

    def text(self, expr: sp.Expr) -> str:
        """The LaTeX of any expression."""
        return write(expr, self)

    def bracketed(self, expr: sp.Expr) -> str:
        """The LaTeX in brackets, if it is a sum or a product over an index, goes entry
        by entry or begins with a minus.
        """
        text = self.text(expr)
        if expr.is_Add or isinstance(expr, (*BIG, Hadamard)) or text.startswith("-"):
            return rf"\left( {text} \right)"
        return text

    def with_number(self, expr: sp.Expr, text: str, brace: bool = False) -> str:
        """The text with the expression's number beneath it, if numbers are shown."""
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

    def put_in(self, index: sp.Expr) -> sp.Expr:
        """An index with the numbers of `at` put in."""
        numbers = {
            a: b if isinstance(b, sp.Expr) else sp.Integer(b)
            for a, b in self.at.items()
        }
        return index.xreplace(numbers)

    def index(self, index: sp.Expr) -> str:
        """An index as it is written: t-1, 2, x^(t)."""
        index = self.put_in(index)
        if index.func in INDICES:
            return self._name(index.func, index.args, (), False)
        if isinstance(index, Quotient):
            over, under = (self.index(a) for a in index.args)
            return rf"\lfloor ({over}) / {under} \rfloor"
        if index.is_Mul and index.has(Quotient):
            return " ".join(self.index(a) for a in sorted(index.args, key=_is_quotient))
        if isinstance(index, sp.Max):
            inside = ", ".join(self.index(a) for a in sorted(index.args, key=str))
            return rf"\max({inside})"
        if index in self.names:
            return self.names[index]
        if index.is_Add:
            terms = sorted(index.args, key=lambda a: (a.is_Number, _minus(a), str(a)))
            text = "".join(
                f"{'-' if _minus(a) else '+'}{self.index(-a if _minus(a) else a)}"
                for a in terms
            )
            return text.removeprefix("+")
        return str(index).replace(" ", "")

    def reference(self, name: str, indices: tuple[sp.Expr, ...]) -> str:
        """The reference of a symbol in plain letters: H(t-1;i;j)."""
        plain = (str(self.put_in(index)).replace(" ", "") for index in indices)
        return f"{name}({';'.join(plain)})"

    def symbol(self, expr: sp.Expr) -> str:
        """A quantity, or a derivative of one; TypeError for anything else."""
        if isinstance(expr, Partial):
            return self._derivative(expr)
        if isinstance(expr, sp.Indexed):
            return self._name(expr.base, *split(expr), True)
        if isinstance(expr, Whole):
            return self._name(expr.base, expr.times, (), True)
        if isinstance(expr, Row):
            row = self.index(expr.index)
            text = subscripted(self.names[expr.base], f"{row},:")
            return self._link(text, "row", expr.args[1:])
        if isinstance(expr, Column):
            return self._name(expr.base, expr.times, (expr.index,), True)
        if isinstance(expr, Identity):
            return "I"
        if isinstance(expr, sp.KroneckerDelta):
            a, b = sorted(expr.args, key=delta_order)
            return f"[{self.index(a)}{{=}}{self.index(b)}]"
        if isinstance(expr, dsigma) and isinstance(expr.args[0], sp.Indexed | Whole):
            (of,) = expr.args
            inner = self.but(refs=False, known=None).symbol(of)
            indices = of.times if isinstance(of, Whole) else of.indices
            return self._link(f"{self.names[dsigma]}({inner})", "dsigma", indices)
        if expr.func in (J, Jmean, x, y, PP):
            return self._name(expr.func, expr.args, (), True)
        raise TypeError(f"no LaTeX for {expr} ({type(expr).__name__})")

    def marked(self, expr: sp.Expr, text: str) -> str:
        """The text, marked if the line before did not have the expression."""
        if self.known is None or expr in self.known:
            return text
        return f"{NEW}{{{text}}}"

    def marked_around(self, expr: sp.Expr, text: str) -> str:
        """The text of a compound, marked if it is new and no part of it is marked."""
        return text if NEW in text else self.marked(expr, text)

    def _derivative(self, expr: Partial) -> str:
        mark = "^{+}" if isinstance(expr, Immediate) else ""
        above, below = self.symbol(expr.num), self.symbol(expr.den)
        text = rf"\frac{{\partial{mark} {above}}}{{\partial {below}}}"
        if isinstance(expr, Truncated):
            window = self.index(expr.window)
            return rf"\left[{text}\right]_{{\text{{last }}{window}}}"
        return text

    def subscript(self, units: tuple[sp.Expr, ...]) -> str:
        """Unit indices side by side, with commas where one has more than a letter."""
        texts = [self.index(unit) for unit in units]
        apart = any(len(text) > 1 for text in texts)
        return ",".join(texts) if apart else "".join(texts)

    def _name(
        self,
        base: Any,
        times: tuple[sp.Expr, ...],
        units: tuple[sp.Expr, ...],
        linked: bool,
    ) -> str:
        text = self.names[delta if str(base) == UNDEFINED else base]
        if units:
            text = subscripted(text, self.subscript(units))
        when = [self.index(time) for time in times]
        if base == delta and len(when) == 2:
            text += rf"^{{({when[0]} \leftarrow {when[1]})}}"
        elif str(base) == UNDEFINED:
            text += rf"^{{(3,{when[0]})}}"
        elif base == delta_o:
            text += rf"^{{(o,{when[0]})}}"
        elif when:
            text += f"^{{({when[0]})}}"
        return self._link(text, str(base), (*times, *units)) if linked else text

    def _link(self, text: str, name: str, indices: tuple[sp.Expr, ...]) -> str:
        if not self.refs:
            return text
        return rf"\htmlData{{ref={self.reference(name, indices)}}}{{{text}}}"


def subscripted(name: str, below: str) -> str:
    """A name with a subscript: H_{ij}; behind one that it has already: W_{hh,ij}."""
    if "_{" in name and name.endswith("}"):
        return f"{name[:-1]},{below}}}"
    return f"{name}_{below}" if len(below) == 1 else f"{name}_{{{below}}}"


def _is_quotient(expr: sp.Expr) -> bool:
    return isinstance(expr, Quotient)


def _minus(expr: sp.Expr) -> bool:
    return bool(expr.could_extract_minus_sign())


@singledispatch
def write(expr: sp.Expr, writer: Writer) -> str:
    """A symbol with its number and its mark.  TypeError for what has no LaTeX."""
    return writer.marked(expr, writer.with_number(expr, writer.symbol(expr)))


@write.register(sp.Number)
@write.register(sp.Symbol)
def _index(expr: sp.Expr, writer: Writer) -> str:
    return writer.index(expr)
