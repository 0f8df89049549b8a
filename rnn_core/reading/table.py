"""Reads numbers in lines: what MATLAB, Julia and spreadsheets print or copy."""

import re

import numpy as np

from .brackets import equal, number_starts
from .clean import BLOCK

_GAP = re.compile(r"([\t,;]) *\1|^ *[,;]", re.MULTILINE)
_COMMA = re.compile(r"\d,\d")
_BOTH = re.compile(r"\d\.\d{0,20},\d|\d,\d{1,20}\.\d")
_SPACES = str.maketrans(",;\t\n", "    ")
COMMAS = "a comma was read as the decimal point"
MOST_BLOCKS = 10_000
Piece = tuple[list[str], tuple[int, int], tuple[str, ...]]


def tables(body: str) -> list[Piece]:
    """The tokens, shape and notes of each matrix; a blank line ends one.

    ValueError where rows differ or a cell is empty.
    """
    body = body.replace("{", " ").replace("}", " ")
    blocks = body.split(BLOCK)
    if len(blocks) > MOST_BLOCKS:
        raise ValueError(f"it has more than {MOST_BLOCKS:,} blocks of columns")
    if len(blocks) > 1 and not blocks[0].strip():
        return [_beside(blocks[1:])]
    if len(blocks) > 1:
        return [_beside(blocks)]
    notes: tuple[str, ...] = ()
    if _decimal_commas(body):
        body, notes = body.replace(",", "."), (COMMAS,)
    if ";" in body and _semicolons_end_rows(body):
        body = body.replace(";", "\n").replace("\n\n", "\n")
    elif gap := _GAP.search(body.strip("\n")):
        line = body.strip("\n").count("\n", 0, gap.start()) + 1
        raise ValueError(f"row {line} has an empty cell; write 0 where 0 is meant")
    return [(*piece, notes) for piece in _pieces(body)]


def _decimal_commas(body: str) -> bool:
    """Whether commas are decimal: something else separates, and no point is there."""
    if not _COMMA.search(body):
        return False
    separated = "\t" in body or ";" in body
    if separated and _BOTH.search(body):
        raise ValueError(
            "a number has both a comma and a point; leave thousands separators out"
        )
    if "." in body or re.search(r",[ \t\n,]", body):
        return False
    lines = body.split("\n", 20)[:20]
    spaced = all("," in cell for line in lines for cell in line.split() if cell)
    return separated or (spaced and any(len(line.split()) > 1 for line in lines))


def _semicolons_end_rows(body: str) -> bool:
    """Whether `1 2; 3 4` is meant: a cell between semicolons has several numbers."""
    cells = body.replace("\n", ";").split(";")
    return any(len(cell.replace(",", " ").split()) > 1 for cell in cells) or all(
        line.rstrip(" ").endswith(";") and line.count(";") == 1
        for line in body.strip().split("\n")
    )


def _beside(blocks: list[str]) -> Piece:
    """Blocks of columns, one beside the other."""
    rows: list[list[str]] = []
    for block in blocks:
        lines = [line.split() for line in block.split("\n") if line.strip(" \t;")]
        if not lines:
            continue
        equal(np.array([len(line) for line in lines]), "row")
        if rows and len(lines) != len(rows):
            raise ValueError(
                f"one block of columns has {len(rows)} rows and another {len(lines)}"
            )
        for row, more in zip(rows, lines, strict=True) if rows else ():
            row.extend(more)
        rows = rows or lines
    if not rows:
        raise ValueError("the headers of its columns have no numbers below them")
    note = f"put together from {len(blocks)} blocks of columns"
    tokens = [token for row in rows for token in row]
    return tokens, (len(rows), len(rows[0])), (note,)


def _pieces(body: str) -> list[tuple[list[str], tuple[int, int]]]:
    """Runs of lines with numbers; single lines, blank ones between, are one matrix."""
    text = np.frombuffer(body.encode("ascii"), np.uint8)
    starts, newlines = number_starts(text), np.flatnonzero(text == ord("\n"))
    counts = np.diff(np.searchsorted(starts, [0, *newlines, len(text)]))
    tokens = body.translate(_SPACES).split()
    if not tokens:
        raise ValueError("there is no number in it")
    full = counts > 0
    first = np.flatnonzero(full & ~np.concatenate(([False], full[:-1])))
    after = np.flatnonzero(full & ~np.concatenate((full[1:], [False]))) + 1
    if (after - first == 1).all() and len(set(counts[full].tolist())) == 1:
        return [(tokens, (int(full.sum()), int(counts[first[0]])))]
    if len(first) > 100:
        raise ValueError("more than 100 tables stand one after another")
    pieces, done = [], 0
    for begin, end in zip(first.tolist(), after.tolist(), strict=True):
        shape = end - begin, equal(counts[begin:end], "row")
        size = shape[0] * shape[1]
        pieces.append((tokens[done : done + size], shape))
        done += size
    return pieces
