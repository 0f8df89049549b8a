"""Tests of the section for the visitor's gradient, without a browser."""

import io
from urllib.parse import parse_qs

import numpy as np
import pytest

from tests.views.check.own_passes import hand_written, pasted
from tests.views.pages import component_data, open_page
from views.address.settings import Config

SETTINGS = {"page": "check", "D_h": 6, "T": 6, "activation": "tanh"}
CONFIG = Config(D_h=6, T=6, activation="tanh")
WRONG = hand_written(CONFIG, ahead=False)
RIGHT = hand_written(CONFIG)


@pytest.fixture
def check():
    page = open_page(**SETTINGS)
    assert not page.exception
    return page


def paste(page, text):
    page.text_area(key="gradient").set_value(text).run()
    assert not page.exception, page.exception[0].stack_trace
    return [part.value for part in (*page.markdown, *page.text)]


def test_a_wrong_gradient_is_named(check):
    said = "\n".join(paste(check, pasted(WRONG)))
    assert "is wrong" in said
    assert "nothing comes from ahead" in said
    found = component_data(check, "unrolled_slips")["items"]
    assert [item["slug"] for item in found] == ["nothing-from-ahead"]
    shown = [part.value for part in check.code]
    assert "delta[s] = slope[s] * (U.T @ err[s])" in shown


def test_a_right_gradient_is_said_to_be_right(check):
    said = paste(check, pasted(RIGHT, digits=5))
    assert any("is right, to the digits you gave" in part for part in said)
    assert component_data(check, "unrolled_slips")["items"][0]["slug"] != "sign"


def test_junk_gets_a_sentence_and_stays_in_its_box(check):
    junk = "dH = np.linalg.solve(A, b)  # **bold** <b>x</b> $x$"
    said = paste(check, junk)
    assert "**That could not be read.**" in said
    assert any("Line 1 says “np.linalg.solve”" in part for part in said)
    assert check.text_area(key="gradient").value == junk
    assert not any("bold" in part.value for part in check.markdown)
    assert any("is right" in part for part in paste(check, pasted(RIGHT)))


def test_a_short_text_travels_in_the_link_and_a_long_one_does_not(check):
    short = pasted(WRONG, ["H"], digits=3)
    paste(check, short)
    assert check.query_params["gradient"] == short
    again = open_page(**SETTINGS, gradient=short)
    assert again.text_area(key="gradient").value == short
    assert any("is wrong" in part.value for part in again.markdown)
    paste(check, pasted(WRONG))
    assert "gradient" not in check.query_params
    assert any("not in the link" in part.value for part in check.markdown)
    paste(check, "")
    assert not any("not in the link" in part.value for part in check.markdown)


def test_a_file_is_read(check):
    file = io.BytesIO()
    np.savez(file, dH=WRONG["H"], dL=WRONG["L"])
    upload = check.get("file_uploader")[0]
    upload.set_value(("mine.npz", file.getvalue(), "application/zip")).run()
    assert not check.exception
    assert any("nothing comes from ahead" in part.value for part in check.markdown)


def test_reduction_and_window_of_the_screen_are_used(check):
    text = pasted(hand_written(CONFIG, reduction="mean"))
    assert any("divided" in part for part in paste(check, text))
    check.radio(key="reduction").set_value("mean").run()
    said = [part.value for part in check.markdown]
    assert any("is right" in part for part in said)
    assert any("the mean" in part for part in said)
    check.number_input(key="window").set_value(1).run()
    said = [part.value for part in check.markdown]
    assert any("truncated to 1 step, as Window w says" in part for part in said)


def test_another_pick_diagnoses_no_second_time(check, monkeypatch):
    paste(check, pasted(WRONG))

    def never(*args, **named):
        raise AssertionError("diagnosed again")

    monkeypatch.setattr("views.check.diagnose.diagnose", never)
    check.radio(key="route").set_value("complex").run()
    assert not check.exception
    assert any("nothing comes from ahead" in part.value for part in check.markdown)


def test_a_network_that_hides_mistakes_says_so_and_changes():
    page = open_page(page="check")
    assert any("hides mistakes" in part.value for part in page.markdown)
    page.button(key="own_telling").click().run()
    assert not page.exception
    assert not any("hides mistakes" in part.value for part in page.markdown)
    assert page.session_state["D_h"] == 6


def test_a_large_network_is_only_a_file():
    page = open_page(page="check", D_h=64, V=500)
    assert not page.exception
    assert not page.code


def test_the_landing_view_links_to_it():
    page = open_page()
    links = {link.proto.label: link for link in page.get("page_link")}
    link = links["What is wrong with my gradient?"]
    assert parse_qs(link.proto.query_string) == {}
