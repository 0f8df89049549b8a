"""A network that was brought as a file, in a saved view: written, and read back."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..address.settings import Config
from ..model.brought_network import BroughtNetwork, bring, found

ARRAYS = ("network_H", "network_L", "network_U", "network_h0")
BIASES = ("network_b_h", "network_b_y")
SEQUENCES = ("network_inputs", "network_targets")
NAMES = (*ARRAYS, *BIASES, *SEQUENCES)
"""Arrays of a saved view, before any edit, and what the network's file reads."""
ABOUT = "network"
"""What the file says of the network that is no array."""


def network_of(config: Config) -> BroughtNetwork | None:
    """The network of a configuration that was brought, while it is here."""
    return found(config.network)


def about_network(network: BroughtNetwork) -> dict[str, Any]:
    """Its file's name, its activation and its words."""
    words = None if network.words is None else list(network.words)
    return {"name": network.name, "activation": network.activation, "words": words}


def network_arrays(network: BroughtNetwork) -> dict[str, np.ndarray]:
    """Its weights, biases apart, and what its file reads."""
    params, D = network.params, network.hidden
    arrays = {
        "network_H": params.H[:D, :D],
        "network_L": params.L[:D],
        "network_U": params.U[:, :D],
        "network_h0": params.h0[:D],
    }
    if network.biased:
        arrays |= {"network_b_h": params.H[:D, D], "network_b_y": params.U[:, D]}
    if network.inputs is not None and network.targets is not None:
        arrays |= {"network_inputs": network.inputs, "network_targets": network.targets}
    return arrays


def read_back(about: Any, arrays: dict[str, Any]) -> BroughtNetwork | None:
    """The network in a saved view, whose arrays are taken out; None where it has none.

    It is checked as a file of a network is. ValueError: it is none.
    """
    parts = {name: arrays.pop(name) for name in NAMES if name in arrays}
    if not isinstance(about, Mapping) or not parts.keys() >= {*ARRAYS}:
        return None
    values = {name.removeprefix("network_"): array for name, array in parts.items()}
    for name in ("activation", "words"):
        if about.get(name) is not None:
            values[name] = about[name]
    called = about.get("name")
    return bring(values, called if isinstance(called, str) else "a saved view")
