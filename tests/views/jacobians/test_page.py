"""Tests of the page Jacobians: sizes, presets, messages, determinant check."""

import json
import re

import numpy as np
import pytest

from rnn_core import Params, Vocabulary, next_word_window
from tests.views.pages import component_data, jacobians_page, notices_of
from views.address.settings import DEFAULT_TEXT, Config
from views.jacobians.captions import balance_word, regime
from views.jacobians.controls import PRESETS, set_swap
from views.jacobians.horizon import (
    balance,
    horizon,
)


@pytest.mark.parametrize(
    "query",
    [
        {"D_h": 1, "V": 2, "T": 1},
        {"D_h": 8, "V": 20, "T": 12, "to": 12, "s": 0, "swap": 5},
        {"D_h": 13, "horizon": 300, "to": 300, "s": 0, "swap": 299},
        {"D_h": 256, "V": 10_000, "T": 100, "horizon": 1000, "to": 120, "s": 2},
        {"horizon": 1, "to": 0, "s": 0},
        {"horizon": 1000, "to": 1000, "s": 1000},
        {"activation": "tanh", "scale": 16, "horizon": 1000, "to": 999, "s": 3},
        {"activation": "relu", "gain": 16, "horizon": 1000, "to": 1000},
        {"activation": "identity", "gain": 0.01, "horizon": 1000, "to": 1000},
        {"text": "😀 שלום עולם", "horizon": 50, "to": 50},
    ],
)
def test_no_traceback_at_any_size(query):
    page = jacobians_page(**query)
    picture = component_data(page, "factor_strip")
    assert picture["D"] == int(query.get("D_h", 3))
    assert len(picture["units"]) <= 12
    assert len(page.get("bidi_component")[0].proto.json) < 40_000
    numbers = len(picture["units"]) ** 2 * 15
    assert numbers < 2500
    for chart in page.get("plotly_chart"):
        spec = json.loads(chart.proto.spec)
        assert len(chart.proto.spec) < 250_000
        assert spec["layout"]["height"] <= 400


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"to": 101}, "to = 101 does not fit a horizon of 100 steps: 100 is used."),
        ({"to": 2, "s": 9}, "s = 9 does not fit t = 2: 2 is used."),
        ({"swap": 9}, "swap = 9 does not fit s = 1 and t = 4: 3 is used."),
        ({"swap": 1}, "swap = 1 does not fit s = 1 and t = 4: 2 is used."),
        ({"s": 3, "swap": 3}, "swap = 3 does not fit s = 3 and t = 4: 0 is used."),
        ({"horizon": "x"}, "horizon = “x” is not a whole number: 100 is used."),
        ({"horizon": 5000}, "horizon = “5000” is not from 1 to 1000: 1000 is used."),
        ({"swap": -1}, "swap = “-1” is not from 0 to 1000: 0 is used."),
        (
            {"activation": "relu", "recurrent": "orthogonal", "gain": 16,
             "horizon": 1000},
            "These weights overflow after step 257: the horizon ends there, not at "
            "1000.",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_replaced(query, expected):
    page = jacobians_page(**query)
    assert expected in notices_of(page)
    picture = component_data(page, "factor_strip")
    for name, key in (("to", "t"), ("s", "s"), ("swap", "swap")):
        assert page.number_input(key=name).value == picture[key]


def test_garbage_sent_by_a_browser_is_not_taken(monkeypatch):
    taken = []
    monkeypatch.setattr(
        "views.jacobians.controls.set_settings", lambda **values: taken.append(values)
    )
    for sent in (None, "1", [2], {"n": 1}, -1, 1e9, float("nan"), float("inf"), True):
        set_swap(sent)
    assert taken in ([], [{"swap": 1}])
    set_swap(2.0)
    assert taken[-1] == {"swap": 2}


def test_the_words_are_read_round_and_round_as_edited():
    z = horizon(Config(edits="x2_sea"), 9).states.z
    h = horizon(Config(edits="x2_sea"), 9).states.h
    params = Params.random(3, 6, 0)
    vocabulary = Vocabulary.from_text(DEFAULT_TEXT, 6)
    words = next_word_window(vocabulary.encode(DEFAULT_TEXT), 4).inputs.copy()
    words[1] = vocabulary.words.index("sea")
    for k in range(9):
        expected = params.H @ h[k] + params.L[:, words[k % 4]]
        np.testing.assert_allclose(z[k], expected, rtol=1e-13)


@pytest.mark.parametrize("slug", ["step-jacobian", "jacobian-product"])
def test_its_derivations_are_a_button_away(slug):
    page = jacobians_page()
    page.button(key=f"to_{slug}").click().run()
    assert not page.exception
    assert page.selectbox(key="derivation").value == slug


@pytest.mark.parametrize("name", PRESETS)
def test_presets_do_what_they_say(name):
    page = jacobians_page(swap=2)
    page.button(key=f"preset_{name}").click().run()
    assert not page.exception
    assert notices_of(page) == []
    picture = component_data(page, "factor_strip")
    assert [picture[key] for key in ("t", "s", "swap")] == [1000, 0, 0]
    word = {"Vanishing": "vanish", "Steady": "hold", "Exploding": "explode"}[name]
    assert page.markdown[0].value.startswith(f"**They {word}.**")
    norm = picture["factors"][-1]["product"]["norm"]
    size = float(np.log10(norm["value"])) + norm["exponent"]
    expected = {"Vanishing": -747, "Steady": 0, "Exploding": 1000 * np.log10(1.1)}[name]
    assert size == pytest.approx(expected, abs=0.1)


def test_the_regime_names_its_numbers():
    states = horizon(Config(), 1000)
    words = regime(states)
    H = Params.random(3, 6, 0).H
    assert states.norm == pytest.approx(np.linalg.norm(H, 2))
    assert re.search(r"0\.250 × 1\.05 = 0\.262", words)
    assert states.exponents[-1].max() == pytest.approx(-1.721, abs=1e-3)
    assert "λ₁ is −1.72" in words


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({}, "agree"),
        ({"D_h": 16, "horizon": 1000, "to": 1000, "s": 0}, "agree"),
        ({"to": 3, "s": 3}, "agree in every digit"),
        ({"D_h": 40}, "Beyond D_h = 32"),
    ],
)
def test_the_check_is_shown(query, word):
    page = jacobians_page(**query)
    bodies = [html.proto.body for html in page.get("html")]
    (text,) = [body for body in bodies if "singular values" in body]
    assert word in text
    assert "do not agree" not in text


def test_the_check_of_a_singular_product_and_of_a_wrong_sum():
    singular = Config(edits="H1.1_0*H1.2_0*H1.3_0")
    sides = balance(singular, 10, 9, 2)
    assert sides.left == sides.right == -np.inf
    assert "singular" in balance_word(sides)
    right = balance(Config(), 100, 50, 2)
    assert balance_word(right).startswith("agree")
    assert balance_word(right._replace(left=right.left * (1 + 1e-8))) == "do not agree"
    assert balance_word(right._replace(left=-np.inf)) == "do not agree"
