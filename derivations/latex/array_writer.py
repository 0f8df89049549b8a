"""Writes derivatives, functions and operations on whole arrays."""

import sympy as sp

from derivations.language.symbols import (
    Clipped,
    Complement,
    Diag,
    Entry,
    Hadamard,
    Immediate,
    Norm,
    Partial,
    Positive,
    Transposed,
    Whole,
    dsigma,
    is_quantity,
    sigma,
)
from derivations.latex.symbol_writer import Writer, write


@write.register(Partial)
def _partial(expr: Partial, writer: Writer) -> str:
    """A derivative of a quantity, or d/dx (...) of what is not yet differentiated."""
    if is_quantity(expr.num) or isinstance(expr.num, Whole):
        return writer.marked(expr, writer.with_number(expr, writer.symbol(expr)))
    plain = writer.but(network=None, known=None)
    inside = writer if _moved(expr, writer) else writer.but(known=None)
    mark = "^{+}" if isinstance(expr, Immediate) else ""
    front = rf"\frac{{\partial{mark}}}{{\partial {plain.symbol(expr.den)}}}"
    text = rf"{front} \left( {inside.text(expr.num)} \right)"
    return writer.marked_around(expr, writer.with_number(expr, text, brace=True))


def _moved(expr: Partial, writer: Writer) -> bool:
    """Whether the line before had the derivative by the same, of something else."""
    return writer.known is not None and any(
        isinstance(a, Partial) and a.den == expr.den and not is_quantity(a.num)
        for a in writer.known
    )


@write.register(sigma)
@write.register(sp.exp)
@write.register(sp.log)
@write.register(sp.tanh)
def _applied(expr: sp.Expr, writer: Writer) -> str:
    inside = writer.text(expr.args[0])
    text = rf"{writer.names[expr.func]}\left( {inside} \right)"
    return writer.marked_around(expr, text)


@write.register(dsigma)
def _slope(expr: sp.Expr, writer: Writer) -> str:
    if not isinstance(expr.args[0], sp.Indexed | Whole):
        return _applied(expr, writer)
    return writer.marked(expr, writer.with_number(expr, writer.symbol(expr)))


@write.register(Clipped)
def _clipped(expr: Clipped, writer: Writer) -> str:
    of, bound = expr.args
    inside = writer.text(of)
    return rf"\operatorname{{clip}}_{{{writer.index(bound)}}}\left( {inside} \right)"


@write.register(Norm)
def _norm(expr: Norm, writer: Writer) -> str:
    return rf"\left\| {writer.text(expr.args[0])} \right\|"


@write.register(Complement)
def _complement(expr: Complement, writer: Writer) -> str:
    return rf"\left({_less(expr, writer)}\right)"


def _less(expr: Complement, writer: Writer) -> str:
    (of,) = expr.args
    text = writer.text(of) if isinstance(of, Hadamard) else writer.bracketed(of)
    return f"1 - {text}"


@write.register(Positive)
def _positive(expr: Positive, writer: Writer) -> str:
    inside = writer.but(network=None, known=None).text(expr.args[0])
    return writer.marked(expr, writer.with_number(expr, f"[{inside}{{>}}0]"))


@write.register(Diag)
def _diagonal(expr: Diag, writer: Writer) -> str:
    (of,) = expr.args
    inside = _less(of, writer) if isinstance(of, Complement) else writer.text(of)
    return rf"\operatorname{{diag}}\left({inside}\right)"


@write.register(Hadamard)
def _hadamard(expr: Hadamard, writer: Writer) -> str:
    return r" \circ ".join(
        rf"\left( {writer.text(a)} \right)" if a.is_Mul else writer.bracketed(a)
        for a in expr.args
    )


@write.register(Transposed)
def _transposed(expr: Transposed, writer: Writer) -> str:
    (array,) = expr.args
    if not isinstance(array, Whole):
        return rf"\left( {writer.text(array)} \right)^{{\top}}"
    name = writer.but(network=None, known=None).symbol(array)
    if array.times:
        name = rf"\left({name}\right)"
    text = writer.with_number(expr, rf"{name}^{{\top}}")
    return writer.marked(array, text)


@write.register(Entry)
def _entry(expr: Entry, writer: Writer) -> str:
    inside = writer.but(network=None, known=None).text(expr.array)
    place = writer.subscript((expr.row, expr.column))
    text = rf"\left[ {inside} \right]_{{{place}}}"
    return writer.marked(expr, writer.with_number(expr, text, brace=True))
