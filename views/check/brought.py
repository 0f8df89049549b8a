"""Reads what a visitor brings: pasted numbers, a file, or both, in memory only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from jaxtyping import Int64

from rnn_core import Params
from rnn_core.loading import MoreThanOne
from rnn_core.loading.containers import read_source
from rnn_core.loading.entries import entries_of
from rnn_core.loading.recognise import Recognised, recognise
from rnn_core.reading import ReadMatrix, read_matrices

from ..model.model import Model
from .given_weights import without_weights
from .lone_gradients import load_gradients, name_by_shape
from .screen_names import as_brought, own_names

MATRICES = ("H", "L", "U", "h0")
UNTOLD = (
    "The letters are those of this app",
    "sigma is taken",
    "The biases are held by a unit",
)
"""Beginnings of what need not be said of gradients of the network on the screen."""
TEXTS = (".csv", ".tsv", ".txt", ".m", ".jl", ".dat")
"""Ends of names of files that are read as pasted text is."""
NAMELESS = (
    "It is the gradient of {}, whose shapes are the same: write its name before it, as "
    "in dH = ..."
)
WANTED = "Bring dH, dL, dU or dh0: any of them, each with its name before it."


@dataclass(frozen=True, eq=False)
class Brought:
    """Gradients, and the network that they are of.

    own: the network was brought too, and is not the one on the screen.  digits: half a
    unit of each printed last place, by matrix; matrices that it does not name were not
    printed.  notes: how it was understood.  as_is: the same with square matrices as
    they were given, where these were transposed because of the layout of the others.
    """

    params: Params
    inputs: Int64[np.ndarray, " T"]
    targets: Int64[np.ndarray, " T"]
    activation: str
    gradients: Mapping[str, np.ndarray]
    digits: Mapping[str, np.ndarray]
    own: bool = False
    words: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()
    as_is: "Brought | None" = None


def read_brought(
    net: Model,
    text: str,
    data: bytes | None = None,
    name: str = "",
    names: str = "source",
) -> Brought:
    """What was pasted and what was in the file; names in the text come last.

    names: the scheme on the screen, whose arrays are as they are there.  ValueError
    says in sentences what cannot be read, and what is wanted.
    """
    pasted: dict[str, ReadMatrix] = read_matrices(text) if text.strip() else {}
    values: dict[str, Any] = {}
    if data is not None:
        if name.lower().endswith(TEXTS):
            pasted = {**_read_text_file(data), **pasted}
        else:
            values = dict(read_source(data, name).values)
    values |= {key: matrix.values for key, matrix in pasted.items()}
    half_units = {
        key: matrix.half_unit
        for key, matrix in pasted.items()
        if matrix.half_unit.any()
    }
    nameless = {k: values.pop(k) for k in list(values) if not k or k.isdigit()}
    if net.constant is not None:
        name_by_shape(net, nameless, values, half_units)
    renamed = own_names(values, names)
    values, half_units = _renamed(values, renamed), _renamed(half_units, renamed)
    found = _on_screen(net)
    if values:
        filed = data is not None and not pasted
        try:
            found = _loaded(net, values, half_units, filed)
        except ValueError as error:
            why = error.found if isinstance(error, MoreThanOne) else str(error)
            raise ValueError(as_brought(why, renamed)) from None
        found = _noted(found, renamed)
    said = tuple(
        f"{f'“{k}”' if k else 'It'}: {note}."
        for k, matrix in pasted.items()
        for note in matrix.notes
    )
    found = _after(found, said)
    for key, array in nameless.items():
        found = _placed(found, np.asarray(array), half_units.get(key))
        if found.as_is is not None:
            placed = _placed(found.as_is, np.asarray(array), half_units.get(key))
            found = replace(found, as_is=placed)
    if not found.gradients:
        raise ValueError(f"There is no gradient in it. {WANTED}")
    return without_weights(found)


def _read_text_file(data: bytes) -> dict[str, ReadMatrix]:
    return read_matrices(data)


def _on_screen(net: Model) -> Brought:
    return Brought(
        net.params,
        net.trace.inputs,
        net.trace.targets,
        net.config.activation,
        {},
        {},
    )


def _loaded(
    net: Model, values: dict[str, Any], half_units: dict[str, Any], filed: bool
) -> Brought:
    """Named arrays, in the letters of any convention."""
    known = recognise(entries_of(values))
    notes: tuple[str, ...] = ()
    if known.weights and not known.gradients:
        if "inputs" in known.others or (filed and {"H", "L", "U"} <= {*known.weights}):
            raise ValueError(
                "A network is in it, but no gradient. Add dH, dL, dU or dh0 to it, or "
                "paste them below."
            )
        values, half_units = _as_gradients(values), _as_gradients(half_units)
        known = recognise(entries_of(values))
        notes = ("The matrices are taken as gradients of the network on the screen.",)
    loaded = load_gradients(net, values, known)
    gradients = dict(loaded.gradients or {})
    digits = _digits(net, known, values, half_units)
    screen = _on_screen(net)
    if loaded.params is None:
        told = (*notes, *_telling(loaded.notes))
        found = replace(screen, gradients=gradients, digits=digits, notes=told)
        kept = load_gradients(net, values, known, as_is="HLU")
        other = dict(kept.gradients or {})
        if all(np.array_equal(other[p], g, True) for p, g in gradients.items()):
            return found
        digits = _digits(net, known, values, half_units, as_is="HLU")
        told = (*notes, *_telling(kept.notes))
        as_is = replace(screen, gradients=other, digits=digits, notes=told)
        return replace(found, as_is=as_is)
    if loaded.inputs is None or loaded.targets is None:
        raise ValueError(
            "A network with weights of its own is in it, but not what it reads: add "
            "inputs and targets, the words' ids from 0; or leave the weights out, and "
            "the gradients are those of the network on the screen."
        )
    return Brought(
        loaded.params,
        loaded.inputs,
        loaded.targets,
        loaded.activation or screen.activation,
        gradients,
        digits,
        own=True,
        words=loaded.words,
        notes=(*notes, *_of_own_network(loaded.notes)),
    )


def _digits(
    net: Model,
    known: Recognised,
    values: Mapping[str, Any],
    half_units: Mapping[str, Any],
    as_is: str = "",
) -> dict[str, np.ndarray]:
    """Half a unit of each printed last place, turned as the gradients are."""
    of_gradients = _gradient_names(known, values)
    printed = {k: half for k, half in half_units.items() if k in of_gradients}
    if not printed:
        return {}
    exact = {k: np.zeros(np.shape(values[k])) for k in of_gradients}
    loaded = load_gradients(net, {**values, **exact, **printed}, known, as_is)
    return {part: half for part, half in (loaded.gradients or {}).items() if half.any()}


def _renamed(values: Mapping[str, Any], renamed: Mapping[str, str]) -> dict[str, Any]:
    return {renamed.get(key, key): value for key, value in values.items()}


def _noted(found: Brought, renamed: Mapping[str, str]) -> Brought:
    """With arrays called in its notes what their visitor wrote."""
    notes = tuple(as_brought(note, renamed) for note in found.notes)
    other = found.as_is and _noted(found.as_is, renamed)
    return replace(found, notes=notes, as_is=other)


def _after(found: Brought, said: tuple[str, ...]) -> Brought:
    """With notes before those that it has."""
    other = found.as_is and _after(found.as_is, said)
    return replace(found, notes=(*said, *found.notes), as_is=other)


def _telling(notes: tuple[str, ...]) -> tuple[str, ...]:
    """What is worth saying of gradients of the network on the screen.

    Its letters are this app's, and its activation is on the screen.
    """
    ours = any(note.startswith("The letters are those of this app") for note in notes)
    return tuple(
        note
        for note in notes
        if not note.startswith(UNTOLD)
        and not (ours and "square, so that shapes" in note)
    )


def _of_own_network(notes: tuple[str, ...]) -> tuple[str, ...]:
    """Without how biases are held: here they have names and maps of their own."""
    return tuple(n for n in notes if not n.startswith("The biases are held by a unit"))


def _as_gradients(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same arrays under the names of gradients: dH for H, w.grad for w."""
    return {f"{k}.grad" if "weight" in k else f"d{k}": v for k, v in values.items()}


def _gradient_names(known: Recognised, values: Mapping[str, Any]) -> set[str]:
    """The names under which gradients were given."""
    taken = {id(named.value) for named in known.gradients.values()}
    return {name for name, value in values.items() if id(value) in taken}


def _placed(found: Brought, array: np.ndarray, half_unit: np.ndarray | None) -> Brought:
    """With one more gradient, which has no name: its shape says what it is of."""
    shapes = {name: getattr(found.params, name).shape for name in MATRICES}
    fits = [name for name, shape in shapes.items() if shape == array.shape]
    if not fits and array.size == shapes["h0"][0] and array.ndim < 3:
        fits = ["h0"] if 1 in array.shape or array.ndim == 1 else []
    if not fits and found.params.hidden == 1:
        fits = [n for n in ("L", "U") if array.size == getattr(found.params, n).size]
    fits = [name for name in fits if name not in found.gradients]
    if len(fits) > 1:
        raise ValueError(NAMELESS.format(" or ".join(fits)))
    if not fits:
        raise ValueError(_misfit(array.shape, shapes))
    (name,) = fits
    digits = dict(found.digits)
    if half_unit is not None:
        digits[name] = half_unit.reshape(shapes[name])
    return replace(
        found,
        gradients={**found.gradients, name: array.reshape(shapes[name])},
        digits=digits,
        notes=(*found.notes, f"By its shape it is the gradient of {name}."),
    )


def _misfit(shape: tuple[int, ...], shapes: Mapping[str, tuple[int, ...]]) -> str:
    wanted = ", ".join(f"{name} is {_size(s)}" for name, s in shapes.items())
    turned = [n for n, s in shapes.items() if len(s) == 2 and s[::-1] == shape]
    hint = f" Transposed it would fit {' or '.join(turned)}." if turned else ""
    return f"The matrix is {_size(shape)}; {wanted}.{hint}"


def _size(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape)) or "a single number"
