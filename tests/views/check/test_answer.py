"""Tests of the answer: its sentences, heat maps, formulas and the table of counts."""

from html.parser import HTMLParser

import numpy as np
import pytest

from tests.views.check.own_passes import hand_written, pasted
from views.address.settings import Config
from views.check.answer_words import (
    basis,
    finding_heading,
    left_when_mended,
    told_apart_words,
    triangle_words,
    verdict,
    verdict_list,
)
from views.check.brought import read_brought
from views.check.diagnose import diagnosed, true_counts
from views.check.findings import finding_list, share_alone
from views.check.given_heatmaps import given_heatmaps
from views.check.summed_triangle import triangles_html
from views.check.take_network import small_npz
from views.model.model import model

CONFIG = Config(D_h=6, T=6, activation="tanh")
WRONG = hand_written(CONFIG, ahead=False)


def answered(text, config=CONFIG, reduction="sum", window=0):
    return diagnosed(read_brought(model(config), text), reduction, window)


@pytest.fixture(scope="module")
def wrong():
    return answered(pasted(WRONG, ["H", "L", "U"]))


@pytest.mark.parametrize("digits", [None, 4, 6])
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_a_right_gradient_is_said_to_be_right(digits, reduction):
    text = pasted(hand_written(CONFIG, reduction=reduction), digits=digits)
    found = answered(text, reduction=reduction)
    assert verdict(found) == (
        "Your gradient of H, L, U and h⁽⁰⁾ is right, to the digits you gave."
    )
    assert "✗" not in verdict_list(found)
    assert given_heatmaps(found)["worst"] is None
    assert not any(
        error
        for part in given_heatmaps(found)["maps"]
        for row in part["errors"]
        for error in row
    )


def test_a_mistake_is_named_in_the_verdict(wrong):
    assert verdict(wrong) == (
        "Your gradient of H and L is wrong; that of U is right: nothing comes from "
        "ahead."
    )
    assert finding_heading(wrong).startswith("**This is what was done.**")
    assert left_when_mended(wrong.report.findings[0]) == ""


def test_what_it_was_compared_with_is_said(wrong):
    assert basis(wrong) == (
        "Compared with the gradient of J = Σₜ J⁽ᵗ⁾, the sum over t, for the network on "
        "this page: D_h = 6, |V| = 6, T = 6, σ is tanh; not truncated."
    )
    meant = answered(pasted(WRONG), reduction="mean", window=2)
    assert "the mean" in basis(meant)
    assert "truncated to 2 steps, as Window w says" in basis(meant)


def test_the_table_names_the_entry_that_is_furthest_off(wrong):
    true = hand_written(CONFIG)
    off = np.abs(WRONG["H"] - true["H"])
    i, j = np.unravel_index(off.argmax(), off.shape)
    low = str.maketrans("123456", "₁₂₃₄₅₆")
    rows = verdict_list(wrong).split("\n")
    assert f"∂J/∂H{f'{i + 1}{j + 1}'.translate(low)}" in rows[0]
    assert "H ✗ wrong" in rows[0]
    assert rows[2] == "- U ✓ right"


def test_the_heat_map_has_given_true_and_difference(wrong):
    data = given_heatmaps(wrong)
    assert [part["matrix"] for part in data["maps"]] == ["H", "L", "U"]
    first = data["maps"][0]
    true = hand_written(CONFIG)["H"]
    np.testing.assert_allclose(first["given"], WRONG["H"])
    np.testing.assert_allclose(first["engine"], true, rtol=1e-9, atol=1e-12)
    largest = np.abs(true).max()
    np.testing.assert_allclose(
        first["errors"], np.abs(WRONG["H"] - true) / largest, atol=1e-12
    )
    assert data["worst"]["matrix"] in "HL"
    assert first["title"].endswith("✗")


def test_a_large_network_shows_some_entries_the_worst_among_them():
    config = Config(D_h=40, V=200, T=8, activation="tanh")
    found = answered(pasted(hand_written(config, ahead=False)), config)
    data = given_heatmaps(found)
    worst = data["worst"]
    shown = {part["matrix"]: part for part in data["maps"]}[worst["matrix"]]
    assert len(shown["rows"]) <= 16
    assert worst["i"] in shown["rows"]
    assert worst["j"] in shown["columns"]
    assert found.report.findings[0].mistakes == ("nothing-from-ahead",)


def test_formulas_and_the_line_that_has_it_right(wrong):
    (item,) = finding_list(wrong, wrong.report.findings[0], 1)["items"]
    assert item["title"] == "Nothing comes from ahead"
    assert "H^{\\top}" not in item["printed"]["tex"]
    assert "H^{\\top} \\delta^{(s+1)}" in item["corrected"]["tex"]
    assert item["derivation"]["slug"] == "full-gradient"
    assert item["derivation"]["line"] > 1


def test_mistakes_together_are_listed_one_by_one():
    both = {"H": 0.5 * WRONG["H"].T}
    found = answered(pasted(both, ["H"]))
    one = found.report.findings[0]
    assert set(one.mistakes) == {"nothing-from-ahead", "transposed", "halved"}
    assert [item["where"] for item in finding_list(found, one, 1)["items"]] == [
        "1a",
        "1b",
        "1c",
    ]
    assert left_when_mended(one).startswith("Three mistakes together. When “")
    true = hand_written(CONFIG)["H"]
    off = np.abs(WRONG["H"] - true).max() / np.abs(true).max()
    assert share_alone(found, "nothing-from-ahead") == pytest.approx(off, rel=1e-9)
    assert share_alone(found, "halved") == pytest.approx(0.5)
    notes = [item["note"] for item in finding_list(found, one, 1)["items"]]
    assert all(note.startswith("Alone it would put them off by") for note in notes)


def test_explanations_that_give_the_same_numbers_come_with_a_network():
    config = Config(D_h=6, T=2, activation="tanh")
    halved = {name: g / 2 for name, g in hand_written(config).items()}
    found = answered(pasted(halved), config)
    apart = [one for one in found.report.findings if one.told_apart is not None]
    assert apart
    assert "explanations give the same numbers" in told_apart_words(found, apart[0])
    data = small_npz(apart[0].told_apart, "tanh")
    small = apart[0].told_apart
    text = f"dH = {np.zeros_like(small.params.H).tolist()}"
    again = read_brought(model(config), text, data, "tells-apart.npz")
    assert again.own
    np.testing.assert_array_equal(again.params.L, small.params.L)
    np.testing.assert_array_equal(again.targets, small.targets)


def test_nothing_is_named_where_nothing_fits():
    spoiled = hand_written(CONFIG)["H"].copy()
    spoiled[2, 3] += 0.3
    found = answered(pasted({"H": spoiled}, ["H"]))
    assert verdict(found) == "Your gradient of H is wrong."
    assert found.report.findings == ()
    assert found.report.hints


class Cells(HTMLParser):
    """The tables' rows of body cells, as text."""

    def __init__(self):
        super().__init__()
        self.rows, self.inside = [], False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        self.inside = tag == "td"
        if self.inside:
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def test_the_triangle_as_it_was_summed(wrong):
    counts, unique = wrong.report.counts, wrong.report.counts_unique
    assert "15 of 21 cells" in triangle_words(wrong)
    assert "15 of them left out" in triangle_words(wrong)
    html = triangles_html(counts, true_counts(wrong), unique)
    tables = Cells()
    tables.feed(html)
    body = [row for row in tables.rows if row]
    assert len(body) == 12
    theirs, right = body[:6], body[6:]
    assert [row[n] for n, row in enumerate(theirs)] == ["1"] * 6
    assert theirs[5][0] == "0"
    assert right[5] == ["1"] * 6
    assert html.count('class="zero wrong"') == 15


def test_a_long_triangle_is_cut_and_says_so():
    counts = np.tril(np.ones((40, 40)))
    assert "The first 16 of 40 losses are shown." in triangles_html(
        counts, counts, None
    )
    assert "·" in triangles_html(np.full((2, 2), np.nan), np.tri(2), None)


def test_a_mistake_in_one_matrix_has_the_formula_of_that_matrix():
    gradients = hand_written(CONFIG)
    found = answered(pasted(gradients | {"U": gradients["U"] / 5}))
    (item,) = finding_list(found, found.report.findings[0], 1)["items"]
    assert item["title"] == "Divided by 5 (dU alone)"
    assert r"\partial U" in item["printed"]["tex"].partition("=")[0]
    assert r"\partial U" in item["corrected"]["tex"].partition("=")[0]
