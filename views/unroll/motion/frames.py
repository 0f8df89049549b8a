"""What the frames of all that plays have in common: few of them, and their words."""

import numpy as np

from ...address.notices import show_invisible
from ...model.model import Model
from ...text.numerals import short

MOST = 16
"""Frames that steps one after the other take; more steps share frames."""
MOST_UNITS = 8
"""Rows and columns, or units of a row vector, that are drawn."""
VALUES = 4
"""Numbers of a vector that are said."""
LONGEST = 24
"""Letters of a word that are said."""


def few_stops(count: int) -> list[int]:
    """Up to MOST of 1..count, evenly, the last one among them."""
    stops = min(count, MOST)
    return [-(-count * n // stops) for n in range(1, stops + 1)]


def said_values(vector: np.ndarray) -> str:
    """The first numbers of a vector as sentences have them: (0.5, −0.5, …)."""
    values = ", ".join(short(float(value)) for value in vector[:VALUES])
    return f"({values}, …)" if len(vector) > VALUES else f"({values})"


def spoken_word(model: Model, token: int) -> str:
    """A word as sentences have it: whole if it is short, in quotation marks."""
    return f"“{show_invisible(model.word(int(token)), LONGEST)}”"
