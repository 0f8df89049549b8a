"""Tests of the reset: it says what is not the default, and sets that back."""

import pytest

from tests.views.own_networks import arrays, brought, npz, text_file
from tests.views.pages import open_page
from views.address.settings import SETTINGS, Config
from views.shell.reset import ROOM, WORDS, changed, chip, defaults

EXPLODE = {"activation": "identity", "recurrent": "orthogonal", "gain": 1.1}


def test_the_defaults_are_those_of_the_address_and_say_nothing():
    assert changed(defaults()) == []
    assert Config(**{n: v for n, v in defaults().items() if n != "reduction"}) == (
        Config()
    )
    assert set(WORDS) == set(defaults())


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (EXPLODE, ["identity", "orthogonal H ×1.1"]),
        ({"gain": 0.5}, ["H ×0.5"]),
        ({"reduction": "last"}, ["last loss alone"]),
        ({"text": "a b c", "D_h": 8}, ["own text", "D_h = 8"]),
    ],
)
def test_a_setting_that_is_not_the_default_is_said(own, words):
    assert changed({**defaults(), **own}) == words


def test_the_button_has_room_for_what_it_says():
    every = {n: SETTINGS[n].high for n in ("D_h", "V", "T", "seed", "scale", "start")}
    words = changed({**defaults(), **EXPLODE, **every, "text": "x"})
    assert chip(words) == f"identity, orthogonal H ×1.1 +{len(words) - 2} ✕"
    assert len(chip(words)) <= ROOM


def test_of_a_brought_network_its_sizes_and_its_files_text_are_no_changes():
    page = brought(npz(arrays(), **text_file(activation="tanh")), D_h=4, T=3)
    assert page.session_state["text"] == ""
    assert page.button(key="reset").label == "Reset: your network, tanh, T = 3 ✕"
    page.text_input(key="text").set_value("3 1 4").run()
    label = page.button(key="reset").label
    assert label == "Reset: your network, tanh +2 ✕"
    assert "own text" in page.button(key="reset").help


def test_reset_undoes_explode_on_every_page():
    page = open_page(**EXPLODE, seed=3, matrix="L")
    button = page.button(key="reset")
    assert button.label == "Reset: identity, orthogonal H ×1.1 +1 ✕"
    button.click().run()
    assert not page.exception
    assert {n: page.session_state[n] for n in defaults()} == defaults()
    assert page.session_state["matrix"] == "L"
    assert page.button(key="reset").disabled
