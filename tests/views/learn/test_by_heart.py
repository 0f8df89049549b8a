"""Tests of the network that learns the whole text by heart, and of its promise."""

import math

import pytest

from tests.views.learn.learn_page import learn, press, turns
from tests.views.pages import component_data
from views.address.settings import Config
from views.learn.by_heart import NAME, by_heart
from views.model.model import training_of


def perplexities(config):
    training = training_of(config).training
    for _ in training.run():
        pass
    return {look.step: math.exp(look.text_loss) for look in training.looks}


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_large_network_learns_the_text_by_heart(seed):
    found = perplexities(Config(seed=seed, **by_heart(Config())))
    assert 30 < found[0] < 45
    assert found[150] < 1.5
    assert found[1000] < 1.1


def test_the_small_network_comes_no_further_than_is_said():
    found = perplexities(Config(train="steps=5000"))
    assert 2.2 < min(found.values()) < 2.4


def test_a_button_sets_network_and_recipe_and_trains():
    page = turns(press(learn(seed=111, gain=2, D_h=5), NAME))
    assert page.query_params["D_h"] == "32"
    assert page.query_params["V"] == "37"
    assert "gain" not in page.query_params
    assert page.session_state["at"] == 1000
    data = component_data(page, "learning")
    assert math.exp(data["text"][-1][1]) < 1.1
    assert any("From perplexity" in text.value for text in page.markdown)
    press(page, "A window of 1 beside all")
    assert page.session_state["compare"] == "window=1"
    assert page.session_state["whatif"] == "compare"


def test_each_word_of_a_text_has_an_entry():
    assert by_heart(Config(text="a b c b a"))["V"] == 4
    assert by_heart(Config(text="a"))["V"] == 37


def test_a_network_that_was_brought_keeps_its_size():
    assert set(by_heart(Config(network="0" * 24))) == {"train"}
