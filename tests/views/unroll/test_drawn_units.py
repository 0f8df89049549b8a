"""Tests of the units of the network's picture: which are drawn, and from what."""

import numpy as np
import pytest

from views.address.settings import Config, Selection
from views.model.model import model
from views.unroll.network import drawn, network
from views.unroll.whatif.paths import drawn_paths, strongest

PICK = Selection("H", 1, 2, 3, 0)


@pytest.mark.parametrize("config", [Config(), Config(D_h=256, activation="tanh")])
def test_a_units_two_inputs_add_up_to_its_z(config):
    net = model(config)
    data = network(net, PICK, "")
    for s, (units, inputs) in enumerate(
        zip(data["units"][1:], data["inputs"], strict=True)
    ):
        for (unit, _), (state, word) in zip(units, inputs, strict=True):
            assert word == net.params.L[unit - 1, net.trace.inputs[s]]
            z = net.trace.z[s, unit - 1]
            assert state + word == pytest.approx(z, rel=1e-12, abs=1e-12)


def test_of_256_units_a_few_are_drawn_and_the_picture_says_which():
    net = model(Config(D_h=256))
    data = network(net, PICK, "")
    most = max(map(len, data["units"]))
    assert most <= 12
    said = f"Drawn: at most {most} of 256 units, numbered: those at the ends of the"
    assert data["drawn"].startswith(said)
    for k in range(3):
        terms = np.abs(np.outer(net.back.delta[2, k], net.trace.h[k]))
        assert max(abs(e[3]) for e in data["edges"] if e[0] == k) == terms.max()


def test_with_strongest_paths_their_units_are_the_ones_drawn():
    net = model(Config(D_h=256))
    paths = drawn_paths(strongest(net, PICK))
    data = network(net, PICK, "", 0, paths)
    assert "on the strongest paths" in data["drawn"]
    for path in paths:
        for s, unit in enumerate(path["units"], 1):
            assert unit in dict(data["units"][s])


def test_a_small_network_is_drawn_whole_without_a_word():
    assert network(model(Config()), PICK, "")["drawn"] == ""
    assert drawn([[(1, 0.5), (2, 0.5)]], 2).endswith("between all 2 units.")
