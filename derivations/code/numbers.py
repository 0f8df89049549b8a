"""Writes what numbers are made of: products, sums of terms, functions."""

import sympy as sp

from derivations.code.arrays import matrix_product
from derivations.code.writer import (
    ADD,
    ATOM,
    COLUMN,
    COMPARE,
    MATRIX,
    MUL,
    NUMBER,
    POWER,
    CodeWriter,
    NoCode,
    Source,
    write,
)
from derivations.language.symbols import (
    PP,
    Complement,
    Entry,
    J,
    Jmean,
    Positive,
    Whole,
    dsigma,
    sigma,
)
from derivations.latex.factor_order import delta_order, reading_order, term_order


@write.register(sp.Rational)
def _number(expr: sp.Rational, writer: CodeWriter) -> Source:
    rank = ADD if expr < 0 else ATOM if expr.is_Integer else MUL
    return Source(str(expr) if expr.is_Integer else f"{expr.p} / {expr.q}", rank)


@write.register(sp.KroneckerDelta)
def _agree(expr: sp.Expr, writer: CodeWriter) -> Source:
    return Source(same(expr, writer), COMPARE)


def same(expr: sp.Expr, writer: CodeWriter) -> str:
    """[m = i] as a comparison: m == i."""
    left, right = sorted(expr.args, key=delta_order)
    return f"{writer.place(left)} == {writer.place(right)}"


@write.register(J)
@write.register(Jmean)
@write.register(PP)
def _loss(expr: sp.Expr, writer: CodeWriter) -> Source:
    losses = f"{writer.run}.J" if writer.run else "J"
    if expr.func == Jmean:
        return Source(f"{losses}[1:].mean()")
    if expr.func == J:
        times = [writer.time(time) for time in expr.args]
        return Source(f"{losses}[{times[0]}]" if times else f"{losses}[1:].sum()")
    if not expr.args:
        return Source(f"np.exp({losses}[1:].mean())")
    return Source(f"np.exp({losses}[{writer.time(expr.args[0])}])")


@write.register(dsigma)
def _slope(expr: sp.Expr, writer: CodeWriter) -> Source:
    (of,) = expr.args
    name = writer.scheme.plain("slope")
    if writer.slopes and isinstance(of, Whole):
        return Source(f"{name}[{writer.time(of.times[0])}]", ATOM, COLUMN)
    inside = writer.source(of)
    return Source(f"{name}({inside.text})", ATOM, inside.shape)


@write.register(sigma)
@write.register(sp.exp)
@write.register(sp.log)
@write.register(sp.tanh)
def _function(expr: sp.Expr, writer: CodeWriter) -> Source:
    own = expr.func.__name__
    name = writer.scheme.plain(own) if expr.func == sigma else f"np.{own}"
    inside = writer.source(expr.args[0])
    return Source(f"{name}({inside.text})", ATOM, inside.shape)


@write.register(Complement)
def _complement(expr: Complement, writer: CodeWriter) -> Source:
    of = writer.source(expr.args[0])
    return Source(f"1 - {of.within(MUL)}", ADD, of.shape)


@write.register(Positive)
def _positive(expr: Positive, writer: CodeWriter) -> Source:
    of = writer.source(expr.args[0])
    return Source(f"{of.within(ADD)} > 0", COMPARE, of.shape)


@write.register(Entry)
def _entry(expr: Entry, writer: CodeWriter) -> Source:
    place = f"{writer.place(expr.row)}, {writer.place(expr.column)}"
    return Source(f"{writer.text(expr.array, ATOM)}[{place}]")


@write.register(sp.Pow)
def _power(expr: sp.Pow, writer: CodeWriter) -> Source:
    base, power = expr.args
    if base.is_commutative is False:
        inside = writer.source(base).text
        return Source(
            f"np.linalg.matrix_power({inside}, {writer.time(power)})", ATOM, MATRIX
        )
    if power.could_extract_minus_sign():
        return Source(f"1 / {writer.text(base**-power, POWER)}", MUL)
    return Source(f"{writer.text(base, ATOM)} ** {writer.text(power, ATOM)}", POWER)


@write.register(sp.Add)
def _terms(expr: sp.Add, writer: CodeWriter) -> Source:
    text, shapes = "", set()
    for term in sorted(expr.args, key=term_order):
        minus = term.could_extract_minus_sign()
        source = writer.source(-term if minus else term)
        shapes.add(source.shape)
        sign = "-" if minus else "+"
        joined = source.within(MUL if minus and not text else ADD)
        text += f" {sign} {joined}" if text else f"{'-' * minus}{joined}"
    if len(shapes) != 1:
        raise NoCode(f"{expr} adds arrays of different shapes")
    return Source(text, ADD, shapes.pop())


@write.register(sp.Mul)
def _product(expr: sp.Mul, writer: CodeWriter) -> Source:
    """Numbers in reading order, then arrays, then what it is divided by."""
    coefficient, factors = expr.as_coeff_mul()
    numbers = [a for a in factors if a.is_commutative]
    below = [a for a in numbers if a.is_Pow and a.exp.could_extract_minus_sign()]
    above = reading_order([a for a in numbers if a not in below])
    sources = [writer.source(a) for a in above]
    shape = NUMBER
    if len(numbers) < len(factors):
        arrays = [writer.source(a) for a in factors if not a.is_commutative]
        sources.append(matrix_product(arrays))
        shape = sources[-1].shape
    if abs(coefficient.p) != 1 or not sources:
        sources.insert(0, Source(str(abs(coefficient.p))))
    under = [writer.text(1 / a, POWER) for a in below]
    under += [str(coefficient.q)] if coefficient.q != 1 else []
    minus = "-" * bool(coefficient < 0)
    if minus and sources[0].rank == COMPARE:
        minus = "-1.0 * "
    if len(sources) == 1 and not under and not minus:
        return sources[0]
    product = " * ".join(source.within(MUL) for source in sources)
    text = minus + " / ".join([product, *under])
    return Source(text, ADD if minus else MUL, shape)
