"""Derive over a network that was brought: its own numbers, biases in one more unit."""

import numpy as np
import pytest

from derivations import DERIVATIONS
from tests.views.derive.derive_data import assert_shown, compared, line_data, version
from tests.views.own_networks import arrays, brought, npz, params_of, text_file
from tests.views.pages import open_page
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


def test_the_page_says_that_the_unit_for_biases_counts_as_0_elsewhere():
    page = brought(npz(arrays(seed=23), **text_file(activation="tanh")), T=6)
    page.switch_page("views/derive/page.py").run()
    assert not page.exception
    said = " ".join(part.value for part in page.main.markdown)
    assert "Unit 6 is always 1 and holds the biases" in said
    assert "row 6 of ∂J/∂H and ∂J/∂L counts as 0 elsewhere" in said
    drawn = open_page().switch_page("views/derive/page.py").run()
    assert "always 1" not in " ".join(part.value for part in drawn.main.markdown)
