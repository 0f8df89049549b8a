"""Tests of which mistakes a network hides, against passes that are written out here."""

import numpy as np
import pytest

from rnn_core import MISTAKES, Params, diagnose
from rnn_core.diagnosis.hidden_mistakes import hidden_mistakes
from tests.rnn_core.diagnosis.hand_passes import network, wrong_gradient

SLUGS = {
    "overwritten": "repeated-word-overwritten",
    "zero start": "zero-start",
    "no transpose": "back-without-transpose",
    "slope twice": "slope-squared",
}
NETWORKS = {
    "telling": network(),
    "no repeated word": network(steps=3),
    "zero start": network(h0=np.zeros(6)),
    "one step": network(steps=1),
    "one unit": network(hidden=1),
}


@pytest.mark.parametrize("activation", ["tanh", "relu", "identity"])
@pytest.mark.parametrize("name", NETWORKS)
def test_what_is_hidden_by_it_is_right_by_hand(name, activation):
    net = NETWORKS[name]
    hidden = hidden_mistakes(*net, activation)
    assert set(hidden) <= set(MISTAKES)
    for mistake, slug in SLUGS.items():
        if slug in hidden:
            dH, dL = wrong_gradient(*net, activation, mistake)
            assert diagnose(*net, {"H": dH, "L": dL}, activation).right, slug


def test_a_telling_network_hides_nothing():
    assert hidden_mistakes(*NETWORKS["telling"], "tanh") == ()


def test_the_order_is_that_of_the_mistakes():
    hidden = hidden_mistakes(*NETWORKS["one step"], "tanh")
    assert list(hidden) == sorted(hidden, key=list(MISTAKES).index)
    assert len(hidden) > 5


def test_a_large_network_is_not_tried():
    large = Params.random(200, 5000)
    assert hidden_mistakes(large, [0] * 50, [1] * 50) is None
