"""Gradients that are brought without weights: those of the network on the screen."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np

from rnn_core import Loaded, load_network
from rnn_core.loading.assemble import assemble, spoken
from rnn_core.loading.entries import entries_of
from rnn_core.loading.recognise import Named, Recognised, recognise

from ..model.model import Model
from .take_network import weights_apart

WEIGHTS = {"H", "L", "E", "U"}
GRADIENTS = {"H", "L", "U", "h0"}


def load_gradients(
    net: Model, values: Mapping[str, Any], known: Recognised, as_is: str = ""
) -> Loaded:
    """What is in it; the network on the screen tells the layout of lone gradients.

    Gradients of biases have their place beside those of the matrices only where the
    biases are known. ValueError: in sentences, what cannot be read.
    """
    if net.constant is None or known.convention is None or {*known.weights} & WEIGHTS:
        return _without_biases(net, values, known, as_is)
    try:
        return _beside_biases(net, values, as_is)
    except ValueError:
        with suppress(ValueError):
            loaded = _without_biases(net, values, known, as_is)
            shapes = {p: g.shape for p, g in (loaded.gradients or {}).items()}
            if all(getattr(net.params, p).shape == s for p, s in shapes.items()):
                return loaded
        raise


def name_by_shape(
    net: Model,
    nameless: dict[str, Any],
    values: dict[str, Any],
    half_units: dict[str, Any],
) -> None:
    """Give each array without a name that of the only weight or bias of its shape."""
    apart = weights_apart(net.params, net.config.activation)
    for key, array in [*nameless.items()]:
        fits = [name for name, held in apart.items() if held.shape == np.shape(array)]
        name = f"d{fits[0]}" if len(fits) == 1 else ""
        if name and name not in values:
            values[name] = nameless.pop(key)
            if key in half_units:
                half_units[name] = half_units.pop(key)


def _beside_biases(net: Model, values: Mapping[str, Any], as_is: str) -> Loaded:
    """Gradients placed beside the weights and biases on the screen.

    The weights are in the layout of what was brought, and are not in what is returned.
    """
    known = recognise(entries_of(dict(values)))
    convention, sigma = known.convention, net.config.activation
    assert convention is not None, "asked for only where something was recognised"
    held = {
        part: Named(part, np.ascontiguousarray(array.T if convention.rows else array))
        for part, array in weights_apart(net.params, sigma).items()
    }
    found = assemble(known._replace(weights=held), sigma, as_is)
    notes = (spoken(known, convention), *found.notes[1:])
    return Loaded(None, None, None, None, found.gradients, notes, sigma)


def _without_biases(
    net: Model, values: Mapping[str, Any], known: Recognised, as_is: str
) -> Loaded:
    """As the file has it; of lone gradients D_h is told by that of h0."""
    alone = {*known.gradients} & GRADIENTS and not {*known.weights} & GRADIENTS
    if not alone or "h0" in known.gradients:
        return load_network(values, as_is=as_is)
    start = np.zeros(net.params.hidden)
    try:
        loaded = load_network({**values, "grads/h0": start}, as_is=as_is)
    except ValueError:
        return load_network(values, as_is=as_is)
    gradients = {n: g for n, g in (loaded.gradients or {}).items() if n != "h0"}
    return replace(loaded, gradients=gradients)
