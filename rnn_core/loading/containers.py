"""From a path, bytes or a dict to arrays by name."""

import io
import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from .csv_text import read_csv
from .json_text import read_json
from .limits import LARGEST_FILE
from .messages import shown
from .npy import Unread, read_npy
from .npz import read_npz
from .safetensors_file import read_safetensors
from .signatures import kind_of, misnamed

ALONE = ""
"""The name of an array that came without one."""


class Contents(NamedTuple):
    """What a source holds: values by name, what it is called, and its kind."""

    values: Mapping[Any, Any]
    called: str
    kind: str


def read_source(source: Any, name: str = "") -> Contents:
    """Everything in a path, bytes, or a dict of array-likes, unchecked but bounded.

    name: what a file was called that these bytes are of. ValueError in words; TypeError
    for anything else; OSError where a path cannot be opened.
    """
    if isinstance(source, Mapping):
        return Contents(source, "the dict", "dict")
    called, data = "the file", source
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        name = os.path.basename(path if isinstance(path, str) else "")
        called = shown(name)
        with open(path, "rb") as file:
            data = file.read(LARGEST_FILE + 1)
    elif isinstance(source, bytearray | memoryview):
        data = bytes(source)
    elif not isinstance(source, bytes):
        raise TypeError(
            f"source is {type(source).__name__}; it must be a path, bytes, or a dict "
            "of arrays by name"
        )
    if len(data) > LARGEST_FILE:
        raise ValueError(
            f"{called} has more than {LARGEST_FILE:,} bytes, what the largest network "
            "with its gradients needs"
        )
    wrong = ""
    try:
        kind = kind_of(data)
        if wrong := misnamed(name, kind):
            wrong += ". It "
        return Contents(_read(kind, data), called, kind)
    except ValueError as error:
        raise ValueError(f"{called} {wrong}{error}") from None


def _read(kind: str, data: bytes) -> Mapping[str, Any]:
    if kind == "npz":
        return read_npz(data)
    if kind == "json":
        return read_json(data)
    if kind == "safetensors":
        return read_safetensors(data)
    array = read_csv(data) if kind == "csv" else read_npy(io.BytesIO(data), len(data))
    if isinstance(array, Unread):
        raise ValueError(str(array))
    return {ALONE: array}
