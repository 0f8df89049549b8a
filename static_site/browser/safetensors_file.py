"""Stands for the package safetensors, which is not to be had for Python in browsers."""

import json

import numpy as np

KINDS = {"F64": "<f8", "F32": "<f4", "F16": "<f2"} | {
    f"{sign}{8 * size}": f"<{sign.lower()}{size}"
    for sign in "IU"
    for size in (1, 2, 4, 8)
}
"""NumPy's names of the kinds of numbers."""


def load(data: bytes) -> dict[str, np.ndarray]:
    """The arrays by name: eight bytes say how long the header is, which says the rest.

    The caller has compared sizes and places with the file; ValueError, KeyError and
    TypeError if they do not fit.
    """
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    body = data[8 + length :]
    return {
        name: np.frombuffer(body[slice(*about["data_offsets"])], KINDS[about["dtype"]])
        .reshape(about["shape"])
        .copy()
        for name, about in header.items()
    }
