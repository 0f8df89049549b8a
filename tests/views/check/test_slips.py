"""Tests of the slips on the page Check, against the check of the source."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from derivations import DERIVATIONS, ERRATA
from tests.weights import OVER
from views.address.settings import DERIVATION_SLUGS, ERRATA_SECTIONS, Config
from views.check.slips import UNDECIDED, slips
from views.proofs.checks import definition
from views.proofs.version import Version

ROOT = Path(__file__).parents[3]


def run(**query):
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in {"page": "check", **query}.items():
        page.query_params[name] = str(value)
    return page.run()


def items(page):
    lists = [
        json.loads(json.loads(part.proto.json)["json"])
        for part in page.get("bidi_component")
        if part.proto.component_name.endswith("slips")
    ]
    (shown,) = (a for a in lists if a["label"].startswith("The source's slips"))
    return {item["slug"]: item for item in shown["items"]}


def test_the_names_known_without_sympy_are_the_engines():
    assert tuple(DERIVATIONS) == DERIVATION_SLUGS
    assert tuple(dict.fromkeys(e.section for e in ERRATA.values())) == ERRATA_SECTIONS


def test_slips_stand_in_the_order_of_the_sections():
    places = [ERRATA_SECTIONS.index(e.section) for e in ERRATA.values()]
    assert places == sorted(places)
    shown = items(run())
    assert [item["where"] for item in shown.values()][:2] == ["abstract", "§ 2"]


@pytest.mark.parametrize("query", [{}, {"D_h": 4, "V": 9, "T": 7, "seed": 3}])
def test_all_rows_show_the_machines_residuals(query):
    page = run(**query)
    assert not page.exception
    shown = items(page)
    assert list(shown) == list(ERRATA)
    network = definition(Config(**query))
    for slug, e in ERRATA.items():
        if e.kind == "prose":
            continue
        finding = e.check_on(network)
        assert float(shown[slug]["printed"]["residual"]) == finding.printed
        assert float(shown[slug]["corrected"]["residual"]) == finding.corrected
        assert shown[slug]["shows"] is finding.shows
        assert shown[slug]["corrected"]["said"].startswith("✓ holds at")


@pytest.mark.parametrize("activation", ["tanh", "relu", "identity"])
def test_the_network_runs_with_its_own_activation(activation):
    network = definition(Config(activation=activation))
    assert network.activation == activation
    shown = {e["slug"]: e for e in slips(Config(activation=activation), "all")["items"]}
    for slug, e in ERRATA.items():
        if e.kind != "prose":
            assert shown[slug]["corrected"]["holds"] is True, slug
    said = shown["embedding-index"]["printed"]["said"]
    elsewhere = "5 steps with the logistic sigmoid it misses" in said
    assert elsewhere == (activation == "identity"), said


def test_probabilities_beyond_float64_are_not_judged_in_a_large_network():
    config = Config(activation="identity", scale=16, D_h=20, V=50, T=20)
    shown = {item["slug"]: item for item in slips(config, "all")["items"]}
    beyond = shown["sign-between-forms"]
    for form in ("printed", "corrected"):
        assert beyond[form]["said"] == UNDECIDED
        assert beyond[form]["holds"] is None
        assert "residual" not in beyond[form]
    assert not beyond["shows"]
    for slug in ("local-only", "log-of-y"):
        assert shown[slug]["corrected"]["holds"] is True


def test_another_network_gives_other_residuals():
    first, second = items(run()), items(run(seed=5, T=6))
    changed = [
        slug
        for slug, item in first.items()
        if item["printed"]
        and item["printed"].get("residual") != second[slug]["printed"].get("residual")
    ]
    assert len(changed) >= 15


@pytest.mark.parametrize("section", ["abstract", "2", "5.2", "6"])
def test_a_section_can_be_picked(section):
    page = run(section=section)
    assert not page.exception
    begun = [slug for slug, e in ERRATA.items() if e.section == section]
    wanted = {slug for slug, e in ERRATA.items() if e.stands_in(section)}
    shown = list(items(page))
    assert shown[: len(begun)] == begun
    assert set(shown) == wanted
    assert begun


@pytest.mark.parametrize(
    ("slug", "where", "sections"),
    [
        ("l-index-order", "§§ 5.2, 5.3", {"5.2", "5.3"}),
        ("sum-or-mean", "§§ 2, 3", {"2", "3"}),
        ("layout", "§§ 3, 5, 6.1", {"3", "5.1", "5.2", "5.3", "6.1"}),
        ("delta-two-meanings", "§§ 5.2, 6.1", {"5.2", "6.1"}),
        ("missing-total", "§ 6", {"6", "6.1", "6.2"}),
        ("recursive", "abstract", {"abstract"}),
    ],
)
def test_a_slip_is_found_in_every_section_it_stands_in(slug, where, sections):
    seen = set()
    for section in ERRATA_SECTIONS:
        for item in slips(Config(), section)["items"]:
            if item["slug"] == slug:
                seen.add(section)
                assert item["where"] == where
    assert seen == sections


LEADS = {
    "row-or-column": "a one-hot vector selects",
    "immediate": "immediate partial",
    "product-order": "unroll a recursion",
    "embedding-row": "expand a definition",
    "inverse-jacobian": "gather into a matrix",
    "loss-without-time": "a one-hot vector selects",
    "mean-perplexity": "put in an earlier result",
    "missing-sum": "chain rule",
    "local-only": "collapse a Kronecker delta",
    "missing-total": "change the order of summation",
    "missing-own-loss": "collapse a Kronecker delta",
}
"""The rule of the line that some slips lead to."""
LAST = {"missing-total": "sum over instances", "missing-own-loss": "chain rule"}
"""The same where the last loss counts alone: nothing is added up over losses."""


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
@pytest.mark.parametrize("reduction", OVER)
def test_a_slip_leads_to_the_line_that_has_it_right(activation, reduction):
    listed = slips(Config(activation=activation), "all", reduction)["items"]
    later, leads = 0, LEADS | (LAST if reduction == "last" else {})
    for item in listed:
        to, e = item["derivation"], ERRATA[item["slug"]]
        assert (to is None) == (e.derivation is None)
        if to is None:
            continue
        shown = Version(to["slug"], activation, reduction).derivation
        expr = shown.lines[to["line"] - 1].expr
        later += to["line"] > 1
        if e.rule:
            assert shown.lines[to["line"] - 1].rule == e.rule
        if item["slug"] in leads:
            assert shown.lines[to["line"] - 1].rule == leads[item["slug"]]
        if item["slug"] == "t-minus-i":
            assert expr == e.corrected
        if item["slug"] == "instance-by-step":
            assert expr.xreplace(dict(shown.source_case)) == e.goal
    assert later >= 24


def test_what_does_not_show_here_says_so_and_where_it_does():
    shown = items(run(T=1))
    text = shown["product-order"]["printed"]["said"]
    assert text.startswith("does not show on this network; on one of 3 units")
    assert "misses by" in text
    assert shown["three-or-t"]["printed"]["said"].startswith("nothing to check")
    assert shown["z-of-previous"]["printed"]["said"].startswith("nothing to check")


def test_what_cannot_be_computed_names_the_symbol_or_the_place():
    shown = {item["slug"]: item for item in slips(Config(), "all")["items"]}
    said = {slug: (item["printed"] or {}).get("said") for slug, item in shown.items()}
    assert said["time-hats"] == (
        "✗ cannot be computed: ŷ is written without a time, and each step has its own "
        "value of it"
    )
    assert said["delta-3"] == "✗ cannot be computed: δ⁽³⁾ is not defined anywhere"
    assert said["layout"] == (
        "✗ cannot be computed at t = 1, s = 0: the shapes do not fit"
    )
    assert said["t-minus-i"] == (
        "✗ cannot be computed at t = 1, i = 2, j = 1: an index lies outside its range"
    )


def test_prose_is_shown_as_prose():
    item = slips(Config(), "abstract")["items"][0]
    assert item["printed"] is None
    assert item["quoted"] == {
        "label": "printed",
        "words": ["“recursive neural net”"],
        "said": "prose: nothing to run",
    }
    assert item["corrected"] == {
        "label": "correct",
        "words": ["“recurrent neural network”"],
    }


def test_what_is_left_out_is_not_said_to_be_printed():
    for item in slips(Config(), "all")["items"]:
        e = ERRATA[item["slug"]]
        labels = [part["label"] for part in (item["quoted"], item["printed"]) if part]
        labels.append(item["corrected"]["label"])
        assert ("printed" in labels) == (not e.omission)
        assert ("left out" in labels) == e.omission
        assert len(item["quoted"]["words"]) == len(e.quotes)


def test_an_unknown_section_is_said():
    page = run(section="9")
    said = [line for text in page.text for line in text.value.split("\n")]
    assert any(line.startswith("section = “9” is none of all") for line in said)


@pytest.mark.parametrize("query", [{"D_h": 1, "V": 2, "T": 1}, {"scale": 16, "T": 20}])
def test_no_traceback_at_the_edges(query):
    page = run(**query)
    assert not page.exception
    assert len(items(page)) == len(ERRATA)


def test_sympy_is_loaded_only_where_it_is_needed():
    code = """
import sys
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("app.py", default_timeout=60).run()
assert not page.exception
print("sympy" in sys.modules)
page = AppTest.from_file("app.py", default_timeout=60)
page.query_params["page"] = "derive"
page.run()
assert not page.exception
print("sympy" in sys.modules)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert re.findall("True|False", ran.stdout) == ["False", "True"], ran.stderr[-2000:]
