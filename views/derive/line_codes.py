"""The NumPy code of a derivation's lines, run on the network and compared with them.

Only what the printer writes from our own expressions is ever run.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from derivations import Line
from derivations.code.line_code import LineCode, line_code
from derivations.code.run import WORK, run_code
from derivations.code.work import work
from derivations.language.name_schemes import name_scheme

from ..address.settings import Config
from ..proofs.checks import definition
from ..proofs.cost import too_long
from ..proofs.indices import index_name
from ..proofs.scope import scope_of
from ..proofs.version import Version
from ..runtime.cache import cached
from ..text.numerals import short
from .data_types import CodeOfLine

IndexNumbers = tuple[tuple[Any, int], ...]
"""Free indices with their numbers; hashable."""
NEAR = 1e-9
"""The largest miss, over the largest number or 1, of code that computes its line."""
LATER = "Not run yet: go to this line to run it."
NO_INDEX = "Not run: no index is in range."
BESIDE = {"slope": "dsigma", "delta_sum": "delta", "inputs": "x", "targets": "y"}
"""What code says otherwise than the references of formulas."""
SAME = ("H", "L", "U", "h", "z", "o", "yhat", "J", "PP", "delta", "delta_o", "x", "y")


def codes_of(
    config: Config,
    version: Version,
    line: int,
    chosen: Mapping[int, IndexNumbers],
    names: str = "source",
) -> list[CodeOfLine]:
    """The code of every line, and what came out of those up to `line`, from 1.

    `chosen`: for each line, from 0, its free indices; none where nothing is in range.
    Lines are run from `line` backwards until all that work together is WORK.
    """
    run = set(_affordable(config, version, line, names))
    codes: list[CodeOfLine] = []
    for place in range(len(version.derivation.lines)):
        text = _text(version, place, names)
        code: CodeOfLine = {"text": text, "said": "", "equal": None}
        if place not in chosen:
            code["said"] = NO_INDEX
        elif place in run:
            code["said"], code["equal"] = _ran(
                config, version, place, chosen[place], names
            )
        elif place < line:
            code["said"] = LATER
        codes.append(code)
    return codes


@cached
def code_names(names: str = "source") -> dict[str, str]:
    """By its name in code, what references in formulas call a quantity."""
    plain = name_scheme(names).plain
    quantities = {name: name for name in SAME} | BESIDE
    return {plain(name): base for name, base in quantities.items()}


@cached
def _code(version: Version, place: int, names: str) -> LineCode:
    derivation = version.derivation
    return line_code(derivation, derivation.lines[place], names)


def _text(version: Version, place: int, names: str) -> str:
    """A line's code; none where the printer has none for it."""
    try:
        return _code(version, place, names).text
    except TypeError:
        return ""


@cached
def _affordable(
    config: Config, version: Version, line: int, names: str
) -> tuple[int, ...]:
    """The places of the lines that are run, from the last one that is shown."""
    sizes, spent = definition(config).sizes, 0
    run = [line - 1]
    for place in range(line - 1, -1, -1):
        if _text(version, place, names):
            spent += work(_code(version, place, names).expr, sizes)
        if place < line - 1 and spent <= WORK:
            run.append(place)
    return tuple(run)


@cached
def _ran(
    config: Config, version: Version, place: int, at: IndexNumbers, names: str
) -> tuple[str, bool | None]:
    """What came out of a line's code, in words, and whether it was the line."""
    network, line = definition(config), version.derivation.lines[place]
    indices = dict(at)
    try:
        found = run_code(_code(version, place, names), network, indices)
    except ValueError as error:
        return f"Not run here: {error}.", None
    except (ArithmeticError, LookupError, NameError, TypeError) as error:
        return f"It could not be run: {error}.", None
    if too_long(line, network, scope_of(line, network, indices).summed):
        return (
            "Runs here; at this size the line itself takes too long to compare.",
            None,
        )
    where = ", ".join(_named(line, indices))
    return _compared(found, _value(line, network, indices), where)


def _value(line: Line, network: Any, indices: Mapping[Any, int]) -> Any:
    with np.errstate(all="ignore"):
        return line.value(network, indices)


def _named(line: Line, indices: Mapping[Any, int]) -> Iterator[str]:
    """The indices that a line speaks of, with their numbers."""
    free = line.expr.free_symbols
    return (f"{index_name(str(a))} = {n}" for a, n in indices.items() if a in free)


def _compared(found: Any, right: Any, where: str) -> tuple[str, bool | None]:
    """How near the code's number or matrix is to the line's."""
    here, there = np.asarray(found, float), np.asarray(right, float)
    ran = f"Runs here at {where}" if where else "Runs here"
    if here.shape != there.shape:
        return f"{ran}: its shape is {here.shape}, the line’s {there.shape}.", False
    if not (np.isfinite(here).all() and np.isfinite(there).all()):
        return f"{ran}: its numbers leave what float64 can hold.", None
    miss = float(np.abs(here - there).max() / max(1.0, np.abs(there).max()))
    if miss > NEAR:
        return f"{ran}: it misses the line by {short(miss)}.", False
    if miss == 0:
        return f"{ran}: equal to the line to the last digit.", True
    return f"{ran}: equal to the line to {short(miss)}.", True
