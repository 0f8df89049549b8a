"""Writes whole arrays as NumPy code: vectors have one axis, a row's too."""

from itertools import groupby

from derivations.code.writer import (
    ATOM,
    COLUMN,
    MATMUL,
    MATRIX,
    MUL,
    NUMBER,
    POWER,
    ROW,
    CodeWriter,
    NoCode,
    Source,
    write,
)
from derivations.language.symbols import (
    UNITS,
    Column,
    Diag,
    Hadamard,
    Identity,
    Row,
    Transposed,
    V,
    Whole,
)

SHAPES = {1: COLUMN, 2: MATRIX}
"""What an array is by its number of axes."""


@write.register(Whole)
def _whole(expr: Whole, writer: CodeWriter) -> Source:
    shape = SHAPES[len(UNITS[expr.base])]
    return Source(writer.array(expr.base, expr.times, ()), ATOM, shape)


@write.register(Column)
@write.register(Row)
def _column(expr: Column, writer: CodeWriter) -> Source:
    place = writer.place(expr.index)
    places = (place,) if isinstance(expr, Row) else (":", place)
    return Source(writer.array(expr.base, expr.times, places), ATOM, COLUMN)


@write.register(Identity)
def _identity(expr: Identity, writer: CodeWriter) -> Source:
    return Source(f"np.eye({'V' if expr.args[0] == V else 'D'})", ATOM, MATRIX)


@write.register(Transposed)
def _transposed(expr: Transposed, writer: CodeWriter) -> Source:
    of = writer.source(expr.args[0])
    turned = {COLUMN: ROW, ROW: COLUMN}
    if of.shape in turned:
        return of._replace(shape=turned[of.shape])
    return Source(f"{of.within(ATOM)}.T", ATOM, of.shape)


@write.register(Diag)
def _diagonal(expr: Diag, writer: CodeWriter) -> Source:
    of = writer.source(expr.args[0])
    if of.shape != COLUMN:
        raise NoCode(f"{expr} is the diagonal matrix of no column")
    return Source(f"np.diag({of.text})", ATOM, MATRIX)


@write.register(Hadamard)
def _entry_by_entry(expr: Hadamard, writer: CodeWriter) -> Source:
    parts, shapes = [], set()
    for factor, equal in groupby(expr.args):
        source, count = writer.source(factor), len(list(equal))
        shapes.add(source.shape)
        if count > 1:
            source = Source(f"{source.within(ATOM)} ** {count}", POWER)
        parts.append(source)
    if len(shapes) != 1:
        raise NoCode(f"{expr} multiplies arrays of different shapes")
    (shape,) = shapes
    if len(parts) == 1:
        return parts[0]._replace(shape=shape)
    return Source(" * ".join(part.within(MUL) for part in parts), MUL, shape)


def matrix_product(arrays: list[Source]) -> Source:
    """A product of arrays, from the left: of a column and a row the outer product."""
    product, *rest = arrays
    for factor in rest:
        product = _times(product, factor)
    return product


def _times(left: Source, right: Source) -> Source:
    if (left.shape, right.shape) == (COLUMN, ROW):
        return Source(f"np.outer({left.text}, {right.text})", ATOM, MATRIX)
    shapes = {
        (MATRIX, MATRIX): MATRIX,
        (MATRIX, COLUMN): COLUMN,
        (ROW, MATRIX): ROW,
        (ROW, COLUMN): NUMBER,
    }
    if (left.shape, right.shape) not in shapes:
        raise NoCode(f"no product of a {left.shape} and a {right.shape}")
    first = left.text if left.rank == MATMUL else left.within(POWER)
    text = f"{first} @ {right.within(POWER)}"
    return Source(text, MATMUL, shapes[left.shape, right.shape])
