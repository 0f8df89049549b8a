"""The two kinds of numbers that a network can run on: float64, and mpmath's.

Both know the same few functions, each for a number at rest and for its imaginary part
when something upstream was moved by i * step (complex step).
"""

from functools import lru_cache
from typing import Any

import mpmath
import numpy as np

AT_ONCE = 1_000_000
"""The most numbers of a long sum that are held at once."""
LONG = 200
"""Sums of so many terms are taken in parts, if they need be."""
FEW = 64
"""Up to so many words, differences of logits are taken pair by pair."""
STEP = 1000
"""Precise numbers of d digits are moved by 10^-(STEP + d): nothing beside them."""


def parts(count: int, each: int) -> list[slice]:
    """0..count in slices of at most AT_ONCE numbers, `each` of them a place."""
    width = max(1, AT_ONCE // each)
    return [slice(at, at + width) for at in range(0, count, width)]


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

    def weights(self, values: np.ndarray) -> Any:
        """A matrix of which entries, rows and columns are asked for."""
        return values

    def number(self, value: Any) -> Any:
        """A scalar, or an array that is of this kind already."""
        return float(value) if isinstance(value, int) else value

    def zeros(self, shape: tuple[int, ...]) -> np.ndarray:
        return np.zeros(shape)

    def imaginary(self, value: Any) -> Any:
        """The imaginary part of a number, or of every entry of an array."""
        return np.imag(value)

    def softmax(self, o: np.ndarray) -> np.ndarray:
        """exp(o_w) / sum_v exp(o_v) over the first axis."""
        e = np.exp(o - o.max(axis=0))
        return e / e.sum(axis=0)

    def softmax_nudged(self, p: np.ndarray, oi: np.ndarray) -> np.ndarray:
        """The imaginary part of softmax(o + i oi), p = softmax(o), oi of shape (V, B).

        p_w sin(a_w), a_w being the phase of 1 / sum_v exp(o_v - o_w + i (...)): a sum
        of differences, in which no 1 - p_w ever cancels.
        """
        if len(p) > FEW:
            return p[:, None] * (oi - p @ oi)
        out = np.empty(oi.shape)
        for part in parts(oi.shape[1], len(p) ** 2):
            moved = oi[:, part]
            apart = moved[None, :, :] - moved[:, None, :]
            out[:, part] = -p[:, None] * np.einsum("v,wvb->wb", p, apart)
        return out

    def loss(self, o: np.ndarray, word: int) -> Any:
        """log sum_w exp(o_w - o_y); minus the sum's own term, by log1p."""
        a = o - o[word]
        top = a.argmax()
        others = np.delete(a, top) - a[top]
        return float(a[top] + np.log1p(np.exp(others).sum()))

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
        self.step: Any = self.context.mpf(10) ** -(STEP + digits)
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

    def weights(self, values: np.ndarray) -> "_Weights":
        return _Weights(values, self.numbers)

    def number(self, value: Any) -> Any:
        return self.context.mpf(value) if isinstance(value, int) else value

    def zeros(self, shape: tuple[int, ...]) -> np.ndarray:
        return np.full(shape, self.context.mpf(0), dtype=object)

    def imaginary(self, value: Any) -> Any:
        return self._imaginary(value)

    def softmax(self, o: np.ndarray) -> np.ndarray:
        e = self.exp(o - o.max(axis=0))
        return e / e.sum(axis=0)

    def softmax_nudged(self, p: np.ndarray, oi: np.ndarray) -> np.ndarray:
        """As of float64; digits make up for what cancels."""
        return p[:, None] * (oi - p @ oi)

    def loss(self, o: np.ndarray, word: int) -> Any:
        return self.log(self.exp(o - o[word]).sum())

    def loss_of_logits(self, o: np.ndarray, word: int, moved: np.ndarray) -> np.ndarray:
        size = self.exp(o - o.max())
        part = size[moved]
        part[moved == word] = -np.delete(size, word).sum()
        return part * self.step / size.sum()


class _Weights:
    """A matrix whose entries are made precise when they are asked for."""

    def __init__(self, values: np.ndarray, numbers: Any) -> None:
        self._values, self._numbers = values, numbers
        self._whole: Any = None

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice) and key == slice(None):
            if self._whole is None:
                self._whole = self._numbers(self._values)
            return self._whole
        return self._numbers(self._values[key])


@lru_cache(maxsize=16)
def precise(digits: int) -> Precise:
    """The arithmetic with `digits` digits, made once."""
    return Precise(digits)


DOUBLE = Double()
