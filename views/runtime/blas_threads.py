"""Limits BLAS to one thread: small products run slower on more."""

from functools import cache

import numpy  # noqa: F401  (BLAS is limited where it is loaded)
from threadpoolctl import threadpool_limits


@cache
def limit_blas_threads() -> None:
    """Limit BLAS to one thread, once and for the whole process."""
    threadpool_limits(limits=1, user_api="blas")
