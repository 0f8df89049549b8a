"""Tests that the browser's answers to picks are Python's, to the last digit."""

from dataclasses import replace

import numpy as np
import pytest

from rnn_core import backward, forward
from tests.views.own_networks import arrays, params_of
from tests.views.unroll.at_once.picks import in_course_names, in_javascript, picks
from views.address.settings import Config, Selection
from views.model.model import Model, model
from views.text.naming import CALLED, LETTERS
from views.text.numerals import short
from views.unroll.at_once.kept import known
from views.unroll.at_once.known import MOST, NOTHING

SIZES = {
    "3-6-4": {},
    "8-20-12": {"D_h": 8, "V": 20, "T": 12},
    "relu": {"D_h": 6, "V": 9, "T": 9, "activation": "relu", "seed": 3},
    "one-unit": {"D_h": 1, "V": 4, "T": 20},
    "one-step": {"T": 1},
    "small": {"D_h": 4, "V": 8, "T": 8, "scale": 0.01},
    "large": {"D_h": 4, "V": 8, "T": 24, "scale": 3.0},
    "edited": {"edits": "H1.2_0.5*step_0.5*x2_sea*h2_-0*U6.1_2e-5", "T": 6},
    "folded": {"D_h": 20, "V": 30, "T": 20},
}


def check(net: Model, start: Selection, ways=(("sum", 0),), names="source", count=10):
    """Make some picks from `start` on for each reduction and window of `ways`, and
    compare what is shown after each; returns how often the network followed.
    """
    both = [
        pick
        for seed, (reduction, window) in enumerate(ways)
        for pick in picks(net, start, reduction, window, count, seed)
    ]
    given, expected = zip(*both, strict=True)
    told = {"labels": LETTERS[names], "names": CALLED[names]}
    given = [{**one, "before": in_course_names(one["before"], names)} for one in given]
    answers = in_javascript(cases=given, **told)["answers"]
    drawn = 0
    for answer, after in zip(answers, expected, strict=True):
        for role, data in in_course_names(after, names).items():
            if answer[role] is None:
                assert role == "network"
                continue
            drawn += role == "network"
            for key in data:
                assert answer[role][key] == data[key], (role, key)
    return drawn


@pytest.mark.parametrize("matrix", ["H", "L", "U"])
@pytest.mark.parametrize("size", SIZES)
def test_random_picks_show_what_python_shows(size, matrix):
    net = model(Config(**SIZES[size]))
    steps = net.trace.steps
    word = int(net.trace.inputs[0]) + 1
    start = Selection(matrix, 1, word if matrix == "L" else 1, steps, 0)
    ways = (("sum", 0), ("mean", 2), ("last", 0), ("sum", min(9, steps)))
    assert check(net, start, ways)


@pytest.mark.parametrize("matrix", ["H", "L"])
def test_without_delta_o_all_but_u_is_answered(matrix):
    net = model(Config(D_h=100, V=2000, T=35))
    column = int(net.trace.inputs[3]) + 1 if matrix == "L" else 7
    assert not known(net)["delta_o"]
    assert check(net, Selection(matrix, 3, column, 30, 3), count=4)


def test_in_the_names_of_a_course(monkeypatch):
    monkeypatch.setattr("views.text.latex.names_here", lambda: "coursera")
    monkeypatch.setattr("views.text.latex.called", lambda: CALLED["coursera"])
    check(model(Config()), Selection("H", 1, 2, 3, 0), names="coursera")


def test_a_unit_that_is_always_1():
    net = model(Config(D_h=5, V=7, T=6, seed=77))
    params = params_of(arrays(), "sigmoid")
    trace = forward(params, net.trace.inputs, net.trace.targets, "sigmoid")
    biased = replace(
        net,
        config=Config(D_h=5, V=7, T=6, seed=78),
        params=params,
        trace=trace,
        back=backward(trace),
    )
    assert biased.constant == 5
    assert check(biased, Selection("H", 2, 6, 4, 1))
    check(biased, Selection("U", 2, 6, 4, 1))


def test_numbers_are_written_alike():
    """Among them halves of the last digit, which Python rounds to the even one."""
    rng = np.random.default_rng(4)
    halves = [n / 8 for n in range(9, 90, 2)] + [n + 0.5 for n in range(98, 140)]
    large = [112_500.0, 113_500.0, 1234.0, 99_950.0, 2.0**60, 1e16, 1e22, 123_456.7]
    drawn = rng.normal(size=300) * 10.0 ** rng.integers(-12, 8, 300)
    numbers = [0.0, -0.0, 1e-4, 9.9996e-5, 5e-324, *halves, *large, *drawn.tolist()]
    numbers += [-value for value in numbers]
    written = in_javascript(numbers=numbers)["written"]
    assert written == [[short(value), repr(value)] for value in numbers]


def test_what_is_too_much_is_not_sent():
    assert known(model(Config(D_h=200, V=50, T=60))) == NOTHING
    assert known(model(Config(T=61))) == NOTHING
    large = known(model(Config(D_h=100, V=2000, T=35)))
    assert large["net"]
    assert not large["delta_o"]
    assert large["rows"]
    sent = sum(len(large[name]) for name in ("delta", "h", "rows", "slope", "H"))
    assert sent < 4 / 3 * 8 * MOST


def test_networks_that_differ_in_a_factor_alone_have_different_names():
    """Unit 2 is dead: what H takes from it is in a Jacobian and in no error."""
    words = "*".join(f"L2.{word}_-1" for word in range(1, 7))
    dead = f"H2.1_0*H2.2_0*H2.3_0*{words}"
    one, other = (
        known(model(Config(activation="relu", edits=f"{dead}{more}")))
        for more in ("*H1.2_0.5", "*H1.2_0.7")
    )
    assert (one["delta"], one["h"]) == (other["delta"], other["h"])
    assert one["H"] != other["H"]
    assert one["net"] != other["net"]
