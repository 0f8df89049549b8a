"""Which numbers a symbol of a formula names.

The printer puts a reference on every symbol, such as H(2;1;2), h(t-1;j) or
L(t-1;m;x(t)): a name, its times, its units. A fraction of partials is named here by its
parts, J(t)/z(t;m), with a plus before it where it is immediate and a bar after it where
it is truncated. Indices that have a number become one; a summed time becomes each of
its values; a summed unit stands for the whole row or column.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from ..proofs.scope import FEW, Scope, few
from ..text.latex import closing

VECTORS = ("h", "z", "o", "yhat", "delta", "delta_o", "dsigma", "x", "y")
MATRICES = ("H", "L", "U")
NUMBERS = ("J", "Jmean", "PP")
REF = re.compile(r"\\htmlData\{ref=([^}]*)\}")
PARTIAL = re.compile(r"\\frac\{\\partial(\^\{\+\})?(?= )")
BAR = r"\right]_{\text{last "
MANY = 16
"""The most choices of several summed times that are."""


@dataclass(frozen=True)
class Name:
    """A reference taken apart; a whole array has no units."""

    base: str
    times: tuple[str, ...]
    units: tuple[str, ...]


def is_after_loss(name: Name) -> bool:
    """Whether it is the error of a step after the loss, which is 0."""
    times = [int(time) for time in name.times]
    return name.base == "delta" and len(times) == 2 and times[0] > times[1]


def refs_in(tex: str) -> set[str]:
    """All references in a formula, those of its fractions of partials included."""
    return {*REF.findall(tex), *fractions_in(tex)}


def free_refs_in(tex: str) -> list[str]:
    """The same as read, without symbols that stand only in a fraction of partials."""
    refs, end = [], 0
    for start, stop in _fractions(tex):
        if start >= end:
            refs += [*REF.findall(tex[end:start]), _fraction(tex, start, stop)]
            end = stop
    return list(dict.fromkeys([*refs, *REF.findall(tex[end:])]))


def fractions_in(tex: str) -> list[str]:
    """The references of a formula's fractions of partials."""
    return [_fraction(tex, start, end) for start, end in _fractions(tex)]


def _fractions(tex: str) -> Iterator[tuple[int, int]]:
    """Start and end of every fraction of one symbol's partial by another's."""
    for match in PARTIAL.finditer(tex):
        above = closing(tex, match.start() + len(r"\frac"))
        below = closing(tex, above)
        if len(REF.findall(tex[match.start() : below])) == 2:
            yield match.start(), below


def _fraction(tex: str, start: int, end: int) -> str:
    above, below = REF.findall(tex[start:end])
    plus = "+" if tex.startswith(r"\frac{\partial^{+}", start) else ""
    return f"{plus}{above}/{below}{'|' if tex.startswith(BAR, end) else ''}"


def parse_reference(ref: str, scope: Scope) -> Name | None:
    """A symbol's name, times and units; None for what has no numbers here."""
    base, _, rest = ref.partition("(")
    indices = tuple(rest[:-1].split(";")) if rest[:-1] else ()
    if base in NUMBERS:
        return Name(base, indices, ())
    if base in VECTORS:
        times = 2 if base == "delta" and not scope.summed else 1
        return Name(base, indices[:times], indices[times:])
    if base not in MATRICES:
        return None
    if scope.columns and len(indices) in (1, 2) and indices[-1][:2] == "x(":
        return Name(base, indices[:-1], ("", indices[-1]))
    times = len(indices) % 2
    return Name(base, indices[:times], indices[times:])


def assignments(indices: Sequence[str], scope: Scope) -> Iterator[dict[str, int]]:
    """Each choice of the summed times that the indices speak of, the first few."""
    names = _summed(indices, scope)
    every = [*product(*(few(scope.spans[name]) for name in names))]
    for values in few(every, MANY):
        yield {**scope.at, **dict(zip(names, values, strict=True))}


def is_complete(ref: str, scope: Scope) -> bool:
    """Whether all choices of the summed times that a symbol speaks of are followed."""
    spans = [scope.spans[name] for name in _summed([ref], scope)]
    choices = prod(map(len, spans))
    return all(len(span) <= FEW for span in spans) and choices <= MANY


def _summed(indices: Sequence[str], scope: Scope) -> list[str]:
    text = " ".join(indices)
    return sorted({n for n in re.findall(r"[A-Za-z]+", text) if n in scope.spans})


def index_value(
    index: str, index_values: Mapping[str, int], scope: Scope
) -> int | None:
    """An index's number: 3, t-1, x(t); None for one that has none."""
    total = 0
    for term in re.findall(r"[+-]?(?:[^+\-()]|\([^()]*\))+", index):
        sign, body = (-1, term[1:]) if term[0] == "-" else (1, term.lstrip("+"))
        number = _term(body, index_values, scope)
        if number is None:
            return None
        total += sign * number
    return total


def _term(body: str, index_values: Mapping[str, int], scope: Scope) -> int | None:
    if body.isdigit():
        return int(body)
    if body[:2] in ("x(", "y("):
        words = scope.inputs if body[0] == "x" else scope.targets
        time = index_value(body[2:-1], index_values, scope)
        return words[time - 1] if time and 0 < time <= len(words) else None
    return index_values.get(body)
