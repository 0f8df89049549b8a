"""The entries of a file, nested or not: a name, a value, whether it is a gradient."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .conventions import GRADIENTS, WEIGHTS, WORDS
from .limits import DEEPEST, LONGEST_WORD, MOST_ENTRIES
from .messages import quoted_list


class Entry(NamedTuple):
    """A named value; gradient: it lies in a group of gradients."""

    name: str
    value: Any
    gradient: bool


def entries_of(content: Mapping[Any, Any]) -> list[Entry]:
    """Every entry, groups opened: {"gradients": {"H": ...}}, "grads/H", "grads.H".

    ValueError: more than MOST_ENTRIES, deeper than DEEPEST, two of one name.
    """
    entries: dict[tuple[str, bool], Entry] = {}
    for entry in _opened(content, (), 0):
        if len(entries) == MOST_ENTRIES:
            raise ValueError(f"has more than {MOST_ENTRIES} entries")
        key = entry.name, entry.gradient
        if key in entries:
            raise ValueError(f"has {quoted_list([entry.name])} twice")
        entries[key] = entry
    return list(entries.values())


def _opened(
    content: Mapping[Any, Any], groups: tuple[str, ...], depth: int
) -> Iterator[Entry]:
    if depth > DEEPEST:
        raise ValueError(f"has groups that nest deeper than {DEEPEST}")
    for key, value in content.items():
        name = key if isinstance(key, str) else repr(key)
        if len(name) > LONGEST_WORD:
            raise ValueError(f"has a name of {len(name):,} characters")
        path = (*groups, *name.split("/"))
        if isinstance(value, Mapping) and name not in WORDS:
            yield from _opened(value, path, depth + 1)
            continue
        first, dot, rest = path[-1].partition(".")
        if dot and first in GRADIENTS | WEIGHTS:
            path = (*path[:-1], first, rest)
        gradient = any(part in GRADIENTS for part in path[:-1])
        own = [part for part in path if part not in GRADIENTS | WEIGHTS]
        yield Entry(".".join(own), value, gradient)
