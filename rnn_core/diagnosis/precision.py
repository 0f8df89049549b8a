"""Reads off numbers how precisely they were given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..checks import whole_number

SHORT = 13
"""Numbers of at most so many digits were printed; others are all that a float64 has."""
SINGLE = 9
"""So many digits a float32 has at most: printed with fewer, it may have been one."""
FEW = 8
"""Numbers from which on their digits are counted to see how they were rounded."""
EPS64, EPS32 = (float(np.finfo(kind).eps) for kind in (np.float64, np.float32))


@dataclass(frozen=True)
class Precision:
    """half: by matrix, how far each entry may be from what was printed, absolute.

    eps: the relative precision of the arithmetic that made the numbers.
    printed: whether the numbers were rounded to a few digits.
    """

    half: Mapping[str, np.ndarray]
    eps: float
    printed: bool


def read_precision(given: Mapping[str, np.ndarray], digits: Any = None) -> Precision:
    """The precision of gradients; nan and infinity say nothing of it.

    digits: None reads it off the numbers. A whole number: that many significant
    digits. A mapping: by matrix, half a unit of each entry's last place, as an array
    or one number; what it does not name is read off.
    """
    plain = {n: np.where(np.isfinite(g), g, 0).astype(float) for n, g in given.items()}
    single = all(g.dtype.itemsize < 8 for g in given.values())
    half_float = any(g.dtype.itemsize < 4 for g in given.values())
    eps = float(np.finfo(np.float16).eps) if half_float else EPS32 if single else EPS64
    if digits is None:
        if single:
            return _exact(plain, eps)
        if all(_fits_single(g) for g in plain.values()) and not _short(plain):
            return _exact(plain, EPS32)
        return _printed(plain) if _short(plain) else _exact(plain, eps)
    if isinstance(digits, Mapping):
        return _told(plain, digits, eps)
    count = whole_number("digits", digits, 1, 17)
    if count > SHORT + 2:
        return _exact(plain, eps)
    half = {n: _significant(g, count) for n, g in plain.items()}
    return Precision(half, EPS32 if count <= SINGLE else eps, True)


def _told(
    plain: dict[str, np.ndarray], digits: Mapping[str, Any], eps: float
) -> Precision:
    unknown = [name for name in digits if name not in ("H", "L", "U", "h0")]
    if unknown:
        raise ValueError(
            f'digits has {unknown[0]!r}; its names are those of the gradients, "H", '
            '"L", "U" and "h0"'
        )
    read = read_precision(plain)
    half = dict(read.half)
    for name in plain:
        if name in digits:
            told = np.asarray(digits[name], dtype=float)
            if told.shape not in ((), plain[name].shape) or not (told >= 0).all():
                raise ValueError(
                    f'digits["{name}"] has shape {told.shape}; it must be one number '
                    f"from 0, or one for each entry, shape {plain[name].shape}"
                )
            half[name] = np.broadcast_to(told, plain[name].shape)
    coarse = any((h > 8 * EPS32 * np.abs(plain[n])).any() for n, h in half.items())
    return Precision(half, EPS32 if coarse else read.eps, coarse or read.printed)


def _exact(plain: dict[str, np.ndarray], eps: float) -> Precision:
    return Precision({n: eps * np.abs(g) for n, g in plain.items()}, eps, False)


def _fits_single(array: np.ndarray) -> bool:
    with np.errstate(over="ignore"):
        return bool((array == array.astype(np.float32)).all())


def _texts(array: np.ndarray) -> list[tuple[int, int]]:
    """(significant digits, decimals) of the shortest text of each entry but 0."""
    counts = []
    for value in np.unique(np.abs(array)):
        if value:
            mantissa, power = np.format_float_scientific(value, trim="-").split("e")
            count = len(mantissa.replace(".", ""))
            counts.append((count, count - 1 - int(power)))
    return counts


def _short(plain: dict[str, np.ndarray]) -> bool:
    """Whether every number that is not 0 has a short text, and there is one."""
    counts = [c for g in plain.values() for c in _texts(g.ravel()[:400])]
    return (
        bool(counts)
        and max(count for count, _ in counts) <= SHORT
        and all(
            max((c for c, _ in _texts(g)), default=0) <= SHORT for g in plain.values()
        )
    )


def _printed(plain: dict[str, np.ndarray]) -> Precision:
    texts = {n: _texts(g) for n, g in plain.items()}
    everything = [text for found in texts.values() for text in found]
    half = {n: _last_place(g, texts[n] or everything) for n, g in plain.items()}
    most = max(count for count, _ in everything)
    return Precision(half, EPS32 if most <= SINGLE else EPS64, True)


def _last_place(array: np.ndarray, texts: list[tuple[int, int]]) -> np.ndarray:
    """Half a unit of the last place, by decimals or by significant digits.

    As many decimals as any number has, or as many digits: nine numbers in ten use
    theirs in full. Where it is not clear which of the two it is, the coarser.
    """
    digits, decimals = (max(column) for column in zip(*texts, strict=True))
    fixed = np.full(array.shape, 0.5 * 10.0**-decimals)
    by_digits = _significant(array, digits)
    full_fixed = sum(d == decimals for _, d in texts)
    full_digits = sum(c == digits for c, _ in texts)
    clear, doubtful = 0.6 * len(texts), 0.5 * len(texts)
    if len(texts) >= FEW and full_fixed > clear and full_digits < doubtful:
        return fixed
    if len(texts) >= FEW and full_digits > clear and full_fixed < doubtful:
        return by_digits
    return np.maximum(fixed, by_digits)


def _significant(array: np.ndarray, count: int) -> np.ndarray:
    """Half a unit of the last of `count` significant digits; 0 for 0."""
    size = np.abs(array)
    power = np.floor(np.log10(np.where(size > 0, size, 1.0)))
    return np.where(size > 0, 0.5 * 10.0 ** (power - count + 1), 0.0)


def rounded_weights(weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray] | None:
    """Half a unit of each weight's last place where all are written in few digits."""
    plain = {n: np.asarray(w, dtype=float) for n, w in weights.items()}
    texts = [text for g in plain.values() for text in _texts(g)]
    if not texts or max(count for count, _ in texts) > 8:
        return None
    return dict(_printed(plain).half)
