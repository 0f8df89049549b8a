"""Tests of the page Learn without a browser: train, stop, go on, look inside."""

import numpy as np
import pytest

from rnn_core import sample
from tests.views.learn.learn_page import labels, learn, press, turns
from tests.views.pages import component_data, notices_of, open_page
from views.address.settings import Config
from views.learn.run import set_step, stopper
from views.learn.saying import LENGTH
from views.model.model import model, start_weights, training_of
from views.text.numerals import short

LARGE = {"D_h": 64, "V": 200}
"""A network whose default training takes some turns."""


def stop(page, config):
    """What the browser's Stop does."""
    changed = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("views.learn.run.st.session_state", changed)
        stopper(training_of(config))("7")
    for name, value in changed.items():
        page.session_state[name] = value
    return page.run()


def test_nothing_is_computed_before_one_asks():
    page = learn(seed=101)
    data = component_data(page, "learning")
    assert (data["running"], data["done"], data["text"]) == (False, 0, [])
    assert "Train" in labels(page)
    assert "train" not in page.query_params


def test_training_ends_in_the_engines_numbers_and_looks_inside():
    page = learn(seed=102)
    page.number_input(key="recipe_steps").set_value(80)
    page.number_input(key="recipe_window").set_value(2).run()
    page = turns(press(page, "Train"))
    assert page.session_state["train"] == "steps=80,window=2"
    assert page.session_state["at"] == 80
    config = Config(seed=102, train="steps=80,window=2", at=80)
    training = training_of(config).training
    data = component_data(page, "learning")
    assert data["at"] == data["done"] == 80
    assert data["text"] == [[look.step, look.text_loss] for look in training.looks]
    assert [low for _, low, _ in data["single"]] == training.loss.tolist()
    said = component_data(page, "sample")
    net = model(config)
    words = sample(net.params, "sigmoid", net.trace.inputs[:1], LENGTH, 1.0, 0)
    assert [word["word"] for word in said["words"]] == [net.word(n) for n in words.ids]
    chances = words.yhat[np.arange(LENGTH), words.ids]
    assert [word["p"] for word in said["words"]] == chances.tolist()


def test_a_link_restores_the_network_on_every_page():
    query = {"seed": 103, "train": "steps=90,rate=2", "at": 55}
    page = open_page(**query)
    assert not page.exception
    assert any("**55 of 90** steps" in text.value for text in page.markdown)
    net = model(Config(seed=103, train="steps=90,rate=2", at=55))
    assert component_data(page, "network")["loss"] == net.trace.loss.tolist()
    drawn = model(Config(seed=103))
    assert component_data(page, "network")["loss"] != drawn.trace.loss.tolist()
    press(page, "Untrained network")
    assert component_data(page, "network")["loss"] == drawn.trace.loss.tolist()


def test_the_form_says_the_links_recipe_in_every_run():
    """Also where a browser draws only the second of two runs."""
    page = open_page(page="learn", train="steps=40,rate=0.7,losses=last", at=20)
    for _ in range(2):
        assert page.number_input(key="recipe_steps").proto.default == 40
        assert page.number_input(key="recipe_rate").proto.default == 0.7
        losses = page.selectbox(key="recipe_losses")
        assert losses.options[losses.proto.default] == "last"
        page = page.run()


def test_one_stops_and_goes_on_where_it_was(monkeypatch):
    monkeypatch.setattr("views.learn.run.LONGEST", 1e-9)
    page = press(learn(seed=104, **LARGE), "Train")
    data = component_data(page, "learning")
    assert data["running"]
    assert 0 < data["done"] < 500
    page = stop(page, Config(seed=104, **LARGE, train="on"))
    stopped = component_data(page, "learning")
    assert (stopped["running"], stopped["at"]) == (False, stopped["done"])
    page.run()
    assert component_data(page, "learning")["done"] == stopped["done"]
    monkeypatch.setattr("views.learn.run.LONGEST", 1.0)
    page = press(page, "Go on")
    assert component_data(page, "learning")["done"] > stopped["done"]
    page = turns(page)
    whole = Config(seed=104, **LARGE, train="on", at=500)
    assert page.session_state["at"] == 500
    assert np.array_equal(
        start_weights(whole).H, training_of(whole).training.params_at(500).H
    )


def test_two_visitors_share_one_training(monkeypatch):
    monkeypatch.setattr("views.learn.run.LONGEST", 1e-9)
    query = {"seed": 105, **LARGE, "train": "on"}
    first, other = learn(**query), learn(**query)
    before, after = (component_data(p, "learning")["done"] for p in (first, other))
    assert 0 < before < after < 500


def test_another_recipe_in_the_form_waits_for_the_button():
    page = turns(learn(seed=106, train="steps=30"))
    page.number_input(key="recipe_rate").set_value(0.1).run()
    assert component_data(page, "learning")["planned"] == 30
    assert any("still that of the recipe before" in c.value for c in page.caption)
    page = turns(press(page, "Train"))
    assert page.session_state["train"] == "steps=30,rate=0.1"
    page = press(page, "Forget it")
    assert (page.session_state["train"], page.session_state["at"]) == ("", 0)
    assert component_data(page, "learning")["text"] == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"train": "<b>x</b>"}, "“<b>x</b>” means nothing: it is left out."),
        ({"train": "steps=20,rate=no"}, "rate = “no” is not a number: 0.5 is used."),
        ({"train": "steps=20", "at": 21}, "at = 21 does not fit 20 steps of training"),
        ({"at": 9}, "at = 9 does not fit a network without training: 0 is used."),
        ({"at": 6000}, "at = “6000” is not from 0 to 5000: 5000 is used."),
        ({"train": "steps=20", "edits": "H1.2_3"}, "Edits by hand come after"),
        ({"temperature": 0}, "temperature = “0” is not from 0.05 to 20"),
    ],
)
def test_what_does_not_fit_is_said(query, sentence):
    page = learn(**query)
    assert any(sentence in notice for notice in notices_of(page)), notices_of(page)


@pytest.mark.parametrize(
    "query",
    [
        {"D_h": 1, "V": 2, "T": 1, "train": "steps=1,length=1"},
        {"text": "😀 שלום עולם", "train": "steps=3,length=100"},
        {"train": "steps=40,rate=1000,losses=sum", "activation": "relu", "scale": 16},
        {"train": "rate=1000,losses=sum", "activation": "identity"},
        {"train": "steps=5,window=1,clip=0.000001,losses=last,cut=pieces"},
        {"D_h": 256, "V": 10_000, "train": "steps=1,length=2", "at": 1},
    ],
)
def test_no_traceback_at_any_size(query):
    page = turns(learn(**query))
    for chart in page.get("plotly_chart"):
        assert len(chart.proto.spec) < 250_000
    assert len(page.get("bidi_component")[0].proto.json) < 60_000


def test_temperature_and_seed_are_in_the_address():
    page = turns(learn(seed=107, train="steps=40", temperature=0.05, draw=3))
    said = component_data(page, "sample")
    net = model(Config(seed=107, train="steps=40"))
    words = sample(net.params, "sigmoid", net.trace.inputs[:1], LENGTH, 0.05, 3)
    assert [word["word"] for word in said["words"]] == [net.word(n) for n in words.ids]
    assert short(0.05) in said["label"]


def test_what_a_browser_sends_is_a_step_or_nothing(monkeypatch):
    taken = []
    monkeypatch.setattr(
        "views.learn.run.set_settings", lambda **values: taken.append(values)
    )
    for sent in (None, "1", [2], {}, -1, 5001, float("nan"), float("inf")):
        set_step(sent)
    assert taken == []
    set_step(7.0)
    assert taken == [{"at": 7}]
