"""A second definition of the network: every state, logit and loss.

Nothing here knows a derivation or a gradient; what a partial derivative means is in
`nudge`.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import numpy as np

from derivations.evaluation.activation import activation as named
from derivations.evaluation.arguments import weights as checked_weights
from derivations.evaluation.arguments import word_ids
from derivations.evaluation.arithmetic import DOUBLE, Double, Precise, parts, precise
from derivations.evaluation.nudge import Nudge
from derivations.language.symbols import D, T, V

CACHED = 4_000_000
"""How many numbers of nudged runs are kept before all are forgotten (32 MB)."""
PROBABILITIES = 8
"""Steps whose probabilities are kept."""
SUMS, SMALL = 16, 20_000
"""Sums over all words that are kept, and the most numbers that each may have."""

FINER = 2.0**-400
"""A probability is moved by less, for it may be tiny itself."""

FIRST_TIME = {"h": 0, "z": 1, "o": 1, "yhat": 1, "H": 0, "L": 0, "U": 0}


class Network:
    """A recurrent language model, run forwards once.

    z^(t) = H h^(t-1) + L[:, x_t],  h^(t) = sigma(z^(t)),  o^(t) = U h^(t),
    J^(t) = log sum_w exp(o_w^(t) - o_{y_t}^(t)), t = 1..T.

    `params` has .H (D, D), .L (D, V), .U (V, D) and .h0 (D,); `inputs` and `targets`
    are T word ids from 0.  `activation` is what sigma is: "sigmoid" (the logistic
    one), "tanh", "relu" or "identity".  `arithmetic` is what it computes with.
    ValueError for a shape that does not fit, a number that is not finite, an id that
    names no word, or another activation; TypeError for what holds no numbers.
    """

    errors: Any = None
    """What errors are where they are not derivatives: of a mistaken pass."""

    def __init__(
        self,
        params: Any,
        inputs: Sequence[int] | np.ndarray,
        targets: Any,
        arithmetic: Double | Precise = DOUBLE,
        activation: str = "sigmoid",
    ) -> None:
        self.params = params
        arrays = checked_weights(params)
        x, y = word_ids(inputs, targets, arrays["U"].shape[0])
        self._hold(arrays, x, y, arithmetic, activation)
        self._run()

    def _hold(
        self,
        arrays: dict[str, np.ndarray],
        inputs: np.ndarray,
        targets: np.ndarray,
        arithmetic: Double | Precise,
        activation: str,
    ) -> None:
        """What it is made of, and nothing found."""
        self.math, self.activation = arithmetic, activation
        self.sigma = named(activation, arithmetic)
        self._arrays, self.inputs, self.targets = arrays, inputs, targets
        self.weights = {name: arithmetic.weights(arrays[name]) for name in "HLU"}
        (self.V, self.D), self.T = arrays["U"].shape, len(inputs)
        self._nudges: dict[tuple[Any, ...], Nudge] = {}
        self._precise: dict[int, Network] = {}
        self._first: dict[int, Network] = {}
        self._losses: dict[int, Any] = {}
        self._sums: dict[Any, Any] = {}
        self._yhat: dict[int, Any] = {}
        self._squashed: dict[int, np.ndarray] = {}
        self._slopes: dict[int, np.ndarray] = {}
        self.kept = 0

    def _run(self) -> None:
        """Every state from the first to the last."""
        H, L = self.weights["H"][:], self.weights["L"]
        self.h = self.math.zeros((self.T + 1, self.D))
        self.z = self.math.zeros((self.T + 1, self.D))
        self.z[0] = np.nan
        self.h[0] = self.math.numbers(self._arrays["h0"])
        with np.errstate(over="ignore", invalid="ignore"):
            for s in range(1, self.T + 1):
                self.z[s] = H @ self.h[s - 1] + L[:, self.inputs[s - 1]]
                self.h[s] = self.sigma.value(self.z[s])
            self.o: Any = _Logits(self)
            if self.math is DOUBLE:
                self.o = self.h @ self._arrays["U"].T

    def _like(self, steps: int, arithmetic: Double | Precise) -> "Network":
        """The same network on its first steps, in some arithmetic, not yet run."""
        other = object.__new__(Network)
        other.params = self.params
        inputs, targets = self.inputs[:steps], self.targets[:steps]
        other._hold(self._arrays, inputs, targets, arithmetic, self.activation)
        return other

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
        """The same network, run with that many digits (cached)."""
        if digits not in self._precise:
            self._precise[digits] = self._like(self.T, precise(digits))
            self._precise[digits]._run()
        return self._precise[digits]

    def first(self, steps: int) -> "Network":
        """The same network on its first steps (cached); itself, if those are all."""
        if steps == self.T:
            return self
        if steps not in self._first:
            first = self._first[steps] = self._like(steps, self.math)
            first.h, first.z = self.h[: steps + 1], self.z[: steps + 1]
            first.o = self.o if isinstance(self.o, _Logits) else self.o[: steps + 1]
        return self._first[steps]

    def small(self, numbers: int) -> bool:
        """Whether a run uses at most that many weights."""
        return self.T * self.D * (self.D + self.V) <= numbers

    def loss(self, t: int) -> Any:
        """J^(t) = log sum_w exp(o_w - o_y)."""
        if t not in self._losses:
            self._losses[t] = self.math.loss(self.o[t], self.targets[t - 1])
        return self._losses[t]

    def yhat(self, t: int) -> Any:
        """softmax(o^(t)), shape (V,)."""
        if t not in self._yhat:
            if len(self._yhat) == PROBABILITIES:
                self._yhat = {}
            self._yhat[t] = self.math.softmax(self.o[t])
        return self._yhat[t]

    def sum_over_words(self, key: Hashable, add_up: Callable[[], Any]) -> Any:
        """A sum over all words, found once as long as it is among the last SUMS."""
        if key in self._sums:
            return self._sums[key]
        found = add_up()
        if len(self._sums) == SUMS:
            self._sums = {}
        if np.size(found) <= SMALL:
            self._sums[key] = found
        return found

    def squashed(self, s: int) -> np.ndarray:
        """The slope of sigma at each z_m^(s), by complex step, (D,)."""
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
        """The derivative of J^(t) by h^(t), by complex step, (D,).

        Angles of 1e-30 are their own sines, so that the phase of sum_w exp(o_w - o_y),
        sum_w p_w (o_w - o_y), is linear in the move; the target's own term is 0.
        """
        if t not in self._slopes:
            U, word = self.weights["U"], self.targets[t - 1]
            own = U[word]
            self._slopes[t] = sum(
                self.yhat(t)[part] @ (U[part] - own) for part in parts(self.V, self.D)
            )
        return self._slopes[t]

    def nudge(
        self,
        name: str,
        times: tuple[int, ...],
        units: tuple[np.ndarray, ...],
        steps: tuple[int, ...] | None = None,
    ) -> Nudge:
        """The runs with one quantity nudged, one run an entry of `units` (cached)."""
        key = (name, times, steps, *(u.tobytes() for u in units))
        if key not in self._nudges:
            if self.kept > CACHED:
                self._nudges, self.kept = {}, 0
            self._nudges[key] = Nudge(self, name, times, units, steps)
        return self._nudges[key]


class _Logits:
    """U h^(t), for the steps that are asked for: many digits take their time."""

    def __init__(self, network: Network) -> None:
        self._U, self._h = network.weights["U"], network.h
        self._known: dict[int, Any] = {}

    def __getitem__(self, t: int) -> Any:
        if t not in self._known:
            self._known[t] = self._U[:] @ self._h[t]
        return self._known[t]
