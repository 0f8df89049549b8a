"""Tests of the page with one's own lines: what is kept, judged and gone on to."""

import pytest

from derivations import DERIVATIONS
from tests.views.pages import component_data, open_page
from views.derive.own_line import kept

FIRST = "sum_m dJ^(t)/dz_m^(t) dz_m^(t)/dH_ij^(t-1)"
LAST = "delta_i^(t<-t) h_j^(t-1)"
WRONG = "delta_i^(t<-t) h_j^(t)"
MATRIX = "delta^(t<-t) (h^(t-1))'"
HERE = {"page": "derive", "derivation": "hidden-weights"}


def typed(page, text, judged=True):
    """The page after a text came from the box."""
    before = str(page.session_state[kept.WRITTEN]).split("\n")[:-1]
    page.session_state[kept.WRITTEN] = "\n".join([*before, text])
    page.session_state[kept.JUDGED] = judged
    page.run()
    assert not page.exception
    return component_data(page, "own_line")


def test_the_box_asks_for_the_next_line_and_hides_it():
    page = open_page(**HERE, line=4, predict="write")
    assert not page.exception
    got = component_data(page, "own_line")
    assert got["ask"] == "What comes next? Write line 5, then check it."
    assert got["goal"] == DERIVATIONS["hidden-weights"].goal_latex(
        DERIVATIONS["hidden-weights"].lines[4]
    )
    assert (got["text"], got["reading"], got["answer"]) == ("", None, None)
    assert len(got["hints"]) == 3
    lines = component_data(page, "derivation")
    assert lines["predict"]
    assert not lines["asks"]


def test_a_line_is_drawn_and_judged_and_stays_in_the_box():
    page = open_page(**HERE, line=4, predict="write")
    got = typed(page, WRONG, judged=False)
    assert got["reading"]["tex"].endswith("h_j^{(t)}")
    assert got["answer"] is None
    got = typed(page, WRONG)
    assert got["answer"]["verdict"] == "wrong"
    assert got["text"] == WRONG
    got = typed(page, LAST)
    assert got["answer"]["words"] == "✓ Right: this is line 5."
    assert got["text"] == LAST
    got = typed(page, "h_(", judged=True)
    assert got["answer"]["words"].startswith("This cannot be read yet")
    assert got["reading"]["problem"]


def test_the_last_line_has_none_after_it():
    page = open_page(**HERE, line=6, predict="write")
    got = component_data(page, "own_line")
    assert got["ask"] == "This is the last line: none comes next."
    assert got["name"] == ""


def test_what_is_typed_is_in_the_address():
    page = open_page(**HERE, line=4, predict="write", written=LAST)
    got = component_data(page, "own_line")
    assert got["text"] == LAST
    assert got["reading"]["tex"] == DERIVATIONS["hidden-weights"].lines[4].latex()
    typed(page, WRONG, judged=False)
    assert page.query_params["written"] in (WRONG, [WRONG])


def test_each_derivation_keeps_its_own_text():
    page = open_page(**HERE, line=4, predict="write")
    typed(page, WRONG, judged=False)
    page.selectbox(key="derivation").set_value("hidden-error").run()
    assert component_data(page, "own_line")["text"] == ""
    page.selectbox(key="derivation").set_value("hidden-weights").run()
    assert component_data(page, "own_line")["text"] == WRONG


def test_a_whole_derivation_is_written_line_by_line():
    page = open_page(**HERE, predict="whole")
    assert not page.exception
    got = component_data(page, "own_line")
    assert got["whole"]
    assert got["target"].endswith(DERIVATIONS["hidden-weights"].lines[-1].latex())
    with pytest.raises(IndexError):
        component_data(page, "derivation")
    got = typed(page, FIRST)
    assert [row["answer"]["line"] for row in got["written"]] == [1]
    assert got["text"] == ""
    got = typed(page, WRONG)
    assert got["text"] == WRONG
    assert got["answer"]["verdict"] == "wrong"
    assert len(got["written"]) == 1
    got = typed(page, "dJ^(t)/dH_ij^(t-1)")
    assert len(got["written"]) == 1
    assert not got["done"]
    got = typed(page, MATRIX)
    assert [row["answer"]["line"] for row in got["written"]] == [1, 6]
    assert got["done"].startswith("Done: you reached the form that was asked for, in 2")
    assert got["hints"] == []


def test_a_line_can_be_taken_back():
    page = open_page(**HERE, predict="whole", written=f"{FIRST}\n{LAST}\n")
    got = component_data(page, "own_line")
    assert [row["answer"]["line"] for row in got["written"]] == [1, 5]
    page.session_state[kept.WRITTEN] = f"{FIRST}\n{LAST}"
    page.run()
    got = component_data(page, "own_line")
    assert got["text"] == LAST
    assert len(got["written"]) == 1


def test_the_four_are_the_same_for_everyone_with_the_address():
    query = {**HERE, "line": 3, "predict": "choose"}
    one, other = (component_data(open_page(**query), "choice") for _ in range(2))
    assert one == other
    assert len({card["tex"] for card in one["cards"]}) == 4
    assert not any(card["words"] for card in one["cards"])
    again = component_data(open_page(**query, seed=1), "choice")
    assert [a["tex"] for a in again["cards"]] != [a["tex"] for a in one["cards"]]


def test_the_answer_says_what_each_wrong_one_changed():
    page = open_page(**HERE, line=3, predict="choose")
    asked = component_data(page, "choice")
    page.session_state[kept.PICKED] = (asked["name"], 2)
    page.run()
    got = component_data(page, "choice")
    assert (got["answered"], got["picked"]) == (True, 2)
    assert [a["tex"] for a in got["cards"]] == [a["tex"] for a in asked["cards"]]
    ours = [card for card in got["cards"] if card["right"]]
    assert [card["tex"] for card in ours] == [
        DERIVATIONS["hidden-weights"].lines[3].latex()
    ]
    for letter, card in zip("ABCD", got["cards"], strict=True):
        if not card["right"]:
            assert card["words"].startswith("✗ ")
            assert card["differs"]["right"] or card["differs"]["wrong"]
            assert f" and {letter} " in card["example"]


@pytest.mark.parametrize("slug", DERIVATIONS)
@pytest.mark.parametrize("predict", ["write", "choose", "whole"])
def test_every_derivation_asks(slug, predict):
    page = open_page(page="derive", derivation=slug, line=2, predict=predict)
    assert not page.exception
    data = component_data(page, "choice" if predict == "choose" else "own_line")
    assert data["name"]
    if predict == "choose":
        assert len(data["cards"]) == 4


def test_one_step_and_one_unit_ask_or_say_why():
    for predict in ("write", "choose", "whole"):
        page = open_page(
            page="derive", derivation="earlier-error", T=1, D_h=1, predict=predict
        )
        assert not page.exception
