"""Products of Jacobians in integers, for when rounding would decide the result.

A float64 is a whole number times a power of two. The product of such numbers is kept
to so many bits, with a bound on what cutting the others may have cost; where the bound
is too near to the product, the work is done again with twice the bits.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64

from .jacobian_chain import JacobianChain

BITS = 256
"""The bits that work starts with."""
SURE = 56
"""A product is known where it is 2^SURE times as large as what it may be off by."""
FLOAT_BITS = 900
"""Integers of so many bits are still float64 numbers."""

Integers = np.ndarray
"""Python's whole numbers, of any size, in an array of objects."""


class _Product(NamedTuple):
    """`entries` times 2^exponent, each entry off by at most `error`."""

    entries: Integers
    exponent: int
    error: int


def integer_products(
    chain: JacobianChain,
) -> Iterator[tuple[Float64[np.ndarray, "D D"], int]]:
    """D_t, D_t D_{t-1}, ..., D_t ... D_{s+1}: float64 entries and a power of two.

    Right relative to the largest entry. None may be 0: no bits would be enough.
    """
    done, bits = 0, BITS
    while done < len(chain.slope):
        for n, (entries, exponent, error) in enumerate(_products(chain, bits)):
            if n < done:
                continue
            if error and largest_bits(entries) < SURE + error.bit_length():
                bits *= 2
                break
            values, more = as_floats(entries)
            yield values.T, exponent + more
            done += 1


def _products(chain: JacobianChain, bits: int) -> Iterator[_Product]:
    """The transposes of D_t, D_t D_{t-1}, ..."""
    H, H_exponent = whole_numbers(chain.H.T)
    growth = int(np.abs(H).sum(axis=1).max())
    entries, exponent, error = identity(len(H), len(H)), 0, 0
    for slopes, slope_exponent in map(whole_numbers, chain.slope[::-1]):
        entries = H.dot(slopes[:, None] * entries)
        exponent += H_exponent + slope_exponent
        error *= growth * int(slopes.max())
        cut = max(0, largest_bits(entries) - bits)
        if cut:
            entries, exponent, error = (
                entries >> cut,
                exponent + cut,
                (error >> cut) + 2,
            )
        yield _Product(entries, exponent, error)


def identity(rows: int, columns: int) -> Integers:
    """An identity matrix of Python integers."""
    return np.eye(rows, columns, dtype=np.int64).astype(object)


def largest_bits(entries: Integers) -> int:
    """The number of bits of the largest entry."""
    return int(np.abs(entries).max()).bit_length()


def whole_numbers(values: Float64[np.ndarray, "..."]) -> tuple[Integers, int]:
    """Whole numbers n and an e with values = n 2^e exactly, n as small as can be."""
    mantissa, power = np.frexp(values)
    whole = np.ldexp(mantissa, 53).astype(np.int64)
    if not whole.any():
        return whole.astype(object), 0
    zeros = np.frexp((whole & -whole).astype(np.float64))[1] - 1
    lowest = int((power - 53 + zeros)[whole != 0].min())
    left = np.where(whole == 0, 0, power - 53 - lowest)
    small = whole >> np.maximum(-left, 0)
    return small.astype(object) << np.maximum(left, 0).astype(object), lowest


def as_floats(entries: Integers) -> tuple[Float64[np.ndarray, "..."], int]:
    """float64 numbers, the largest from 1/2 to 1, times a power of two."""
    bits = largest_bits(entries)
    cut = max(0, bits - FLOAT_BITS)
    values = np.ldexp((entries >> cut).astype(np.float64), cut - bits)
    more = int(np.frexp(np.abs(values).max())[1])
    return np.ldexp(values, -more), bits + more
