"""Tests of the program below the lines of Derive: its text, equations and window."""

import pytest
import streamlit as st

from derivations import DERIVATIONS, in_activation, program
from tests.views.pages import component_data, notices_of, open_page
from views.derive.program_data import program_data
from views.derive.program_section import open_equation


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
@pytest.mark.parametrize(
    ("reduction", "window"), [("sum", 0), ("mean", 2), ("last", 0)]
)
def test_its_lines_are_the_program_and_their_equations_lines_that_are_proven(
    activation, reduction, window
):
    got = program_data(activation, reduction, window, "hidden-error")
    text = program(activation, reduction, window or None)
    assert [line["text"] for line in got["lines"]] == text.splitlines()
    keys = [equation["key"] for equation in got["equations"]]
    assert keys[:5] == ["z", "h", "o", "yhat", "J"]
    assert set(keys) == {key for line in got["lines"] for key in line["of"]}
    assert len(set(keys)) == len(keys) == 14
    assert got["chosen"] == "hidden-error"
    for equation in got["equations"][5:]:
        derivation = in_activation(DERIVATIONS[equation["key"]], activation)
        line = derivation.lines[equation["line"] - 1]
        assert line.gathered
        assert equation["tex"] == f"{derivation.goal_latex(line)} = {line.latex()}"
        assert derivation.title in equation["title"]
        slope = "sigma'" in equation["tex"]
        assert slope == (
            activation != "identity"
            and equation["key"] in ("hidden-error", "earlier-error", "earlier-input")
        )


def test_every_line_with_an_equations_mark_has_that_equation():
    for line in program_data("sigmoid", "sum", 0, "perplexity")["lines"]:
        assert bool(line["of"]) == ("  # " in line["text"]), line
    assert program_data("sigmoid", "sum", 0, "perplexity")["chosen"] == ""


def test_derive_shows_the_program_with_the_lines_code_alone():
    page = open_page(page="derive", show="code", reduction="mean", window=2)
    assert not page.exception
    text = program("sigmoid", "mean", 2).splitlines()
    shown = [line["text"] for line in component_data(page, "program")["lines"]]
    assert shown == text
    page.number_input(key="window").set_value(0).run()
    shown = [line["text"] for line in component_data(page, "program")["lines"]]
    assert shown == program("sigmoid", "mean").splitlines()
    page.radio(key="show").set_value("numbers").run()
    with pytest.raises(IndexError):
        component_data(page, "program")


def test_a_window_that_does_not_fit_is_replaced_and_said():
    page = open_page(page="derive", show="code", window=9)
    assert not page.exception
    assert "window = 9 does not fit T = 4: 4 is used." in notices_of(page)


def test_lines_of_truncation_share_their_window_with_the_program():
    last = len(DERIVATIONS["full-gradient"].lines)
    query = {"derivation": "full-gradient", "line": last, "window": 3}
    page = open_page(page="derive", show="code", **query)
    assert not page.exception
    shown = [line["text"] for line in component_data(page, "program")["lines"]]
    assert shown == program("sigmoid", "sum", 3).splitlines()


def test_the_full_gradient_leads_to_the_program():
    page = open_page(page="derive", derivation="full-gradient")
    (button,) = [b for b in page.button if b.label.startswith("The program")]
    button.click().run()
    assert not page.exception
    assert page.radio(key="show").value == "code"
    assert component_data(page, "program")["lines"]


def tells(page):
    """Whether the page has the program, or the way to it."""
    assert not page.exception
    names = [b.label for b in [*page.button, *page.get("download_button")]]
    return any("program" in name for name in names)


@pytest.mark.parametrize("predict", ["off", "on", "write", "choose", "whole"])
@pytest.mark.parametrize("show", ["symbols", "code"])
def test_the_program_is_not_told_before_its_last_line_is(predict, show):
    last = len(DERIVATIONS["full-gradient"].lines)
    query = {"page": "derive", "derivation": "full-gradient", "show": show}
    page = open_page(**query, predict=predict, line=last)
    assert tells(page) == (predict != "whole")
    page.number_input(key="line").set_value(last - 1).run()
    assert tells(page) == (predict == "off")


@pytest.mark.parametrize(
    "sent", [None, "hidden-error", {}, {"derivation": "x", "line": 2}, {"line": [1]}]
)
def test_what_no_equation_sends_opens_nothing(sent, monkeypatch):
    monkeypatch.setattr(st, "session_state", {})
    open_equation(sent)
    assert st.session_state == {}
    open_equation({"derivation": "hidden-error", "line": 9.0})
    assert st.session_state == {"derivation": "hidden-error", "line": 9}
