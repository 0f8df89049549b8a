"""Networks whose H is singular, nilpotent, permuted or nearly so; exact products.

The products are of whole numbers, which is what float64 numbers are times a power of
two: nothing is rounded, and ranks and determinants are those of the product itself.
"""

import math
from fractions import Fraction
from typing import NamedTuple

import mpmath
import numpy as np

from rnn_core import ACTIVATIONS, Params, States, run_states


def _whole(draw, n):
    return draw.integers(-2, 3, (n, n)).astype(float)


def _low_rank(draw, n):
    rank = int(draw.integers(0, n)) if n > 1 else 0
    return _short(draw, (n, rank)) @ _short(draw, (rank, n))


def _nilpotent(draw, n):
    order = draw.permutation(n)
    return np.triu(draw.standard_normal((n, n)), 1)[np.ix_(order, order)]


def _cancelling(draw, n):
    """Pairs of units with [[a, -a], [a, -a]], whose square is 0, and sizes apart."""
    H = np.zeros((n, n))
    for first in range(0, n - 1, 2):
        size = 10.0 ** draw.integers(-8, 9) * draw.random()
        H[first : first + 2, first : first + 2] = [[size, -size], [size, -size]]
    if n % 2:
        H[-1, -1] = draw.standard_normal()
    order = draw.permutation(n)
    return H[np.ix_(order, order)]


def _permuted(draw, n):
    sizes = 2.0 ** draw.integers(-3, 4, n) * (draw.random(n) > 0.2)
    return sizes[:, None] * np.eye(n)[draw.permutation(n)]


def _blocks(draw, n):
    H, first = np.zeros((n, n)), 0
    while first < n:
        size = int(draw.integers(1, n - first + 1))
        kind = [_whole, _nilpotent, _low_rank, _random][draw.integers(4)]
        H[first : first + size, first : first + size] = kind(draw, size)
        first += size
    order = draw.permutation(n)
    return H[np.ix_(order, order)]


def _nearly_singular(draw, n):
    H = _low_rank(draw, n)
    H[tuple(draw.integers(0, n, 2))] += 2.0 ** -draw.integers(20, 52)
    return H


def _repeated_rows(draw, n):
    rows = draw.standard_normal((n, n))
    return rows[draw.integers(0, n, n)]


def _random(draw, n):
    return draw.standard_normal((n, n)) / np.sqrt(n)


def _short(draw, shape):
    """Numbers of a few bits, whose products are exact."""
    return np.round(draw.standard_normal(shape) * 32) / 32


KINDS = {
    kind.__name__[1:]: kind
    for kind in (
        _whole,
        _low_rank,
        _nilpotent,
        _cancelling,
        _permuted,
        _blocks,
        _nearly_singular,
        _repeated_rows,
        _random,
    )
}


def degenerate(kind, seed, steps=None) -> States:
    """A network of one of KINDS, D_h 1..5; 1 to 8 steps if not told."""
    draw = np.random.default_rng([list(KINDS).index(kind), seed])
    hidden = int(draw.integers(1, 6))
    params = Params(
        KINDS[kind](draw, hidden),
        draw.standard_normal((hidden, 5)),
        np.zeros((5, hidden)),
        draw.random(hidden),
    )
    steps = int(draw.integers(1, 9)) if steps is None else steps
    activation = list(ACTIVATIONS)[seed % 4]
    return run_states(params, draw.integers(0, 5, steps), activation)


class ExactProduct(NamedTuple):
    """`entries` times 2^exponent, entries whole numbers."""

    entries: np.ndarray
    exponent: int


def exact_product(states, t, s) -> ExactProduct:
    """dh^(t)/dh^(s) of the float64 factors, nothing rounded."""
    H, power = whole_numbers(states.params.H)
    entries = np.eye(len(H), dtype=int).astype(object)
    exponent = 0
    for slope in states.slope[s:t]:
        slopes, more = whole_numbers(slope)
        entries = slopes[:, None] * H.dot(entries)
        exponent += power + more
    return ExactProduct(entries, exponent)


def whole_numbers(values):
    """n and e with values = n 2^e, by the fractions that the numbers are."""
    fractions = [Fraction(float(value)) for value in values.flat]
    common = math.lcm(*(fraction.denominator for fraction in fractions))
    out = np.array([int(fraction * common) for fraction in fractions], dtype=object)
    return out.reshape(values.shape), 1 - common.bit_length()


def exact_rank(entries) -> int:
    """By fraction-free elimination."""
    rows, rank, before = [list(row) for row in entries], 0, 1
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((n for n in range(rank, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        top = rows[rank]
        for n in range(rank + 1, len(rows)):
            head = rows[n][column]
            rows[n] = [
                (top[column] * a - head * b) // before
                for a, b in zip(rows[n], top, strict=True)
            ]
        before, rank = top[column], rank + 1
    return rank


def exact_determinant(entries) -> int:
    """By fractions."""
    rows, out = [[Fraction(a) for a in row] for row in entries], Fraction(1)
    for column in range(len(rows)):
        pivot = next((n for n in range(column, len(rows)) if rows[n][column]), None)
        if pivot is None:
            return 0
        if pivot != column:
            rows[column], rows[pivot] = rows[pivot], rows[column]
            out = -out
        out *= rows[column][column]
        for n in range(column + 1, len(rows)):
            factor = rows[n][column] / rows[column][column]
            rows[n] = [
                a - factor * b for a, b in zip(rows[n], rows[column], strict=True)
            ]
    return int(out)


def exact_log_singular_values(product) -> np.ndarray:
    """Largest first, minus infinity as often as the rank falls short.

    Their squares are the eigenvalues of A'A; the smallest above 0 is at least 1 over
    the product of all others, A being of whole numbers.
    """
    entries, exponent = product
    hidden, rank = len(entries), exact_rank(entries)
    out = np.full(hidden, -np.inf)
    if rank:
        largest = sum(abs(entry) for entry in entries.flat)
        with mpmath.workdps(int(len(str(largest)) * rank) + 40):
            matrix = mpmath.matrix([[mpmath.mpf(a) for a in row] for row in entries])
            values = sorted(mpmath.svd_r(matrix, compute_uv=False), reverse=True)
            logs = [mpmath.log(value) for value in values[:rank]]
            out[:rank] = [float(log + exponent * mpmath.log(2)) for log in logs]
    return out


def exact_stretches(product) -> np.ndarray:
    """[i] = log of what column i has at right angles to those before it.

    Its square is the ratio of two Gram determinants of independent columns.
    """
    entries, exponent = product
    out, columns, before = np.full(len(entries), -np.inf), [], 1
    for column in range(len(entries)):
        tried = entries[:, [*columns, column]]
        gram = exact_determinant(tried.T.dot(tried))
        if gram:
            with mpmath.workdps(30):
                half = mpmath.log(mpmath.mpf(gram) / before) / 2
                out[column] = float(half + exponent * mpmath.log(2))
            columns.append(column)
            before = gram
    return out
