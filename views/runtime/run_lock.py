"""A lock that lets one script run at a time, and is released during long computations.

Streamlit runs every visitor's script in a thread of its own, and Python lets one thread
run at a time. A run sends some fifty messages, and each time it waits for all threads
that want to run too: a hundred runs together take several times as long as one after
the other (`python -m benchmarks.lecture`).
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_turn = threading.Lock()
_mine = threading.local()


@contextmanager
def hold() -> Iterator[None]:
    """Wait for the lock and hold it; a thread that already holds it goes on at once."""
    if getattr(_mine, "held", False):
        yield
        return
    with _turn:
        _mine.held = True
        try:
            yield
        finally:
            _mine.held = False


@contextmanager
def released() -> Iterator[None]:
    """Release the lock during a block, if this thread holds it."""
    if not getattr(_mine, "held", False):
        yield
        return
    _mine.held = False
    _turn.release()
    try:
        yield
    finally:
        _turn.acquire()
        _mine.held = True


def serialized(function: Callable[P, R]) -> Callable[P, R]:
    """Decorate a function so that it holds the lock while it runs."""

    @wraps(function)
    def waiting(*args: P.args, **named: P.kwargs) -> R:
        with hold():
            return function(*args, **named)

    return waiting
