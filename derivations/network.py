"""What a partial derivative means: the network's own definition, with one thing nudged.

Nothing here knows a derivation or a gradient.  A quantity is moved by i * 1e-30, the
network is run on from there, and the imaginary part of what comes out, over 1e-30, is
the derivative to the last bit (complex step).  The real parts stay those of the network
at rest (a step squared, 1e-60, is below what a double sees), so B nudges run side by
side as B columns of imaginary parts and cost one matrix product a step.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from jaxtyping import Float, Int

from derivations.symbols import D, T, V

STEP = 1e-30
CHUNK = 1_000_000
"""The most logits of nudged runs that are held at once."""
CACHED = 10_000_000
"""How many numbers of nudged runs are kept before all are forgotten (80 MB)."""

FIRST_TIME = {"h": 0, "z": 1, "o": 1, "yhat": 1, "H": 0, "L": 0}


def sigmoid(a: Any) -> Any:
    """sigma(a) = 1 / (1 + exp(-a)), real or complex; exact digits on both tails."""
    low = np.real(a) < 0
    e = np.exp(np.where(low, a, -a))
    return np.where(low, e, 1) / (1 + e)


class Network:
    """A recurrent language model at rest: every state, logit and loss, by definition.

    z^(t) = H h^(t-1) + L[:, x_t],  h^(t) = sigma(z^(t)),  o^(t) = U h^(t),
    J^(t) = log sum_w exp(o_w^(t) - o_{y_t}^(t)), t = 1..T.

    `params` has .H (D, D), .L (D, V), .U (V, D) and .h0 (D,); `inputs` and `targets`
    are T token ids from 0.  A shape that does not fit is NumPy's ValueError.
    """

    def __init__(
        self, params: Any, inputs: Sequence[int] | np.ndarray, targets: Any
    ) -> None:
        self.weights = {
            name: np.asarray(getattr(params, name), float) for name in "HLU"
        }
        self.inputs, self.targets = np.asarray(inputs), np.asarray(targets)
        H, L, U = self.weights.values()
        self.D, self.V, self.T = len(H), len(U), len(self.inputs)
        self.h = np.zeros((self.T + 1, self.D))
        self.z = np.full((self.T + 1, self.D), np.nan)
        self.h[0] = params.h0
        for s in range(1, self.T + 1):
            self.z[s] = H @ self.h[s - 1] + L[:, self.inputs[s - 1]]
            self.h[s] = sigmoid(self.z[s])
        self.o = self.h @ U.T
        self._nudges: dict[tuple[Any, ...], Nudge] = {}
        self.kept = 0

    @property
    def sizes(self) -> dict[Any, int]:
        """The numbers of the sizes D, V and T."""
        return {D: self.D, V: self.V, T: self.T}

    def time(self, name: str, time: int) -> int:
        """The time itself, or IndexError where the quantity has no such time."""
        first = FIRST_TIME.get(name, 1)
        last = self.T - 1 if name in ("H", "L") else self.T
        if not first <= time <= last:
            raise IndexError(f"{name}^({time}) does not exist: {first}..{last}")
        return time

    def loss(self, t: int) -> float:
        """J^(t) = log sum_w exp(o_w - o_y); minus the sum's own term, by log1p."""
        a = self.o[t] - self.o[t][self.targets[t - 1]]
        top = a.argmax()
        others = np.delete(a, top) - a[top]
        return float(a[top] + np.log1p(np.exp(others).sum()))

    def yhat(self, t: int) -> Float[np.ndarray, " V"]:
        """softmax(o^(t))."""
        e = np.exp(self.o[t] - self.o[t].max())
        return e / e.sum()

    def nudge(
        self,
        name: str,
        times: tuple[int, ...],
        units: tuple[np.ndarray, ...],
        held: int | None = None,
    ) -> "Nudge":
        """The runs with one quantity nudged, one run an entry of `units` (cached)."""
        key = (name, times, held, *(u.tobytes() for u in units))
        if key not in self._nudges:
            if self.kept > CACHED:
                self._nudges, self.kept = {}, 0
            self._nudges[key] = Nudge(self, name, times, units, held)
        return self._nudges[key]


class Nudge:
    """B runs of a network, in each of which one entry of one quantity is moved.

    `units` holds the B entries, from 0.  A weight without a time is the shared one, and
    moves at every step; with `held` = s only in step s, h^(s-1) being held fixed.
    """

    def __init__(
        self,
        network: Network,
        name: str,
        times: tuple[int, ...],
        units: tuple[Int[np.ndarray, " B"], ...],
        held: int | None,
    ) -> None:
        self.network, self.name, self.units = network, name, units
        self.B = len(units[0])
        self.columns = np.arange(self.B)
        self.shared = not times
        if name in ("H", "L"):
            self.steps = [t + 1 for t in times] or list(range(1, network.T + 1))
        else:
            self.steps = list(times) or list(range(1, network.T + 1))
        if held is not None and not times:
            self.steps = [held]
        self._first = self.steps[0]
        self._z: dict[int, np.ndarray] = {}
        self._h: dict[int, np.ndarray] = {}
        self._J: dict[int, np.ndarray] = {}

    def z(self, s: int) -> Float[np.ndarray, "D B"]:
        """The imaginary part of z^(s)."""
        self._run(s)
        return self._z.get(s, np.zeros((self.network.D, self.B)))

    def h(self, s: int) -> Float[np.ndarray, "D B"]:
        """The imaginary part of h^(s)."""
        self._run(s)
        return self._h.get(s, np.zeros((self.network.D, self.B)))

    def _run(self, last: int) -> None:
        if self.name in ("U", "o", "yhat"):
            return
        for s in range(self._first, last + 1):
            if s not in self._h:
                self._step(s)

    def _step(self, s: int) -> None:
        net, moved = self.network, s in self.steps
        zi = np.zeros((net.D, self.B))
        if s - 1 in self._h:
            zi = net.weights["H"] @ self._h[s - 1]
        if moved and self.name == "H":
            row, col = self.units
            zi[row, self.columns] += STEP * net.h[s - 1][col]
        elif moved and self.name == "L":
            row, word = self.units
            zi[row, self.columns] += STEP * (word == net.inputs[s - 1])
        elif moved and self.name == "z":
            zi[self.units[0], self.columns] += STEP
        hi = np.zeros((net.D, self.B))
        if s > 0:
            hi = sigmoid(net.z[s][:, None] + 1j * zi).imag
        if moved and self.name == "h":
            hi[self.units[0], self.columns] += STEP
        self._z[s], self._h[s] = zi, hi
        net.kept += zi.size + hi.size

    def o(self, s: int, part: slice = slice(None)) -> Float[np.ndarray, "V _"]:
        """The imaginary part of o^(s), of the runs in `part`."""
        net, columns = self.network, self.columns[part]
        oi = net.weights["U"] @ self.h(s)[:, part]
        if s in self.steps and self.name == "U":
            row, col = (u[part] for u in self.units)
            oi[row, columns - columns[0]] += STEP * net.h[s][col]
        elif s in self.steps and self.name == "o":
            oi[self.units[0][part], columns - columns[0]] += STEP
        return oi

    def yhat(self, s: int) -> Float[np.ndarray, "V B"]:
        """The imaginary part of yhat^(s)."""
        net = self.network
        e = np.exp((net.o[s] - net.o[s].max())[:, None] + 1j * self.o(s))
        out = (e / e.sum(axis=0)).imag
        if s in self.steps and self.name == "yhat":
            out[self.units[0], self.columns] += STEP
        return out

    def J(self, s: int) -> Float[np.ndarray, " B"]:
        """The imaginary part of J^(s), exp(a + ib) being exp(a) (cos b + i sin b)."""
        if s not in self._J:
            net, word = self.network, self.network.targets[s - 1]
            if self.name == "yhat":
                at_rest = net.yhat(s)[word]
                out = -np.log(at_rest + 1j * self.yhat(s)[word]).imag
            else:
                size = np.exp(net.o[s] - net.o[s].max())
                width = max(1, CHUNK // net.V)
                out = np.empty(self.B)
                for start in range(0, self.B, width):
                    part = slice(start, min(start + width, self.B))
                    oi = self.o(s, part)
                    oi -= oi[word].copy()
                    out[part] = np.arctan2(size @ np.sin(oi), size @ np.cos(oi))
            self._J[s] = out
        return self._J[s]
