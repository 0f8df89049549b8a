"""Reads every matrix of a pasted text."""

from dataclasses import replace

import numpy as np

from ..checks import expect, frozen
from .brackets import bracketed, has_brackets
from .clean import VECTOR, clean
from .read_matrix import ReadMatrix, floats
from .sections import Section, is_prose, plain_numbers, sections
from .table import tables

LONGEST = 4_000_000
"""Bytes of a text that is read."""


def read_matrices(text: str | bytes) -> dict[str, ReadMatrix]:
    """The matrices in what NumPy, Python, MATLAB, Julia or a spreadsheet prints.

    The names are those found before `=` or `:`, or alone on a line, as they were
    written; a matrix without one is "", and several are "1", "2", ... Nothing is
    evaluated. ValueError, in sentences: no numbers, code, rows that differ, entries
    left out, nan or infinity, more than `LONGEST` bytes. TypeError: neither text nor
    bytes.
    """
    try:
        return _named(clean(_decoded(text)))
    except ValueError as error:
        said = str(error)
        raise ValueError(said if said[-1] in ".?)" else f"{said}.") from None


def _named(text: str) -> dict[str, ReadMatrix]:
    found: list[tuple[str, ReadMatrix]] = []
    parts, prose = _without_prose([*sections(text)])
    for section in parts:
        where = _called(section)
        found += [(section.name, matrix) for matrix in _matrices(section, where)]
    if not found:
        raise ValueError("There are no numbers in it")
    if prose and found:
        name, first = found[0]
        note = f"line {prose[0].line} of the text is words and was not read"
        found[0] = name, replace(first, notes=(note, *first.notes))
    nameless = [name for name, _ in found].count("")
    named: dict[str, ReadMatrix] = {}
    for name, matrix in found:
        if not name and nameless > 1:
            name = str(1 + sum(key.isdigit() for key in named))
        if name in named:
            raise ValueError(
                f"“{name}” is there twice; give each matrix a name of its own"
            )
        named[name] = matrix
    return named


def _called(section: Section) -> str:
    """A matrix as sentences call it: its own name in quotation marks."""
    return f"“{section.name}”" if section.name else f"The matrix at line {section.line}"


def _without_prose(parts: list[Section]) -> tuple[list[Section], list[Section]]:
    """What holds matrices, and what is words, as a log is; all is read where there is
    nothing else.
    """
    prose = [section for section in parts if is_prose(section)]
    if len(prose) == len(parts):
        return parts, []
    return [section for section in parts if section not in prose], prose


def _decoded(text: str | bytes) -> str:
    size = len(text)
    if isinstance(text, bytes):
        if size <= LONGEST:
            wide = text[:2] in (b"\xff\xfe", b"\xfe\xff")
            try:
                return text.decode("utf-16" if wide else "utf-8-sig")
            except UnicodeDecodeError:
                raise ValueError(
                    "It is no text; save it as UTF-8, or as .npy, .npz or .json."
                ) from None
    else:
        expect("text", text, str)
    if size > LONGEST:
        raise ValueError(
            f"It is {size:,} characters long, and {LONGEST:,} are read; save the "
            "matrices with np.savez and drop the file."
        )
    assert isinstance(text, str)
    return text


def _matrices(section: Section, where: str) -> list[ReadMatrix]:
    body, scale = plain_numbers(section, where)
    parts: list[tuple[list[str], tuple[int, ...], tuple[str, ...]]]
    try:
        if has_brackets(body):
            parts = [(*part, ()) for part in bracketed(body)]
        else:
            parts = [*tables(body)]
        return [
            _matrix(tokens, shape, scale, notes, section)
            for tokens, shape, notes in parts
        ]
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None


def _matrix(
    tokens: list[str],
    shape: tuple[int, ...],
    scale: int,
    notes: tuple[str, ...],
    section: Section,
) -> ReadMatrix:
    values, half_unit = floats(tokens, scale)
    if len(values) != np.prod(shape):
        raise ValueError("its numbers do not stand in rows")
    if section.kind == VECTOR and 1 in shape:
        shape = (len(values),)
    elif len(values) == 1 and section.name and "[" not in section.body:
        shape = ()
    if scale:
        notes = (*notes, f"multiplied by its scale factor, 1e{scale}")
    values, half_unit = values.reshape(shape), half_unit.reshape(shape)
    if not np.isfinite(values).all():
        _refuse(values)
    return ReadMatrix(frozen(values), frozen(half_unit), notes)


def _refuse(values: np.ndarray) -> None:
    """ValueError that says where the first nan or infinity is."""
    places = np.argwhere(~np.isfinite(values))
    first = tuple(places[0])
    value = "nan" if np.isnan(values[first]) else "infinite"
    axes = ["entry"] if len(first) == 1 else ["block", "row", "column"][-len(first) :]
    at = ", ".join(f"{a} {n + 1}" for a, n in zip(axes, first, strict=True))
    more = f", and {len(places) - 1:,} more are not finite" if len(places) > 1 else ""
    raise ValueError(
        f"{at or 'the number'} is {value}{more}; every entry must be finite"
    )
