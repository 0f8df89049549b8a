"""Tests of the ways from a picked cell to its derivations."""

import pytest

from derivations import DERIVATIONS
from tests.views.pages import component_data, open_page
from views.address.settings import Selection
from views.unroll import onwards as ways


@pytest.mark.parametrize(
    ("picked", "instance", "whole"),
    [
        (Selection("H", 1, 2, 3, 2), "hidden-weights", "instance-sum"),
        (Selection("H", 1, 2, 3, 0), "earlier-weights", "instance-sum"),
        (Selection("L", 1, 2, 3, 2), "input-vector", "full-gradient"),
        (Selection("L", 1, 2, 3, 0), "earlier-input", "full-gradient"),
        (Selection("U", 1, 2, 3, 2), "output-weights", "full-gradient"),
    ],
    ids=str,
)
def test_a_cell_leads_to_its_own_derivations(picked, instance, whole):
    derived = ways.derived(picked)
    assert [values["derivation"] for _, values in derived] == [instance, whole]
    assert {values["s"] for _, values in derived} == {picked.k + 1}
    assert ways.onwards(picked)["titles"] == [title for title, _ in derived]


@pytest.mark.parametrize("matrix", ["L", "U"])
def test_a_sum_leads_to_its_own_matrix(matrix):
    _, values = ways.derived(Selection(matrix, 2, 1, 3, 2))[1]
    parts = DERIVATIONS[values["derivation"]].parts
    first, at = {}, 1
    for part in parts:
        first[part.title.split(":")[0]] = at
        at += len(part.lines)
    assert values["line"] == first[matrix]


def test_the_page_names_them():
    data = component_data(open_page(matrix="L", j=2, t=3, k=1), "unrolled_onwards")
    assert data["titles"][0] == "Derive instance 1 of L₁₂"


@pytest.mark.parametrize("sent", [None, 7, "0", {}, {"which": 2}, {"which": "0"}])
def test_what_names_no_way_leads_nowhere(sent, monkeypatch):
    went = []
    monkeypatch.setattr(ways, "go_to_page", lambda *page, **values: went.append(page))
    monkeypatch.setattr(ways, "set_selection", went.append)
    ways.go_onwards(sent)
    assert went == []
