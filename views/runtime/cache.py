"""A cache of results for all visitors, limited by its size in bytes.

Nobody changes a result: arrays are read-only, and what a page adds goes into a copy.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from inspect import signature
from threading import Condition
from types import MappingProxyType
from typing import ParamSpec, TypeVar, cast

import numpy as np
from cachetools import LRUCache
from cachetools import cached as cached_in
from cachetools.keys import hashkey

from .computing import for_all_visitors
from .run_lock import released

BYTES = 500_000_000
"""What all results together may take; the one used least recently goes first."""
PART = 100
"""Bytes that any part of a result is taken to have besides its numbers and texts."""

P = ParamSpec("P")
R = TypeVar("R")


def estimate_bytes(value: object) -> int:
    """The estimated size of a result in bytes: its arrays, its texts, its other parts.

    What a result may come to keep, if it says so, is added.
    """
    seen, held = set[int](), set[int]()
    total, left = 0, [value]
    while left:
        part = left.pop()
        if id(part) in seen or isinstance(part, type) or callable(part):
            continue
        seen.add(id(part))
        total += PART + int(getattr(part, "kept_at_most", 0))
        if isinstance(part, np.ndarray):
            whole = part.base if isinstance(part.base, np.ndarray) else part
            total += 0 if id(whole) in held else whole.nbytes
            held.add(id(whole))
        elif isinstance(part, str | bytes):
            total += len(part)
        elif isinstance(part, dict | MappingProxyType):
            left += [*part.keys(), *part.values()]
        elif isinstance(part, tuple | list | set | frozenset):
            left += part
        else:
            left += getattr(part, "__dict__", {}).values()
    return total


results: LRUCache[Hashable, object] = LRUCache(BYTES, getsizeof=estimate_bytes)
_free = Condition()


def cached(function: Callable[P, R]) -> Callable[P, R]:
    """Cache the results of a function for all visitors.

    Who asks while it is being computed waits for it, and whoever computes or waits lets
    others go on. Arguments that start with an underscore follow from the others, and
    are not part of what is asked.
    """
    parameters = signature(function)
    names = [name for name in parameters.parameters if name[0] != "_"]

    def cache_key(*args: Hashable, **named: Hashable) -> Hashable:
        """The same for a default that is given as for one that is left out."""
        asked = parameters.bind(*args, **named)
        asked.apply_defaults()
        values = (asked.arguments[name] for name in names)
        return hashkey(function.__module__, function.__qualname__, *values)

    def compute(*args: P.args, **named: P.kwargs) -> R:
        with for_all_visitors():
            return function(*args, **named)

    computed = cached_in(results, key=cache_key, condition=_free)(compute)

    @wraps(function)
    def cached_function(*args: P.args, **named: P.kwargs) -> R:
        with _free:
            if (key := cache_key(*args, **named)) in results:  # type: ignore[arg-type]
                return cast("R", results[key])
        with released():
            return computed(*args, **named)

    return cached_function
