"""The rule that gathers the elements of a line into a vector or a matrix.

Vectors hang on an index, matrices join two; a term is then a little forest.  Walked
from a free index it is a column, a o (M b); a path from the row to the column index is
a product of matrices with diagonals between; two trees apart are an outer product.
"""

import sympy as sp

from derivations.language.symbols import (
    SIZES,
    UNITS,
    Cases,
    D,
    Diag,
    Hadamard,
    Identity,
    Partial,
    Transposed,
    Whole,
    dsigma,
    split,
)
from derivations.rules.calculus import RuleError, Step


def gather(rows: sp.Symbol, columns: sp.Symbol | None, note: str) -> Step:
    """e_ij -> the matrix of all e_ij; without `columns`, e_i -> the column of all e_i.

    delta_i h_j -> delta h^T.  sum_m H_mi delta_m -> H^T delta.  sigma'(z_i) f_i ->
    sigma'(z) o f.  sum_m A_im s_m B_mj -> A diag(s) B.  Sums over times stay outside.
    """

    def apply(expr: sp.Expr) -> sp.Expr:
        if isinstance(expr, Cases):
            equal, left, right, other = expr.args
            return Cases(apply(equal), left, right, apply(other))
        if columns is not None and expr == sp.KroneckerDelta(rows, columns):
            return Identity(D)
        expr = sp.expand_mul(expr) if expr.has(sp.Add) else expr
        if expr.is_Add:
            return _common_factor([apply(term) for term in expr.args])
        times = []
        if isinstance(expr, sp.Sum):
            times = [limit for limit in expr.limits if limit[2] not in SIZES]
            units = [limit for limit in expr.limits if limit[2] in SIZES]
            expr = sp.Sum(expr.function, *units) if units else expr.function
        gathered = _Term(expr, rows, columns).array()
        return sp.Sum(gathered, *times) if times else gathered

    return Step("gather into a matrix", note, apply)


def _common_factor(terms: list[sp.Expr]) -> sp.Expr:
    """a o b + a o c -> a o (b + c)."""
    first = terms[0]
    shared = isinstance(first, Hadamard) and all(
        isinstance(a, Hadamard) and a.args[0] == first.args[0] for a in terms
    )
    if not shared:
        return sp.Add(*terms)
    rest = [a.args[1] if len(a.args) == 2 else Hadamard(*a.args[1:]) for a in terms]
    return Hadamard(first.args[0], sp.Add(*rest))


def _whole(factor: sp.Expr) -> tuple[sp.Expr, tuple[sp.Symbol, ...]]:
    """A factor's whole array and the unit indices that it carried: h_j -> h, (j,)."""
    if isinstance(factor, sp.Indexed) and factor.base in UNITS:
        times, units = split(factor)
        return Whole(factor.base, *times), units
    if isinstance(factor, dsigma):
        array, units = _whole(factor.args[0])
        return dsigma(array), units
    if isinstance(factor, Partial):
        num, outputs = _whole(factor.num)
        den, inputs = _whole(factor.den)
        if len(outputs) + len(inputs) <= 2:
            return factor.func(num, den), (*outputs, *inputs)
    return factor, ()


class _Term:
    """A product, with the sums over units around it, as a forest of indices."""

    def __init__(
        self, expr: sp.Expr, rows: sp.Symbol, columns: sp.Symbol | None
    ) -> None:
        self.rows, self.columns = rows, columns
        self.scalars: list[sp.Expr] = []
        self.vectors: list[tuple[sp.Symbol, sp.Expr]] = []
        self.edges: list[tuple[sp.Symbol, sp.Symbol, sp.Expr]] = []
        bound = self._read(expr)
        ends = {rows, columns} - {None}
        used = {index for index, _ in self.vectors}
        used |= {index for a, b, _ in self.edges for index in (a, b)}
        if used != bound | ends:
            raise RuleError(f"{expr} has no array over the indices {ends}")

    def _read(self, expr: sp.Expr) -> set[sp.Symbol]:
        if isinstance(expr, sp.Sum):
            if any(limit[2] not in SIZES for limit in expr.limits):
                raise RuleError(f"{expr} sums over times inside a product")
            inner = self._read(expr.function)
            return inner | {limit[0] for limit in expr.limits}
        bound: set[sp.Symbol] = set()
        for factor in sp.Mul.make_args(expr):
            if isinstance(factor, sp.Sum):
                bound |= self._read(factor)
                continue
            array, units = _whole(factor)
            if len(units) == 2 and units[0] != units[1]:
                self.edges.append((*units, array))
            elif len(units) == 1:
                self.vectors.append((units[0], array))
            elif not units:
                self.scalars.append(factor)
            else:
                raise RuleError(f"{factor} is not a vector's or a matrix's element")
        return bound

    def _neighbours(
        self, index: sp.Symbol, came: sp.Symbol | None
    ) -> list[tuple[sp.Symbol, sp.Expr]]:
        """The matrices at an index, turned so that the index is their row."""
        neighbours = []
        for a, b, matrix in self.edges:
            if a == index and b != came:
                neighbours.append((b, matrix))
            elif b == index and a != came:
                neighbours.append((a, Transposed(matrix)))
        return neighbours

    def _column(
        self, index: sp.Symbol, came: sp.Symbol | None, but: sp.Symbol | None = None
    ) -> sp.Expr | None:
        """The tree at an index as a column over it; None for a column of ones."""
        parts = [array for place, array in self.vectors if place == index]
        for child, matrix in self._neighbours(index, came):
            if child != but:
                inner = self._column(child, index)
                if inner is None:
                    raise RuleError(f"the sum over {child} has no vector to meet")
                parts.append(matrix * inner)
        if not parts:
            return None
        return Hadamard(*parts) if len(parts) > 1 else parts[0]

    def _path(
        self, index: sp.Symbol, came: sp.Symbol | None
    ) -> list[tuple[sp.Symbol, sp.Expr]] | None:
        """The steps (index, matrix) from an index to the column index."""
        for child, matrix in self._neighbours(index, came):
            onward = [] if child == self.columns else self._path(child, index)
            if onward is not None:
                return [(child, matrix), *onward]
        return None

    def array(self) -> sp.Expr:
        """The matrix (or the column) of the term over all its free indices."""
        scalar = sp.Mul(*self.scalars)
        path = self._path(self.rows, None) if self.columns is not None else None
        if path is None:
            left = self._column(self.rows, None)
            if left is None:
                raise RuleError(f"nothing carries the index {self.rows}")
            if self.columns is None:
                return scalar * left
            right = self._column(self.columns, None)
            if right is None:
                raise RuleError(f"nothing carries the index {self.columns}")
            return scalar * left * Transposed(right)
        product, at, came = [scalar], self.rows, None
        for child, matrix in [*path, (None, None)]:
            side = self._column(at, came, but=child)
            if side is not None:
                product.append(Diag(side))
            if matrix is not None:
                product.append(matrix)
                at, came = child, at
        return sp.Mul(*product)
