"""Reads JSON and NPZ files that anyone may have made, within strict limits.

Nothing is parsed before its size is known: what a file unpacks to, how many values it
holds and how deep they nest are bounded first. Pickles are never read.
"""

import io
import json
import math
import re
import zipfile
from typing import Any, NamedTuple

import numpy as np

from ..address.notices import replace_surrogates
from ..address.query import quoted
from .export import ARRAYS
from .own_network import NAMES

LARGEST_FILE = 25_000_000
"""Bytes, packed or not."""
MOST_VALUES = 4_200_000
MOST_LISTS = 100_000
MOST_QUOTES = 100_000
"""Of JSON: what the largest file that is written here stays far below."""
LONGEST_WHOLE = 20
"""Digits of a whole number."""
MOST_MEMBERS = 64
LARGEST_DIRECTORY = 10_000
"""Of an archive: its members, and bytes of the list of them."""
ABOUT = "about"
"""The member of an archive that holds all that is not an array, as JSON."""

READ = (*ARRAYS, *NAMES)
"""The arrays that a file may hold."""

_END = b"PK\x05\x06"
_FAR_END = b"PK\x06\x07"
_MAGIC = b"\x93NUMPY\x01\x00"
_HEADER = re.compile(
    rb"\{'descr': '(<f8|<i8|\|u1)', 'fortran_order': False, "
    rb"'shape': \(((?:\d{1,9}, ?){0,3}(?:\d{1,9})?)\), \}\s*"
)


class Contents(NamedTuple):
    """The contents of a file: JSON's values, and for an archive its arrays."""

    about: dict[str, Any]
    arrays: dict[str, Any]


def read_contents(data: bytes, name: str) -> Contents:
    """Read a JSON or NPZ file; ValueError says in plain words why it is refused."""
    called = quote_readable(name)
    if not data:
        raise ValueError(f"{called} is empty.")
    if len(data) > LARGEST_FILE:
        raise ValueError(
            f"{called} has {len(data):,} bytes; a saved view has at most "
            f"{LARGEST_FILE:,}."
        )
    try:
        if data[:2] == b"PK":
            return _archive(data)
        about = _json(data)
        return Contents(about, {n: about[n] for n in READ if n in about})
    except ValueError as error:
        raise ValueError(f"{called} is no saved view: {error}.") from None


def quote_readable(raw: str) -> str:
    """Words of a file in quotation marks, cut to a readable length."""
    return quoted(replace_surrogates(raw))


def _json(data: bytes) -> dict[str, Any]:
    if (
        data.count(b",") > MOST_VALUES
        or data.count(b"[") + data.count(b"{") > MOST_LISTS
        or data.count(b'"') > MOST_QUOTES
    ):
        raise ValueError("it holds more than a saved view can")
    try:
        content = json.loads(
            data.decode("utf-8-sig"),
            parse_int=_whole,
            parse_constant=_constant,
            object_pairs_hook=_once,
        )
    except UnicodeDecodeError:
        raise ValueError("it is not text in UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno} of it is not JSON") from None
    except RecursionError:
        raise ValueError("its lists nest too deep") from None
    if not isinstance(content, dict):
        raise ValueError("its JSON is not an object with names")
    return content


def _whole(raw: str) -> int:
    if len(raw) > LONGEST_WHOLE:
        raise ValueError(f"it has a whole number of {len(raw):,} digits")
    return int(raw)


def _constant(raw: str) -> None:
    raise ValueError(f"it has {raw}, which is not JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for name, value in pairs:
        if name in content:
            raise ValueError(f"it says {quote_readable(name)} twice")
        content[name] = value
    return content


def _archive(data: bytes) -> Contents:
    """The members that a view has, no other one, each no larger than it says."""
    _bounded_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = [member.filename for member in members]
            if len(set(names)) < len(names):
                raise ValueError("it has two members of one name")
            array_names = {f"{name}.npy": name for name in (ABOUT, *READ)}
            kept = [m for m in members if m.filename in array_names]
            if sum(member.file_size for member in kept) > LARGEST_FILE:
                raise ValueError(f"unpacked it has more than {LARGEST_FILE:,} bytes")
            arrays = {array_names[m.filename]: _member(archive, m) for m in kept}
    except ValueError:
        raise
    except Exception:  # zipfile raises a dozen kinds where an archive is damaged
        raise ValueError("its archive is damaged") from None
    if ABOUT not in arrays:
        raise ValueError(f"it has no member {ABOUT}.npy")
    return Contents(_json(arrays.pop(ABOUT).tobytes()), arrays)


def _bounded_directory(data: bytes) -> None:
    """Before anything lists the members: how many there are, by the archive's end.

    The end must be the last 22 bytes, as NumPy writes it: what stands there is then
    all that the list of members is read by.
    """
    end = data[-22:]
    if end[:4] != _END or end[20:] != b"\0\0" or data[-42:-38] == _FAR_END:
        raise ValueError("it does not end as an NPZ file does")
    members = int.from_bytes(end[10:12], "little")
    size = int.from_bytes(end[12:16], "little")
    if members > MOST_MEMBERS or size > LARGEST_DIRECTORY:
        raise ValueError("it has more members than a saved view")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> np.ndarray:
    plain = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if member.flag_bits & 1 or not plain:
        raise ValueError("it is packed in a way that is not read here")
    with archive.open(member) as file:
        data = file.read(member.file_size + 1)
    if len(data) != member.file_size:
        raise ValueError("a member is not as large as it says")
    return _array(data)


def _array(data: bytes) -> np.ndarray:
    """An array in NumPy's format 1.0: float64, int64 or bytes, rows first."""
    size = int.from_bytes(data[8:10], "little")
    header = _HEADER.fullmatch(data[10 : 10 + size])
    if data[:8] != _MAGIC or header is None:
        raise ValueError("a member is not a plain array of numbers")
    dtype = np.dtype(header[1].decode())
    shape = tuple(int(n) for n in header[2].split(b",") if n.strip())
    if 0 in shape or math.prod(shape) * dtype.itemsize != len(data) - 10 - size:
        raise ValueError("an array is not as large as it says")
    return np.frombuffer(data, dtype, offset=10 + size).reshape(shape)
