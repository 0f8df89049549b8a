"""Tests of the map of derivations."""

import pytest

from derivations import DERIVATIONS, with_reduction
from tests.weights import OVER
from views.derive.map import map_data, section_order


@pytest.mark.parametrize("reduction", OVER)
def test_the_map_has_every_derivation_once_in_the_sources_order(reduction):
    columns = map_data("perplexity", reduction)["columns"]
    shown = {s: with_reduction(d, reduction) for s, d in DERIVATIONS.items()}
    groups = [group for column in columns for group in column]
    cards = [card for group in groups for card in group["cards"]]
    assert sorted(card["slug"] for card in cards) == sorted(DERIVATIONS)
    sections = [group["section"] for group in groups]
    assert sections == ["3", "4", "5.1", "5.2", "5.3", "5.4", "6.1", "6.2", "6"]
    assert section_order("5.2") < section_order("5.10") < section_order("6")
    for card in cards:
        assert card["uses"] == list(shown[card["slug"]].uses)
        assert card["title"] == shown[card["slug"]].title
        for user in card["used_by"]:
            assert card["slug"] in shown[user].uses
