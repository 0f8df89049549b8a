"""Reads .safetensors with the package of that name, if it is there.

Its header is bounded and matched with the file's size first.
"""

import importlib
import json
import math
from typing import Any

from .json_text import read_json
from .limits import LONGEST_INDEX, MOST_ENTRIES
from .messages import shown

_SIZES = {"F64": 8, "F32": 4, "F16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1}
_SIZES |= {"U64": 8, "U32": 4, "U16": 2, "U8": 1}


def read_safetensors(data: bytes) -> dict[str, Any]:
    """The arrays by name; ValueError in words."""
    length = int.from_bytes(data[:8], "little")
    if length > LONGEST_INDEX:
        raise ValueError(f"has a header of {length:,} bytes; at most {LONGEST_INDEX:,}")
    header = read_json(data[8 : 8 + length])
    header.pop("__metadata__", None)
    if len(header) > MOST_ENTRIES:
        raise ValueError(f"has {len(header):,} arrays; at most {MOST_ENTRIES}")
    for name, entry in header.items():
        _fits(name, entry, len(data) - 8 - length)
    try:
        load = importlib.import_module("safetensors.numpy").load
    except ImportError:
        raise ValueError(
            "is a .safetensors file, which the package safetensors reads: "
            "pip install safetensors"
        ) from None
    try:
        return dict(load(data))
    except Exception:  # of the package's own kinds
        raise ValueError("is a .safetensors file that is damaged") from None


def _fits(name: str, entry: Any, size: int) -> None:
    """ValueError unless the entry's array lies within the file and is of numbers."""
    called = shown(name)
    try:
        kind, shape = entry["dtype"], entry["shape"]
        start, stop = entry["data_offsets"]
        sizes = (start, stop, *shape)
        whole = len(sizes) <= 10 and all(type(n) is int and n >= 0 for n in sizes)
    except (TypeError, KeyError, ValueError):
        whole = False
    if not whole or not isinstance(kind, str):
        raise ValueError(f"has a header that does not say what {called} is")
    if kind not in _SIZES:
        raise ValueError(
            f"has {called} in {shown(json.dumps(kind))}; convert it to float32 "
            "before you save it"
        )
    if stop > size or math.prod(shape) * _SIZES[kind] != stop - start:
        raise ValueError(f"has an array {called} that is not as large as it says")
