"""Tests that the page sends numbers with which the browser can answer picks."""

import pytest

from tests.views.pages import component_data, open_page

PICTURES = ("unrolled_network", "unrolled_triangle", "unrolled_bars")
PICK, MOVE = ", and pick what they lead to.", ", Enter picks."
"""How a label ends where arrow keys pick, and where they move alone."""


@pytest.mark.parametrize("query", [{}, {"whatif": "truncate", "window": 2}, {"T": 60}])
def test_every_picture_names_the_network_whose_numbers_were_sent(query):
    page = open_page(**query)
    net = component_data(page, "unrolled_known")["net"]
    marks = [component_data(page, name, -1)["at_once"] for name in PICTURES]
    formulas = [component_data(page, "unrolled_formulas", n) for n in (0, -1)]
    marks += [data["at_once"] for data in formulas]
    assert net
    assert {mark["net"] for mark in marks} == {net}
    roles = [mark["role"] for mark in marks]
    assert roles == ["network", "triangle", "bars", "headline", "chain"]
    assert {mark["heard"] for mark in marks} == {0}
    for name in PICTURES[:2]:
        assert component_data(page, name, -1)["label"].endswith(PICK)


@pytest.mark.parametrize(
    "query",
    [{"whatif": "paths"}, {"whatif": "compare"}, {"motion": "back"}, {"T": 61}],
    ids=str,
)
def test_python_answers_where_more_than_numbers_changes(query):
    page = open_page(**query)
    assert component_data(page, "unrolled_known")["net"] == ""
    for name in PICTURES[: 2 if "compare" in query.values() else 3]:
        data = component_data(page, name)
        assert "at_once" not in data
        assert name == "unrolled_bars" or data["label"].endswith(MOVE)


def test_the_pieces_of_truncation_are_picked_with_enter():
    page = open_page(whatif="truncate", window=2)
    assert component_data(page, "unrolled_triangle", 0)["label"].endswith(MOVE)


def test_another_network_has_another_name():
    nets = {
        component_data(open_page(**query), "unrolled_known")["net"]
        for query in ({}, {"seed": 1}, {"edits": "H1.2_0.5"}, {"start": 2})
    }
    assert len(nets) == 4
