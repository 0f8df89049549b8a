"""What the browser answers picks with: a network's numbers, as far as it is small."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any, TypedDict, TypeVar, cast

import numpy as np

from rnn_core import state_gradients

from ...components.data_types import AtOnce
from ...model.network import Network
from ..zeros import said_word
from .data_types import KnownData

Data = TypeVar("Data", bound=Mapping[str, Any])

MOST = 150_000
"""Numbers that are sent: 1.2 MB."""
LONGEST = 60
"""Steps up to which the triangle has a cell for every term."""

MOVES = {
    "network": "Arrow keys move along time and rows, Page keys along columns",
    "triangle": "Arrow keys move",
}
"""Where keys lead in a picture."""

NOTHING: KnownData = {
    "net": "",
    "T": 0,
    "D": 0,
    "V": 0,
    "inputs": [],
    "read": [],
    "delta": "",
    "h": "",
    "delta_o": "",
    "real": 0,
    "rows": "",
    "slope": "",
    "H": "",
}
"""What is sent of a network whose picks only the server answers."""


def answers_keys(numbers: KnownData, matrix: str) -> bool:
    """Whether arrow keys pick a weight of this matrix, since that is shown at once."""
    return bool(numbers["net"] and (matrix != "U" or numbers["delta_o"]))


def with_keys(data: Data, role: str, pick: bool) -> Data:
    """A picture's data whose label says what keys do: whether those that move pick."""
    do = "and pick what they lead to" if pick else "Enter picks"
    label = f"{data['label']} {MOVES[role]}, {do}."
    return cast("Data", {**data, "label": label})


def mark(data: Data, role: str, known: KnownData, heard: int) -> Data:
    """A picture's data that says which it is, for the browser to answer in it.

    known: the numbers of its network; without any, the data stays as it is. heard:
    which of the browser's picks it comes after.
    """
    if not known["net"]:
        return data
    said: AtOnce = {"role": role, "net": known["net"], "heard": heard}
    if "longest" in known:
        longest = known["longest"]["known"]["net"]
        said["steps"] = {"T": known["T"], "longest": longest}
    return cast("Data", {**data, "at_once": said})


def numbers_of(model: Network) -> KnownData:
    """What the contributions of all weights follow from; NOTHING where it is too much.

        H: delta_i^(k+1<-t) h_j^(k)    L: delta_i^(k+1<-t)    U: delta_i^(o,t) h_j^(t)

    What only the chain of factors needs, and delta^(o), are left out where only they
    make it too much.
    """
    trace, back = model.trace, model.back
    steps, hidden = trace.steps, model.params.hidden
    count = steps * (steps + 1) // 2 * hidden + trace.h.size
    if steps > LONGEST or count > MOST:
        return NOTHING
    delta = packed(back.delta[np.tri(steps, dtype=bool)])
    h = packed(trace.h)
    chain, used = _chain(model, MOST - count)
    fits = count + used + back.delta_o.size <= MOST
    delta_o = packed(back.delta_o) if fits else ""
    inputs = trace.inputs.tolist()
    read = [said_word(model, token) for token in inputs]
    text = f"{hidden} {inputs} {read} {delta} {h} {delta_o} {chain}"
    return {
        "net": hashlib.blake2b(text.encode(), digest_size=8).hexdigest(),
        "T": steps,
        "D": hidden,
        "V": back.delta_o.shape[1],
        "inputs": inputs,
        "read": read,
        "delta": delta,
        "h": h,
        "delta_o": delta_o,
        "real": trace.real.hidden,
        **chain,
    }


class Chain(TypedDict):
    """What only the chain of factors needs, as KnownData has it."""

    rows: str
    slope: str
    H: str


def _chain(net: Network, room: int) -> tuple[Chain, int]:
    """The factors of every contribution of H and L, if they are at most `room` numbers;
    and how many they are.

    Rows are the products that the page shows, to the last bit: a sum of products has
    another last digit in another order.
    """
    trace, steps = net.trace, net.trace.steps
    real = trace.real.hidden
    count = real * (steps * (steps + 1) // 2 + steps + real)
    if count > room:
        return {"rows": "", "slope": "", "H": ""}, 0
    chain: Chain = {
        "rows": packed(state_gradients(net.back)[np.tri(steps, dtype=bool)]),
        "slope": packed(trace.slope[:, :real]),
        "H": packed(trace.real.H),
    }
    return chain, count


def packed(array: np.ndarray) -> str:
    """float64 in base 64."""
    return base64.b64encode(array.astype("<f8").tobytes()).decode()
