"""The data of the derivation component: lines, arrays, and the links between them.

Formulas are cached by what they depend on, so that a step costs one new line.
"""

from collections.abc import Mapping
from typing import Any

from derivations import Derivation, Line, Part
from derivations.language.symbols import SIZES, T

from ..address.settings import Config
from ..model.model import Model
from ..proofs.checks import definition, proof, status
from ..proofs.cost import NO_MATRIX, NO_NUMBERS, too_long, too_wide
from ..proofs.indices import free_indices, index_name, nearest_indices
from ..proofs.scope import scope_of
from ..proofs.version import Version, numbered_title
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
from .line_codes import code_names, codes_of
from .matrix_form import (
    element_line_position,
    gathered_matrix,
    gathered_terms,
    line_position,
)
from .references import fractions_in, refs_in
from .telling import tells_all

IndexValues = tuple[tuple[str, int], ...]
"""Free indices by name, with their numbers; hashable."""
NOT_ALL = "Of its many terms only some are shown here."
NOTHING: Beside = {"arrays": [], "cells": {}, "gather": None, "left_out": ""}


def derivation_data(
    model: Model,
    version: Version,
    line: int,
    index_values: Mapping[Any, int] | None,
    show: str,
    predict: str,
    names: str = "source",
) -> DerivationData:
    """Everything that the browser needs to show one line of a derivation, from 1.

    `index_values` holds the line's free indices; None where no choice is in range.
    """
    derivation, config = version.derivation, model.config
    part = derivation.part_of(derivation.lines[line - 1])
    by_name = _by_name(index_values)
    numbers = show == "numbers" and index_values is not None
    lines: list[DerivationLine] = [
        {**text, "check": status(check, model.trace.steps), "holds": check.holds}
        for text, check in zip(
            _lines(version, (), names=names), proof(config, version), strict=True
        )
    ]
    for place, chosen in (
        _indices_of_lines(version, config, part, index_values) if numbers else ()
    ):
        text = _lines(version, chosen, model.trace.steps, names)[place]
        lines[place] = {**lines[place], **text}
        if _too_long(config, version, place, chosen):
            lines[place]["check"] += f" {NO_NUMBERS}"
        elif place <= line:
            lines[place]["numbers"] = _numbers(config, version, place, chosen, names)
    if show == "code":
        chosen_lines = _indices_of_lines(version, config, part, index_values)
        at = {n: tuple(_by_symbol(derivation, v).items()) for n, v in chosen_lines}
        codes = codes_of(config, version, line, at, names)
        lines = [{**a, "code": b} for a, b in zip(lines, codes, strict=True)]
    refs = tuple(_refs(item) for item in lines)
    beside = NOTHING
    if index_values is not None:
        beside = _beside(config, version, line - 1, by_name, refs, names)
    return {
        "slug": version.slug,
        "title": numbered_title(derivation),
        "aside": _aside(version, names) if tells_all(version, line, predict) else None,
        "parts": _parts(derivation),
        "lines": lines,
        "line": line,
        "numbers": numbers,
        "predict": predict != "off",
        "asks": predict == "on",
        "code_names": code_names(names) if show == "code" else {},
        "where": ", ".join(f"{index_name(n)} = {number}" for n, number in by_name),
        **beside,
    }


@cached
def _aside(version: Version, names: str) -> SourceCase | None:
    """The equation as the source has it, where it is derived for more than that."""
    derivation = version.derivation
    case = derivation.source_case
    if not case:
        return None
    line = next(a for a in derivation.lines if a.gathered)
    goal = derivation.goal_latex(line, at=case, names=names)
    where = " and ".join(f"{a} = {b}" for a, b in case.items()).replace("-", "−")
    return {
        "words": f"The source’s equation ({derivation.equation}) is the case {where}:",
        "tex": f"{goal} = {line.latex(at=case, names=names)}",
    }


def _refs(item: DerivationLine) -> tuple[str, ...]:
    """Every reference in a line's formulas."""
    formulas = (item["goal"], item["tex"], item.get("numbers", ""))
    return tuple(sorted(set().union(*map(refs_in, formulas))))


def _by_name(index_values: Mapping[Any, int] | None) -> IndexValues:
    return tuple(
        (str(index), int(number)) for index, number in (index_values or {}).items()
    )


def _indices_of_lines(
    version: Version, config: Config, own: Part, index_values: Mapping[Any, int] | None
) -> list[tuple[int, IndexValues]]:
    """Each line's place and the indices it is written for: those of the part `own`,
    `index_values`, and in the other parts the nearest to them that are in range.
    """
    derivation, network = version.derivation, definition(config)
    given = index_values or {}
    wanted = {a.setting: given[a.symbol] for a in free_indices(own) if given}
    chosen_lines = []
    for part in derivation.parts:
        values = index_values if part is own else nearest_indices(part, network, wanted)
        first = _first_line(derivation, part)
        if values is not None:
            chosen_lines += [
                (first + n, _by_name(values)) for n in range(len(part.lines))
            ]
    return chosen_lines


def _parts(derivation: Derivation) -> list[DerivationPart]:
    """Where each part starts, and its title where there are several."""
    several = len(derivation.parts) > 1
    return [
        {
            "first": _first_line(derivation, part),
            "title": part.title if several else "",
        }
        for part in derivation.parts
    ]


def _first_line(derivation: Derivation, part: Part) -> int:
    return line_position(part.lines[0], derivation.lines)


def _by_symbol(derivation: Derivation, by_name: IndexValues) -> dict[Any, int]:
    symbols = {str(i[0]): i[0] for part in derivation.parts for i in part.indices}
    return {symbols[name]: number for name, number in by_name if name in symbols}


def _before(derivation: Derivation, place: int) -> Line | None:
    """The line before in the same part; none before its first."""
    lines = derivation.lines
    if any(part.lines[0] is lines[place] for part in derivation.parts):
        return None
    return lines[place - 1]


@cached
def _lines(
    version: Version, by_name: IndexValues, steps: int = 0, names: str = "source"
) -> list[LineText]:
    """All lines in symbols, with these indices put in: goal, formula, rule, note.

    `steps`: what T is in a goal of the last loss; 0 where it stays T.
    """
    derivation = version.derivation
    by_symbol = _by_symbol(derivation, by_name) or None
    of_goal = {**(by_symbol or {}), T: steps} if steps else by_symbol
    left = ""
    lines: list[LineText] = []
    for place, line in enumerate(derivation.lines):
        before = _before(derivation, place)
        goal = derivation.goal_latex(line, refs=True, at=of_goal, names=names)
        lines.append(
            {
                "goal": "" if goal == left and before else goal,
                "tex": line.latex(refs=True, at=by_symbol, before=before, names=names),
                "rule": line.rule[0].upper() + line.rule[1:],
                "note": line.note,
                "gathered": line.gathered,
            }
        )
        left = goal
    return lines


def _too_long(
    config: Config, version: Version, place: int, by_name: IndexValues
) -> bool:
    derivation, network = version.derivation, definition(config)
    line = derivation.lines[place]
    scope = scope_of(line, network, _by_symbol(derivation, by_name))
    return too_long(line, network, scope.summed)


@cached
def _numbers(
    config: Config, version: Version, place: int, by_name: IndexValues, names: str
) -> str:
    """One line with the network's numbers beneath its symbols."""
    derivation = version.derivation
    return derivation.lines[place].latex(
        refs=True,
        at=_by_symbol(derivation, by_name),
        network=definition(config),
        before=_before(derivation, place),
        names=names,
    )


def _goal_cells(
    derivation: Derivation, part: Part, numbers: dict[Any, int], chosen: list[int]
) -> dict[str, list[CellRange]]:
    """The cell of the result that the left side names; all, where it is gathered."""
    cells: dict[str, list[CellRange]] = {}
    for line in part.lines:
        row, column = (0, 0) if line.gathered else (*chosen, 1, 1)[:2]
        for written_for in (None, numbers):
            goal = derivation.goal_latex(line, refs=True, at=written_for)
            for ref in fractions_in(goal) or refs_in(goal):
                cells[ref] = [("result", row, column)]
    return cells


@cached
def _beside(
    config: Config,
    version: Version,
    place: int,
    by_name: IndexValues,
    refs: tuple[tuple[str, ...], ...],
    names: str,
) -> Beside:
    """The arrays of one line, the cells of every symbol, and how a matrix gathers."""
    derivation, network = version.derivation, definition(config)
    by_symbol = _by_symbol(derivation, by_name)
    line = derivation.lines[place]
    part = derivation.part_of(line)
    scope = scope_of(line, network, by_symbol)
    chosen = [by_symbol[index] for index, _, high in part.indices if high in SIZES]
    tex = line.latex(refs=True)
    arrays, complete = arrays_of(
        tex, scope, network, chosen if line.gathered else (), names
    )
    gather: Gathering | None = None
    left_out = "" if complete else NOT_ALL
    whole = line if line.gathered else next((a for a in part.lines if a.gathered), None)
    if whole is not None:
        last = element_line_position(part, whole)
        if not too_wide(part.lines[last], network, scope.summed):
            arrays.insert(
                0, gathered_matrix(derivation, whole, network, by_symbol, names)
            )
            keys = {array["key"] for array in arrays}
            made = gathered_terms(line, scope, keys) if line.gathered else []
            gather = {"terms": made, "line": _first_line(derivation, part) + last + 1}
        elif line.gathered:
            left_out = NO_MATRIX
    keys = {array["key"] for array in arrays}
    cells: dict[str, list[CellRange]] = {}
    for other, line_refs in zip(derivation.lines, refs, strict=True):
        if derivation.claim(other) == derivation.claim(line):
            cells |= cells_of(line_refs, scope_of(other, network, by_symbol), keys)
    if gather:
        numbers = {**by_symbol, T: network.T}
        cells |= _goal_cells(derivation, part, numbers, chosen)
    return {
        "arrays": arrays,
        "cells": cells,
        "gather": gather,
        "left_out": left_out,
    }
