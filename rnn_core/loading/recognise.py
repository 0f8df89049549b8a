"""Which array of a file is which, by the names that a convention has."""

from typing import Any, NamedTuple

from .conventions import (
    ACTIVATION,
    CONVENTIONS,
    INPUTS,
    TARGETS,
    WORDS,
    Convention,
    gradient_names,
)
from .entries import Entry
from .first_layer import first_layer
from .gates import plain_names
from .messages import quoted_list
from .torch_names import torch_convention


class Named(NamedTuple):
    """An array with the name it had."""

    name: str
    value: Any


class Recognised(NamedTuple):
    """A file's arrays by what they are; `rest` are the names that say nothing.

    part: what they are of the file, in sentences, where there is more in it: `notes`
    say what, and the gradients are of all of it; else "".
    """

    convention: Convention | None
    weights: dict[str, Named]
    gradients: dict[str, Named]
    others: dict[str, Named]
    rest: list[str]
    notes: tuple[str, ...] = ()
    part: str = ""


OTHERS = {
    "inputs": INPUTS,
    "targets": TARGETS,
    "words": WORDS,
    "activation": ACTIVATION,
}


def recognise(entries: list[Entry], first: bool = False) -> Recognised:
    """Sort entries by the convention that knows most of their names.

    first: take the first layer where there are more. ValueError: two arrays that are
    the same part, an LSTM, a GRU. MoreThanOne: more than one layer or direction.
    """
    plain_names({entry.name for entry in entries})
    layer = first_layer(entries, first)
    entries = layer.entries
    convention = torch_convention(entries) or _best(entries)
    weights: dict[str, Named] = {}
    gradients: dict[str, Named] = {}
    others: dict[str, Named] = {}
    rest: list[str] = []
    for entry in entries:
        part, gradient = _part(convention, entry)
        other = next((k for k, names in OTHERS.items() if entry.name in names), None)
        if part is not None:
            _put(gradients if gradient else weights, part, entry)
        elif other is not None and not entry.gradient and _tells(other, entry):
            _put(others, other, entry)
        else:
            rest.append(entry.name)
    known = convention if weights or gradients else None
    return Recognised(known, weights, gradients, others, rest, layer.notes, layer.part)


def _best(entries: list[Entry]) -> Convention:
    """The convention that knows most names, the first of equals."""
    counts = [sum(_part(c, e)[0] is not None for e in entries) for c in CONVENTIONS]
    return CONVENTIONS[counts.index(max(counts))]


def _part(convention: Convention, entry: Entry) -> tuple[str | None, bool]:
    """What an entry is in this convention, and whether a gradient of it."""
    letters = convention.letters
    if entry.name in letters:
        return letters[entry.name], entry.gradient
    for name in gradient_names(entry.name):
        if name in letters:
            return letters[name], True
    return None, False


def _tells(other: str, entry: Entry) -> bool:
    """A number under `vocab` is its size, which the arrays say too."""
    return other != "words" or not isinstance(entry.value, int | float)


def _put(where: dict[str, Named], part: str, entry: Entry) -> None:
    if part in where:
        names = quoted_list([where[part].name, entry.name])
        raise ValueError(f"has {names}, which are the same thing; keep one of them")
    where[part] = Named(entry.name, entry.value)
