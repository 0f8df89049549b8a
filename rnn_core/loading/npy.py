"""Reads arrays in NumPy's .npy format, without NumPy's own reader.

The header is matched, not evaluated; an array is taken only where it is exactly as
large as its header says. Pickled objects are never read.
"""

import math
import re
from typing import Protocol, runtime_checkable

import numpy as np

from .limits import LARGEST_FILE, LONGEST_HEADER, LONGEST_WORD
from .messages import shown

MAGIC = b"\x93NUMPY"
_TYPE = re.compile(r"""['"]descr['"]\s*:\s*['"]([<>|=]?)([a-zA-Z])(\d{0,6})['"]""")
_ORDER = re.compile(r"""['"]fortran_order['"]\s*:\s*(True|False)\b""")
_SHAPE = re.compile(
    r"""['"]shape['"]\s*:\s*\(\s*((?:\d{1,9}\s*,\s*){0,4}(?:\d{1,9}\s*)?)\)"""
)
_SIZES = {"f": (2, 4, 8), "i": (1, 2, 4, 8), "u": (1, 2, 4, 8)}


@runtime_checkable
class Readable(Protocol):
    """Bytes in memory, or a member of an archive: what can be read piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """The next `size` bytes."""


class Unread(str):
    """Stands for an array that is not read: why, after "NAME"."""


def read_npy(file: Readable, size: int) -> np.ndarray | Unread:
    """The array in a .npy file of `size` bytes, or why it is none of numbers or words.

    ValueError: no .npy, damaged, or not as large as it says.
    """
    start = file.read(12)
    if len(start) < 12 or not start.startswith(MAGIC) or start[6] not in (1, 2, 3):
        raise ValueError("is not in NumPy's .npy format, versions 1 to 3")
    width = 2 if start[6] == 1 else 4
    length = int.from_bytes(start[8 : 8 + width], "little")
    if length > LONGEST_HEADER:
        raise ValueError(
            f"has a header of {length:,} bytes; at most {LONGEST_HEADER:,}"
        )
    header = start[8 + width :] + file.read(length - (4 - width))
    if len(header) != length:
        raise ValueError("ends before its header does")
    text = header.decode("latin-1")
    found = [pattern.search(text) for pattern in (_TYPE, _ORDER, _SHAPE)]
    kind, order, sizes = found
    if kind is None or order is None or sizes is None:
        return Unread(_no_numbers(text))
    dtype = _dtype(*kind.groups())
    if isinstance(dtype, Unread):
        return dtype
    shape = tuple(int(n) for n in re.findall(r"\d+", sizes[1]))
    wants, has = math.prod(shape) * dtype.itemsize, size - 8 - width - length
    if wants != has:
        raise ValueError(
            f"says that it has shape {shape}, {wants:,} bytes of numbers, and "
            f"has {has:,}"
        )
    if wants > LARGEST_FILE:
        raise ValueError(f"has {wants:,} bytes of numbers; at most {LARGEST_FILE:,}")
    data = file.read(wants)
    if len(data) != wants:
        raise ValueError("ends before its numbers do")
    array = np.frombuffer(data, dtype)
    if dtype.kind == "U" and _code_points(array) > 0x10FFFF:
        raise ValueError("has characters that do not exist")
    return array.reshape(shape, order="F" if order[1] == "True" else "C")


def _dtype(order: str, kind: str, size: str) -> "np.dtype | Unread":
    width = int(size or 0)
    if kind == "O":
        return Unread("holds pickled Python objects, which are never read")
    if kind == "c":
        return Unread("has complex numbers; take the real part")
    if kind in _SIZES and width in _SIZES[kind]:
        return np.dtype(f"{order}{kind}{width}")
    if kind == "U" and 0 < width <= LONGEST_WORD:
        return np.dtype(f"{order}U{width}")
    return Unread(f"has entries of type {shown(kind + size)}; numbers are wanted")


def _code_points(array: np.ndarray) -> int:
    """The largest code point among strings of UTF-32: NumPy trusts them all."""
    width = np.dtype("u4").newbyteorder(array.dtype.byteorder)
    return int(array.view(width).max(initial=0))


def _no_numbers(text: str) -> str:
    if "'descr': [" in text:
        return "is a table of records; numbers are wanted"
    return "has a header that is not one of a plain array"
