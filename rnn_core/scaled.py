"""Arrays beyond float64's range: numbers near 1 times a power of two, or of ten."""

from fractions import Fraction
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64

from .summary import short_repr

LOG2 = float(np.log(2))


class Decimal(NamedTuple):
    """An array as `values` times 10^exponent, the largest entry from 1 to 10, or 0."""

    values: Float64[np.ndarray, "..."]
    exponent: int

    def __repr__(self) -> str:
        return short_repr(self)


class Scaled(NamedTuple):
    """An array as `values` times 2^exponent, the largest entry from 1/2 to 1.

    Zero has exponent 0.
    """

    values: Float64[np.ndarray, "..."]
    exponent: int

    def __repr__(self) -> str:
        return short_repr(self)

    @classmethod
    def of(cls, values: Float64[np.ndarray, "..."], exponent: int = 0) -> "Scaled":
        """`values` times 2^exponent, its largest entry brought to 1/2..1."""
        largest = float(np.abs(values).max())
        if largest == 0:
            return cls(values, 0)
        power = int(np.frexp(largest)[1])
        return cls(np.ldexp(values, -power), exponent + power)

    def log(self, size: float) -> float:
        """The natural logarithm of a size of `values` times 2^exponent."""
        if size == 0:
            return -np.inf
        return float(np.log(size) + self.exponent * LOG2)

    def log_norm(self, order: int | None = None) -> float:
        """The natural logarithm of a norm: Frobenius, or of that order (2: spectral).

        Minus infinity where all is 0.
        """
        return self.log(float(np.linalg.norm(self.values, order)))

    def relative_to(self, whole: "Scaled") -> float | None:
        """||self||_F / ||whole||_F, infinite beyond float64; None where whole is 0."""
        size = float(np.linalg.norm(whole.values))
        if size == 0:
            return None
        ratio = float(np.linalg.norm(self.values)) / size
        with np.errstate(over="ignore"):
            return float(np.ldexp(ratio, self.exponent - whole.exponent))

    def decimal(self) -> Decimal:
        """The same with a power of ten, each entry rounded once."""
        largest = float(np.abs(self.values).max())
        if largest == 0 or not np.isfinite(largest):
            return Decimal(self.values, 0)
        power = int(np.floor(np.log10(largest) + self.exponent * np.log10(2)))
        size = largest * _ratio(self.exponent, power)
        power += int(size > 10) - int(size < 1)
        return Decimal(self.values * _ratio(self.exponent, power), power)


def _ratio(twos: int, tens: int) -> float:
    """2^twos / 10^tens, rounded once."""
    return float(Fraction(2) ** twos / Fraction(10) ** tens)
