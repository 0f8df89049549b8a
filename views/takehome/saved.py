"""Writes a view as JSON or NPZ, and reads it back.

What is loaded is the settings; the numbers are computed anew from them.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, NamedTuple

import numpy as np

from rnn_core.reading import LONGEST

from ..address.notices import replace_surrogates
from ..address.query import Value, format_value, quoted, read_address
from ..address.settings import HOME, PAGES, SETTINGS, Config, Number, Selection
from ..model.brought_network import BroughtNetwork, with_network
from ..model.model import Model, model
from ..shell.own_network.taking import as_sentence
from .export import (
    FORMAT,
    LARGEST,
    describe_view,
    numbers_json,
    own_arrays,
    view_arrays,
)
from .own_network import ABOUT as OWN
from .own_network import read_back
from .untrusted import ABOUT, Contents, quote_readable, read_contents

CLOSE = 1e-12
"""Of an array's largest entry: what another machine's rounding may change."""


class Loaded(NamedTuple):
    """A view from a file: its page, its settings, and what had to be changed.

    arrays: the file's numbers by name, as it has them. network: the one that was
    brought as a file; whoever shows the view has to hold it.
    """

    page: str
    values: dict[str, Value]
    notices: list[str]
    arrays: dict[str, Any]
    network: BroughtNetwork | None = None


def view_of(page: str, values: Mapping[str, Any]) -> dict[str, Value]:
    """All that an address can say: the page, and every setting or its default."""
    view: dict[str, Value] = {"page": page}
    for name, setting in SETTINGS.items():
        value = values.get(name)
        view[name] = setting.default if value is None else value
    return view


def saved_json(
    model: Model, selection: Selection, reduction: str, view: Mapping[str, Value]
) -> str:
    """The view and its numbers as JSON; `view` as `view_of` has it."""
    return numbers_json(model, selection, reduction, view)


def saved_npz(
    model: Model, selection: Selection, reduction: str, view: Mapping[str, Value]
) -> bytes:
    """The view and its numbers as an archive of arrays; `about` is the rest, as JSON.

    Arrays that would take it beyond LARGEST bytes are left out and named.
    """
    about = describe_view(model, selection, reduction, view)
    kept: dict[str, Any] = {}
    left_out: list[str] = []
    room = LARGEST - len(json.dumps(about))
    own = own_arrays(model)
    if sum(array.nbytes for array in own.values()) > room:
        left_out, own = [*own], {}
    for name, array in (own | view_arrays(model, selection)).items():
        if array.nbytes <= room:
            kept[name] = np.ascontiguousarray(array)
            room -= array.nbytes
        else:
            left_out.append(name)
    about_json = json.dumps(about | {"left_out": left_out}, allow_nan=False).encode()
    kept[ABOUT] = np.frombuffer(about_json, np.uint8)
    file = io.BytesIO()
    np.savez(file, **kept)
    return file.getvalue()


def read_saved_view(data: bytes, name: str) -> Loaded:
    """The view in a JSON or NPZ file, with its values within the address's limits.

    ValueError: a plain sentence says why the file is refused.
    """
    file = read_contents(data, name)
    notices = _versions(file.about, name)
    settings = _view(file.about, name)
    page = settings.pop("page", HOME)
    pasted = settings.get("gradient")
    if isinstance(pasted, str) and len(pasted) <= LONGEST:
        del settings["gradient"]
    raw = {"page": replace_surrogates(page) if isinstance(page, str) else _kind(page)}
    for key, value in settings.items():
        if key not in SETTINGS:
            notices.append(
                f"The file has {quote_readable(key)}, which means nothing here."
            )
            continue
        raw[key], why = _raw(key, value)
        if why:
            notices.append(why)
    reading = read_address(raw)
    values = view_of(HOME, reading.values)
    del values["page"]
    if isinstance(pasted, str) and len(pasted) <= LONGEST:
        values["gradient"] = replace_surrogates(pasted)
    shown = raw["page"] if raw["page"] in PAGES else HOME
    notices += reading.notices
    network = _network(file, values, notices)
    return Loaded(shown, values, notices, file.arrays, network)


def _network(
    file: Contents, values: dict[str, Value], notices: list[str]
) -> BroughtNetwork | None:
    """The network that the file carries, which is then the one of its view."""
    try:
        network = read_back(file.about.get(OWN), file.arrays)
    except ValueError as error:
        notices.append(f"Its network cannot be read. {as_sentence(str(error))}")
        return None
    if network is None or not values["network"]:
        return None
    if network.digest != values["network"]:
        notices.append("The network in the file is not the one that was saved.")
        values["network"] = network.digest
    return network


def differing_numbers(loaded: Loaded) -> list[str]:
    """A message where the numbers of the file differ from those computed now."""
    values: dict[str, Any] = loaded.values
    config = Config(**{f.name: values[f.name] for f in fields(Config)})
    if with_network(config).network != config.network:
        return []
    net = model(with_network(config))
    ours = view_arrays(net, _nearest(values, net))
    close: list[str] = []
    far: list[str] = []
    for name, theirs in loaded.arrays.items():
        gap = _gap(theirs, ours[name])
        if gap:
            (close if gap <= CLOSE else far).append(name)
    notices = []
    if far:
        notices.append(
            f"The file’s {', '.join(far)} are not what this view gives: the file was "
            "changed, or another version made it. All numbers here are computed anew."
        )
    if close:
        notices.append(
            f"The file’s {', '.join(close)} differ in the last digits from what this "
            "machine computes; another one’s rounding can do that."
        )
    return notices


def _versions(about: dict[str, Any], name: str) -> list[str]:
    version = about.get("format", 0)
    if isinstance(version, bool) or not isinstance(version, int) or version < 0:
        raise ValueError(
            f"{quote_readable(name)} is no saved view: its format is no whole number "
            "from 0."
        )
    if version <= FORMAT:
        return []
    return [
        f"The file has format {version}, and this is format {FORMAT}: what is known "
        "of it is used."
    ]


def _view(about: dict[str, Any], name: str) -> dict[str, Any]:
    """The settings that a file names, those of a file before format 1 too."""
    if "format" not in about and "view" not in about:
        parts: list[Any] = [about.get("config"), about.get("selection")]
        if all(isinstance(part, dict) for part in parts):
            reduction = about.get("reduction", SETTINGS["reduction"].default)
            return {**parts[0], **parts[1], "reduction": reduction}
    view = about.get("view")
    if not isinstance(view, dict):
        raise ValueError(
            f"{quote_readable(name)} is no saved view: it names no settings."
        )
    return dict(view)


def _raw(name: str, value: Any) -> tuple[str, str]:
    """A value as an address would have it, and a sentence if it has to change."""
    number = isinstance(SETTINGS[name], Number)
    if isinstance(value, str):
        text = replace_surrogates(value)
        why = f"The {name} has signs that are no text: each is read as “?”."
        return text, why if text != value else ""
    if isinstance(value, bool) or not isinstance(value, int | float) or not number:
        default = SETTINGS[name].default
        return format_value(default), (
            f"{name} is {_kind(value)} and not {'a number' if number else 'text'}: "
            f"{quoted(format_value(default))} is used."
        )
    if isinstance(value, int):
        return str(value), ""
    raw = format_value(value)
    if np.isfinite(value) and float(raw) != value:
        return raw, f"{name} has more digits than a link carries: {raw} is used."
    return raw, ""


def _kind(value: Any) -> str:
    kinds = {"bool": "true or false", "NoneType": "null", "list": "a list"}
    kinds |= {"int": "a number", "float": "a number", "dict": "an object"}
    return kinds[type(value).__name__]


def _nearest(values: dict[str, Any], net: Model) -> Selection:
    """The selection, its indices moved to where they fit."""
    rows, columns = net.size(values["matrix"])
    t = min(values["t"], net.trace.steps)
    i, j, k = min(values["i"], rows), min(values["j"], columns), min(values["k"], t - 1)
    return Selection(values["matrix"], i, j, t, k)


def _gap(theirs: Any, ours: np.ndarray) -> float:
    """The largest difference over the largest entry; infinite where none is defined."""
    try:
        array = np.asarray(theirs, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        return np.inf
    if array.shape != ours.shape or not np.isfinite(array).all():
        return np.inf
    with np.errstate(over="ignore"):
        miss = float(np.abs(array - ours).max(initial=0))
    size = float(np.abs(ours).max(initial=0))
    return 0.0 if miss == 0 else miss / size if size else np.inf
