"""Whether a result is being computed that all visitors will share."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_computing: ContextVar[bool] = ContextVar("computing", default=False)


def is_computing() -> bool:
    """Whether a result for all visitors is being computed: it knows none of them."""
    return _computing.get()


@contextmanager
def for_all_visitors() -> Iterator[None]:
    """What is computed within is for all visitors."""
    token = _computing.set(True)
    try:
        yield
    finally:
        _computing.reset(token)
