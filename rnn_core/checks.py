"""Checks arguments: an error names the argument, its value and what is allowed."""

import operator
from collections.abc import Sequence
from typing import Any

import numpy as np
from jaxtyping import Float64, Int64
from numpy.typing import ArrayLike


def expect(name: str, value: Any, kind: type) -> None:
    """Raise TypeError unless `value` is a `kind`."""
    if not isinstance(value, kind):
        raise TypeError(
            f"{name} is {type(value).__name__}; it must be {_one(kind.__name__)}"
        )


def one_of(name: str, value: Any, words: Sequence[str]) -> str:
    """`value` where it is one of the words; else ValueError."""
    if not isinstance(value, str) or value not in words:
        *others, last = (f'"{word}"' for word in words)
        raise ValueError(
            f"{name} is {value!r}; it must be {', '.join(others)} or {last}"
        )
    return value


def as_array(name: str, value: ArrayLike) -> np.ndarray:
    """`value` as an array of whatever it holds; ValueError if its rows differ."""
    try:
        return np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{name} is a nested sequence whose rows differ; they must all have the "
            "same length"
        ) from None


def whole_number(name: str, value: Any, least: int, most: int | None = None) -> int:
    """`value` as an int in least..most.

    TypeError if it is not a whole number (a bool is none), ValueError if out of range.
    """
    wants = f"a whole number from {least}" + ("" if most is None else f" to {most}")
    if isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} is {value!r}; it must be {wants}")
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}; it must be {wants}") from None
    if number < least or (most is not None and number > most):
        raise ValueError(f"{name} is {number}; it must be {wants}")
    return number


def position(name: str, value: Any, size: int, first: int = 0) -> int:
    """`value` as an index among `size`, counted from `first`; IndexError outside."""
    try:
        return whole_number(name, value, first, first + size - 1)
    except ValueError as error:
        raise IndexError(str(error)) from None


def real_array(name: str, value: ArrayLike, axes: str) -> Float64[np.ndarray, "..."]:
    """A read-only float64 copy with one axis for each name in `axes`, all finite."""
    given = as_array(name, value)
    if given.dtype.kind not in "fiu":
        raise TypeError(
            f"{name} has entries of type {given.dtype}; it must hold real numbers"
        )
    if given.ndim != len(axes.split()) or given.size == 0:
        raise ValueError(
            f"{name} has shape {given.shape}; it must be a non-empty array ({axes})"
        )
    with np.errstate(over="ignore"):
        array = np.array(given, dtype=np.float64, order="C")
    if not np.isfinite(array).all():
        index = tuple(np.argwhere(~np.isfinite(array))[0])
        where = ", ".join(map(str, index))
        raise ValueError(
            f"{name}[{where}] is {array[index]}; every entry must be finite"
        )
    return frozen(array)


def token_ids(name: str, value: ArrayLike, vocab: int) -> Int64[np.ndarray, " T"]:
    """Read-only token ids, each from 0 to vocab - 1."""
    given = as_array(name, value)
    if given.ndim != 1 or given.size == 0:
        raise ValueError(
            f"{name} has shape {given.shape}; it must be a sequence of at least one "
            "token id, shape (T,)"
        )
    if given.dtype.kind not in "iu":
        raise TypeError(
            f"{name} has entries of type {given.dtype}; token ids are whole numbers"
        )
    ids = np.array(given, dtype=np.int64)
    if (
        np.maximum.reduce(ids.view(np.uint64)) >= vocab
    ):  # a negative id is a huge unsigned one
        first = int(np.argmax(ids.view(np.uint64) >= vocab))
        raise ValueError(
            f"{name}[{first}] is {given[first]}; token ids go from 0 to {vocab - 1}"
        )
    return frozen(ids)


def sequences(
    inputs: ArrayLike, targets: ArrayLike, vocab: int
) -> tuple[Int64[np.ndarray, " T"], Int64[np.ndarray, " T"]]:
    """Token ids x_t and y_t, one target for every input."""
    x = token_ids("inputs", inputs, vocab)
    y = token_ids("targets", targets, vocab)
    if len(x) != len(y):
        raise ValueError(
            f"inputs has {len(x)} ids and targets {len(y)}; "
            "every input needs the word after it as its target"
        )
    return x, y


def positions(name: str, value: ArrayLike, size: int) -> Int64[np.ndarray, " N"]:
    """Indices among `size`, counted from 0; IndexError for one outside."""
    given = as_array(name, value)
    if given.ndim != 1 or given.size == 0:
        raise ValueError(
            f"{name} has shape {given.shape}; it must be a sequence of at least one "
            "place, shape (N,)"
        )
    if given.dtype.kind not in "iu":
        raise TypeError(
            f"{name} has entries of type {given.dtype}; places are whole numbers"
        )
    outside = (given < 0) | (given >= size)
    if outside.any():
        first = int(outside.argmax())
        raise IndexError(
            f"{name}[{first}] is {given[first]}; it must be a whole number from 0 to "
            f"{size - 1}"
        )
    return given.astype(np.int64)


def frozen(array: np.ndarray) -> np.ndarray:
    """The same array, made read-only."""
    array.setflags(write=False)
    return array


def _one(noun: str) -> str:
    return f"{'an' if noun[0] in 'AEIOU' else 'a'} {noun}"
