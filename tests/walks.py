"""Long walks: `make soak` takes all of their cases, `make test` a seeded sample."""

import os
from collections.abc import Iterable
from random import Random
from typing import TypeVar

T = TypeVar("T")
SOAK = bool(os.environ.get("UNROLLED_SOAK"))


def sample(cases: Iterable[T], count: int, seed: int = 0) -> list[T]:
    """So many of the cases, in their order and the same in every run; in a soak all."""
    every = list(cases)
    if SOAK or count >= len(every):
        return every
    return [every[n] for n in sorted(Random(seed).sample(range(len(every)), count))]
