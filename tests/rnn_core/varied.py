"""Networks of many kinds, drawn by seed, and references for changed weights."""

from collections.abc import Iterator
from typing import NamedTuple

import mpmath
import numpy as np

from rnn_core import ACTIVATIONS, Backward, Params, Trace, backward, forward

EPS = float(np.finfo(np.float64).eps)
MATRICES = ("H", "L", "U")


class Case(NamedTuple):
    """A network, and a picked weight (row, column) of each matrix."""

    params: Params
    inputs: np.ndarray
    targets: np.ndarray
    activation: str
    places: dict[str, tuple[int, int]]

    @property
    def trace(self) -> Trace:
        return forward(self.params, self.inputs, self.targets, self.activation)

    @property
    def back(self) -> Backward:
        return backward(self.trace)

    def run(self, params: Params) -> Backward:
        """Run the same words with other weights."""
        return backward(forward(params, self.inputs, self.targets, self.activation))


def varied(count=200, salt=0, scales=(0.1, 0.5, 1.0, 2.0, 6.0, 16.0)) -> Iterator[Case]:
    """Networks drawn by seed: D_h 1..6, |V| 2..8, T 1..7, the activations in turn.

    The word of a picked column of L is one that is read, most of the time.
    """
    for seed in range(count):
        draw = np.random.default_rng([salt, seed])
        hidden, vocab, steps = (
            int(draw.integers(*r)) for r in ((1, 7), (2, 9), (1, 8))
        )
        params = Params.random(hidden, vocab, seed, float(draw.choice(scales)))
        x, y = draw.integers(0, vocab, (2, steps))
        word = int(draw.choice(x)) if draw.random() < 0.9 else int(draw.integers(vocab))
        unit, other = (int(draw.integers(hidden)) for _ in range(2))
        answer = (
            int(draw.choice(y)) if draw.random() < 0.5 else int(draw.integers(vocab))
        )
        places = {"H": (unit, other), "L": (unit, word), "U": (answer, other)}
        yield Case(params, x, y, list(ACTIVATIONS)[seed % 4], places)


def with_entry(params, matrix, i, j, by) -> Params:
    """The same weights but W_ij + by."""
    weights = {name: getattr(params, name).copy() for name in ("H", "L", "U", "h0")}
    weights[matrix][i, j] += by
    return Params(**weights)


def rounding(back) -> np.ndarray:
    """How far rounding may move each J^(t).

    A few units in the last place of every sum that makes a z or a logit, carried to
    the loss.
    """
    trace, p = back.trace, back.trace.params
    z = np.abs(trace.h[:-1]) @ np.abs(p.H).T + np.abs(p.L.T[trace.inputs])
    o = np.abs(trace.h[1:]) @ np.abs(p.U).T
    through = np.einsum("tkd,kd->t", np.abs(back.delta), z)
    direct = np.einsum("tv,tv->t", np.abs(back.delta_o), o)
    return EPS * (p.hidden + 3) * (through + direct + trace.loss + 1e-3)


def term_sizes(back) -> np.ndarray:
    """[t-1, s-1]: the sum that gives delta, with every term made positive."""
    trace, p = back.trace, back.trace.params
    size = np.zeros_like(back.delta)
    for t in range(trace.steps):
        error = np.abs(back.delta_o[t]) @ np.abs(p.U)
        for s in range(t, -1, -1):
            size[t, s] = error * trace.slope[s]
            error = size[t, s] @ np.abs(p.H)
    return size


ACTIVATE = {
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
    "tanh": mpmath.tanh,
    "relu": lambda z: z if z > 0 else mpmath.mpf(0),
    "identity": lambda z: z,
}


class Exact(NamedTuple):
    """Weights as mpmath numbers."""

    H: np.ndarray
    L: np.ndarray
    U: np.ndarray
    h0: np.ndarray


def exact(weights) -> Exact:
    """Params or Gradients as mpmath numbers."""
    number = np.frompyfunc(lambda x: mpmath.mpf(float(x)), 1, 1)
    return Exact(*(number(np.asarray(getattr(weights, n))) for n in Exact._fields))


def exact_losses(case, weights, other=None, only=None) -> np.ndarray:
    """J^(1)..J^(T) by the textbook formulas, in as many digits as are set.

    The step `only`, or every step if that is None, uses the weights `other`.
    """
    h, out = weights.h0 if other is None or only is not None else other.h0, []
    activate = np.frompyfunc(ACTIVATE[case.activation], 1, 1)
    exp = np.frompyfunc(mpmath.exp, 1, 1)
    for k, (word, y) in enumerate(zip(case.inputs, case.targets, strict=True)):
        now = weights if other is None or only not in (None, k) else other
        h = activate(now.H @ h + now.L[:, word])
        o = now.U @ h
        out.append(mpmath.log1p(exp(np.delete(o, y) - o[y]).sum()))
    return np.array(out)


def digits(trace) -> int:
    """A number of digits large enough to subtract the losses of such a network."""
    return 60 + int(2 * max(np.abs(trace.z).max(), np.abs(trace.logits).max()))
