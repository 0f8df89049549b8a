"""Array-likes of any kind as arrays of numbers; errors say which entry is wrong."""

from typing import Any

import numpy as np

from ..checks import frozen
from .limits import MOST_NUMBERS
from .messages import shown
from .npy import Unread


def numeric(name: str, value: Any) -> np.ndarray:
    """A finite array of float16, float32 or float64, in that precision if it had one.

    `name` is what sentences call it. A tensor of PyTorch is taken by its
    `detach().cpu().numpy()`. ValueError: no real numbers, rows that differ, more than
    MOST_NUMBERS, an entry that is not finite.
    """
    array = plain_array(name, value)
    if array.dtype.kind == "c":
        raise ValueError(f"{name} has complex numbers; take the real part")
    if array.dtype.kind not in "fiu" or array.dtype.itemsize > 8:
        raise ValueError(
            f"{name} has entries of type {shown(str(array.dtype))}; real numbers are "
            "wanted"
        )
    if array.size == 0:
        raise ValueError(f"{name} has shape {array.shape}; it is empty")
    native = array.dtype.newbyteorder("=") if array.dtype.kind == "f" else np.float64
    array = np.array(array, dtype=native, order="C")
    finite = np.isfinite(array)
    if not finite.all():
        index = tuple(int(n) for n in np.argwhere(~finite)[0])
        where = ", ".join(map(str, index))
        count = int((~finite).sum())
        more = f", and so are {count - 1:,} more" if count > 1 else ""
        raise ValueError(
            f"{_entry(name, where)} is {array[index]}, counted from 0{more}; every "
            "entry must be finite"
        )
    return frozen(array)


def _entry(name: str, where: str) -> str:
    """An entry as it is called: “H[0, 1]”, with its name in quotation marks or not."""
    return f"{name[:-1]}[{where}]”" if name.endswith("”") else f"{name}[{where}]"


def plain_array(name: str, value: Any) -> np.ndarray:
    """`value` as an array of whatever it holds, no objects among it."""
    if isinstance(value, Unread):
        raise ValueError(f"{name} {value}")
    if hasattr(value, "detach") and hasattr(value, "cpu"):
        try:
            value = value.detach().cpu().numpy()
        except (TypeError, RuntimeError):  # bfloat16, or numbers packed in fewer bits
            raise ValueError(
                f"{name} is a tensor that NumPy has no type for; convert it to float32"
            ) from None
    if isinstance(value, str | bytes | dict | None):
        raise ValueError(f"{name} is {type(value).__name__}; numbers are wanted")
    if isinstance(value, list | tuple):
        return _of_lists(name, value)
    try:
        array = np.asarray(value)
    except (ValueError, TypeError):
        raise ValueError(f"{name} is {type(value).__name__}, no array") from None
    if array.dtype.kind == "O":
        raise ValueError(f"{name} holds something else than numbers")
    if array.size > MOST_NUMBERS:
        raise ValueError(f"{name} has {array.size:,} numbers; at most {MOST_NUMBERS:,}")
    return array


def _of_lists(name: str, value: Any) -> np.ndarray:
    """Straight to float64: a long string among numbers would widen them all."""
    try:
        return np.asarray(value, dtype=np.float64)
    except OverflowError:
        raise ValueError(f"{name} has a number beyond float64's range") from None
    except (ValueError, TypeError) as error:
        if "inhomogeneous" in str(error):
            raise ValueError(
                f"{name} is a list whose rows differ in length; they must be equal"
            ) from None
        raise ValueError(f"{name} holds something else than numbers") from None


def as_vector(name: str, array: np.ndarray) -> np.ndarray:
    """One axis of an array whose others have length 1. ValueError: there are two."""
    long = [size for size in array.shape if size != 1]
    if len(long) > 1:
        raise ValueError(
            f"{name} has shape {array.shape}; a vector is wanted, of one "
            "sequence and not of a batch"
        )
    return frozen(array.reshape(-1))


def as_matrix(name: str, array: np.ndarray) -> np.ndarray:
    """Two axes; leading ones of length 1 are dropped. ValueError: no matrix."""
    while array.ndim > 2 and array.shape[0] == 1:
        array = array[0]
    if array.ndim != 2:
        raise ValueError(f"{name} has shape {array.shape}; a matrix is wanted")
    return array
