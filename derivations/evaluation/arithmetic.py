"""The two kinds of numbers that a network is run on: float64, and mpmath's at will.

Both know the same few functions, each for a number at rest and for its imaginary part
when something upstream was moved by i * step (complex step).
"""

from functools import lru_cache
from typing import Any

import mpmath
import numpy as np

CHUNK = 1_000_000
"""The most logits of nudged runs that are held at once."""
STEP = 1000
"""Precise numbers are moved by 10^-STEP, which is nothing beside any float64."""


def sigmoid(a: Any) -> Any:
    """sigma(a) = 1 / (1 + exp(-a)), real or complex; exact digits on both tails."""
    low = np.real(a) < 0
    e = np.exp(np.where(low, a, -a))
    return np.where(low, e, 1) / (1 + e)


def tanh(a: Any) -> Any:
    """(1 - exp(-2a)) / (1 + exp(-2a)), real or complex; exact digits near 0 too."""
    low = np.real(a) < 0
    e = np.expm1(2 * np.where(low, a, -a))
    return np.where(low, e, -e) / (e + 2)


def positive(a: Any) -> Any:
    """[a > 0]: 1 where the real part is above 0, else 0."""
    return np.greater(np.real(a), 0) * 1.0


class Double:
    """float64.  A step of 1e-30 squared is far below what a real part can see."""

    step: Any = 1e-30
    exp, log = staticmethod(np.exp), staticmethod(np.log)
    sigmoid, tanh = staticmethod(sigmoid), staticmethod(tanh)
    positive = staticmethod(positive)

    def numbers(self, values: Any) -> np.ndarray:
        """An array of this kind of numbers."""
        return np.asarray(values, float)

    def number(self, value: Any) -> Any:
        """A scalar, or an array that is of this kind already."""
        return float(value) if isinstance(value, int) else value

    def zeros(self, shape: tuple[int, ...]) -> np.ndarray:
        return np.zeros(shape)

    def imaginary(self, value: Any) -> Any:
        """The imaginary part of a number or of every entry of an array."""
        return np.imag(value)

    def softmax(self, o: np.ndarray) -> np.ndarray:
        """exp(o_w) / sum_v exp(o_v) over the first axis."""
        e = np.exp(o - o.max(axis=0))
        return e / e.sum(axis=0)

    def softmax_nudged(self, o: np.ndarray, oi: np.ndarray) -> np.ndarray:
        """The imaginary part of softmax(o + i oi), oi of shape (V, B).

        yhat_w sin(a_w), a_w being the phase of 1 / sum_v exp(o_v - o_w + i (...)): a
        sum of differences, in which no 1 - yhat_w ever cancels.
        """
        p = self.softmax(o)[:, None]
        if len(o) <= 64:
            apart = oi[None, :, :] - oi[:, None, :]
            return -p * np.einsum("v,wvb->wb", p[:, 0], apart)
        return p * (oi - (p * oi).sum(axis=0))

    def loss(self, o: np.ndarray, word: int) -> Any:
        """log sum_w exp(o_w - o_y); minus the sum's own term, by log1p."""
        a = o - o[word]
        top = a.argmax()
        others = np.delete(a, top) - a[top]
        return float(a[top] + np.log1p(np.exp(others).sum()))

    def loss_nudged(self, o: np.ndarray, oi: Any, word: int, runs: int) -> np.ndarray:
        """The imaginary part of the loss; `oi(part)` gives that of o for some runs."""
        size = np.exp(o - o.max())
        width = max(1, CHUNK // len(o))
        out = np.empty(runs)
        for start in range(0, runs, width):
            part = slice(start, min(start + width, runs))
            moved = oi(part)
            moved -= moved[word].copy()
            out[part] = np.arctan2(size @ np.sin(moved), size @ np.cos(moved))
        return out

    def loss_of_logits(self, o: np.ndarray, word: int, moved: np.ndarray) -> np.ndarray:
        """The imaginary part of the loss, logit `moved[b]` being moved in run b.

        Of the sines only that of the moved logit is not 0, or, for the target's own,
        all the others.
        """
        size = np.exp(o - o.max())
        part = np.where(moved == word, -np.delete(size, word).sum(), size[moved])
        return np.arctan2(part * np.sin(self.step), size.sum())


class Precise:
    """mpmath's numbers with `digits` digits, in NumPy arrays of objects."""

    def __init__(self, digits: int) -> None:
        self.context: Any = mpmath.mp.clone()
        self.context.dps = digits + 15
        self.step: Any = self.context.mpf(10) ** -STEP
        self.exp = np.frompyfunc(self.context.exp, 1, 1)
        self.log = np.frompyfunc(self._log, 1, 1)
        self.sigmoid = np.frompyfunc(lambda a: 1 / (1 + self.context.exp(-a)), 1, 1)
        self.tanh = np.frompyfunc(self.context.tanh, 1, 1)
        self.positive = np.frompyfunc(lambda a: self.context.mpf(a.real > 0), 1, 1)
        self._imaginary = np.frompyfunc(lambda a: getattr(a, "imag", 0), 1, 1)
        self._number = np.frompyfunc(lambda a: self.context.mpf(float(a)), 1, 1)

    def _log(self, a: Any) -> Any:
        """log a; of a number moved by next to nothing, its phase is Im a / Re a."""
        if not getattr(a, "imag", 0):
            return self.context.log(a.real)
        return self.context.mpc(self.context.log(a.real), a.imag / a.real)

    def numbers(self, values: Any) -> np.ndarray:
        return np.asarray(self._number(np.asarray(values, float)), dtype=object)

    def number(self, value: Any) -> Any:
        return self.context.mpf(value) if isinstance(value, int) else value

    def zeros(self, shape: tuple[int, ...]) -> np.ndarray:
        return np.full(shape, self.context.mpf(0), dtype=object)

    def imaginary(self, value: Any) -> Any:
        return self._imaginary(value)

    def softmax(self, o: np.ndarray) -> np.ndarray:
        e = self.exp(o - o.max(axis=0))
        return e / e.sum(axis=0)

    def softmax_nudged(self, o: np.ndarray, oi: np.ndarray) -> np.ndarray:
        e = self.exp((o - o.max())[:, None] + 1j * oi)
        return self._imaginary(e / e.sum(axis=0))

    def loss(self, o: np.ndarray, word: int) -> Any:
        return self.log(self.exp(o - o[word]).sum())

    def loss_of_logits(self, o: np.ndarray, word: int, moved: np.ndarray) -> np.ndarray:
        oi = self.zeros((len(o), len(moved)))
        oi[moved, np.arange(len(moved))] += self.step
        return self.loss_nudged(o, lambda part: oi[:, part], word, len(moved))

    def loss_nudged(self, o: np.ndarray, oi: Any, word: int, runs: int) -> np.ndarray:
        moved, top = o[:, None] + 1j * oi(slice(0, runs)), o.argmax()
        sizes = self.exp(moved - moved[top]).sum(axis=0)
        return self._imaginary(self.log(sizes) + moved[top] - moved[word])


@lru_cache(maxsize=16)
def precise(digits: int) -> Precise:
    """The arithmetic of `digits` digits, made once."""
    return Precise(digits)


DOUBLE = Double()
