"""What Unroll says of a chain that ends in 0, and of a sum that is cut, is so."""

import re

import numpy as np
from hypothesis import given

from rnn_core import contribution_factors
from tests.views.settings import views
from views.address.settings import Config, Selection
from views.model.indexing import place
from views.model.model import model
from views.unroll.captions import (
    chain_guide,
    chain_story,
    network_guide,
    triangle_story,
)
from views.unroll.factor_chain import headline
from views.unroll.terms import contributions, existing

PICKED = Selection("H", 1, 2, 4, 1)


@given(views())
def test_a_last_factor_of_0_is_given_its_cause(drawn):
    net, s, _ = drawn
    said = chain_guide(net, s)
    if "never uses" in said or "is 0 in float64, and with it every" in said:
        return
    picked = place(s)
    *_, last = contribution_factors(
        net.back, picked.matrix, picked.i, picked.j, s.t, s.k
    )
    assert ("so the last factor is 0" in said) == (not last.values.any())


def test_the_cause_is_the_unit_or_the_slope():
    net = model(Config(scale=16.0, activation="relu"))
    for k in range(1, 3):
        for j in range(3):
            said = chain_guide(net, Selection("H", 1, j + 1, 3, k))
            dead, flat = net.trace.h[k, j] == 0, net.trace.slope[k, 0] == 0
            assert (f"⁽{'⁰¹²³'[k]}⁾ is 0, so the last factor" in said) == dead
            assert ("The slope of unit 1" in said) == (flat and not dead)


@given(views())
def test_below_the_headline_stands_what_the_window_keeps(drawn):
    net, s, window = drawn
    (line,) = headline(net, s, window)["lines"]
    cut = existing(net, s)[s.t - 1, : max(0, s.t - window)].any()
    if s.matrix == "U" or not window:
        assert line["note"] == ""
        return
    if not cut:
        assert line["note"].endswith(" keeps all of it.")
        return
    kept = contributions(net, s)[s.t - 1, s.t - window : s.t].sum()
    said = float(re.search(r"of it: (.*)\.$", line["note"])[1].replace("−", "-"))
    np.testing.assert_allclose(said, kept, rtol=6e-3, atol=1e-300)


def test_the_shares_beside_a_cut_triangle_say_that_they_count_the_cut():
    net = model(Config())
    assert "count the hollow cells too" in triangle_story(net, PICKED, 2)
    assert "hollow" not in triangle_story(net, PICKED, 0)


@given(views())
def test_what_is_said_to_be_discarded_is_so(drawn):
    net, s, window = drawn
    terms = existing(net, s)
    cut = np.tri(len(terms), k=-window, dtype=bool) & (window > 0) & (s.matrix != "U")
    lost = terms & cut
    assert ("discards this product" in chain_story(net, s, window)) == lost[
        s.t - 1, s.k
    ]
    guide = network_guide(net, s, window)
    shares = "%" in guide
    counted = "counts the discarded instances too" in guide
    assert counted == (shares and lost[s.t - 1].any())
    if "count the hollow cells too" in triangle_story(net, s, window):
        assert lost.any()
