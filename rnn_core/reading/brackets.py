"""Reads numbers in brackets: Python's and NumPy's nested rows, MATLAB's and Julia's
semicolons.
"""

import re

import numpy as np
from jaxtyping import Int, UInt8

DEEPEST = 3
"""Axes of an array that is read."""
NARROW = 38
"""Characters of a line at which no print of a vector is wrapped."""

_MISSING = re.compile(r"[\[,][ \t\n]*,")
_SPACES = str.maketrans("[](){},;\n\t", " " * 10)
_ROUND = str.maketrans("(){}", "    ")
_CURLY = str.maketrans("{}", "[]")
_PARENTHESES = str.maketrans("(){}", "[]  ")
Text = UInt8[np.ndarray, " n"]
Places = Int[np.ndarray, " k"]


def has_brackets(body: str) -> bool:
    """Whether the numbers stand in brackets, and not in lines of a table."""
    return "[" in body or "(" in body or "{{" in body


def bracketed(body: str) -> list[tuple[list[str], tuple[int, ...]]]:
    """The tokens and the shape of each array; ValueError where rows differ."""
    if "[" in body:
        body = body.translate(_ROUND)
    else:
        body = body.translate(_PARENTHESES if "(" in body else _CURLY)
    if _MISSING.search(body):
        raise ValueError("an entry is missing: two commas follow each other")
    text = np.frombuffer(body.encode("ascii"), np.uint8)
    depth = np.cumsum((text == ord("[")).astype(np.int8), dtype=np.int32)
    depth -= np.cumsum((text == ord("]")).astype(np.int8), dtype=np.int32)
    if not len(depth) or depth[-1] != 0 or depth.min() < 0:
        raise ValueError("a bracket has no partner; was all of it pasted?")
    if depth.max() > DEEPEST:
        raise ValueError(
            f"brackets are nested {depth.max()} deep; a matrix is nested twice"
        )
    starts = number_starts(text)
    if (depth[starts] == 0).any():
        raise ValueError("some numbers stand outside the brackets")
    opened = np.flatnonzero((text == ord("[")) & (depth == 1))
    closed = np.flatnonzero((text == ord("]")) & (depth == 0))
    arrays = []
    for first, last in zip(opened.tolist(), closed.tolist(), strict=True):
        inside = slice(*np.searchsorted(starts, [first, last]))
        tokens = body[first:last].translate(_SPACES).split()
        if not tokens:
            raise ValueError("the brackets are empty")
        newline_rows = body[last + 1 : last + 3].strip(" ")[:1] == ";"
        part = slice(first, last + 1)
        shape = _shape(text[part], depth[part], starts[inside] - first, newline_rows)
        arrays.append((tokens, shape))
        if len(arrays) > 100:
            raise ValueError("more than 100 arrays stand one after another")
    return arrays


def number_starts(text: Text) -> Places:
    """Where a run of characters of a number begins."""
    inside = (text > ord(" ")) & ~np.isin(text, np.frombuffer(b"[]();,", np.uint8))
    before = np.concatenate(([False], inside[:-1]))
    return np.flatnonzero(inside & ~before)


def _shape(
    text: Text, depth: Int[np.ndarray, " n"], starts: Places, newline_rows: bool
) -> tuple[int, ...]:
    deepest = int(depth[starts[0]])
    uneven = np.flatnonzero(depth[starts] != deepest)
    if len(uneven):
        raise ValueError(
            f"number {uneven[0] + 1} is nested {depth[starts[uneven[0]]]} deep and "
            f"the first {deepest} deep; rows must have brackets alike"
        )
    if deepest == 1:
        return _rows(text, starts, newline_rows)
    shape, children = [1], starts
    for level in range(deepest, 0, -1):
        opened = np.flatnonzero((text == ord("[")) & (depth == level))
        counts = np.diff(np.searchsorted(children, [*opened, len(text)]))
        shape.insert(1, equal(counts, "row" if level == deepest else "block"))
        children = opened
    return tuple(shape[1:])


def _rows(text: Text, starts: Places, newline_rows: bool) -> tuple[int, ...]:
    """A vector; with semicolons, or lines as MATLAB and Julia write them, a matrix."""
    newline = text == ord("\n")
    ends = text == ord(";")
    if ends.any():
        ends |= newline
    elif newline.any():
        breaks = np.flatnonzero(newline)
        longest = int(np.diff([-1, *breaks, len(text)]).max())
        widest = int(np.diff([*starts, len(text)]).max())
        commas = (text == ord(",")).any()
        narrow = not commas and longest + widest < NARROW
        if newline_rows or breaks[0] < starts[0] or narrow:
            ends = newline
    counts = np.diff(np.searchsorted(starts, [0, *np.flatnonzero(ends), len(text)]))
    counts = counts[counts > 0]
    if not ends.any():
        return (len(starts),)
    return len(counts), equal(counts, "row")


def equal(counts: Places, noun: str) -> int:
    """What all counts are; ValueError names the first that differs."""
    most = int(np.bincount(counts).argmax())
    odd = np.flatnonzero(counts != most)
    if len(odd):
        there = f"{counts[odd[0]]} entr{'y' if counts[odd[0]] == 1 else 'ies'}"
        raise ValueError(
            f"{noun} {odd[0] + 1} has {there} and most {noun}s have {most}; "
            "all must have the same number"
        )
    return most
