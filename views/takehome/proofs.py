"""The lines of a derivation for handout and slides: formula, rule, check."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from derivations import Derivation, Line, Network
from derivations.language.symbols import T

from ..address.settings import Selection
from ..model.model import Model
from ..proofs.checks import definition, proof, status
from ..proofs.cost import NO_NUMBERS, too_long
from ..proofs.indices import index_name, nearest_indices
from ..proofs.scope import scope_of
from ..proofs.version import Version, describe_version
from ..text.naming import names_here
from .formula import split_at_signs

SHORT = "No choice of its indices is in range on this network: it stays in symbols."


@dataclass(frozen=True)
class Proof:
    """A derivation, and what is shown of each line."""

    title: str
    where: str
    about: str
    parts: tuple["Part", ...]


@dataclass(frozen=True)
class Part:
    """The lines of one goal; `at` says in words for which indices."""

    title: str
    at: str
    lines: tuple["Shown", ...]


@dataclass(frozen=True)
class Shown:
    """One line: its place from 1, its formula with numbers, its rule, its check.

    `brief` is the formula with its last number alone, "" where `tex` has no more.
    """

    place: int
    tex: str
    brief: str
    rule: str
    note: str
    check: str


def picked_indices(selection: Selection, window: int = 0) -> dict[str, int]:
    """The indices of the picked weight, loss and instance."""
    s = selection
    return {"i": s.i, "j": s.j, "t": s.t, "s": s.k + 1, "window": window}


def proof_at(
    model: Model, version: Version, index_settings: Mapping[str, int]
) -> Proof:
    """A derivation at the indices in range that are nearest to `wanted`.

    Its formulas are in the document's names; its sentences are yet to be.
    """
    derivation, network = version.derivation, definition(model.config)
    checks = proof(model.config, version)
    parts: list[Part] = []
    place = 0
    for part in derivation.parts:
        index_values = nearest_indices(part, network, index_settings)
        lines = []
        for line in part.lines:
            check = status(checks[place], model.trace.steps)
            place += 1
            tex, brief, why = _written(derivation, line, network, index_values)
            check = f"{check} {why}".rstrip()
            rule = line.rule[0].upper() + line.rule[1:]
            lines.append(Shown(place, tex, brief, rule, line.note, check))
        title = part.title if len(derivation.parts) > 1 else ""
        parts.append(Part(title, _in_words(index_values), tuple(lines)))
    number = f"({derivation.equation}) " if derivation.equation else ""
    where = f"Section {derivation.section} of the source"
    if derivation.equation:
        where += f", equation ({derivation.equation})"
    title = number + derivation.title
    return Proof(title, f"{where}.", describe_version(version), tuple(parts))


def _in_words(index_values: Mapping[Any, int] | None) -> str:
    if index_values is None:
        return SHORT
    if not index_values:
        return ""
    named_values = (f"{index_name(str(a))} = {b}" for a, b in index_values.items())
    return f"Here {', '.join(named_values)}."


def _written(
    derivation: Derivation,
    line: Line,
    network: Network,
    index_values: dict[Any, int] | None,
) -> tuple[str, str, str]:
    """A line with its left side, the same in brief, and why it has no numbers."""
    names = names_here()
    goal = derivation.goal_latex(line, at=index_values, names=names)
    if index_values is None:
        return f"{goal} = {line.latex(names=names)}", "", ""
    plain = f"{goal} = {line.latex(at=index_values, names=names)}"
    if too_long(line, network, scope_of(line, network, index_values).summed):
        return plain, "", NO_NUMBERS
    sized = {**index_values, T: network.T}
    goal = derivation.goal_latex(line, at=sized, names=names)
    tex = line.latex(at=index_values, network=network, names=names)
    whole = f"{goal} = {tex}"
    return whole, f"{plain} {split_at_signs(whole)[-1].removeprefix('{}').strip()}", ""
