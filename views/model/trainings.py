"""Training of the screen's network: shared by all visitors, one turn at a time.

Whoever asks for the same recipe on the same network gets the same training, and goes on
where it is. A turn computes for a fraction of a second. In the whole process one turn
runs at a time, and the run lock is released meanwhile: a visitor who only picks
something waits for none of them.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from jaxtyping import Int64

from rnn_core import Params, Training

from ..address.settings import Config
from ..runtime.cache import cached
from ..runtime.run_lock import released
from .recipes import parse_recipe

TURN = 0.2
"""Seconds that a turn computes, unless told otherwise."""
WAIT = 0.4
"""Seconds that one waits for a turn, before the page is drawn without one."""

Begin = Callable[[], tuple[Params, Int64[np.ndarray, " n"]]]
"""What gives the weights before the first step, and the ids of the whole text."""

_turn = threading.Lock()


class Shared:
    """A training that visitors share; whoever has the turn moves it on.

    config: what it follows from, and no more.
    """

    def __init__(self, config: Config, training: Training) -> None:
        self.config, self.training = config, training
        self.finished = False
        self._run = training.run()

    @property
    def kept_at_most(self) -> int:
        """Bytes that it may come to keep: not more than weights for every step."""
        training, config = self.training, self.config
        each = 8 * (config.D_h * (config.D_h + 2 * config.V) + training.length) + 4000
        return min(training.kept_at_most, each * (training.planned + 3))

    def is_over(self, goal: int) -> bool:
        """Whether step `goal` was reached, or there is none that could be.

        At the end the last look at the network has to be there as well.
        """
        return self.finished or self.training.done >= goal != self.training.planned

    def go_on(self) -> None:
        """Compute for some 50 ms. What was begun is kept: a look may take longer."""
        self.finished = next(self._run, None) is None


@cached
def shared_training(config: Config, _begin: Begin) -> Shared:
    """The training of a configuration; it computes nothing yet.

    config: with what the training depends on, and the defaults of all else.
    """
    recipe = parse_recipe(config.train).recipe
    if recipe is None:
        raise ValueError("no recipe, and so no training")
    params, words = _begin()
    return Shared(
        config, Training(params, words, recipe, config.activation, config.start - 1)
    )


@contextmanager
def take_turn() -> Iterator[bool]:
    """Wait a little for the turn, and hold it; False where others have it."""
    with released():
        mine = _turn.acquire(timeout=WAIT)
        try:
            yield mine
        finally:
            if mine:
                _turn.release()


def advance(shared: Shared, goal: int, seconds: float = TURN) -> bool:
    """Train for one turn, towards step `goal`; False if others had the turn."""
    with take_turn() as mine:
        until = time.perf_counter() + seconds
        while mine and not shared.is_over(goal):
            shared.go_on()
            if time.perf_counter() > until:
                break
        return mine


def weights_at(shared: Shared, step: int) -> Iterator[Params | None]:
    """None after each turn, and at last the weights after this many steps.

    Where the training ended before that step: those that it ended with.
    """
    while not shared.is_over(step):
        advance(shared, step)
        yield None
    recalling = shared.training.recall(min(step, shared.training.done))
    while True:
        found = None
        with take_turn() as mine:
            until = time.perf_counter() + TURN
            while mine and found is None and time.perf_counter() < until:
                found = next(recalling)
        yield found
        if found is not None:
            return


@cached
def trained_weights(
    config: Config, step: int, _shared: Shared, _found: Params | None = None
) -> Params:
    """The weights of a training after this many steps; `_found`, where it is given."""
    if _found is not None:
        return _found
    return next(found for found in weights_at(_shared, step) if found is not None)
