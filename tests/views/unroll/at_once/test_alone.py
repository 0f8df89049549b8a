"""Tests of picks that no Python answers: all that is shown is still Python's."""

from dataclasses import replace

import numpy as np
import pytest

from rnn_core import backward, forward
from tests.views.own_networks import arrays, params_of
from tests.views.unroll.at_once.picks import (
    any_pick,
    in_course_names,
    in_javascript,
    pictures,
)
from views.address.settings import Config
from views.model.model import Model, model
from views.text.naming import CALLED, LETTERS, written_in
from views.unroll.at_once.drawn import all_known, drawn
from views.unroll.data_types import selection_data

DEAD = "*".join(f"L2.{word}_-9" for word in range(1, 7))
SIZES = {
    "3-6-4": {},
    "words": {"V": 20, "T": 12, "D_h": 4},
    "folded": {"D_h": 20, "V": 30, "T": 20},
    "wide": {"D_h": 40, "V": 8, "T": 7},
    "one-unit": {"D_h": 1, "V": 4, "T": 9},
    "one-step": {"T": 1},
    "long": {"T": 40, "V": 9},
    "dead": {"activation": "relu", "edits": f"H2.1_0*H2.2_0*H2.3_0*{DEAD}", "V": 9},
    "silent": {"D_h": 5, "activation": "relu", "scale": 2.0, "T": 9, "V": 12},
    "saturated": {"scale": 16.0, "activation": "tanh", "T": 9},
    "markup": {"text": "a’b <b>x</b> \u0301e " * 9, "V": 9, "T": 6},
}
WAYS = (("sum", 0), ("mean", 2), ("last", 0), ("last", 3))


def check(net: Model, names: str = "source") -> None:
    given, expected = [], []
    rng = np.random.default_rng(1)
    for reduction, window in WAYS:
        window = min(window, net.trace.steps)
        before = pictures(net, any_pick(net, rng), reduction, window)
        for _ in range(12):
            pick = any_pick(net, rng)
            after = pictures(net, pick, reduction, window)
            given.append(
                {
                    "known": all_known(net),
                    "drawing": drawn(net, window),
                    "before": in_course_names(before, names),
                    "picked": selection_data(pick),
                }
            )
            expected.append(after)
            before = after
    told = {"labels": LETTERS[names], "names": CALLED[names]}
    answers = in_javascript(cases=given, **told)["answers"]
    for answer, after in zip(answers, expected, strict=True):
        for role, data in in_course_names(after, names).items():
            for key in data:
                assert answer[role][key] == data[key], (role, key)


@pytest.mark.parametrize("size", SIZES)
def test_any_pick_shows_what_python_shows(size):
    check(model(Config(**SIZES[size])))


@pytest.mark.parametrize("names", ["coursera", "torch"])
def test_in_the_names_of_a_course(names):
    with written_in(names):
        check(model(Config(V=9, activation="relu")), names)


def test_biases():
    net = model(Config(D_h=5, V=7, T=6, seed=77))
    params = params_of(arrays(), "sigmoid")
    trace = forward(params, net.trace.inputs, net.trace.targets, "sigmoid")
    own = replace(net, config=Config(D_h=5, V=7, T=6, seed=79), params=params)
    biased = replace(own, trace=trace, back=backward(trace))
    assert biased.constant == 5
    check(biased)


def test_what_cannot_answer_every_pick_is_not_known():
    assert all_known(model(Config()))
    for config in (Config(T=61), Config(D_h=100, V=2000, T=35)):
        assert all_known(model(config)) is None
