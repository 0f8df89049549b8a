"""What the frames of all that plays have in common: few of them, and their words."""

from ...address.notices import show_invisible
from ...model.model import Model

MOST = 16
"""Frames that steps one after the other take; more steps share frames."""
MOST_UNITS = 8
"""Rows and columns, or units of a row vector, that are drawn."""
LONGEST = 24
"""Letters of a word that are said."""


def few_stops(count: int) -> list[int]:
    """Up to MOST of 1..count, evenly, the last one among them."""
    stops = min(count, MOST)
    return [-(-count * n // stops) for n in range(1, stops + 1)]


def spoken_word(model: Model, token: int) -> str:
    """A word as sentences have it: whole if it is short, in quotation marks."""
    return f"“{show_invisible(model.word(int(token)), LONGEST)}”"
