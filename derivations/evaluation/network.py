"""What a partial derivative means: the network's own definition, with one thing nudged.

Nothing here knows a derivation or a gradient.  A quantity is moved by i * 1e-30, the
network is run on from there, and the imaginary part of what comes out, over 1e-30, is
the derivative to the last bit (complex step).  The real parts stay those of the network
at rest (a step squared, 1e-60, is below what a double sees), so B nudges run side by
side as B columns of imaginary parts and cost one matrix product a step.
"""

from collections.abc import Sequence
from typing import Any
from weakref import ref

import numpy as np
from jaxtyping import Int, Shaped

from derivations.evaluation.activation import activation as named
from derivations.evaluation.arithmetic import DOUBLE, Double, Precise, precise
from derivations.language.symbols import D, T, V

CACHED = 4_000_000
"""How many numbers of nudged runs are kept before all are forgotten (32 MB)."""

FINER = 2.0**-400
"""A probability is moved by less, for it may be tiny itself."""

FIRST_TIME = {"h": 0, "z": 1, "o": 1, "yhat": 1, "H": 0, "L": 0, "U": 0}


class Network:
    """A recurrent language model at rest: every state, logit and loss, by definition.

    z^(t) = H h^(t-1) + L[:, x_t],  h^(t) = sigma(z^(t)),  o^(t) = U h^(t),
    J^(t) = log sum_w exp(o_w^(t) - o_{y_t}^(t)), t = 1..T.

    `params` has .H (D, D), .L (D, V), .U (V, D) and .h0 (D,); `inputs` and `targets`
    are T token ids from 0.  `activation` is what sigma is: "sigmoid" (the logistic
    one), "tanh", "relu" or "identity".  `arithmetic` is what it computes with.
    ValueError for another activation, and, NumPy's, for a shape that does not fit.
    """

    def __init__(
        self,
        params: Any,
        inputs: Sequence[int] | np.ndarray,
        targets: Any,
        arithmetic: Double | Precise = DOUBLE,
        activation: str = "sigmoid",
    ) -> None:
        self.params, self.math, self.activation = params, arithmetic, activation
        self.sigma = named(activation, arithmetic)
        self.weights = {
            name: arithmetic.numbers(getattr(params, name)) for name in "HLU"
        }
        self.inputs, self.targets = np.asarray(inputs), np.asarray(targets)
        H, L, U = self.weights.values()
        self.D, self.V, self.T = len(H), len(U), len(self.inputs)
        self.h = arithmetic.zeros((self.T + 1, self.D))
        self.z = arithmetic.zeros((self.T + 1, self.D))
        self.z[0] = np.nan
        self.h[0] = arithmetic.numbers(params.h0)
        for s in range(1, self.T + 1):
            self.z[s] = H @ self.h[s - 1] + L[:, self.inputs[s - 1]]
            self.h[s] = self.sigma.value(self.z[s])
        self.o = self.h @ U.T
        self._nudges: dict[tuple[Any, ...], Nudge] = {}
        self._precise: dict[int, Network] = {}
        self._first: dict[int, Network] = {}
        self._losses: dict[int, Any] = {}
        self._squashed: dict[int, np.ndarray] = {}
        self._slopes: dict[int, np.ndarray] = {}
        self.kept = 0

    @property
    def sizes(self) -> dict[Any, int]:
        """The numbers of the sizes D, V and T."""
        return {D: self.D, V: self.V, T: self.T}

    @property
    def kept_at_most(self) -> int:
        """The bytes that its nudged runs may come to take: two states of each step, for
        every entry of a weight.
        """
        every = 2 * self.T * self.D * (self.D * self.D + 2 * self.D * self.V)
        return 8 * min(2 * CACHED, every)

    def time(self, name: str, time: int) -> int:
        """The time itself, or IndexError where the quantity has no such time."""
        first = FIRST_TIME.get(name, 1)
        last = self.T - 1 if name in self.weights else self.T
        if not first <= time <= last:
            raise IndexError(f"{name}^({time}) does not exist: {first}..{last}")
        return time

    def precise(self, digits: int) -> "Network":
        """The same network, run with that many digits (kept)."""
        if digits not in self._precise:
            self._precise[digits] = Network(
                self.params,
                self.inputs,
                self.targets,
                precise(digits),
                self.activation,
            )
        return self._precise[digits]

    def first(self, steps: int) -> "Network":
        """The same network on its first steps (kept)."""
        if steps not in self._first:
            self._first[steps] = Network(
                self.params,
                self.inputs[:steps],
                self.targets[:steps],
                self.math,
                self.activation,
            )
        return self._first[steps]

    def small(self, numbers: int) -> bool:
        """Whether a run touches at most so many weights."""
        return self.T * self.D * (self.D + self.V) <= numbers

    def loss(self, t: int) -> Any:
        """J^(t) = log sum_w exp(o_w - o_y)."""
        if t not in self._losses:
            self._losses[t] = self.math.loss(self.o[t], self.targets[t - 1])
        return self._losses[t]

    def yhat(self, t: int) -> Any:
        """softmax(o^(t)), shape (V,)."""
        return self.math.softmax(self.o[t])

    def squashed(self, s: int) -> np.ndarray:
        """How sigma answers to a tiny move of each z_m^(s), by complex step, (D,)."""
        if s not in self._squashed:
            moved = self.sigma.value(self.z[s] + 1j * self.math.step)
            self._squashed[s] = self.math.imaginary(moved) / self.math.step
        return self._squashed[s]

    def finer(self, steps: Sequence[int]) -> Any:
        """How much less probabilities are moved than all else, so as to stay small."""
        if self.math is DOUBLE:
            return FINER
        return min(self.yhat(t).min() for t in steps)

    def slope(self, t: int) -> np.ndarray:
        """How J^(t) answers to a tiny move of h^(t), shape (D,).

        Angles of 1e-30 are their own sines, so that the phase of sum_w exp(o_w - o_y),
        sum_w p_w (o_w - o_y), is linear in the move; the target's own term is 0.
        """
        if t not in self._slopes:
            U, word = self.weights["U"], self.targets[t - 1]
            self._slopes[t] = self.yhat(t) @ (U - U[word])
        return self._slopes[t]

    def nudge(
        self,
        name: str,
        times: tuple[int, ...],
        units: tuple[np.ndarray, ...],
        steps: tuple[int, ...] | None = None,
    ) -> "Nudge":
        """The runs with one quantity nudged, one run an entry of `units` (cached)."""
        key = (name, times, steps, *(u.tobytes() for u in units))
        if key not in self._nudges:
            if self.kept > CACHED:
                self._nudges, self.kept = {}, 0
            self._nudges[key] = Nudge(self, name, times, units, steps)
        return self._nudges[key]


class Nudge:
    """B runs of a network, in each of which one entry of one quantity is moved.

    `units` holds the B entries, from 0.  A weight without a time is the shared one, and
    moves at every step; with `steps` in those alone.
    """

    def __init__(
        self,
        network: Network,
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
    def network(self) -> Network:
        """The network at rest, which keeps its nudges, and not they it."""
        found = self._network()
        assert found is not None
        return found

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
            zi = net.weights["H"] @ self._h[s - 1]
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

    def o(self, s: int, part: slice = slice(None)) -> Shaped[np.ndarray, "V _"]:
        """The imaginary part of o^(s), of the runs in `part`."""
        net, columns = self.network, self.columns[part]
        step = net.math.step
        oi = net.weights["U"] @ self.h(s)[:, part]
        if s in self.steps and self.name == "U":
            row, col = (u[part] for u in self.units)
            oi[row, columns - columns[0]] += step * net.h[s][col]
        elif s in self.steps and self.name == "o":
            oi[self.units[0][part], columns - columns[0]] += step
        return oi

    def yhat(self, s: int) -> Shaped[np.ndarray, "V B"]:
        """The imaginary part of yhat^(s)."""
        net = self.network
        out = net.math.softmax_nudged(net.o[s], self.o(s))
        if s in self.steps and self.name == "yhat":
            out[self.units[0], self.columns] += self.step
        return out

    def J(self, s: int) -> Any:
        """The imaginary part of J^(s), shape (B,)."""
        if s not in self._J:
            net, word = self.network, self.network.targets[s - 1]
            here = s in self.steps
            if s < self._first or (self.name in ("U", "o", "yhat") and not here):
                self._J[s] = net.math.zeros((self.B,))
            elif self.name == "o":
                self._J[s] = net.math.loss_of_logits(net.o[s], word, self.units[0])
            elif self.name == "U" and net.math is DOUBLE:
                row, col = self.units
                moved = net.math.loss_of_logits(net.o[s], word, row)
                self._J[s] = moved * net.h[s][col]
            elif self.name == "yhat":
                own = self.step * (self.units[0] == word)
                moved = net.yhat(s)[word] + 1j * own
                self._J[s] = -net.math.imaginary(net.math.log(moved))
            elif self.name in ("h", "z", "H", "L") and net.math is DOUBLE:
                self._J[s] = net.slope(s) @ self.h(s)
            else:
                self._J[s] = net.math.loss_nudged(
                    net.o[s], lambda part: self.o(s, part), word, self.B
                )
        return self._J[s]
