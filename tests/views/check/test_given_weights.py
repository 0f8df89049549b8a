"""Tests of refusals and notes on what was brought: weights, names, words before it."""

import numpy as np
import pytest

from tests.views.check.own_passes import hand_written, pasted
from tests.views.pages import open_page
from views.address.settings import Config
from views.check.answer_words import relative_size
from views.check.brought import read_brought
from views.check.own_gradient_section import refusal
from views.model.model import model

NET = model(Config())
RIGHT = hand_written(Config())


def weights(names, digits=None):
    arrays = {name: getattr(NET.params, name) for name in names}
    if digits:
        arrays = {name: array.round(digits) for name, array in arrays.items()}
    return "\n".join(f"{name} = {array.tolist()}" for name, array in arrays.items())


@pytest.mark.parametrize("digits", [None, 4])
def test_the_weights_themselves_are_no_gradient(digits):
    with pytest.raises(ValueError, match="own H, not its gradient"):
        read_brought(NET, weights("H", digits))
    with pytest.raises(ValueError, match="H, L and U are the network’s own weights"):
        read_brought(NET, weights("HLU", digits))


def test_weights_beside_gradients_are_left_out():
    text = f"{pasted(RIGHT, ['H', 'U'])}\nd{weights('L')}"
    brought = read_brought(NET, text)
    assert set(brought.gradients) == {"H", "U"}
    assert any("own L, not its gradient: left out" in note for note in brought.notes)


def test_weights_that_are_zero_are_not_known_by_it():
    zero = model(Config(edits="H1.1_0"))
    H = np.array(zero.params.H)
    assert H[0, 0] == 0
    still = read_brought(zero, f"dH = {np.zeros((3, 3)).tolist()}")
    assert set(still.gradients) == {"H"}


def test_a_name_at_the_start_of_a_refusal_stays_as_it_is():
    page = open_page(page="check", gradient="dH = [[1, 2], [3]]")
    said = [part.value for part in page.text]
    assert any(words.startswith("“dH”: row 1") for words in said)
    assert refusal("the dict: dH has no shape") == "What you brought: dH has no shape."
    assert refusal("the dict holds x") == "What you brought holds x."


def test_how_far_off_is_said_in_grammar():
    assert f"{relative_size(10.4)} its largest entry" == "10.4 times its largest entry"
    assert f"{relative_size(0.107)} its largest entry" == "10.7% of its largest entry"
