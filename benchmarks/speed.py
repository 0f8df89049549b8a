"""How fast a machine is, so that figures of one can be read on another."""

import time

COUNT = 20_000_000


def additions() -> float:
    """The seconds of 20 million additions in a loop of a function."""
    start = time.perf_counter()
    total = 0
    for n in range(COUNT):
        total += n
    return time.perf_counter() - start


def told() -> str:
    """The machine's speed in a sentence."""
    return f"20 million additions in a Python function take {additions():.2f} s here"
