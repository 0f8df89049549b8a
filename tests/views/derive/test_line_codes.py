"""Tests of the code under a derivation's lines, and of what came of running it."""

import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from derivations import DERIVATIONS, in_activation
from derivations.code.line_code import line_code
from derivations.code.run import run_code
from tests.views.derive.derive_data import index_choice, line_data
from tests.views.pages import component_data, notices_of, open_page
from views.address.settings import Config
from views.derive import line_codes
from views.derive.line_codes import LATER, NO_INDEX, code_names
from views.proofs.checks import definition

EQUAL = re.compile(
    r"Runs here(?: at .+)?: equal to the line to (?:the last digit|.+)\."
)


@pytest.mark.parametrize("slug", DERIVATIONS)
def test_every_lines_code_is_the_printers_and_computes_the_line(slug):
    derivation = DERIVATIONS[slug]
    got = line_data(slug, len(derivation.lines), "code")
    for shown, line in zip(got["lines"], derivation.lines, strict=True):
        assert shown["code"]["text"] == line_code(derivation, line).text
        assert EQUAL.fullmatch(shown["code"]["said"]), shown["code"]["said"]
        assert shown["code"]["equal"] is True
    assert not got["numbers"]


def test_the_page_shows_code_where_the_address_asks_for_it():
    query = {"page": "derive", "derivation": "hidden-weights", "line": 4}
    page = open_page(**query, show="code", activation="tanh", t=2, i=3, j=1)
    assert not page.exception
    assert notices_of(page) == []
    assert page.radio(key="show").value == "code"
    got = component_data(page, "derivation")
    assert got["code_names"] == code_names()
    said = [line["code"]["said"] for line in got["lines"]]
    assert said[3].startswith("Runs here at t = 2, i = 3, j = 1: equal to the line to ")
    assert said[4:] == ["", ""]
    derivation = in_activation(DERIVATIONS["hidden-weights"], "tanh")
    assert got["lines"][3]["code"]["text"] == (
        line_code(derivation, derivation.lines[3]).text
    )
    page.radio(key="show").set_value("symbols").run()
    plain = component_data(page, "derivation")
    assert all("code" not in line for line in plain["lines"])
    assert plain["code_names"] == {}


def test_loops_that_take_too_long_are_not_run_and_that_is_said():
    config = Config(D_h=32, V=100, T=20)
    shown = line_data("instance-sum", 8, "code", config)["lines"][7]["code"]
    assert shown["said"] == (
        "Not run here: at this size the loops of the line take too long."
    )
    assert shown["equal"] is None
    assert shown["text"]


def test_of_long_lines_those_before_are_run_when_they_are_gone_to():
    config = Config(D_h=64, V=300, T=20)
    for line, said in ((3, LATER), (2, "Runs here at t = 3, i = 1, j = 2: equal to")):
        shown = line_data("hidden-weights", line, "code", config)["lines"]
        assert shown[line - 1]["code"]["equal"]
        assert shown[1]["code"]["said"].startswith(said)


def test_a_network_without_indices_in_range_runs_nothing():
    page = open_page(page="derive", derivation="earlier-error", T=1, show="code")
    assert not page.exception
    first = component_data(page, "derivation")["lines"][0]["code"]
    assert first["said"] == NO_INDEX
    assert first["text"]


def test_code_that_misses_its_line_is_said_to(monkeypatch):
    monkeypatch.setattr(line_codes, "run_code", lambda *_: 0.5)
    config = Config(seed=4711)
    said = line_data("hidden-weights", 5, "code", config)["lines"][4]["code"]
    assert re.search(r"j = 2: it misses the line by 0\.\d+\.$", said["said"])
    assert said["equal"] is False


def test_names_in_code_are_those_that_references_have():
    assert code_names()["slope"] == "dsigma"
    torch = code_names("torch")
    assert torch["weight_hh_l0"] == "H"
    assert "H" not in torch


def test_code_that_shares_runs_is_run_by_one_at_a_time():
    derivation, config = DERIVATIONS["instance-sum"], Config(seed=12)
    network, at = definition(config), index_choice("instance-sum", 8, config)
    written = line_code(derivation, derivation.lines[7])
    alone = run_code(written, network, at)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: run_code(written, network, at), range(40)))
    np.testing.assert_array_equal(found, alone)
