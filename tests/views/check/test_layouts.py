"""Tests that a square gradient is read in the layout that speaks for it."""

import numpy as np
import pytest

from tests.views.check.own_passes import hand_written, pasted
from views.address.settings import Config
from views.check.brought import read_brought
from views.check.diagnose import likelier
from views.model.model import model

CONFIG = Config()
NET = model(CONFIG)
RIGHT = hand_written(CONFIG)
WRONG = hand_written(CONFIG, ahead=False)


def answer(gradients, digits=None, names=None):
    text = pasted(gradients, list(gradients), digits)
    for ours, theirs in (names or {}).items():
        text = text.replace(f"d{ours} =", f"{theirs} =")
    return likelier(read_brought(NET, text), "sum", 0)


@pytest.mark.parametrize("digits", [None, 5])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("names", [{}, {"H": "dWh", "L": "dWx"}])
def test_a_right_gradient_of_h_is_right_in_either_layout(digits, turned, names):
    H = RIGHT["H"].T if turned else RIGHT["H"]
    found = answer({"H": H, "L": RIGHT["L"].T}, digits, names)
    assert found.report.right
    np.testing.assert_allclose(found.brought.gradients["H"], RIGHT["H"], atol=1e-5)
    said = " ".join(found.brought.notes)
    both = f"“{names.get('H', 'dH')}” and “{names.get('L', 'dL')}” are transposed"
    assert (both in said) == turned
    assert "transpose it" not in said


@pytest.mark.parametrize("turned", [False, True])
def test_a_wrong_one_is_named_in_the_layout_that_it_has(turned):
    H = WRONG["H"].T if turned else WRONG["H"]
    found = answer({"H": H, "L": WRONG["L"].T})
    assert found.report.findings[0].mistakes == ("nothing-from-ahead",)


def test_the_transposed_gradient_of_h_alone_is_still_a_mistake():
    found = answer({"H": RIGHT["H"].T, "L": RIGHT["L"]})
    assert found.report.findings[0].mistakes == ("transposed",)


def test_a_matrix_without_a_name_keeps_its_place_in_both_layouts():
    text = pasted({"H": RIGHT["H"], "L": RIGHT["L"].T}, ["H", "L"])
    text = f"{RIGHT['h0'].tolist()}\n\n{text}"
    assert likelier(read_brought(NET, text), "sum", 0).report.right
