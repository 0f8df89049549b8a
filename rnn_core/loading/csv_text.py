"""Reads one matrix from text: commas, semicolons, tabs or spaces between numbers."""

import re

import numpy as np

from .limits import LARGEST_VOCAB, LONGEST_WORD, MOST_VALUES
from .messages import shown
from .signatures import WANTED

MOST_LINES = LARGEST_VOCAB + 101
WIDEST = 40
"""Characters of a number and what stands between it and the next, on average."""
_LINES = re.compile(r"\r\n|\n|\r")
_SEPARATORS = ((b"\t", "\t"), (b";", ";"), (b",", ","))
_NUMBER = re.compile(
    r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-]?(nan|inf(inity)?)", re.I
)


def read_csv(data: bytes) -> np.ndarray:
    """The matrix, one line a row; ValueError says in words what is no number."""
    lines = data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n") + 1
    values = lines + max(data.count(mark) for mark in (b",", b";", b"\t", b" "))
    if lines > MOST_LINES or values > MOST_VALUES:
        raise ValueError(
            f"has {lines:,} lines and about {values:,} numbers; at most "
            f"{MOST_LINES:,} and {MOST_VALUES:,}"
        )
    if len(data) > WIDEST * values:
        raise ValueError(f"has numbers of more than {WIDEST} characters")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("is not text in UTF-8") from None
    between = next((mark for found, mark in _SEPARATORS if found in data), None)
    if between == ";" and b"." not in data:
        text = text.replace(",", ".")
    rows = [line for line in _LINES.split(text) if line.strip()]
    if not rows:
        raise ValueError("has no numbers")
    fields = rows[0].split(between)
    for place, field in enumerate(fields, 1):
        if not _NUMBER.fullmatch(field.strip()):
            raise ValueError(
                f"has “{shown(field.strip())}” in line 1, place {place}, which is no "
                f"number; wanted is {WANTED} of numbers, without names of columns or "
                "rows"
            )
    try:
        return np.loadtxt(
            rows,
            delimiter=between,
            comments=None,
            ndmin=2,
            dtype=np.float64,
        )
    except ValueError as error:
        raise ValueError(f"is no matrix of numbers: {_plain(str(error))}") from None


def _plain(text: str) -> str:
    """NumPy's reason without its class names, from 1."""
    words = "".join(c for c in text if c.isprintable()).partition(";")[0]
    return words if len(words) <= LONGEST_WORD // 5 else f"{words[:199]}…"
