"""The data of the page Derive for a line, and what holds of any of them."""

import json

import numpy as np

from derivations import DERIVATIONS
from rnn_core.activation import ACTIVATIONS
from views.address.settings import Config
from views.derive.lines import derivation_data
from views.model.model import model
from views.proofs.checks import definition
from views.proofs.indices import free_indices, index_limits
from views.proofs.version import Version

OWN = ("result", "J", "Jmean", "PP", "x", "y")


EVERY = [
    (slug, n) for slug, d in DERIVATIONS.items() for n in range(1, len(d.lines) + 1)
]


def version(slug, config, reduction="sum"):
    return Version(slug, config.activation, reduction)


def index_choice(slug, line, config, asked=None, reduction="sum"):
    """The free indices of a line that are nearest to those asked for."""
    derivation = version(slug, config, reduction).derivation
    network = definition(config)
    part = derivation.part_of(derivation.lines[line - 1])
    wanted = {"t": 3, "s": 1, "window": 2, "i": 1, "j": 2} | (asked or {})
    index_values = {}
    for index in free_indices(part):
        low, high = index_limits(part, index, network, index_values)
        index_values[index.symbol] = min(max(wanted[index.setting], low), high)
    return index_values


def line_data(slug, line, show="symbols", config=None, reduction="sum", **asked):
    config = config or Config()
    index_values = index_choice(slug, line, config, asked, reduction)
    own = version(slug, config, reduction)
    return derivation_data(model(config), own, line, index_values, show, "off")


def assert_shown(got):
    json.dumps(got, allow_nan=False)
    assert got["lines"][0]["goal"]
    for item in got["lines"]:
        assert item["holds"]
        assert item["check"].startswith("✓ Holds at ")
        assert item["rule"]
        assert item["note"].endswith(".")
        assert r"\htmlData" in item["numbers"]


def compared(got, config):
    """How many arrays were compared with the engine's."""
    net = model(config)
    trace, back, params = net.trace, net.back, net.params
    slope = ACTIVATIONS[config.activation].slope(trace.z)
    checked = 0
    for array in got["arrays"]:
        base, _, rest = array["key"].partition("(")
        times = [int(time) for time in rest.strip(")").split(";") if time.isdigit()]
        if "/" in array["key"] or base in OWN:
            continue
        expected = {
            "H": lambda *_: params.H,
            "L": lambda *_: params.L,
            "U": lambda *_: params.U,
            "h": lambda t: trace.h[t],
            "z": lambda t: trace.z[t - 1],
            "o": lambda t: trace.logits[t - 1],
            "yhat": lambda t: trace.yhat[t - 1],
            "dsigma": lambda t: slope[t - 1],
            "delta_o": lambda t: back.delta_o[t - 1],
            "delta": lambda s, t=None: (
                back.delta[t - 1, s - 1] if t else back.delta[:, s - 1].sum(axis=0)
            ),
        }[base](*times)
        values = np.array(array["values"]).reshape(np.shape(expected))
        if base in ("delta", "dsigma"):
            # Of a unit for biases the engine has 0, as of a constant.
            values, expected = (
                values[..., : net.constant],
                expected[..., : net.constant],
            )
        np.testing.assert_allclose(values, expected, rtol=1e-9, atol=1e-15)
        checked += 1
    return checked
