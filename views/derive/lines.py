"""The data of the derivation component: lines, arrays, and the links between them.

Formulas are cached by what they depend on, so that a step costs one new line.
"""

from collections.abc import Mapping
from typing import Any

from derivations import Derivation, Line
from derivations.language.symbols import SIZES

from ..address.settings import Config
from ..model.model import Model
from ..proofs.checks import definition, proof, said
from ..proofs.cost import NO_MATRIX, NO_NUMBERS, too_long, too_wide
from ..proofs.indices import index_name, indices, nearest
from ..proofs.scope import scope_of
from ..proofs.version import Version, titled
from ..runtime.cache import cached
from .arrays import arrays_of, cells_of
from .data_types import (
    Beside,
    CellRange,
    DerivationData,
    DerivationLine,
    DerivationPart,
    Gathering,
    LineText,
    SourceCase,
)
from .matrix_form import element_place, place_of, result, terms
from .references import fractions_in, refs_in

Put = tuple[tuple[str, int], ...]
"""Free indices by name, with their numbers."""
NOT_ALL = "Of its many terms only some are shown here."
NOTHING: Beside = {"arrays": [], "cells": {}, "gather": None, "left_out": ""}


def derivation_data(
    model: Model,
    version: Version,
    line: int,
    at: Mapping[Any, int] | None,
    show: str,
    predict: bool,
) -> DerivationData:
    """Everything that the browser needs to show one line of a derivation, from 1.

    `at` holds the line's free indices; None where no choice of them is in range.
    """
    derivation, config = version.derivation, model.config
    part = derivation.part_of(derivation.lines[line - 1])
    put = _put(at)
    numbers = show == "numbers" and at is not None
    lines: list[DerivationLine] = [
        {**text, "check": said(check, model.trace.steps), "holds": check.holds}
        for text, check in zip(_lines(version, ()), proof(config, version), strict=True)
    ]
    for place, chosen in _chosen(version, config, part, at) if numbers else ():
        lines[place] = {**lines[place], **_lines(version, chosen)[place]}
        if _too_long(config, version, place, chosen):
            lines[place]["check"] += f" {NO_NUMBERS}"
        elif place <= line:
            lines[place]["numbers"] = _numbers(config, version, place, chosen)
    refs = tuple(_refs(item) for item in lines)
    beside = NOTHING
    if at is not None:
        beside = _beside(config, version, line - 1, put, refs)
    return {
        "slug": version.slug,
        "title": titled(derivation),
        "aside": _aside(version),
        "parts": _parts(derivation),
        "lines": lines,
        "line": line,
        "numbers": numbers,
        "predict": predict,
        "where": ", ".join(f"{index_name(n)} = {number}" for n, number in put),
        **beside,
    }


@cached
def _aside(version: Version) -> SourceCase | None:
    """The equation as the source has it, where it is derived for more than that."""
    derivation = version.derivation
    case = derivation.source_case
    if not case:
        return None
    line = next(a for a in derivation.lines if a.gathered)
    goal = derivation.goal_latex(line, at=case)
    where = " and ".join(f"{a} = {b}" for a, b in case.items()).replace("-", "−")
    return {
        "words": f"The source’s equation ({derivation.equation}) is the case {where}:",
        "tex": f"{goal} = {line.latex(at=case)}",
    }


def _refs(item: DerivationLine) -> tuple[str, ...]:
    """Every reference in a line's formulas."""
    formulas = (item["goal"], item["tex"], item.get("numbers", ""))
    return tuple(sorted(set().union(*map(refs_in, formulas))))


def _put(at: Mapping[Any, int] | None) -> Put:
    return tuple((str(index), int(number)) for index, number in (at or {}).items())


def _chosen(
    version: Version, config: Config, own: Any, at: Mapping[Any, int] | None
) -> list[tuple[int, Put]]:
    """Each line's place and the indices it is written for: those of the part `own`,
    `at`, and in the other parts the nearest to them that are in range.
    """
    derivation, network = version.derivation, definition(config)
    wanted = {index.setting: (at or {})[index.symbol] for index in indices(own)}
    found = []
    for part in derivation.parts:
        chosen = at if part is own else nearest(part, network, wanted)
        first = _first(derivation, part)
        if chosen is not None:
            found += [(first + n, _put(chosen)) for n in range(len(part.lines))]
    return found


def _parts(derivation: Derivation) -> list[DerivationPart]:
    """Where each part starts, and its title where there are several."""
    several = len(derivation.parts) > 1
    return [
        {
            "first": _first(derivation, part),
            "title": part.title if several else "",
        }
        for part in derivation.parts
    ]


def _first(derivation: Derivation, part: Any) -> int:
    return place_of(part.lines[0], derivation.lines)


def _at(derivation: Derivation, put: Put) -> dict[Any, int]:
    symbols = {str(i[0]): i[0] for part in derivation.parts for i in part.indices}
    return {symbols[name]: number for name, number in put if name in symbols}


def _before(derivation: Derivation, place: int) -> Line | None:
    """The line before in the same part; none before its first."""
    lines = derivation.lines
    if any(part.lines[0] is lines[place] for part in derivation.parts):
        return None
    return lines[place - 1]


@cached
def _lines(version: Version, put: Put) -> list[LineText]:
    """All lines in symbols, with the indices `put` in: goal, formula, rule, note."""
    derivation = version.derivation
    at = _at(derivation, put) or None
    left = ""
    found: list[LineText] = []
    for place, line in enumerate(derivation.lines):
        before = _before(derivation, place)
        goal = derivation.goal_latex(line, refs=True, at=at)
        found.append(
            {
                "goal": "" if goal == left and before else goal,
                "tex": line.latex(refs=True, at=at, before=before),
                "rule": line.rule[0].upper() + line.rule[1:],
                "note": line.note,
                "gathered": line.gathered,
            }
        )
        left = goal
    return found


def _too_long(config: Config, version: Version, place: int, put: Put) -> bool:
    derivation, network = version.derivation, definition(config)
    line = derivation.lines[place]
    scope = scope_of(line, network, _at(derivation, put))
    return too_long(line, network, scope.summed)


@cached
def _numbers(config: Config, version: Version, place: int, put: Put) -> str:
    """One line with the network's numbers beneath its symbols."""
    derivation = version.derivation
    return derivation.lines[place].latex(
        refs=True,
        at=_at(derivation, put),
        network=definition(config),
        before=_before(derivation, place),
    )


def _goal_cells(
    derivation: Derivation, part: Any, at: dict[Any, int], chosen: list[int]
) -> dict[str, list[CellRange]]:
    """The cell of the result that the left side names; all, where it is gathered."""
    cells: dict[str, list[CellRange]] = {}
    for line in part.lines:
        row, column = (0, 0) if line.gathered else (*chosen, 1, 1)[:2]
        for put in (None, at):
            goal = derivation.goal_latex(line, refs=True, at=put)
            for ref in fractions_in(goal) or refs_in(goal):
                cells[ref] = [("result", row, column)]
    return cells


@cached
def _beside(
    config: Config,
    version: Version,
    place: int,
    put: Put,
    refs: tuple[tuple[str, ...], ...],
) -> Beside:
    """The arrays of one line, the cells of every symbol, and how a matrix gathers."""
    derivation, network = version.derivation, definition(config)
    at = _at(derivation, put)
    line = derivation.lines[place]
    part = derivation.part_of(line)
    scope = scope_of(line, network, at)
    chosen = [at[index] for index, _, high in part.indices if high in SIZES]
    tex = line.latex(refs=True)
    arrays, complete = arrays_of(tex, scope, network, chosen if line.gathered else ())
    gather: Gathering | None = None
    left_out = "" if complete else NOT_ALL
    whole = line if line.gathered else next((a for a in part.lines if a.gathered), None)
    if whole is not None:
        last = element_place(part, whole)
        if not too_wide(part.lines[last], network, scope.summed):
            arrays.insert(0, result(derivation, whole, network, at))
            keys = {array["key"] for array in arrays}
            made = terms(line, scope, keys) if line.gathered else []
            gather = {"terms": made, "line": _first(derivation, part) + last + 1}
        elif line.gathered:
            left_out = NO_MATRIX
    keys = {array["key"] for array in arrays}
    cells: dict[str, list[CellRange]] = {}
    for other, found in zip(derivation.lines, refs, strict=True):
        if derivation.claim(other) == derivation.claim(line):
            cells |= cells_of(found, scope_of(other, network, at), keys)
    if gather:
        cells |= _goal_cells(derivation, part, at, chosen)
    return {
        "arrays": arrays,
        "cells": cells,
        "gather": gather,
        "left_out": left_out,
    }
