"""Tests of the slips under other names: the source is quoted as it was printed."""

import pytest

from derivations import ERRATA
from views.address.settings import Config
from views.check.slips import slips
from views.check.slips_section import translation
from views.text.naming import CALLED, in_names, named, written_in

CONFIG = Config()


def items(names):
    with written_in(names):
        return {item["slug"]: item for item in slips(CONFIG, "all")["items"]}


@pytest.mark.parametrize("names", CALLED)
def test_quotations_are_the_sources_and_formulas_in_the_names(names):
    plain, changed = items("source"), items(names)
    for slug, item in changed.items():
        assert item["quoted"]["words"] == plain[slug]["quoted"]["words"]
        if item["printed"]:
            assert item["printed"]["tex"] == ERRATA[slug].latex(False, names=names)
    own = changed["k-two-meanings"]["corrected"]["words"][0]
    assert own == f"“{in_names(ERRATA['k-two-meanings'].instead, names)}”"


def test_a_note_leaves_what_was_printed_as_it_was():
    said = in_names(ERRATA["embedding-row"].note, "coursera")
    assert said.startswith("W_ax’s rows are units and its columns words. Here the word")
    said = in_names(ERRATA["delta-3"].note, "coursera")
    assert "“h⁽ᵗ⁾” is what section 5 has just renamed “a⁽ʰ,ᵗ⁾”" in said


def test_what_quoted_names_are_here_is_said():
    with written_in("coursera"):
        assert named(translation()).strip() == (
            "Quotations keep the source’s names: “H” is W_aa, “L” is W_ax, “U” is "
            "W_ya, “h” is a and “σ” is g here."
        )
    with written_in("wxh"):
        assert "“h”" not in translation()
    with written_in("source"):
        assert translation() == ""
