"""Tests of the map of derivations."""

from derivations import DERIVATIONS
from views.derive.map import map_data, section_order


def test_the_map_has_every_derivation_once_in_the_sources_order():
    columns = map_data("perplexity")["columns"]
    groups = [group for column in columns for group in column]
    cards = [card for group in groups for card in group["cards"]]
    assert sorted(card["slug"] for card in cards) == sorted(DERIVATIONS)
    sections = [group["section"] for group in groups]
    assert sections == ["3", "4", "5.1", "5.2", "5.3", "5.4", "6.1", "6.2", "6"]
    assert section_order("5.2") < section_order("5.10") < section_order("6")
    for card in cards:
        assert card["uses"] == list(DERIVATIONS[card["slug"]].uses)
        for user in card["used_by"]:
            assert card["slug"] in DERIVATIONS[user].uses
