"""Runs forwards and back by given equations, right or wrong: the gradients found."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy as sp

from derivations.evaluation.eval_context import EvalContext
from derivations.evaluation.evaluate import compiled
from derivations.evaluation.network import Network
from derivations.language.symbols import D, V, Whole, delta, i, j, s, split, t, v, w
from derivations.mistakes.equations import GRADIENTS, LEFT, Equations

VECTORS = ("z", "h", "dh", "delta", "own", "back", "h0")
AXES = {
    **dict.fromkeys(VECTORS, (D, 1)),
    **dict.fromkeys(("o", "delta_o"), (V, 1)),
    **{"H": (D, D), "L": (D, V), "U": (V, D)},
}
"""The shapes of what the equations are of."""


class WrittenErrors:
    """The errors that the equations of a pass have given so far."""

    def __init__(self, hidden: int, steps: int) -> None:
        self.after, self.still = steps + 1, np.zeros(hidden)
        self.known: dict[tuple[str, tuple[int, ...]], np.ndarray] = {}

    def of(self, name: str, times: tuple[int, ...]) -> np.ndarray:
        """An error by its name and times: 0 past the last step, and of a loss before
        the step.  LookupError for what no equation has given.
        """
        if (name, times) in self.known:
            return self.known[name, times]
        if times == (self.after,) or (len(times) == 2 and times[0] > times[1]):
            return self.still
        raise LookupError(f"no equation has given {name} at {times}")


class WrittenPass(Network):
    """A network whose quantities are those that given equations say.

    They stand in for definitions: states are found by the equations of z and h from
    the first on, errors by theirs from the last on.
    """

    def __init__(
        self, network: Network, equations: Equations, numbers: Mapping[Any, Any]
    ) -> None:
        vars(self).update(vars(network))
        self.h, self.z, self.o = (a.copy() for a in (network.h, network.z, network.o))
        self.z = np.vstack([self.z, np.zeros(self.D)])
        self._yhat = {}
        self.errors = WrittenErrors(self.D, self.T)
        self.equations = equations
        units, words = np.arange(1, self.D + 1), np.arange(1, self.V + 1)
        rows = {i: units[:, None], w: words[:, None]}
        self._env = {**self.sizes, **numbers, **rows, j: units[None], v: words[None]}

    def time(self, name: str, time: int) -> int:
        """The time itself; one past the last step there are inputs of 0, whose error
        is 0.
        """
        return time if (name, time) == ("z", self.T + 1) else super().time(name, time)

    def number(self, name: str, at: Mapping[Any, Any]) -> Any:
        """What the equation of that name comes to at some times; a matrix."""
        shape = tuple(self.sizes.get(a, a) for a in AXES[name])
        expr, env = self.equations[name], {**self._env, **at}
        if isinstance(expr, sp.Sum):
            low, high = (
                compiled(a)(EvalContext(self), env) for a in expr.limits[-1][1:]
            )
            if high < low:
                return np.zeros(shape)
        with np.errstate(all="ignore"):
            return np.broadcast_to(compiled(expr)(EvalContext(self), env), shape)

    def forwards(self) -> None:
        """States, logits and their errors, step by step."""
        for step in range(1, self.T + 1):
            for name in ("z", "h"):
                getattr(self, name)[step] = self.number(name, {s: step})[:, 0]
        for step in range(1, self.T + 1):
            self.o[step] = self.number("o", {t: step})[:, 0]
        self._yhat = {}
        for step in range(1, self.T + 1):
            self._keep("delta_o", (step,), {t: step}, "delta_o")

    def back(self) -> None:
        """The errors of the steps, the last one's first."""
        users = ("delta", *GRADIENTS)
        summed = any(self.equations[name].has(LEFT["dh"]) for name in users)
        for step in range(self.T, 0, -1):
            if summed:
                self._keep("by h", (step,), {s: step}, "dh")
            self._keep("delta", (step,), {s: step}, "delta")

    def back_by_losses(self) -> None:
        """The errors of the steps for each loss of its own."""
        for loss in range(1, self.T + 1):
            self._keep("delta", (loss, loss), {t: loss}, "own")
            for step in range(loss - 1, 0, -1):
                self._keep("delta", (step, loss), {s: step, t: loss}, "back")

    def _keep(
        self, name: str, times: tuple[int, ...], at: Mapping[Any, int], equation: str
    ) -> None:
        self.errors.known[name, times] = self.number(equation, at)[:, 0]


def run(
    network: Network, equations: Equations, numbers: Mapping[Any, Any]
) -> dict[str, np.ndarray]:
    """The gradients H, L, U and h0 that the equations give on a network."""
    written = WrittenPass(network, equations, numbers)
    written.forwards()
    if any(_errors(equations[name], 1) for name in GRADIENTS):
        written.back()
    if any(_errors(equations[name], 2) for name in GRADIENTS):
        written.back_by_losses()
    found = {name: written.number(name, {}) for name in GRADIENTS}
    return {**found, "h0": found["h0"][:, 0]}


def errors_of(network: Network, equations: Equations) -> list[np.ndarray]:
    """The errors of the summed loss at steps 1..T."""
    written = WrittenPass(network, equations, {})
    written.forwards()
    written.back()
    return [written.errors.of("delta", (step,)) for step in range(1, network.T + 1)]


def _errors(expr: Any, times: int) -> bool:
    """Whether an equation speaks of errors with so many times."""
    arrays = (a.times for a in expr.atoms(Whole) if a.base == delta)
    elements = (split(a)[0] for a in expr.atoms(sp.Indexed) if a.base == delta)
    return any(len(a) == times for a in (*arrays, *elements))
