"""The network as an expression reads it: at rest, or with something nudged."""

from typing import Any

import numpy as np

from derivations.evaluation.network import Network, Nudge


class EvalContext:
    """The network at rest, or with `nudge` in it, whose runs have the shape `shape`."""

    def __init__(
        self, network: Network, nudge: Nudge | None = None, shape: tuple[int, ...] = ()
    ) -> None:
        self.network, self.nudge, self.shape = network, nudge, shape
        self.math = network.math

    def state(self, name: str, time: int, unit: Any) -> Any:
        """An element of h, z, o or yhat."""
        at_rest = getattr(self.network, name)
        rest = (at_rest(time) if name == "yhat" else at_rest[time])[unit]
        if self.nudge is None:
            return rest
        return rest + 1j * self.nudge.element(name, time, unit, self.shape)

    def weight(self, name: str, times: tuple[int, ...], row: Any, col: Any) -> Any:
        """An element of H, L or U; of the nudged instance it carries the nudge."""
        rest, nudge = self.network.weights[name][row, col], self.nudge
        if nudge is None or nudge.name != name or not (times or nudge.shared):
            return rest
        if times and times[0] + 1 not in nudge.steps:
            return rest
        rows, cols = (u.reshape(self.shape) for u in nudge.units)
        return rest + 1j * self.math.step * ((row == rows) & (col == cols))

    def one_hot(self, which: str, time: int, word: Any) -> Any:
        """An element of a word's one-hot vector."""
        ids = self.network.inputs if which == "x" else self.network.targets
        return np.equal(word, ids[time - 1]) * 1.0

    def loss(self, time: int) -> Any:
        """J^(t)."""
        rest = self.network.loss(self.network.time("J", time))
        if self.nudge is None:
            return rest
        return rest + 1j * self.nudge.J(time).reshape(self.shape)


def unit(name: str, value: Any, size: int) -> Any:
    array = isinstance(value, np.ndarray)
    low, high = (value.min(), value.max()) if array else (value, value)
    if not 1 <= low <= high <= size:
        raise IndexError(f"a unit of {name} lies outside 1..{size}")
    return value - 1
