"""Tests of the network that learns the whole text by heart, and of its promise."""

import math

import pytest

from rnn_core import Recipe, forward
from tests.views.learn.learn_page import learn, press, turns
from tests.views.own_networks import WORDS, arrays, npz
from tests.views.pages import component_data
from views.address.settings import Config
from views.learn.by_heart import NAME, by_heart
from views.model.brought_network import bring
from views.model.model import training_of
from views.model.recipes import write_recipe


def perplexities(config):
    training = training_of(config).training
    for _ in training.run():
        pass
    return {look.step: math.exp(look.text_loss) for look in training.looks}


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_large_network_learns_the_text_by_heart(seed):
    config = Config(seed=seed, **by_heart(Config()))
    found = perplexities(config)
    assert 30 < found[0] < 45
    assert found[150] < 1.5
    assert found[1000] < 1.1
    training = training_of(config).training
    params, words = training.params_at(1000), training.words
    in_one_go = forward(params, words[:-1], words[1:], "tanh")
    assert math.exp(in_one_go.loss.mean()) < 1.5


def test_the_small_network_comes_no_further_than_is_said():
    found = perplexities(Config(train="steps=5000"))
    assert 2.3 < min(found.values()) < 2.45


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
    network = bring(npz(arrays(), words=WORDS, activation="tanh"), "m.npz")
    settings = by_heart(Config(text="a b c d e " * 20, network=network.digest))
    recipe = Recipe(steps=1000, clip=1.0, length=50)
    assert settings == {"train": write_recipe(recipe)}
