"""The matrix form of a line, and which elements of its factors make each element.

A factor's row or column follows the result's row ("r") or column ("c"), is fixed, or
runs over all of it (0).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import sympy as sp

from derivations import Derivation, Line, Network, Part
from derivations.evaluation.matrices import COLUMN, ROW
from derivations.language import symbols as s
from derivations.language.symbols import SIZES

from ..proofs.indices import unit_settings
from ..proofs.scope import Scope, few
from .arrays import element_numbers, excerpt_positions, table_data
from .data_types import Factor, GatheredTerm, ShownArray

Follow = tuple[str | int, str | int]
"""What of a factor's rows and of its columns makes one element of the result."""


def gathered_matrix(
    derivation: Derivation,
    line: Line,
    network: Network,
    index_values: Mapping[Any, int],
    names: str = "source",
) -> ShownArray:
    """The matrix of a gathered line, from the last line before it that has elements."""
    part = derivation.part_of(line)
    units = [(index, high) for index, _, high in part.indices if high in SIZES]
    shape = (*(network.sizes[high] for _, high in units), 1)[:2]
    chosen = [index_values[index] for index, _ in units]
    axes = [
        excerpt_positions(size, {chosen[n]} if n < len(chosen) else set())
        for n, size in enumerate(shape)
    ]
    free = [index for index, _ in units]
    marks = dict(zip(free, sp.symbols("@r @c"), strict=False))
    row, column = (*free, COLUMN, COLUMN)[:2] if free else (ROW, COLUMN)
    element = part.lines[element_line_position(part, line)]
    values = element_numbers(
        element.expr, network, index_values, axes[0], axes[1], row, column
    )
    numbers = {**index_values, s.T: network.T}
    return {
        "key": "result",
        "tex": derivation.goal_latex(line, at=numbers, names=names),
        "one": derivation.goal_latex(element, at={**numbers, **marks}, names=names),
        "said": "The line's matrix",
        "axes": ["word" if high == s.V else "" for _, high in units],
        "chosen": [*chosen, 1][:2],
        "settings": unit_settings(free),
        **table_data(axes[0], axes[1], shape, values),
    }


def line_position(line: Line, lines: Sequence[Line]) -> int:
    """The position of a line among lines, from 0."""
    return next(n for n, other in enumerate(lines) if other is line)


def element_line_position(part: Part, line: Line) -> int:
    """The position in its part of the last line before `line` that has elements."""
    before = line_position(line, part.lines)
    return max(n for n in range(before) if not part.lines[n].gathered)


def gathered_terms(line: Line, scope: Scope, keys: set[str]) -> list[GatheredTerm]:
    """The terms of a gathered line: for each its sign and the arrays it multiplies.

    An array is [key, row, column], as a `Follow`; the sign is 0 where the term is not
    just the product of them.
    """
    drawn_terms: list[GatheredTerm] = []
    for term, index_values in _terms(line.expr, dict(scope.at), scope):
        factors: list[Factor] = [
            (key, *follow) for key, follow in _follow(term, ("r", "c"), index_values)
        ]
        sign = _sign(term) if all(factor[0] in keys for factor in factors) else 0
        kept = [factor for factor in factors if factor[0] in keys]
        drawn_terms.append({"sign": sign, "factors": kept})
    return [term for term in drawn_terms if term["factors"]]


def _sign(term: sp.Expr) -> int:
    scalars = [f for f in sp.Mul.make_args(term) if f.is_commutative]
    scalar = sp.Mul(*scalars)
    return int(scalar) if scalar in (1, -1) else 0


def _terms(
    expr: sp.Expr, index_values: dict[str, int], scope: Scope
) -> Iterator[tuple[sp.Expr, dict[str, int]]]:
    """The terms of a sum over times, written out; the right branch of cases."""
    if isinstance(expr, s.Cases):
        equal, left, right, other = expr.args
        same = _number(left, index_values) == _number(right, index_values)
        yield from _terms(equal if same else other, index_values, scope)
    elif expr.is_Add:
        for part in expr.args:
            yield from _terms(part, index_values, scope)
    elif expr.is_Mul and isinstance(expr.args[-1], sp.Sum | sp.Add):
        scalar = sp.Mul(*expr.args[:-1])
        for part, inner_values in _terms(expr.args[-1], index_values, scope):
            yield scalar * part, inner_values
    elif isinstance(expr, sp.Sum):
        names = [str(limit[0]) for limit in expr.limits]
        choices = [few(scope.spans.get(name, [])) for name in names]
        for values in product(*choices):
            inner_values = {**index_values, **dict(zip(names, values, strict=True))}
            yield from _terms(expr.function, inner_values, scope)
    else:
        yield expr, index_values


def _follow(
    expr: sp.Expr, follow: Follow, index_values: dict[str, int]
) -> Iterator[tuple[str, Follow]]:
    """The arrays under an expression, and what of each makes the element `follow`."""
    key = _key(expr, index_values)
    if key:
        yield key, follow
    elif isinstance(expr, s.Transposed):
        yield from _follow(expr.args[0], (follow[1], follow[0]), index_values)
    elif isinstance(expr, s.Diag):
        yield from _follow(expr.args[0], (follow[0] or follow[1], "c"), index_values)
    elif expr.is_Pow:
        yield from _follow(expr.base, (follow[0], 0), index_values)
        yield from _follow(expr.base, (0, follow[1]), index_values)
    elif expr.is_Mul or isinstance(expr, s.OrderedProduct):
        chain = list(_chain(expr, index_values))
        for n, (factor, factor_values) in enumerate(chain):
            row = follow[0] if n == 0 else 0
            column = follow[1] if n == len(chain) - 1 else 0
            yield from _follow(factor, (row, column), factor_values)
    elif isinstance(expr, s.Hadamard | s.Complement | s.Positive | s.sigma):
        for factor in expr.args:
            yield from _follow(factor, follow, index_values)


def _chain(
    expr: sp.Expr, index_values: dict[str, int]
) -> Iterator[tuple[sp.Expr, dict[str, int]]]:
    """The factors of a product of matrices, one over times written out."""
    if isinstance(expr, s.OrderedProduct):
        index, *ends = expr.limit
        high, low = (_number(end, index_values) for end in ends)
        if high is not None and low is not None:
            for time in few(range(high, low - 1, -1)):
                yield from _chain(expr.function, {**index_values, str(index): time})
    elif expr.is_Mul:
        for factor in expr.args:
            if factor.is_commutative is False:
                yield from _chain(factor, index_values)
    else:
        yield expr, index_values


def _key(expr: sp.Expr, index_values: dict[str, int]) -> str:
    """The key of a whole array at the times of `index_values`; "" for what is none."""
    if isinstance(expr, s.Partial):
        plus = "+" if isinstance(expr, s.Immediate) else ""
        above, below = _key(expr.num, index_values), _key(expr.den, index_values)
        bar = "|" if isinstance(expr, s.Truncated) else ""
        return f"{plus}{above}/{below}{bar}" if above and below else ""
    if isinstance(expr, s.dsigma):
        inside = _key(expr.args[0], index_values)
        return f"dsigma{inside[inside.index('(') :]}" if inside else ""
    if isinstance(expr, s.Whole):
        name, times = str(expr.base), expr.times
        if name in "HLU":
            return f"{name}()"
    elif getattr(expr, "func", None) is s.J:
        name, times = "J", expr.args
    else:
        return ""
    numbers = [_number(time, index_values) for time in times]
    return "" if None in numbers else f"{name}({';'.join(map(str, numbers))})"


def _number(time: sp.Expr, index_values: dict[str, int]) -> int | None:
    put_in = {
        x: index_values[str(x)] for x in time.free_symbols if str(x) in index_values
    }
    value = time.xreplace({x: sp.Integer(n) for x, n in put_in.items()})
    return int(value) if value.is_Integer else None
