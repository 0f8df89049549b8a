"""Tests that other numbers of steps are shown as Python shows them, at once."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from tests.views.unroll.at_once.picks import any_pick, in_javascript, pictures
from views.address.settings import DEFAULT_TEXT, Config, Selection
from views.model.model import Model, model
from views.text.naming import CALLED, LETTERS
from views.unroll.at_once.longest import longest, span

SENTENCES = ("rest", "label", "why")
"""What only Python says: it stays until Python does."""
VALUE = re.compile(r"value=([^,}]*)")
SIZES = {
    "3-6-4": {},
    "8-20-12": {"D_h": 8, "V": 20, "T": 12},
    "relu": {"D_h": 6, "V": 9, "T": 9, "activation": "relu", "seed": 3},
    "one-step": {"T": 1},
    "from-the-third-word": {"T": 5, "start": 3, "edits": "H1.2_0.5*x2_sea*h2_-0"},
    "long": {"T": 30, "V": 5, "D_h": 2},
}


def alike(shown: object, expected: object) -> None:
    """The same words and printed digits; numbers but for their last bits."""
    if isinstance(expected, dict):
        for key in expected.keys() - {*SENTENCES}:
            alike(shown[key], expected[key])
    elif isinstance(expected, list):
        assert len(shown) == len(expected)
        for one, other in zip(shown, expected, strict=True):
            alike(one, other)
    elif isinstance(expected, float):
        assert shown == pytest.approx(expected, rel=1e-11, abs=1e-15)
    elif isinstance(expected, str):
        assert VALUE.sub("", shown) == VALUE.sub("", expected)
        numbers = [[float(v) for v in VALUE.findall(s)] for s in (shown, expected)]
        assert numbers[0] == pytest.approx(numbers[1], rel=1e-11, abs=1e-15)
    else:
        assert shown == expected


def within(pick: Selection, steps: int) -> Selection:
    t = min(pick.t, steps)
    return replace(pick, t=t, k=min(pick.k, t - 1))


@pytest.mark.parametrize("size", SIZES)
def test_steps_that_follow_show_what_python_shows(size):
    net = model(Config(**SIZES[size]))
    least, most = span(net)
    assert least < most
    rng, given, expected = np.random.default_rng(0), [], []
    for reduction in ("sum", "mean", "last"):
        for steps in range(least, most + 1):
            pick = any_pick(net, rng)
            before = pictures(net, pick, reduction, 0)
            given.append({"before": before, "longest": longest(net), "T": steps})
            other = model(replace(net.config, T=steps))
            expected.append(pictures(other, within(pick, steps), reduction, 0))
    told = {"labels": LETTERS["source"], "names": CALLED["source"]}
    answers = in_javascript(at=given, **told)["steps"]
    for answer, after in zip(answers, json.loads(json.dumps(expected)), strict=True):
        alike(answer, after)


def test_all_steps_of_one_look_have_the_same_longest():
    nets = [model(Config(T=T)) for T in range(1, 7)]
    assert {span(net) for net in nets} == {(1, 6)}
    assert {longest(net)["known"]["net"] for net in nets} == {
        longest(nets[0])["known"]["net"]
    }
    assert span(model(Config(T=7))) == (7, 16)
    words = len(DEFAULT_TEXT.split())
    assert span(model(Config(T=4, start=words - 5))) == (1, 5)


@pytest.mark.parametrize(
    "query",
    [
        {"edits": "step_0.5"},
        {"train": "steps=3"},
        {"D_h": 20, "V": 30, "T": 20},
        {"D_h": 100, "V": 2000, "T": 35},
        {"T": 90},
        {"start": 1000},
    ],
    ids=str,
)
def test_only_python_shows_other_steps_of_these(query):
    net: Model = model(Config(**query))
    assert longest(net) is None


def test_what_else_is_drawn_only_python_changes():
    net = model(Config())
    pick = Selection("H", 1, 2, 4, 0)
    shown = pictures(net, pick, "sum", 0)
    kept = pictures(net, pick, "sum", 2)
    plays = shown | {"network": shown["network"] | {"motion": {"kind": "back"}}}
    cases = [(shown, 7), (shown, 0), (kept, 3), (plays, 3)]
    given = [{"before": b, "longest": longest(net), "T": T} for b, T in cases]
    told = {"labels": LETTERS["source"], "names": CALLED["source"]}
    assert in_javascript(at=given, **told)["steps"] == [None] * 4
