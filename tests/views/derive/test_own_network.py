"""Derive over a network that was brought: its own numbers, biases in one more unit."""

import numpy as np
import pytest

from derivations import DERIVATIONS
from tests.views.derive.derive_data import assert_shown, compared, line_data, version
from tests.views.own_networks import arrays, npz, params_of, text_file
from views.address.settings import Config
from views.model.brought_network import bring
from views.model.model import model


@pytest.fixture(scope="module", params=["tanh", "relu"])
def own(request):
    held = arrays(seed=23)
    network = bring(npz(held, **text_file(activation=request.param)), "mine.npz")
    sizes = dict(D_h=5, V=7, T=6, text="")
    return network, Config(**sizes, activation=request.param, network=network.digest)


def test_every_derivation_holds_on_it_and_shows_its_arrays(own):
    _, config = own
    whole = params_of(arrays(seed=23), config.activation)
    np.testing.assert_array_equal(model(config).params.H, whole.H)
    seen = 0
    for slug in DERIVATIONS:
        last = len(version(slug, config).derivation.lines)
        got = line_data(slug, last, "numbers", config)
        assert_shown(got)
        seen += compared(got, config)
    assert seen > len(DERIVATIONS)
