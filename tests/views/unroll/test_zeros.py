"""Tests of why a term is 0: the reason given holds, and no other comes before it."""

import re

import numpy as np
import pytest
from hypothesis import given

from tests.views.settings import views
from tests.views.unroll.terms import by_definition
from views.address.settings import Config, Selection
from views.model.model import model
from views.unroll.triangle import triangle
from views.unroll.zeros import network_rest, reasons, zero_reason


@given(views())
def test_grey_lines_are_0_for_the_reason_given(drawn):
    net, s, _ = drawn
    said, terms = network_rest(net, s), by_definition(net, s)
    if late := re.search(
        r"(?:those from )?instance (\d+)(?: on)? comes? too late", said
    ):
        assert int(late[1]) == s.t < net.trace.steps
        assert ("those from" in said) == (s.t < net.trace.steps - 1)
        assert s.matrix != "U"
    elif s.matrix == "U":
        own = re.search(r"uses instance (\d+) alone", said)
        assert (own is None) == (net.trace.steps == 1)
        assert own is None or int(own[1]) == s.t - 1
    else:
        assert s.t == net.trace.steps
    assert ("None is lit" in said) == (not terms)


@given(views())
def test_a_term_has_a_reason_where_it_is_0_and_only_there(drawn):
    net, s, _ = drawn
    terms = net.back.instances(s.matrix, s.i - 1, s.j - 1)
    for t in range(1, net.trace.steps + 1):
        for k in range(net.trace.steps):
            why = zero_reason(net, s, t, k)
            assert bool(why) == (terms[t - 1, k] == 0)
            if "too late" in why:
                assert k >= t
            if "is off" in why:
                assert net.trace.slope[k, s.i - 1] == 0
            if "another word" in why:
                assert net.trace.inputs[k] != s.j - 1
            if "that instance of U" in why:
                assert k != t - 1


@given(views())
def test_a_triangle_has_the_reasons_of_its_zeros(drawn):
    net, s, _ = drawn
    data = triangle(net, s)
    zeros = {(t, k) for t, k, why in data["why"] if why}
    cells = np.array(data["cells"])
    if len(cells) == net.trace.steps <= 30:
        below = np.argwhere(np.tril(cells == 0))
        assert zeros == {(r + 1, c) for r, c in below.tolist()}


def test_a_unit_of_relu_that_is_off_is_the_reason():
    net = model(Config(activation="relu", D_h=6, T=6))
    step, unit = np.argwhere(net.trace.slope[:5] == 0)[0].tolist()
    s = Selection("H", unit + 1, 1, 6, step)
    assert "slope σ′ = 0 is off" in network_rest(net, s)
    assert f"unit {unit + 1} is off at step {step + 1}" in zero_reason(net, s, 6, step)


@pytest.mark.parametrize("matrix", ["H", "L"])
def test_sigmoid_has_no_unit_that_is_off(matrix):
    assert "off" not in network_rest(model(Config()), Selection(matrix, 1, 2, 3, 0))


def test_the_reasons_of_U_and_of_another_word():
    net = model(Config())
    (other,) = {why for _, _, why in reasons(net, Selection("U", 1, 2, 2, 0))[:1]}
    assert other == "loss 1 uses that instance of U, not loss 2"
    read = net.trace.inputs.tolist()
    said = zero_reason(net, Selection("L", 1, read[1] + 1, 3, 0), 3, 0)
    assert said == f"step 1 reads another word, “{net.word(read[0])}”"
    rest = network_rest(net, Selection("L", 1, read[1] + 1, 3, 0))
    assert f"where “{net.word(read[1])}” is read" in rest
