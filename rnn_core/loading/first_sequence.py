"""The first sequence of a batch: of its words, its targets and its first states."""

from typing import NamedTuple

import numpy as np

from .messages import quoted, quoted_list
from .more_than_one import MoreThanOne
from .npy import Unread
from .numbers import numeric
from .recognise import Named, Recognised

ONE = "Only the first sequence of the file's batch is read."
IDS = ("inputs", "targets")


class Batch(NamedTuple):
    """Arrays of a batch: words and targets as ids, (B, T), and first states, (B, D)."""

    ids: dict[str, np.ndarray]
    h0: np.ndarray | None


def first_sequence(found: Recognised, first: bool) -> Recognised:
    """The same with the first sequence where there is a batch of them.

    A row of ids is a sequence; where h0 says how many there are, and only columns are
    as many, a column is. MoreThanOne: there is a batch, and `first` is not set.
    ValueError: an entry that is not finite.
    """
    batch = _batch(found)
    names = [found.others[part].name for part in batch.ids]
    names += [found.weights["h0"].name] if batch.h0 is not None else []
    if not names:
        return found
    if not first:
        raise MoreThanOne(
            f"has {quoted_list(names)} of a batch of sequences, and one sequence is "
            "read here",
            "the first of them",
        )
    said = f"{quoted_list(names)} {'are' if len(names) > 1 else 'is'} of a batch: "
    said += "only the first sequence is read"
    others, weights = dict(found.others), dict(found.weights)
    sizes = [array.shape for array in batch.ids.values()]
    count = None if batch.h0 is None else len(batch.h0)
    across = bool(sizes) and all(s[0] != count == s[1] for s in sizes)
    for part, ids in batch.ids.items():
        others[part] = Named(found.others[part].name, ids[:, 0] if across else ids[0])
    if sizes:
        rows = "columns" if across else "rows"
        said += f", and {rows} of ids are taken as sequences"
    if batch.h0 is not None:
        weights["h0"] = Named(found.weights["h0"].name, batch.h0[0])
    notes = (*found.notes, f"{said}.")
    part = f"{found.part} {ONE}".strip()
    return found._replace(others=others, weights=weights, notes=notes, part=part)


def _batch(found: Recognised) -> Batch:
    ids: dict[str, np.ndarray] = {}
    for part in IDS:
        table = _ids(found.others[part]) if part in found.others else None
        if table is not None:
            ids[part] = table
    if "inputs" in ids and "targets" in found.others and "targets" not in ids:
        flat = found.others["targets"]
        numbers = np.asarray(numeric(quoted(flat.name), flat.value))
        if numbers.size == ids["inputs"].size:
            ids["targets"] = numbers.reshape(ids["inputs"].shape)
    return Batch(ids, _states(found))


def _ids(named: Named) -> np.ndarray | None:
    """Ids of more than one sequence, (B, T); None for one sequence, or for no ids."""
    if isinstance(named.value, Unread):
        return None
    numbers = numeric(quoted(named.name), named.value)
    long = [size for size in numbers.shape if size != 1]
    table = numbers.reshape(long)
    hot = bool(np.isin(table, (0, 1)).all())
    if len(long) == 3 and hot:
        for axis in (2, 0):
            if (table.sum(axis=axis) == 1).all():
                return table.argmax(axis=axis)
    if len(long) != 2 or (table != np.round(table)).any():
        return None
    if hot and any((table.sum(axis=axis) == 1).all() for axis in (0, 1)):
        return None
    return table


def _states(found: Recognised) -> np.ndarray | None:
    """First states of more than one sequence, (B, D); None for one, or for none."""
    if "h0" not in found.weights or "H" not in found.weights:
        return None
    name, value = found.weights["h0"]
    numbers = numeric(quoted(name), value)
    long = [size for size in numbers.shape if size != 1]
    square = found.weights["H"]
    hidden = numeric(quoted(square.name), square.value).shape[-1:]
    if len(long) != 2 or not hidden or hidden[0] not in long:
        return None
    table = numbers.reshape(long)
    return table if long[1] == hidden[0] else table.T
