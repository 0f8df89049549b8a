"""Tests that saved views carry a pasted gradient, and links only a short one."""

import json

import pytest

from tests.views.check.own_passes import hand_written, pasted
from tests.views.pages import open_page
from views.address.query import fits_link, read_address
from views.address.settings import Config, Selection
from views.model.model import model
from views.takehome.panel import view_link
from views.takehome.saved import read_saved_view, saved_json, saved_npz, view_of

CONFIG = Config(D_h=12, T=8)
LONG = pasted(hand_written(CONFIG))
SHORT = "dH = [[1, 2]]\n∂J/∂L = −3"


def saved(gradient, save, kind):
    view = view_of("check", {"D_h": 12, "T": 8, "gradient": gradient})
    data = save(model(CONFIG), Selection("H", 1, 2, 3, 0), "sum", view)
    data = data.encode() if isinstance(data, str) else data
    return read_saved_view(data, f"view.{kind}")


@pytest.mark.parametrize(("save", "kind"), [(saved_json, "json"), (saved_npz, "npz")])
@pytest.mark.parametrize("gradient", [LONG, SHORT, ""])
def test_a_saved_view_has_it_all(save, kind, gradient):
    assert len(LONG) > 4000
    loaded = saved(gradient, save, kind)
    assert loaded.values["gradient"] == gradient
    assert loaded.notices == []


def test_a_file_of_another_kind_of_gradient_is_said_to_be_one():
    view = view_of("check", {}) | {"gradient": 7}
    text = json.dumps({"format": 1, "view": view})
    loaded = read_saved_view(text.encode(), "view.json")
    assert loaded.values["gradient"] == ""
    assert "gradient is a number and not text" in loaded.notices[0]


def test_links_carry_a_short_one():
    assert fits_link("gradient", SHORT)
    assert not fits_link("gradient", LONG)
    assert not fits_link("gradient", "−" * 900)  # nine bytes each in an address
    assert fits_link("text", "x" * 5000)
    link = view_link(view_of("check", {"gradient": LONG, "D_h": 12}))
    assert "gradient" not in link
    assert "D_h=12" in link
    short = view_link(view_of("check", {"gradient": SHORT}))
    assert "gradient=dH" in short


def test_an_address_with_more_is_cut_and_says_so():
    reading = read_address({"gradient": LONG})
    assert reading.values["gradient"] == LONG[:1000]
    assert "the first 1,000 are used" in reading.notices[0]


def test_it_is_kept_from_page_to_page_for_a_view_that_is_saved():
    page = open_page(page="check", D_h=12, T=8)
    page.text_area(key="gradient").set_value(LONG).run()
    assert page.session_state["_gradient"] == LONG
