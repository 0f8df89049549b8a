"""Checks arguments: an error names the argument, its value and what is allowed."""

from typing import Any

import numpy as np


def expect(name: str, value: Any, kind: type) -> None:
    """Raise TypeError unless `value` is a `kind`."""
    if not isinstance(value, kind):
        raise TypeError(
            f"{name} is {type(value).__name__}; it must be {_one(kind.__name__)}"
        )


def weights(params: Any) -> dict[str, np.ndarray]:
    """H, L, U and h0 of `params` as float64, their shapes fitting each other.

    TypeError without one of them, or if one holds no real numbers; ValueError for a
    shape that does not fit, an empty array, or an entry that is not finite.
    """
    axes = {"H": "D_h, D_h", "L": "D_h, |V|", "U": "|V|, D_h", "h0": "D_h"}
    arrays = {}
    for name, wanted in axes.items():
        if not hasattr(params, name):
            raise TypeError(
                f"params is {type(params).__name__} without {name}; it must have H, L,"
                " U and h0"
            )
        arrays[name] = _real_array(name, getattr(params, name), wanted)
    hidden, vocabulary = arrays["L"].shape
    fits = {"H": (hidden, hidden), "U": (vocabulary, hidden), "h0": (hidden,)}
    for name, shape in fits.items():
        if arrays[name].shape != shape:
            raise ValueError(
                f"{name} has shape {arrays[name].shape}; with L of shape "
                f"{(hidden, vocabulary)}, that is D_h = {hidden} and |V| = "
                f"{vocabulary}, it must be {shape}"
            )
    return arrays


def _real_array(name: str, value: Any, axes: str) -> np.ndarray:
    given = _array(name, value)
    if given.dtype.kind not in "fiu":
        raise TypeError(
            f"{name} has entries of type {given.dtype}; it must hold real numbers"
        )
    if given.ndim != len(axes.split(",")) or given.size == 0:
        raise ValueError(
            f"{name} has shape {given.shape}; it must be a non-empty array ({axes})"
        )
    with np.errstate(over="ignore"):
        array = np.asarray(given, float)
        finite = bool(np.isfinite(array.sum())) or bool(np.isfinite(array).all())
    if not finite:
        place = tuple(np.argwhere(~np.isfinite(array))[0])
        where = ", ".join(map(str, place))
        raise ValueError(
            f"{name}[{where}] is {array[place]}; every entry must be finite"
        )
    return array


def word_ids(inputs: Any, targets: Any, vocabulary: int) -> tuple[np.ndarray, ...]:
    """The ids of x_t and y_t, each from 0 to vocabulary - 1, one target an input."""
    x, y = (
        _ids(name, value, vocabulary)
        for name, value in (("inputs", inputs), ("targets", targets))
    )
    if len(x) != len(y):
        raise ValueError(
            f"inputs has {len(x)} ids and targets {len(y)}; every input needs the word"
            " after it as its target"
        )
    return x, y


def _ids(name: str, value: Any, vocabulary: int) -> np.ndarray:
    given = _array(name, value)
    if given.ndim != 1 or given.size == 0:
        raise ValueError(
            f"{name} has shape {given.shape}; it must be a sequence of at least one"
            " word id, shape (T,)"
        )
    if given.dtype.kind not in "iu":
        raise TypeError(
            f"{name} has entries of type {given.dtype}; word ids are whole numbers"
        )
    outside = (given < 0) | (given >= vocabulary)
    if outside.any():
        place = int(outside.argmax())
        raise ValueError(
            f"{name}[{place}] is {given[place]}; word ids go from 0 to {vocabulary - 1}"
        )
    return given.astype(np.int64)


def _array(name: str, value: Any) -> np.ndarray:
    try:
        return np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{name} is a nested sequence whose rows differ; they must all have the"
            " same length"
        ) from None


def _one(noun: str) -> str:
    return f"{'an' if noun[0] in 'AEIOU' else 'a'} {noun}"
