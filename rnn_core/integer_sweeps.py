"""QR sweeps through a product of Jacobians in integers of hundreds of bits.

For products whose singular values or exponents float64 arithmetic would lose: those of
an H so nearly singular, or that cancel so far, that rounding decides. Every question is
answered with more and more bits until two answers agree.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float64, Int64

from .integer_products import Integers, identity, whole_numbers
from .jacobi_rotations import log_singular_values_of_rows
from .jacobian_chain import INTEGER_WORK, JacobianChain
from .scaled import LOG2

BITS = 256
"""The bits that work starts with; columns are cut to so many after every step."""
WORK_BITS = 512
"""INTEGER_WORK counts products of numbers of so many bits."""
BLOCK = 8
"""Steps after which columns are made orthogonal again."""
AGREE, DIGITS = 1e-11, 1e-13
"""How near two answers are, absolute and relative."""
MANTISSA = 62
"""Bits of a whole number that are looked at to round it to float64."""
NOWHERE, UNDERFLOW = -(1 << 40), -2000
"""The exponent of 0, and one at which every float64 is 0."""

Logs = Float64[np.ndarray, "..."]


class _TooFewBits(ArithmeticError):
    """A column has no bit left."""


class _Rows(NamedTuple):
    """A matrix whose rows are graded: row i is values[i] times 2^exponents[i]."""

    values: Float64[np.ndarray, "n m"]
    exponents: Int64[np.ndarray, " n"]

    @classmethod
    def of(cls, entries: Integers, powers: Int64[np.ndarray, " m"]) -> "_Rows":
        """Whole numbers, column j times 2^powers[j]."""
        values = np.zeros(entries.shape)
        exponents = np.zeros(entries.shape, dtype=np.int64)
        for place, entry in np.ndenumerate(entries):
            cut = max(0, int(abs(entry)).bit_length() - MANTISSA)
            values[place], exponents[place] = int(entry) >> cut, cut + powers[place[1]]
        return cls(*_aligned(values, exponents))

    def times(self, other: "_Rows") -> "_Rows":
        """self @ other."""
        values, exponents = _aligned(self.values, other.exponents)
        product = values @ other.values
        more = np.frexp(np.abs(product).max(axis=1))[1]
        product = np.ldexp(product, -more[:, None])
        return _Rows(product, self.exponents + exponents + more)


def _aligned(
    values: Float64[np.ndarray, "n m"], exponents: Int64[np.ndarray, "..."]
) -> tuple[Float64[np.ndarray, "n m"], Int64[np.ndarray, " n"]]:
    """values 2^exponents with one exponent a row, whose largest entry is near 1."""
    mantissa, power = np.frexp(values)
    power = np.where(mantissa == 0, NOWHERE, power + exponents)
    tops = power.max(axis=1)
    return np.ldexp(mantissa, np.maximum(power - tops[:, None], UNDERFLOW)), tops


class _Columns:
    """Columns of whole numbers, each times a power of two, that the factors multiply.

    After a step they are cut to `bits` bits.
    """

    def __init__(self, chain: JacobianChain, start: Integers, bits: int) -> None:
        self.H, self.H_exponent = whole_numbers(chain.H)
        self.slopes = [whole_numbers(slope) for slope in chain.slope]
        self.bits = bits
        self.values = start
        self.exponents = np.zeros(start.shape[1], dtype=np.int64)

    def multiply(self, step: int, backwards: bool = False) -> None:
        """Multiply by J of one of the steps, or by its transpose."""
        slopes, exponent = self.slopes[step]
        if backwards:
            self.values = self.H.T.dot(slopes[:, None] * self.values)
        else:
            self.values = slopes[:, None] * self.H.dot(self.values)
        self.exponents += self.H_exponent + exponent
        self._shift(np.minimum(self.bits - self._lengths(), 0))

    def orthogonalize(self) -> tuple[Integers, Int64[np.ndarray, " m"]]:
        """Put Q in the place of columns = Q R; R, and its columns' powers of two."""
        self._shift(self.bits - self._lengths())
        columns, powers = self.values, self.exponents
        count = columns.shape[1]
        triangle = np.zeros((count, count), dtype=object)
        units = np.empty_like(columns)
        for place in range(count):
            column = columns[:, place]
            length = math.isqrt(int(column.dot(column)))
            if length == 0:
                raise _TooFewBits
            unit = (column << self.bits) // length
            along = unit.dot(columns[:, place + 1 :]) >> self.bits
            columns[:, place + 1 :] -= (unit[:, None] * along) >> self.bits
            triangle[place, place], triangle[place, place + 1 :] = length, along
            units[:, place] = unit
        self.values = units
        self.exponents = np.full(count, -self.bits)
        return triangle, powers

    def keep(self, columns: Bool[np.ndarray, " m"]) -> None:
        """Leave out all other columns."""
        self.values = self.values[:, columns]
        self.exponents = self.exponents[columns]

    def _lengths(self) -> Int64[np.ndarray, " m"]:
        largest = np.abs(self.values).max(axis=0)
        lengths = [int(entry).bit_length() for entry in largest]
        if 0 in lengths:
            raise _TooFewBits
        return np.array(lengths, dtype=np.int64)

    def _shift(self, left: Int64[np.ndarray, " m"]) -> None:
        up, down = (np.maximum(n, 0).astype(object) for n in (left, -left))
        self.values = self.values << up >> down
        self.exponents = self.exponents - left


def integer_singular_values(chain: JacobianChain, rank: int) -> Logs | None:
    """The logarithms of the `rank` nonzero singular values of D_t ... D_{s+1}.

    Unsorted; None if that is not affordable. A = Q R_m ... R_1 V', with V from a sweep
    there and back. The rows of the product of the R are graded, so that rotations find
    the small values as well as the large.
    """
    steps, hidden = chain.slope.shape
    draw = np.random.default_rng(0)
    start = draw.integers(-99, 100, (hidden, rank)).astype(object)
    if rank == hidden:
        start = identity(hidden, hidden)

    def values(bits: int) -> Logs:
        columns = _Columns(chain, start, bits)
        for backwards in (False, True):
            for n in range(steps):
                columns.multiply(steps - 1 - n if backwards else n, backwards)
                if n % BLOCK == BLOCK - 1 or n == steps - 1:
                    columns.orthogonalize()
        product = _Rows(np.eye(rank), np.zeros(rank, dtype=np.int64))
        for n in range(steps):
            columns.multiply(n)
            if n % BLOCK == BLOCK - 1 or n == steps - 1:
                product = _Rows.of(*columns.orthogonalize()).times(product)
        return np.sort(
            log_singular_values_of_rows(product.values, product.exponents * LOG2)
        )

    return _with_bits_enough(chain, values)


def integer_stretches(
    chain: JacobianChain, live: Bool[np.ndarray, "n m"]
) -> Logs | None:
    """[n-1, i] = log of what column i of D_{s+n} ... D_{s+1} has at right angles to
    the columns before it; minus infinity where it is not `live`.

    None if that is not affordable.
    """

    def stretches(bits: int) -> Logs:
        out = np.full(live.shape, -np.inf)
        columns = _Columns(chain, identity(len(chain.H), live.shape[1]), bits)
        places = np.arange(live.shape[1])
        totals = np.zeros(len(places))
        for n, left in enumerate(live):
            columns.keep(left[places])
            places, totals = places[left[places]], totals[left[places]]
            if not len(places):
                break
            columns.multiply(n)
            triangle, powers = columns.orthogonalize()
            lengths = [math.log(length) for length in np.diag(triangle)]
            totals = totals + np.array(lengths) + powers * LOG2
            out[n, places] = totals
        return out

    return _with_bits_enough(chain, stretches)


def _with_bits_enough(
    chain: JacobianChain, answer: Callable[[int], Logs]
) -> Logs | None:
    """What two answers agree on, the second of twice the bits.

    Beyond INTEGER_WORK the last answer, if there is one.
    """
    work = len(chain.slope) * len(chain.H) ** 3
    bits, logs = BITS, None
    while work * bits <= INTEGER_WORK * WORK_BITS:
        before = logs
        try:
            logs = answer(bits)
        except _TooFewBits:
            logs = None
        if before is not None and logs is not None and _agree(before, logs):
            break
        bits *= 2
    return logs


def _agree(before: Logs, logs: Logs) -> bool:
    finite = np.isfinite(logs)
    if not np.array_equal(finite, np.isfinite(before)):
        return False
    limit = AGREE + DIGITS * np.abs(logs[finite])
    return bool((np.abs(logs[finite] - before[finite]) <= limit).all())
