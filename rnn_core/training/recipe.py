"""A recipe of training: what is decided before the first step."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Int64

from ..checks import frozen, one_of, real_array, whole_number
from ..cuts import CUTS
from ..reduction import REDUCTIONS

MOST_STEPS, LONGEST = 5000, 100
"""Steps of a recipe, and words of a training window."""
ORDERS = ("text", "shuffled")

Places = Int64[np.ndarray, " N"]
Windows = Int64[np.ndarray, "N 2"]


@dataclass(frozen=True)
class Recipe:
    """How a network is trained: W <- W - rate * clipped gradient, for H, L and U.

    steps: 1 to 5000.   rate: above 0.   length: T of a training window, 1 to 100; the
    last window of a text is shorter where its words end.
    window: w >= 1 of truncated BPTT; 0 for none.
    cut: "sliding" keeps instance k of loss t where t - k <= w; "pieces" where both lie
    in the same piece of w steps, (t-1) // w == k // w.
    clip: the largest norm of the gradients of H, L and U taken together; 0 for none.
    reduction: the losses' "mean", "sum" or the "last" alone.
    order: training windows as in the "text", or "shuffled" anew each pass, by `seed`.

    ValueError: a value outside these. TypeError: one of another type.
    """

    steps: int = 500
    rate: float = 0.5
    window: int = 0
    cut: str = "sliding"
    clip: float = 0.0
    reduction: str = "mean"
    order: str = "text"
    seed: int = 0
    length: int = 4

    def __post_init__(self) -> None:
        for name, least, most in (
            ("steps", 1, MOST_STEPS),
            ("window", 0, None),
            ("seed", 0, None),
            ("length", 1, LONGEST),
        ):
            value = whole_number(name, getattr(self, name), least, most)
            object.__setattr__(self, name, value)
        for name in ("rate", "clip"):
            object.__setattr__(self, name, _number(name, getattr(self, name)))
        if self.rate <= 0:
            raise ValueError(f"rate is {self.rate}; it must be above 0")
        if self.clip < 0:
            raise ValueError(f"clip is {self.clip}; it must be 0 or above")
        one_of("cut", self.cut, CUTS)
        one_of("reduction", self.reduction, REDUCTIONS)
        one_of("order", self.order, ORDERS)


def training_windows(words: int, length: int, start: int = 0) -> Windows:
    """The training windows of a text of so many words, as they are read: the place of
    the first word of each, and how many words it reads.

    From word `start` on one after the other, then from the first word on up to
    `start`: each word but the first is predicted once. The last window of either run is
    shorter where the words end. Where `start` leaves no room for a whole window, it
    moves left.
    """
    start = min(start, words - 1 - length)
    runs = [(np.arange(start, words - 1, length), words - 1)]
    runs += [(np.arange(0, start, length), start)]
    return frozen(
        np.concatenate(
            [
                np.column_stack([first, np.minimum(length, end - first)])
                for first, end in runs
            ]
        )
    )


def reading_order(recipe: Recipe, windows: int, steps: int) -> Places:
    """Which of the windows each step reads."""
    if recipe.order == "text" or windows == 1:
        return frozen(np.arange(steps) % windows)
    draw = np.random.default_rng(recipe.seed)
    passes = -(-steps // windows)
    order = np.concatenate([draw.permutation(windows) for _ in range(passes)])
    return frozen(order[:steps].copy())


def _number(name: str, value: Any) -> float:
    (number,) = real_array(name, [value], "1")
    return float(number)
