"""Tests of the panel *edit*: its tables, and whatever a browser sends to it."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.pages import component_data, notices_of, open_page
from views.address.settings import Config, Selection
from views.model.model import model
from views.unroll.whatif.weight_tables import tables


def sheets(config, selection=Selection("H", 1, 2, 3, 0)):  # noqa: B008
    data = tables(model(config), selection, True, False)
    return {table["matrix"]: table for table in data["tables"]}, data


def test_a_small_network_is_shown_whole():
    net = model(Config())
    sheet, _ = sheets(Config())
    assert list(sheet) == ["x", "H", "L", "U", "h0"]
    for name in ("H", "L", "U"):
        rows = [[float(v) for v in line] for line in sheet[name]["full"]]
        assert rows == getattr(net.params, name).tolist()
        assert sheet[name]["whole"]
    assert [float(v) for (v,) in sheet["h0"]["full"]] == net.params.h0.tolist()
    assert len(sheet["x"]["cells"]) == 5
    assert sheet["H"]["picked"] == [1, 2]
    assert sheet["L"]["picked"] is None


@pytest.mark.parametrize(
    ("matrix", "i", "j"), [("H", 256, 1), ("L", 128, 9999), ("U", 10_000, 256)]
)
def test_any_entry_of_a_large_network_can_be_reached(matrix, i, j):
    config = Config(D_h=256, V=10_000, T=100)
    sheet, whole = sheets(config, Selection(matrix, i, j, 3, 0))
    assert i in sheet[matrix]["rows"]
    assert j in sheet[matrix]["columns"]
    place = sheet[matrix]["rows"].index(i), sheet[matrix]["columns"].index(j)
    shown = float(sheet[matrix]["full"][place[0]][place[1]])
    assert shown == getattr(model(config).params, matrix)[i - 1, j - 1]
    assert len(json.dumps(whole)) < 40_000
    assert (
        sum(len(table["cells"]) * len(table["cells"][0]) for table in sheet.values())
        < 400
    )


def test_what_was_edited_is_marked_with_what_was():
    was = model(Config()).params.H[0, 1]
    sheet, whole = sheets(Config(edits="H1.2_0.5*x3_sea*?"))
    assert sheet["H"]["full"][0][1] == "0.5"
    assert float(sheet["H"]["was"][0][1]) == was
    assert sheet["H"]["was"][0][0] is None
    assert sheet["x"]["was"][2] == ["and"]
    assert sheet["x"]["cells"][2] == ["sea"]
    assert (whole["count"], whole["used"], whole["limit"]) == (3, 17, 1000)


@pytest.mark.parametrize(
    "edits",
    [
        "*" * 1000,
        "H1.1_1e999*<script>alert(1)</script>*x1_**h0_1*H1.1_\x00",
        "step_1000000*" * 70,
        "x5_sea*x6_sea*x1_" + "a" * 900,
        "H1.1_1000000*U1.1_1000000*L1.1_-1000000*h1_1000000*step_1000000",
        "H1.1_1*" * 400,
    ],
)
@pytest.mark.parametrize("whatif", ["edit", "step"])
def test_hostile_edits_never_raise(edits, whatif):
    page = open_page(edits=edits, whatif=whatif)
    assert not page.exception
    assert len(notices_of(page)) <= 8
    assert all(len(line) < 300 for line in notices_of(page))


def script(text, *sent):
    """Send edits one after the other; returns messages and the resulting text."""

    def sending(text, sent):
        import streamlit as st

        from views.unroll.whatif.edit_history import apply_sent_edit, can_redo, can_undo

        st.session_state.setdefault("edits", text)
        texts = []
        for message in sent:
            if isinstance(message, str):
                st.session_state["edits"] = message
            else:
                apply_sent_edit(message)
            texts.append((st.session_state["edits"], can_undo(), can_redo()))
        st.session_state["texts"] = texts

    page = AppTest.from_function(sending, args=(text, sent)).run()
    assert not page.exception
    told = page.session_state["_pending"][1] if "_pending" in page.session_state else []
    return page.session_state["texts"], told


UNDO, REDO, RESET = ({"do": what} for what in ("undo", "redo", "reset"))


def entry(value, i=1):
    return {"matrix": "H", "i": i, "j": 2, "value": value}


def test_undo_redo_and_reset():
    texts, told = script(
        "?", entry("1"), entry("2"), entry("3", 2), UNDO, UNDO, REDO, RESET, UNDO, REDO
    )
    assert [text for text, _, _ in texts] == [
        "?*H1.2_1",
        "?*H1.2_2",
        "?*H1.2_2*H2.2_3",
        "?*H1.2_2",
        "?*H1.2_1",
        "?*H1.2_2",
        "",
        "?*H1.2_2",
        "",
    ]
    assert [redo for _, _, redo in texts] == [0, 0, 0, 1, 1, 1, 0, 1, 0]
    assert all(undo for _, undo, _ in texts)
    assert told == []


def test_undo_without_a_history_drops_the_last_edit():
    texts, _ = script("H1.1_1*?*x1_sea", UNDO, UNDO, UNDO, UNDO, REDO)
    assert [text for text, _, _ in texts] == [
        "H1.1_1*?",
        "H1.1_1",
        "",
        "",
        "H1.1_1",
    ]


def test_what_was_typed_in_between_is_not_lost():
    texts, _ = script("", entry("1"), "H1.2_1*x1_sea", UNDO)
    assert texts[-1][0] == "H1.2_1"


def test_edits_that_do_not_fit_change_nothing():
    full = "*".join(f"x{n}_{'a' * 95}" for n in range(1, 11))
    texts, told = script(full, entry("0.123456789", 3), {"matrix": "x", "i": 1})
    assert {text for text, _, _ in texts} == {full}
    assert told[0].startswith("The edits fill the link: it carries 1,000 characters")
    assert "no word" in told[1]


@pytest.mark.parametrize(
    "sent",
    [
        7,
        {"matrix": "Q", "i": 1, "j": 1, "value": "1"},
        {"matrix": "H", "i": -1, "j": 1, "value": "1"},
        {"matrix": "H", "i": 1e300, "j": 1, "value": "1"},
        {"matrix": "H", "i": float("nan"), "j": 1, "value": "1"},
        {"matrix": "H", "i": 1, "j": 1, "value": {"a": 1}},
        {"matrix": ["H"], "i": 1, "j": 1, "value": "1"},
        {"do": ["undo"]},
    ],
)
def test_a_browser_can_send_anything(sent):
    texts, _ = script("", sent)
    assert texts[0][0] == ""


def test_the_panel_follows_the_address():
    page = open_page(whatif="edit", edits="H1.2_0.5")
    assert not page.exception
    shown = component_data(page, "edit")
    assert (shown["count"], shown["used"], shown["undo"]) == (1, 8, True)
    assert shown["tables"][1]["full"][0][1] == "0.5"
