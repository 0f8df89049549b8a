"""The arrays in a line of a derivation, their numbers, and each symbol's cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import sympy as sp

from derivations import Network
from derivations.derivation import whole
from derivations.evaluation.eval_context import EvalContext
from derivations.evaluation.evaluate import compiled, evaluate
from derivations.evaluation.matrices import COLUMN, ROW
from derivations.language import symbols as s
from derivations.latex.printer import latex

from ..proofs.scope import Scope, few
from ..text.numerals import short
from .data_types import ArrayTable, CellRange, ShownArray
from .references import (
    MATRICES,
    NUMBERS,
    Name,
    assignments,
    free_refs_in,
    index_value,
    is_after_loss,
    is_complete,
    parse_reference,
)
from .spoken_names import Quantity, spoken_name

WHOLE, KEPT = 8, 6
"""Up to WHOLE rows and columns an array is whole; of a larger one KEPT are shown."""
MOST = 14
"""The most arrays beside a line."""

BASES = {str(base): base for base in s.UNITS}
BASES |= {"x": s.onehot_x, "y": s.onehot_y}


@dataclass
class Array(Quantity):
    """An array, and the row and column of it that a symbol names."""

    wanted: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))

    @property
    def key(self) -> str:
        """The array's own reference."""
        above = _written(self.name)
        bar = "" if self.window is None else "|"
        return (
            f"{self.plus}{above}/{_written(self.below)}{bar}" if self.below else above
        )


Cells = tuple[str, int, int]
"""The array, row and column that a symbol names; 0 for all of them."""


def _written(name: Name | None) -> str:
    return f"{name.base}({';'.join((*name.times, *name.units))})" if name else ""


def cells_named_by(ref: str, scope: Scope) -> Iterable[tuple[Array, int, int]]:
    """The arrays that a reference names, with its row and column in each."""
    plus, ref = ("+", ref[1:]) if ref.startswith("+") else ("", ref)
    window = scope.at.get("tau") if ref.endswith("|") else None
    above, _, below = ref.rstrip("|").partition("/")
    num, den = (
        parse_reference(above, scope),
        parse_reference(below, scope) if below else None,
    )
    if num is None or (below and den is None):
        return
    indices = (*num.times, *num.units, *(den.times + den.units if den else ()))
    for index_values in assignments(indices, scope):
        times = [index_value(index, index_values, scope) for index in num.times]
        if None in times:
            continue
        rest = [index_value(unit, index_values, scope) for unit in num.units]
        whole_name = Name(num.base, tuple(map(str, times)), ())
        if den is None:
            yield _plain(whole_name, rest)
        else:
            cell = _partial(whole_name, rest, den, index_values, scope, plus)
            if cell:
                cell[0].window = window
                yield cell


def _plain(name: Name, units: list[int | None]) -> tuple[Array, int, int]:
    if name.base in NUMBERS:
        return (
            Array(Name(name.base, (), ())),
            1,
            int(name.times[0]) if name.times else 0,
        )
    if name.base in MATRICES:
        name = Name(name.base, (), ())
    row, column = [*(unit or 0 for unit in units), 0, 0][:2]
    return Array(name), row, column


def _partial(
    num: Name,
    rest: list[int | None],
    den: Name,
    index_values: Any,
    scope: Scope,
    plus: str,
) -> tuple[Array, int, int] | None:
    times = [index_value(index, index_values, scope) for index in den.times]
    if None in times:
        return None
    units = [index_value(unit, index_values, scope) for unit in den.units]
    below = Name(den.base, tuple(map(str, times)), ())
    scalar, matrix = num.base in NUMBERS, den.base in MATRICES
    if scalar:
        row, column = [*(unit or 0 for unit in units), 0, 0][:2]
        return Array(num, below, plus), row, column
    if not matrix:
        column = (units or [0])[0] or 0
        return Array(num, below, plus), (rest or [0])[0] or 0, column
    if len(units) != 2 or None in units:
        return None
    weight = Name(den.base, below.times, tuple(map(str, units)))
    return Array(num, weight, plus), (rest or [0])[0] or 0, 0


def arrays_of(
    tex: str,
    scope: Scope,
    network: Network,
    chosen: Iterable[int] = (),
    names: str = "source",
) -> tuple[list[ShownArray], bool]:
    """The arrays that a formula names, in its order, and whether they are all of them.

    `chosen` rows and columns are kept in every excerpt.
    """
    arrays: dict[str, Array] = {}
    refs = free_refs_in(tex)
    for ref in refs:
        for array, row, column in cells_named_by(ref, scope):
            if is_after_loss(array.name):
                continue
            kept = arrays.setdefault(array.key, array)
            kept.wanted[0].update({row} - {0})
            kept.wanted[1].update({column} - {0})
    for array in arrays.values():
        for wanted in array.wanted:
            wanted.update(chosen)
    drawn = [*arrays.values()][:MOST]
    built = [array_data(array, network, names) for array in drawn]
    complete = len(drawn) == len(arrays) and all(
        is_complete(ref, scope) for ref in refs
    )
    return [array for array in built if array], complete


def cells_of(
    refs: Iterable[str], scope: Scope, keys: set[str]
) -> dict[str, list[CellRange]]:
    """The cells that each reference names, in the arrays `keys`."""
    cells: dict[str, list[CellRange]] = {}
    for ref in sorted(refs):
        hits = {(a.key, row, column) for a, row, column in cells_named_by(ref, scope)}
        kept = sorted(hit for hit in hits if hit[0] in keys)
        if kept:
            cells[ref] = kept
    return cells


def array_data(
    array: Array, network: Network, names: str = "source"
) -> ShownArray | None:
    """An array as the browser draws it; None where it does not exist or overflows."""
    expr, name, sizes = _element_and_array(array)
    shape = tuple(int(network.sizes.get(size, size)) for size in sizes)
    rows = excerpt_positions(shape[0], array.wanted[0])
    columns = excerpt_positions(shape[1], array.wanted[1])
    try:
        values = element_numbers(expr, network, {}, rows, columns)
    except (IndexError, TypeError, ValueError):
        return None  # what is left of a sum's first or last term need not exist
    if not np.isfinite(values).all():
        return None
    marks = {ROW: sp.Symbol("@r"), COLUMN: sp.Symbol("@c")}
    return {
        "key": array.key,
        "tex": latex(name, names=names),
        "one": latex(expr, at=marks, names=names),
        "said": spoken_name(array),
        "axes": ["word" if size == s.V else "" for size in sizes],
        **table_data(rows, columns, shape, values),
    }


def element_numbers(
    expr: Any,
    network: Network,
    index_values: Mapping[Any, int],
    rows: list[int],
    columns: list[int],
    row: Any = ROW,
    column: Any = COLUMN,
) -> list[list[float]]:
    """An element's numbers at all rows and columns, by one evaluation."""
    if expr.func in (s.J, s.PP):
        return [[float(evaluate(expr, network, {COLUMN: c})) for c in columns]]
    down, across = np.array(rows)[:, None], np.array(columns)
    env = {**network.sizes, **index_values, row: down, column: across}
    values = compiled(expr)(EvalContext(network), env)
    shape = (len(rows), len(columns))
    return np.broadcast_to(np.asarray(values, float), shape).tolist()


def table_data(
    rows: list[int], columns: list[int], shape: tuple[int, ...], values: Any
) -> ArrayTable:
    """Rows, columns and numbers of an array or its excerpt, short and in full."""
    return {
        "rows": rows,
        "columns": columns,
        "shape": [int(size) for size in shape],
        "values": values,
        "short": [[short(entry) for entry in line] for line in values],
    }


def excerpt_positions(size: int, wanted: Iterable[int]) -> list[int]:
    """All of 1..size, or of a long axis the wanted indices and its two ends."""
    if size <= WHOLE:
        return list(range(1, size + 1))
    kept = set(few(sorted({n for n in wanted if n <= size}))) | {size}
    for place in range(1, size):
        if len(kept) >= KEPT:
            break
        kept.add(place)
    return sorted(kept)


def _element_and_array(array: Array) -> tuple[Any, Any, tuple[Any, Any]]:
    """The element (ROW, COLUMN) of an array, the array itself, and its two sizes."""
    name, below = array.name, array.below
    if below is None:
        entry, sizes = _element(name, ROW, COLUMN)
        losses = entry.func in (s.J, s.PP)
        return entry, entry.func() if losses else whole(entry), sizes
    of = s.Immediate if array.plus else s.Partial
    if name.base in NUMBERS:
        entry, sizes = _element(below, ROW, COLUMN)
        total = getattr(s, name.base)(*map(int, name.times))
        partial = of(total, entry)
        if array.window is not None:
            partial = s.Truncated(total, entry, sp.Integer(array.window))
        return partial, whole(partial), sizes
    top, (height, _) = _element(name, ROW, COLUMN)
    if below.units:
        entry = BASES[below.base][tuple(map(int, (*below.times, *below.units)))]
        return of(top, entry), of(whole(top), entry), (height, 1)
    bottom, (width, _) = _element(below, COLUMN, COLUMN)
    return of(top, bottom), of(whole(top), whole(bottom)), (height, width)


def _element(name: Name, row: Any, column: Any) -> tuple[Any, tuple[Any, Any]]:
    times = tuple(int(time) for time in name.times)
    if name.base == "Jmean":
        return s.Jmean(), (1, 1)
    if name.base in NUMBERS:
        return getattr(s, name.base)(column), (1, s.T)
    if name.base == "dsigma":
        return s.dsigma(s.z[(*times, row)]), (s.D, 1)
    base = BASES[name.base]
    sizes = s.UNITS[base]
    element = base[(*times, row, column)[: len(times) + len(sizes)]]
    return element, (*sizes, 1)[:2]
