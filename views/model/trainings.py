"""Training of the screen's network: shared by all visitors, one turn at a time.

Whoever asks for the same recipe on the same network gets the same training, and goes on
where it is. A turn computes for a fraction of a second, and in the whole process one
turn runs at a time. It is made of bits of some 50 ms, between which the run lock is
free: a visitor who only picks something waits for one bit at most.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

import numpy as np
from jaxtyping import Int64

from rnn_core import Params, Training

from ..address.settings import Config
from ..runtime.cache import cached
from ..runtime.run_lock import hold, released
from .recipes import parse_recipe

TURN = 0.2
"""Seconds that a turn computes, unless told otherwise."""
PATIENCE = 4.0
"""Seconds that one waits for a turn, before the page is drawn without one."""
HEED = 0.2
"""Seconds after which one who waits looks whether the visitor wants something else."""
GAP = 0.001
"""Seconds between two bits of work: whoever waits for the run lock gets it."""

Heed = Callable[[], None]
Begin = Callable[[], tuple[Params, Int64[np.ndarray, " n"]]]
"""What gives the weights before the first step, and the ids of the whole text."""

_turn = threading.Lock()
_alive: WeakValueDictionary[Config, "Shared"] = WeakValueDictionary()
"""Trainings that someone holds: one that goes on is not begun anew where the results
that are kept for all had no room for it."""


class Shared:
    """A training that visitors share; whoever has the turn moves it on.

    config: what it follows from, and no more.
    """

    def __init__(self, config: Config, training: Training) -> None:
        self.config, self.training = config, training
        self.finished = False
        self._run = training.run()

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
    if (known := _alive.get(config)) is not None:
        return known
    recipe = parse_recipe(config.train).recipe
    if recipe is None:
        raise ValueError("no recipe, and so no training")
    params, words = _begin()
    training = Training(params, words, recipe, config.activation, config.start - 1)
    _alive[config] = shared = Shared(config, training)
    return shared


def _never() -> None:
    """Nobody wants something else: what is computed is for all."""


@contextmanager
def take_turn(heed: Heed = _never) -> Iterator[bool]:
    """Wait for the turn, and hold it; False where others have it for long.

    heed: is called now and then while one waits, and ends that by what it raises.
    """
    with released():
        until = time.perf_counter() + PATIENCE
        while not (mine := _turn.acquire(timeout=min(HEED, PATIENCE))):
            heed()
            if time.perf_counter() > until:
                break
    try:
        yield mine
    finally:
        if mine:
            _turn.release()


def in_bits(seconds: float, bit: Callable[[], bool]) -> None:
    """Do one bit of work after another until one says that it was the last.

    The run lock is held during each, and is free in between: two threads that compute
    at once take the interpreter from each other at every product of matrices.
    """
    until = time.perf_counter() + seconds
    while True:
        with hold():
            last = bit()
        with released():
            time.sleep(GAP)
        if last or time.perf_counter() > until:
            return


def advance(
    shared: Shared, goal: int, seconds: float = TURN, heed: Heed = _never
) -> bool:
    """Train for one turn, towards step `goal`; False if others had the turn."""

    def bit() -> bool:
        if not shared.is_over(goal):
            shared.go_on()
        return shared.is_over(goal)

    with take_turn(heed) as mine:
        if mine:
            in_bits(seconds, bit)
        return mine


def weights_at(
    shared: Shared, step: int, heed: Heed = _never
) -> Iterator[Params | None]:
    """None after each turn, and at last the weights after this many steps.

    Where the training ended before that step: those that it ended with.
    """
    while not shared.is_over(step):
        advance(shared, step, heed=heed)
        yield None
    recalling = shared.training.recall(min(step, shared.training.done))
    found: list[Params] = []

    def bit() -> bool:
        params = next(recalling)
        found.extend([] if params is None else [params])
        return bool(found)

    while True:
        with take_turn(heed) as mine:
            if mine:
                in_bits(TURN, bit)
        yield found[0] if found else None
        if found:
            return


@cached
def trained_weights(
    config: Config, step: int, _shared: Shared, _found: Params | None = None
) -> Params:
    """The weights of a training after this many steps; `_found`, where it is given."""
    if _found is not None:
        return _found
    return next(found for found in weights_at(_shared, step) if found is not None)
