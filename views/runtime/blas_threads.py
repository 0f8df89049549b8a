"""BLAS on one thread: for small products a second costs more than it brings."""

from functools import cache

import numpy  # noqa: F401  (BLAS is limited where it is loaded)
from threadpoolctl import threadpool_limits


@cache
def limit_blas_threads() -> None:
    """Once a process, for all of it."""
    threadpool_limits(limits=1, user_api="blas")
