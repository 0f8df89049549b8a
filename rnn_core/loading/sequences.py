"""Token ids, words and the activation of a file."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from jaxtyping import Int64

from ..activation import ACTIVATIONS
from ..checks import frozen
from .limits import LARGEST_VOCAB, LONGEST_WORD, MOST_STEPS
from .messages import shown
from .npy import Unread
from .numbers import numeric
from .recognise import Named

_SIGMA = {"logistic": "sigmoid", "linear": "identity", "none": "identity"}


def read_ids(named: Named | None, vocab: int | None) -> Int64[np.ndarray, " T"] | None:
    """Token ids from 0, shape (T,); rows of one-hot vectors are read as ids.

    ValueError: no whole numbers, outside the vocabulary, more than MOST_STEPS.
    """
    if named is None:
        return None
    name = shown(named.name)
    numbers = numeric(name, named.value)
    long = [size for size in numbers.shape if size != 1]
    if len(long) == 2:
        numbers = _from_one_hot(name, numbers.reshape(long), vocab)
    elif len(long) > 2:
        raise ValueError(f"{name} has shape {numbers.shape}; ids are wanted, (T,)")
    ids = numbers.reshape(-1)
    if len(ids) > MOST_STEPS:
        raise ValueError(f"{name} has {len(ids):,} ids; at most {MOST_STEPS:,}")
    if (ids != np.round(ids)).any():
        first = int((ids != np.round(ids)).argmax())
        raise ValueError(f"{name}[{first}] is {ids[first]}; ids are whole numbers")
    most = LARGEST_VOCAB if vocab is None else vocab
    outside = (ids < 0) | (ids >= most)
    if outside.any():
        first = int(outside.argmax())
        one = ids.min() >= 1 and ids.max() == most
        hint = "; they seem to count from 1: take 1 off each" if one else ""
        raise ValueError(
            f"{name}[{first}] is {ids[first]:.15g}; ids go from 0 to {most - 1}{hint}"
        )
    return frozen(ids.astype(np.int64))


def _from_one_hot(name: str, rows: np.ndarray, vocab: int | None) -> np.ndarray:
    """The place of the 1 in every row, or in every column where |V| says so."""
    if vocab is not None and rows.shape[1] != vocab and rows.shape[0] == vocab:
        rows = rows.T
    hot = np.isin(rows, (0, 1)).all() and (rows.sum(axis=1) == 1).all()
    if not hot or (vocab is not None and rows.shape[1] != vocab):
        raise ValueError(
            f"{name} has shape {rows.shape}; ids are wanted, (T,), or one-hot rows, "
            "(T, |V|)"
        )
    return rows.argmax(axis=1)


def read_words(named: Named | None, vocab: int | None) -> tuple[str, ...] | None:
    """The vocabulary by id, from a list, an array of strings, or a dict either way.

    ValueError: not |V| of them, twice the same id, or no words.
    """
    if named is None:
        return None
    name, value = shown(named.name), named.value
    if isinstance(value, Unread):
        raise ValueError(f"{name} {value}; save a list of strings")
    most = LARGEST_VOCAB
    size = getattr(value, "size", None)
    if (len(value) if hasattr(value, "__len__") else 0) > most or (size or 0) > most:
        raise ValueError(f"{name} has more than {most:,} words")
    if isinstance(value, str):
        value = list(value)
    elif isinstance(value, np.ndarray):
        value = value.reshape(-1).tolist()
    if isinstance(value, Mapping):
        value = _by_id(name, value)
    if not isinstance(value, list | tuple) or not all(type(w) is str for w in value):
        raise ValueError(f"{name} is no list of words")
    if any(len(word) > LONGEST_WORD for word in value):
        raise ValueError(f"{name} has a word of more than {LONGEST_WORD:,} characters")
    if vocab is not None and len(value) != vocab:
        raise ValueError(f"{name} has {len(value):,} words, and the network {vocab:,}")
    return tuple(value)


def _by_id(name: str, table: Mapping[Any, Any]) -> list[Any]:
    """{0: "a", 1: "b"}, {"0": "a", "1": "b"} or {"a": 0, "b": 1} as a list."""
    pairs = list(table.items())
    if all(type(word) is int for _, word in pairs):
        pairs = [(place, word) for word, place in pairs]
    try:
        placed = {int(place): word for place, word in pairs}
    except (TypeError, ValueError):
        raise ValueError(f"{name} does not give every word an id") from None
    if set(placed) != set(range(len(pairs))):
        raise ValueError(
            f"{name} does not give its words the ids 0 to {len(pairs) - 1}"
        )
    return [placed[place] for place in range(len(pairs))]


def read_activation(named: Named | None) -> str | None:
    """The name of sigma; ValueError for one that is not among the four."""
    if named is None:
        return None
    value = named.value
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(-1)[0]
    word = str(value).lower() if isinstance(value, str) else ""
    word = _SIGMA.get(word, word)
    if word not in ACTIVATIONS:
        raise ValueError(
            f"has the activation {shown(str(value)[:100])}; the network here has "
            f"one of {', '.join(ACTIVATIONS)}"
        )
    return word
