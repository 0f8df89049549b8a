"""Runs the code of a line on a network.

The one place of the engine where code is run, and it is only ever code that the printer
writes there and then from an expression: its names are the network's arrays and the
letters of indices, and nothing of it is a text that somebody gave.
"""

from collections.abc import Mapping
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from derivations.code.line_code import LineCode, code
from derivations.code.setup import setup
from derivations.code.work import work
from derivations.code.writer import TIMES, UNIT_INDICES
from derivations.evaluation.network import Network
from derivations.language.name_schemes import name_scheme

WORK = 2_000_000
"""The most operations that code may take to be run: a fraction of a second."""
RUNS = "RUNS"
"""Where the setup keeps runs in which something was moved."""

_running = Lock()
"""Code runs one at a time: runs that were moved are shared by all code of a network."""
_arrays: WeakKeyDictionary[Network, dict[Any, dict[str, Any]]] = WeakKeyDictionary()


def run_code(written: LineCode, network: Network, at: Mapping[Any, int]) -> Any:
    """What a line's code computes on a network, its free indices being `at`, all of
    them from 1: a number, or a matrix, as `Line.value` has it.

    The code is printed anew from the expression: its text is not read.  ValueError
    where it takes more than WORK, or for an index that no line has; NoCode, IndexError
    and NameError for what cannot be run.
    """
    own = code(written.expr, written.names, written.result)
    if work(own.expr, network.sizes) > WORK:
        raise ValueError("at this size the loops of the line take too long")
    namespace = {**_network(network, own), **_indices(at)}
    with _running, np.errstate(all="ignore"):
        try:
            exec(own.text, namespace)
        finally:
            namespace.get(RUNS, {}).clear()
    value = namespace[own.result]
    if own.expr.is_commutative is False:
        array = np.asarray(value, float)
        return array if array.ndim == 2 else array.reshape(-1, 1)
    return float(value)


def _indices(at: Mapping[Any, int]) -> dict[str, int]:
    """Free indices by the names that code has for them; units and words from 0."""
    for index in at:
        if index not in UNIT_INDICES | TIMES:
            raise ValueError(f"{index!r} is no index of a line")
    return {str(a): int(number) - (a in UNIT_INDICES) for a, number in at.items()}


def _network(network: Network, own: LineCode) -> dict[str, Any]:
    """The arrays of a network, by the names that the code has for them."""
    kept = _arrays.setdefault(network, {})
    key = own.names, own.derivatives
    if key not in kept:
        plain = name_scheme(own.names).plain
        namespace: dict[str, Any] = {
            plain(name): np.array(getattr(network.params, name), float)
            for name in ("H", "L", "U", "h0")
        }
        namespace |= {"inputs": network.inputs, "targets": network.targets}
        text = setup(network.activation, own.names, own.derivatives)
        with np.errstate(all="ignore"):
            exec(text, namespace)
        kept[key] = namespace
    return kept[key]
