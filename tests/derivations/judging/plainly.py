"""Writes expressions as people type them: plain letters, factors in any order.

Written for tests, apart from the printer: what it writes the reader must understand.
"""

import sympy as sp

from derivations.language.symbols import (
    PP,
    Cases,
    Column,
    Complement,
    D,
    Diag,
    Entry,
    Hadamard,
    Identity,
    Immediate,
    J,
    Jmean,
    OrderedProduct,
    Partial,
    Positive,
    Transposed,
    Truncated,
    V,
    Whole,
    delta,
    delta_o,
    dsigma,
    sigma,
    split,
    x,
    y,
)

SIZES = {D: "D_h", V: "|V|"}
FUNCTIONS = {dsigma: "s'", sigma: "sigma", sp.exp: "exp", sp.log: "log", Diag: "diag"}


def index(expr):
    """t - 1, x^(t), max(0, t - tau)."""
    if expr in SIZES:
        return SIZES[expr]
    if expr.func in (x, y):
        return f"{expr.func}^({index(expr.args[0])})"
    if isinstance(expr, sp.Max):
        return f"max({', '.join(map(index, expr.args))})"
    if expr.is_Add:
        first, *rest = sorted(expr.args, key=lambda a: a.could_extract_minus_sign())
        return index(first) + "".join(
            f" - {index(-a)}" if a.could_extract_minus_sign() else f" + {index(a)}"
            for a in rest
        )
    return str(expr)


class Typist:
    """Types expressions, each time in another order drawn from `rng`."""

    def __init__(self, rng):
        self.rng = rng

    def typed(self, expr):
        """The plain text of an expression."""
        if expr.is_Add:
            return self._terms(list(expr.args))
        if expr.is_Mul:
            return self._product(expr)
        if isinstance(expr, sp.Sum | sp.Product):
            return self._sum(expr)
        if isinstance(expr, OrderedProduct):
            i, high, low = expr.limit
            front = f"prod_{{{i}={index(high)},...,{index(low)}}}"
            return f"{front} {self.typed(expr.function)}"
        if isinstance(expr, Cases):
            equal, left, right, other = expr.args
            a, b = self.typed(equal), self.typed(other)
            return f"cases({a} if {index(left)} = {index(right)}; {b} otherwise)"
        if expr.is_Pow:
            inside = f"({self.typed(expr.base)})"
            if expr.exp == -1:
                return f"1/{inside}"
            by = index(expr.exp) if expr.exp.is_integer else self.typed(expr.exp)
            return f"{inside}^({by})"
        return self.symbol(expr)

    def symbol(self, expr):
        if isinstance(expr, Partial):
            return self._partial(expr)
        if expr.func in FUNCTIONS:
            return f"{FUNCTIONS[expr.func]}({self.typed(expr.args[0])})"
        if isinstance(expr, Transposed):
            return f"({self.typed(expr.args[0])})'"
        if isinstance(expr, Complement):
            return f"(1 - {self.bracketed(expr.args[0])})"
        if isinstance(expr, Positive):
            return f"[{self.typed(expr.args[0])} > 0]"
        if isinstance(expr, Hadamard):
            parts = list(expr.args)
            self.rng.shuffle(parts)
            return "(" + " o ".join(f"({self.typed(a)})" for a in parts) + ")"
        if isinstance(expr, Entry):
            return (
                f"[{self.typed(expr.array)}]_{{{index(expr.row)},{index(expr.column)}}}"
            )
        if isinstance(expr, sp.KroneckerDelta):
            a, b = self.rng.permutation(len(expr.args))
            return f"[{index(expr.args[a])} = {index(expr.args[b])}]"
        if isinstance(expr, sp.Indexed):
            return quantity(expr.base, *split(expr))
        if isinstance(expr, Whole):
            return quantity(expr.base, expr.times, ())
        if isinstance(expr, Column):
            return quantity(expr.base, expr.times, (expr.index,))
        if isinstance(expr, Identity):
            return "I"
        if expr.func in (J, PP) and expr.args:
            return f"{expr.func}^({index(expr.args[0])})"
        if expr.func in (J, PP, Jmean):
            return {J: "J", PP: "PP", Jmean: "Jbar"}[expr.func]
        return index(expr)

    def bracketed(self, expr):
        text = self.typed(expr)
        return text if expr.is_Atom or not expr.args else f"({text})"

    def _terms(self, terms):
        self.rng.shuffle(terms)
        text = ""
        for term in terms:
            minus = term.as_coeff_Mul()[0].is_negative
            text += (" - " if minus else " + ") + self.typed(-term if minus else term)
        return text.removeprefix(" + ").strip()

    def _product(self, expr):
        coefficient, factors = expr.as_coeff_mul()
        numbers = [a for a in factors if a.is_commutative]
        arrays = [a for a in factors if not a.is_commutative]
        self.rng.shuffle(numbers)
        texts = [self._factor(a) for a in [*numbers, *arrays]]
        if abs(coefficient) != 1:
            texts.insert(0, f"({abs(coefficient)})")
        between = " * " if self.rng.random() < 0.5 else " "
        return ("-" if coefficient < 0 else "") + between.join(texts)

    def _factor(self, expr):
        plain = not (expr.is_Add or expr.is_Mul or expr.is_Pow)
        alone = plain and not isinstance(expr, sp.Sum | sp.Product | OrderedProduct)
        return self.typed(expr) if alone else f"({self.typed(expr)})"

    def _sum(self, expr):
        text = (
            self._factor(expr.function)
            if expr.function.is_Add
            else self.typed(expr.function)
        )
        sign = "sum" if isinstance(expr, sp.Sum) else "prod"
        for i, low, high in expr.limits:
            bounds = f"_{{{i}={index(low)}}}^{{{index(high)}}}"
            if high in SIZES and low == 1 and self.rng.random() < 0.5:
                bounds = f"_{i}"
            text = f"{sign}{bounds} {text if not text.startswith('-') else f'({text})'}"
        return text

    def _partial(self, expr):
        plus = "+" if isinstance(expr, Immediate) else ""
        num, den = expr.num, self.symbol(expr.den)
        if isinstance(num, sp.Indexed | Whole) or num.func in (J, Jmean, PP):
            text = f"d{plus} {self.symbol(num)} / d {den}"
        else:
            text = f"d{plus}/d {den} ({self.typed(num)})"
        if isinstance(expr, Truncated):
            return f"[{text}]_{{last {index(expr.window)}}}"
        return text


def quantity(base, times, units):
    """h_{i}^(t), H_{i,j}, delta_{i}^(s<-t), delta_{w}^(o,t)."""
    name = "delta" if base in (delta, delta_o) else str(base)
    below = f"_{{{','.join(map(index, units))}}}" if units else ""
    if base == delta_o:
        return f"{name}{below}^(o,{index(times[0])})"
    if not times:
        return name + below
    return f"{name}{below}^({'<-'.join(map(index, times))})"
