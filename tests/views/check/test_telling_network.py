"""Tests of the settings that change a network to one that hides no mistake."""

from dataclasses import replace

import pytest

from rnn_core import MISTAKES
from tests.views.own_networks import WORDS, arrays, npz
from views.address.settings import Config
from views.check.telling_network import (
    hidden_here,
    hidden_titles,
    hiding_words,
    telling_settings,
)
from views.model.brought_network import bring

HIDING = [
    Config(),
    Config(T=1),
    Config(activation="identity"),
    Config(activation="relu", D_h=8),
    Config(D_h=6, T=6, scale=0.01),
    Config(D_h=6, T=6, text="one two three four five six seven eight nine ten"),
    Config(D_h=1, V=2),
]


@pytest.mark.parametrize("config", HIDING)
def test_the_settings_do_what_the_button_says(config):
    assert hidden_here(config)
    changed = replace(config, **telling_settings(config))
    assert hidden_here(changed) == ()
    assert telling_settings(changed) == {}


def test_only_what_has_to_change_changes():
    assert telling_settings(Config(T=6)) == {"D_h": 6}


def test_a_brought_network_stays_where_another_passage_hides_nothing():
    held = arrays(hidden=6, biased=False, seed=4)
    network = bring(npz(held, words=WORDS, activation="tanh"), "m.npz")
    shown = dict(D_h=6, V=7, activation="tanh", network=network.digest)
    config = Config(text="a b c d e b a c b d b c a d", T=3, **shown)
    assert hidden_here(config)
    changes = telling_settings(config)
    assert {*changes} <= {"T", "start"}
    assert hidden_here(replace(config, **changes)) == ()


def test_a_brought_network_that_always_hides_is_left_for_a_drawn_one():
    network = bring(npz(arrays(hidden=1, biased=False), words=WORDS), "m.npz")
    config = Config(D_h=1, V=7, text="a b c d e b a c", network=network.digest)
    changes = telling_settings(config)
    assert changes["network"] == ""
    assert hidden_here(replace(config, **changes)) == ()


def test_mistakes_that_were_made_and_not_seen_are_named():
    config = Config(D_h=6, T=6, text="one two three four five six seven eight nine")
    titles = hidden_titles(config, "sum", 0)
    assert MISTAKES["repeated-word-overwritten"].title in titles
    said = hiding_words(hidden_here(config), titles)
    assert said.endswith(f"“{titles[-1]}”.")
    many = hidden_titles(Config(T=1), "sum", 0)
    assert f"and {len(many) - 6} more." in hiding_words(hidden_here(Config(T=1)), many)


def test_words_name_reason_and_what_is_hidden():
    said = hiding_words(hidden_here(Config(T=2)))
    assert "T is 2 or less: this hides" in said
    assert said.endswith(".")
