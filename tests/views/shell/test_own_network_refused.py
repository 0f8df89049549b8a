"""Files that are not the network that was wanted: what is said of them, until when."""

import numpy as np
import pytest

from rnn_core.loading import CONVERT_TORCH
from tests.fixtures.folder import FIXTURES
from tests.views.own_networks import (
    WORDS,
    D,
    arrays,
    bring_to,
    brought,
    link_of_one_who_left,
    npz,
    said,
    text_file,
)
from tests.views.pages import component_data, notices_of, open_page

GONE = "0123456789abcdef01234567"
LINK = {"D_h": 5, "V": 7, "text": "", "edits": "H1.6_2*H1.1_0.25"}


def box_of(page):
    boxes = page.sidebar.get("file_uploader")
    return next(box for box in boxes if box.key.startswith("_own_network_file"))


def codes(page):
    return [code.value for code in page.sidebar.code]


@pytest.mark.parametrize("name", ["model.pt", "old.bin"])
def test_pytorchs_own_file_is_taken_and_told_how_to_be_converted(name):
    page = open_page()
    assert list(box_of(page).proto.type) == [], "any ending: the message is ours"
    bring_to(page, (FIXTURES / "networks" / name).read_bytes(), name)
    assert not page.exception
    assert f"“{name}” is a PyTorch file" in said(page)
    assert codes(page) == [CONVERT_TORCH]


def test_a_message_goes_with_its_file():
    page = bring_to(open_page(), b"hello\n", "<b>text</b>.npz")
    assert "“‹b›text‹/b›.npz” is text, and no .npz file. It has “hello”" in said(page)
    bring_to(page, b"%PDF-1.7", "other.pt")
    assert "“other.pt” is a PDF document" in said(page)
    assert "hello" not in said(page)
    box_of(page).clear().run()
    assert not page.exception
    assert "other.pt" not in said(page)
    bring_to(page, (FIXTURES / "networks" / "model.pt").read_bytes(), "model.pt")
    bring_to(page, npz(arrays(), activation="tanh"), "right.npz")
    assert codes(page) == []
    assert "PyTorch" not in said(page)


def test_while_a_network_is_missing_nothing_else_is_said_of_it():
    page = open_page(network=GONE, **LINK)
    assert not page.exception
    (notice,) = set(notices_of(page))
    assert "bring the same file" in notice
    page.switch_page("views/jacobians/page.py").run()
    assert not any("does not fit" in line for line in notices_of(page))
    page = open_page(**LINK)
    assert any("does not fit" in line for line in notices_of(page))
    assert any("fewer than two words" in line for line in notices_of(page))


def test_what_is_no_digest_is_said_to_be_none():
    page = open_page(network="zzzz", **LINK)
    assert any("network = “zzzz” is no digest" in line for line in notices_of(page))
    assert "is no digest" in said(page)
    assert not any("bring the same file" in line for line in notices_of(page))
    assert any("does not fit" in line for line in notices_of(page))


def test_another_network_than_the_links_is_said_to_be_one_until_its_own_is_brought():
    data = npz(arrays(seed=78), **text_file(activation="tanh", words=WORDS))
    link, seen = link_of_one_who_left(data)
    page = bring_to(open_page(**link), npz(arrays(), activation="relu"), "wrong.npz")
    assert not page.exception
    own = page.session_state["network"]
    assert f"begins with {own[:8]}, the link’s with {link['network'][:8]}" in said(page)
    assert "“wrong.npz” is shown" in said(page)
    assert page.session_state["edits"] == page.session_state["text"] == ""
    page.text_input(key="edits").set_value("H1.1_9").run()
    assert "another network than the link’s" in said(page)
    bring_to(page, data, "right.npz")
    assert not page.exception
    assert component_data(page, "network") == seen
    assert "another network" not in said(page)


def test_a_network_that_no_link_asked_for_is_no_other():
    page = brought(npz(arrays(), activation="relu"))
    bring_to(page, npz(arrays(seed=4), activation="relu"))
    assert "another network" not in said(page)


def test_the_first_layer_is_said_to_be_a_part_where_it_is_shown():
    rng, held = np.random.default_rng(3), arrays(False)
    torch = {"weight_ih_l0": held["L"], "weight_hh_l0": held["H"]}
    torch |= {f"weight_{n}_l1": rng.normal(size=(D, D)) for n in ("ih", "hh")}
    page = bring_to(open_page(), npz({**torch, "fc.weight": held["U"]}), "two.npz")
    page.button(key="own_first").click().run()
    assert not page.exception
    outside = [text.value for text in page.sidebar.text]
    assert "“two.npz” is shown." in outside
    part = "Only the first layer is read: this is another network than the file's."
    assert part in outside
    assert any("Not read: “weight_hh_l1”" in text for text in outside)
