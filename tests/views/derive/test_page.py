"""Tests of the page Derive without a browser: address, corrections, stepping."""

import pytest

from derivations import DERIVATIONS
from tests.views.pages import component_data, notices_of, open_page
from views.proofs.version import Version, describe_version


def test_the_page_names_activation_and_reduction_where_they_matter():
    assert describe_version(Version("softmax-loss", "tanh", "mean")) == ""
    assert describe_version(Version("hidden-error", "tanh", "mean")) == "σ is tanh."
    both = describe_version(Version("full-gradient", "relu", "mean"))
    assert both.startswith("σ is ReLU, max(0, z). J̄ is the mean of the losses over t")
    query = {"page": "derive", "activation": "identity", "reduction": "mean"}
    page = open_page(derivation="full-gradient", line=41, **query)
    assert not page.exception
    assert (
        describe_version(Version("full-gradient", "identity", "mean"))
        in page.markdown[0].value
    )
    got = component_data(page, "derivation")
    assert len(got["lines"]) == len(DERIVATIONS["full-gradient"].lines) + 4
    assert all(line["holds"] for line in got["lines"])
    changed = open_page(derivation="hidden-error", line=10, **query)
    assert component_data(changed, "derivation")["lines"][9]["rule"] == (
        "Put in the identity's slope"
    )


def test_the_address_restores_derivation_line_indices_and_mode():
    page = open_page(
        page="derive",
        derivation="earlier-weights",
        line=4,
        show="numbers",
        predict="on",
        t=4,
        s=2,
        i=3,
        j=1,
    )
    assert not page.exception
    got = component_data(page, "derivation")
    assert (got["slug"], got["line"]) == ("earlier-weights", 4)
    assert got["numbers"]
    assert got["predict"]
    assert got["where"] == "t = 4, s = 2, i = 3, j = 1"
    assert component_data(page, "map")["chosen"] == "earlier-weights"
    labels = [box.label for box in page.number_input]
    assert {"Loss t ≤ 4", "Step s ≤ 4", "Row i ≤ 3", "Column j ≤ 3", "Line"} <= {
        *labels
    }


def test_an_index_over_the_vocabulary_is_called_a_word():
    page = open_page(page="derive", derivation="output-weights", i=6, j=3)
    assert not page.exception
    assert "Word w ≤ 6" in [box.label for box in page.number_input]
    assert component_data(page, "derivation")["where"] == "t = 3, w = 6, j = 3"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"t": 9}, "t = 9 does not fit T = 4: 4 is used."),
        (
            {"derivation": "earlier-error", "t": 1},
            "t = 1 does not fit T = 4 and a step before it: 2 is used.",
        ),
        ({"i": 7}, "i = 7 does not fit D_h = 3: 3 is used."),
        ({"line": 99}, "line = 99 does not fit its 6 lines: 6 is used."),
        (
            {"show": "x"},
            "show = “x” is none of symbols, numbers, code: symbols is used.",
        ),
        (
            {"derivation": "earlier-error", "t": 2, "s": 3},
            "s = 3 does not fit t = 2: 1",
        ),
        ({"derivation": "nonsense"}, "derivation = “nonsense” is none of"),
    ],
)
def test_what_does_not_fit_is_replaced_and_said(query, expected):
    page = open_page(**{"page": "derive", "derivation": "hidden-weights"} | query)
    assert not page.exception
    assert any(line.startswith(expected) for line in notices_of(page)), notices_of(page)


def test_a_network_too_short_for_a_derivation_says_so():
    page = open_page(page="derive", derivation="earlier-error", T=1, show="numbers")
    assert not page.exception
    assert any("no t is in range" in line for line in notices_of(page))
    assert component_data(page, "derivation")["arrays"] == []


@pytest.mark.parametrize("slug", DERIVATIONS)
@pytest.mark.parametrize("sizes", [{"D_h": 1, "V": 2, "T": 2}, {"D_h": 9, "T": 12}])
def test_every_derivation_is_drawn_at_every_size(slug, sizes):
    last = len(DERIVATIONS[slug].lines)
    page = open_page(page="derive", derivation=slug, line=last, show="numbers", **sizes)
    assert not page.exception
    assert component_data(page, "derivation")["line"] == last


def test_the_sources_equation_is_not_told_before_the_last_line_is():
    query = {"page": "derive", "derivation": "earlier-error"}
    last = len(DERIVATIONS["earlier-error"].lines)
    asked = open_page(**query, line=last - 1, predict="write")
    assert component_data(asked, "derivation")["aside"] is None
    asked.number_input(key="line").set_value(last).run()
    assert component_data(asked, "derivation")["aside"]
    assert component_data(open_page(**query), "derivation")["aside"]


def test_stepping_changes_derivation_and_line():
    page = open_page(page="derive")
    page.selectbox(key="derivation").set_value("hidden-weights").run()
    page.number_input(key="line").set_value(4).run()
    got = component_data(page, "derivation")
    assert got["line"] == 4
    assert len(got["lines"]) == len(DERIVATIONS["hidden-weights"].lines)
    assert all(line["holds"] for line in got["lines"])
