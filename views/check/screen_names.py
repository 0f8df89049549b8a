"""Arrays that come back under the names on the screen, whichever these are."""

from collections.abc import Mapping
from typing import Any

from rnn_core.loading.conventions import ACTIVATION, INPUTS, TARGETS, WORDS

from ..text.naming import in_names
from .take_network import WEIGHTS

BIASES = ("b_h", "b_y")
MODULE = {"fc.weight": "U"}
"""What PyTorch itself calls a matrix, where that is no name for a variable."""
OTHERS = INPUTS | TARGETS | WORDS | ACTIVATION


def own_names(keys: Mapping[str, Any], names: str) -> dict[str, str]:
    """By what each array is called, what the source calls it: dW_hh is dH.

    {} where nothing is called otherwise; where other names are among them, whose
    convention then reads them all; and for weights of another network without an
    activation, which a convention has.
    """
    known = _known(names)
    found = {key: known[key] for key in keys if key in known}
    weights = {*found.values()} & {*WEIGHTS}
    told = not weights >= {"H", "L", "U"} or not ACTIVATION.isdisjoint(keys)
    alone = found.keys() | OTHERS >= keys.keys()
    apart = len({*found.values()}) == len(found)
    differ = any(key != own for key, own in found.items())
    return found if told and alone and apart and differ else {}


def _known(names: str) -> dict[str, str]:
    known = {f"d{name}": f"d{name}" for name in (*WEIGHTS, *BIASES)} | {"h0": "h0"}
    for name in WEIGHTS:
        called = in_names(name, names)
        known |= {called: name, f"{called}.grad": f"d{name}"}
        known |= {f"d{called}": f"d{name}", in_names(f"d{name}", names): f"d{name}"}
    if names == "torch":
        for called, name in MODULE.items():
            known |= {called: name, f"{called}.grad": f"d{name}"}
    return known


def as_brought(sentence: str, renamed: Mapping[str, str]) -> str:
    """A sentence with arrays called, in quotation marks, what their visitor wrote."""
    for key, own in renamed.items():
        sentence = sentence.replace(f"“{own}”", f"“{key}”")
    return sentence
