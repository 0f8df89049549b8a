"""Takes everything that start-up has loaded out of garbage collection."""

import gc
from functools import cache


@cache
def freeze_startup_objects() -> None:
    """Freeze all objects that exist, once a process, after its first run."""
    gc.collect()
    gc.freeze()
