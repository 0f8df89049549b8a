"""What a partial derivative means: a network's definition, with one thing nudged.

A quantity is moved by i * 1e-30, the network is run on from there, and the imaginary
part of what comes out, over 1e-30, is the derivative to the last bit (complex step).
The real parts stay those of the network at rest (a step squared, 1e-60, is below what
a double sees), so B nudges run side by side as B columns of imaginary parts and cost
one matrix product a step.
"""

from typing import Any
from weakref import ref

import numpy as np
from jaxtyping import Int, Shaped

from derivations.evaluation.arithmetic import FEW


class Nudge:
    """B runs of a network, in each of which one entry of one quantity is moved.

    `units` holds the B entries, from 0.  A weight without a time is the shared one, and
    moves at every step; with `steps` in those alone.
    """

    def __init__(
        self,
        network: Any,
        name: str,
        times: tuple[int, ...],
        units: tuple[Int[np.ndarray, " B"], ...],
        only: tuple[int, ...] | None,
    ) -> None:
        self._network, self.name, self.units = ref(network), name, units
        self.B = len(units[0])
        self.columns = np.arange(self.B)
        self.shared = not times
        if name in network.weights:
            self.steps = [t + 1 for t in times] or list(range(1, network.T + 1))
        else:
            self.steps = list(times) or list(range(1, network.T + 1))
        if only is not None and not times:
            self.steps = list(only)
        self.step = network.math.step
        if name == "yhat":
            self.step *= network.finer(self.steps)
        self._first = min(self.steps, default=network.T + 1)
        self._z: dict[int, np.ndarray] = {}
        self._h: dict[int, np.ndarray] = {}
        self._J: dict[int, np.ndarray] = {}

    @property
    def network(self) -> Any:
        """The network at rest, which keeps its nudges, and not they it."""
        network = self._network()
        assert network is not None
        return network

    def z(self, s: int) -> Shaped[np.ndarray, "D B"]:
        """The imaginary part of z^(s)."""
        self._run(s)
        return self._z.get(s, self._still())

    def h(self, s: int) -> Shaped[np.ndarray, "D B"]:
        """The imaginary part of h^(s)."""
        self._run(s)
        return self._h.get(s, self._still())

    def _still(self) -> np.ndarray:
        return self.network.math.zeros((self.network.D, self.B))

    def _run(self, last: int) -> None:
        if self.name in ("U", "o", "yhat"):
            return
        for s in range(self._first, last + 1):
            if s not in self._h:
                self._step(s)

    def _step(self, s: int) -> None:
        net, moved = self.network, s in self.steps
        zi, step = self._still(), net.math.step
        if s - 1 in self._h:
            zi = net.weights["H"][:] @ self._h[s - 1]
        if moved and self.name == "H":
            row, col = self.units
            zi[row, self.columns] += step * net.h[s - 1][col]
        elif moved and self.name == "L":
            row, word = self.units
            zi[row, self.columns] += step * (word == net.inputs[s - 1])
        elif moved and self.name == "z":
            zi[self.units[0], self.columns] += step
        hi = self._still()
        if s > 0:
            hi = net.squashed(s)[:, None] * zi
        if moved and self.name == "h":
            hi[self.units[0], self.columns] += step
        self._z[s], self._h[s] = zi, hi
        net.kept += zi.size + hi.size

    def element(self, name: str, s: int, unit: Any, shape: tuple[int, ...]) -> Any:
        """The imaginary part of an element of h, z, o or yhat, the runs having `shape`.

        Where it is the output itself that is moved, all else of it is still.
        """
        by_weight = name == "o" and self.name == "U"
        if not (by_weight or (name == self.name and name in ("o", "yhat"))):
            runs = self.columns.reshape(shape)
            if name in ("o", "yhat") and self._through_states:
                words, places = np.unique(unit, return_inverse=True)
                moved = self._outputs(name, s, words)
                return moved[places.reshape(np.shape(unit)), runs]
            return getattr(self, name)(s)[unit, runs]
        if s not in self.steps:
            return self.network.math.zeros(shape)
        row, *col = (units.reshape(shape) for units in self.units)
        size = self.step * self.network.h[s][col[0]] if col else self.step
        return size * (unit == row)

    @property
    def _through_states(self) -> bool:
        """Whether the outputs move with h, and are many: then some can be found."""
        return self.name not in ("U", "o", "yhat") and self.network.V > FEW

    def _outputs(self, name: str, s: int, words: np.ndarray) -> np.ndarray:
        """The imaginary parts of o^(s) or yhat^(s) for some words, shape (N, B)."""
        net, h, U = self.network, self.h(s), self.network.weights["U"]
        if name == "o":
            return U[words] @ h
        beside_target = (U[words] - U[net.targets[s - 1]]) @ h
        return net.yhat(s)[words][:, None] * (beside_target - net.slope(s) @ h)

    def o(self, s: int) -> Shaped[np.ndarray, "V B"]:
        """The imaginary part of o^(s)."""
        net = self.network
        if self.name not in ("U", "o"):
            return net.weights["U"][:] @ self.h(s)
        oi = net.math.zeros((net.V, self.B))
        if s in self.steps:
            row, *col = self.units
            oi[row, self.columns] += self.step * (net.h[s][col[0]] if col else 1)
        return oi

    def yhat(self, s: int) -> Shaped[np.ndarray, "V B"]:
        """The imaginary part of yhat^(s), where it is not itself what is moved."""
        net = self.network
        return net.math.softmax_nudged(net.yhat(s), self.o(s))

    def J(self, s: int) -> Any:
        """The imaginary part of J^(s), shape (B,)."""
        if s not in self._J:
            self._J[s] = self._loss(s)
        return self._J[s]

    def _loss(self, s: int) -> Any:
        net, word = self.network, self.network.targets[s - 1]
        output = self.name in ("U", "o", "yhat")
        if s < self._first or (output and s not in self.steps):
            return net.math.zeros((self.B,))
        if not output:
            return net.slope(s) @ self.h(s)
        row, *col = self.units
        if self.name == "yhat":
            moved = net.yhat(s)[word] + 1j * (self.step * (row == word))
            return -net.math.imaginary(net.math.log(moved))
        moved = net.math.loss_of_logits(net.o[s], word, row)
        return moved * net.h[s][col[0]] if col else moved
