"""A matrix that was read from text, and how precisely it was printed."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64

from ..summary import short_repr

EXACT_DIGITS = 17
"""Significant digits from which a decimal names one float64."""
SINGLE, SINGLE_DIGITS = 2.0**-24, range(7, 10)
"""What float32 rounds by, relative; the digits that its shortest text has."""
MOST_NUMBERS = 700_000
"""Numbers of a matrix: what a text that is read has room for, with some digits."""
WIDEST = 400
"""Characters of a number: a float64 written out in full has fewer."""


@dataclass(frozen=True, eq=False)
class ReadMatrix:
    """Numbers read from text, read-only, and half a unit of the last printed place.

    values: float64, the shape as printed.  half_unit: the same shape; what was printed
    is within it of what was meant, 0 where the text is exact: 17 digits, or whole
    numbers throughout.  notes: sentences on how the text was understood.
    """

    values: Float64[np.ndarray, "..."]
    half_unit: Float64[np.ndarray, "..."]
    notes: tuple[str, ...] = ()

    __repr__ = short_repr


def floats(
    tokens: list[str], scale: int = 0
) -> tuple[Float64[np.ndarray, " n"], Float64[np.ndarray, " n"]]:
    """The numbers that tokens spell, times 10^scale, and half of each last place.

    ValueError names the first token that spells none.
    """
    if len(tokens) > MOST_NUMBERS:
        raise ValueError(
            f"it has {len(tokens):,} numbers, and {MOST_NUMBERS:,} are read; save it "
            "with np.save and drop the file"
        )
    if max(map(len, tokens)) > WIDEST:
        token = next(token for token in tokens if len(token) > WIDEST)
        raise ValueError(
            f"{token[:20]}… is {len(token):,} characters long; a number has at most "
            f"{WIDEST}"
        )
    try:
        values = np.array(list(map(float, tokens)))
    except ValueError:
        raise ValueError(f"“{_first_wrong(tokens)[:40]}” is not a number") from None
    places, has_exponent = _last_places(tokens)
    if not has_exponent and not scale and not places.any():
        return values, np.zeros(len(values))
    if scale:
        values = np.array([float(_scaled(token, scale)) for token in tokens])
        places = places - scale
    return values, _half_units(values, places, has_exponent)


def _first_wrong(tokens: list[str]) -> str:
    for token in tokens:
        try:
            float(token)
        except ValueError:
            return token
    raise AssertionError("every token is a number")


def _scaled(token: str, scale: int) -> str:
    """The token times 10^scale, as text: no digit is rounded twice."""
    mantissa, _, exponent = token.lower().partition("e")
    return token if "n" in mantissa else f"{mantissa}e{int(exponent or 0) + scale}"


def _last_places(tokens: list[str]) -> tuple[np.ndarray, bool]:
    """How many decimals each token shows, its exponent counted in; if any has one."""
    text = " ".join(tokens).lower()
    shown = np.frombuffer(text.encode("ascii"), np.uint8)
    ends = np.cumsum([len(token) + 1 for token in tokens]) - 1
    mantissa_ends, exponents = ends.copy(), np.zeros(len(tokens), np.int64)
    if has_exponent := "e" in text:
        marks = np.flatnonzero(shown == ord("e"))
        owners = np.searchsorted(ends, marks)
        mantissa_ends[owners] = marks
        written = [tokens[n].lower().partition("e")[2] for n in owners.tolist()]
        exponents[owners] = [max(-9999, min(9999, int(text))) for text in written]
    dots = np.flatnonzero(shown == ord("."))
    owners = np.searchsorted(ends, dots)
    decimals = np.zeros(len(tokens), np.int64)
    decimals[owners] = mantissa_ends[owners] - dots - 1
    return decimals - exponents, has_exponent


def _half_units(
    values: np.ndarray, places: np.ndarray, has_exponent: bool
) -> Float64[np.ndarray, " n"]:
    """Half a unit of each last place, after the zeros that a print left off.

    NumPy and JSON leave trailing zeros off: `0.1` beside `0.12345678` was known to
    eight places. So an entry has as many decimals as the longest, but, since float32
    and JSON count significant digits, no more of those than the entry with most, and
    where float32 may have been printed no more than float32 has.
    """
    largest = np.zeros(len(values), np.int64)
    numbers = (values != 0) & np.isfinite(values)
    largest[numbers] = np.floor(np.log10(np.abs(values[numbers])))
    significant = int((places + largest + 1)[numbers].max(initial=1))
    aligned = not has_exponent and len(set(places[numbers & (places > 0)])) < 2
    if significant >= EXACT_DIGITS and not aligned:
        return np.zeros(len(values))
    by_digits = significant - 1 - largest
    longest = int(places.max())
    if has_exponent:
        longest = int(by_digits[numbers].max(initial=longest))
    by_digits[~numbers] = longest
    known = np.maximum(places, np.minimum(longest, by_digits))
    half_units = 0.5 * 10.0 ** -np.clip(known, -300, 300).astype(np.float64)
    if significant in SINGLE_DIGITS and not aligned:
        half_units = np.maximum(half_units, np.abs(values) * SINGLE)
    return np.asarray(half_units)
