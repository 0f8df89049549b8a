"""What the first run has loaded stays: no collection of garbage looks at it again."""

import gc
from functools import cache


@cache
def freeze_startup_objects() -> None:
    """Once a process, at the end of its first run."""
    gc.collect()
    gc.freeze()
