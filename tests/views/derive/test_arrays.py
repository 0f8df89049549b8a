"""Tests of the arrays beside a line, against the engine."""

from itertools import product

import numpy as np
import pytest

from derivations import DERIVATIONS
from derivations.evaluation.evaluate import evaluate
from derivations.language import symbols as s
from tests.lines import number
from tests.views.derive.derive_data import EVERY, compared, index_choice, line_data
from views.address.settings import Config
from views.derive.arrays import MOST, excerpt_positions
from views.derive.references import free_refs_in
from views.model.model import model
from views.proofs.checks import definition


def cell(array, row, column):
    return array["values"][array["rows"].index(row)][array["columns"].index(column)]


@pytest.mark.parametrize(("slug", "line"), EVERY)
def test_the_arrays_of_a_line_are_the_engines_own(slug, line):
    config = Config()
    got = line_data(slug, line)
    assert compared(got, config) or all(
        "/" in a["key"] or a["key"][:2] in ("re", "J(", "PP", "x(", "y(")
        for a in got["arrays"]
    )


@pytest.mark.parametrize(("slug", "line"), EVERY)
def test_every_symbol_of_a_line_names_cells_that_exist(slug, line):
    got = line_data(slug, line)
    arrays = {array["key"]: array for array in got["arrays"]}
    item = got["lines"][line - 1]
    for ref, hits in got["cells"].items():
        assert hits
        for key, row, column in hits:
            rows, columns = arrays[key]["rows"], arrays[key]["columns"]
            assert row == 0 or row in rows or len(rows) < arrays[key]["shape"][0], ref
            assert column == 0 or column in columns, ref
    if len(got["arrays"]) < MOST:
        assert set(free_refs_in(item["tex"])) - set(got["cells"]) <= {"J()", "PP()"}


def test_a_symbol_lights_exactly_its_own_number():
    got = line_data("hidden-weights", 5, "numbers")
    network, index_values = (
        definition(Config()),
        index_choice("hidden-weights", 5, Config()),
    )
    arrays = {array["key"]: array for array in got["arrays"]}
    for ref, expr in {"delta(3;3;1)": s.delta[3, 3, 1], "h(2;2)": s.h[2, 2]}.items():
        ((key, row, column),) = got["cells"][ref]
        value = cell(arrays[key], row, column or 1)
        assert value == evaluate(expr, network, index_values)


def test_a_summed_unit_is_a_whole_row_and_a_summed_time_every_array():
    got = line_data("instance-sum", number("instance-sum", "expand a definition"))
    assert got["cells"]["H(k;m;l)"] == [("H()", 0, 0)]
    assert got["cells"]["h(k;l)"] == [(f"h({k})", 0, 0) for k in range(3)]
    word = int(model(Config()).trace.inputs[0]) + 1
    assert ("L()", 0, word) in got["cells"]["L(k;m;x(k+1))"]


def test_the_matrix_stays_beside_its_elements():
    got = line_data("hidden-weights", 2)
    assert got["arrays"][0]["key"] == "result"
    assert got["gather"] == {"terms": [], "line": 5}
    assert got["cells"]["J(t)/H(t-1;i;j)"] == [("result", 1, 2)]


def test_a_partials_array_and_its_fraction():
    got = line_data("hidden-weights", 1)
    assert got["cells"]["J(t)/z(t;m)"] == [("J(3)/z(3)", 0, 0)]
    (array,) = [a for a in got["arrays"] if a["key"] == "J(3)/z(3)"]
    expected = model(Config()).back.delta[2, 2]
    np.testing.assert_allclose(np.ravel(array["values"]), expected, rtol=1e-9)


@pytest.mark.parametrize(
    ("slug", "line"), [(a, n) for a, n in EVERY if DERIVATIONS[a].lines[n - 1].gathered]
)
def test_a_gathered_line_has_its_matrix_and_the_way_to_its_elements(slug, line):
    got = line_data(slug, line)
    result, config = got["arrays"][0], Config()
    derivation, network = DERIVATIONS[slug], definition(config)
    index_values = index_choice(slug, line, config)
    whole = derivation.lines[line - 1].value(network, index_values)
    np.testing.assert_allclose(result["values"], whole, rtol=1e-9, atol=1e-13)
    element = derivation.lines[got["gather"]["line"] - 1]
    assert not element.gathered
    assert derivation.claim(element) == derivation.claim(derivation.lines[line - 1])


def test_an_outer_product_says_what_each_element_is_made_of():
    got = line_data("hidden-weights", 6)
    (term,) = got["gather"]["terms"]
    assert term == {
        "sign": 1,
        "factors": [("delta(3;3)", "r", 0), ("h(2)", "c", 0)],
    }
    left, right = ({a["key"]: a for a in got["arrays"]}[f[0]] for f in term["factors"])
    for r, c in product(range(3), repeat=2):
        made = left["values"][r][0] * right["values"][c][0]
        assert got["arrays"][0]["values"][r][c] == pytest.approx(made, rel=1e-12)


@pytest.mark.parametrize(
    ("step", "factors"), [(2, {"dsigma(2)"}), (4, {"dsigma(4)", "U()", "delta_o(4)"})]
)
def test_of_cases_the_one_that_is_so_says_what_makes_an_element(step, factors):
    line = number("full-gradient", "gather", "The error")
    got = line_data("full-gradient", line, s=step)
    (term,) = got["gather"]["terms"]
    assert {key for key, *_ in term["factors"]} == factors


def test_a_difference_keeps_its_signs():
    got = line_data("softmax-loss", 9)
    signs = {term["factors"][0][0]: term["sign"] for term in got["gather"]["terms"]}
    assert signs == {"yhat(3)": 1, "y(3)": -1}


def test_a_large_array_is_shown_in_part_with_the_chosen_indices():
    assert excerpt_positions(8, {3}) == list(range(1, 9))
    assert excerpt_positions(9, {7}) == [1, 2, 3, 4, 7, 9]
    assert excerpt_positions(10_000, {7, 500}) == [1, 2, 3, 7, 500, 10_000]
    config = Config(D_h=20, V=50, T=12)
    got = line_data("hidden-weights", 2, config=config, t=12, i=17, j=11)
    for array in got["arrays"]:
        assert len(array["rows"]) <= 8
        assert len(array["columns"]) <= 8
    weights = next(a for a in got["arrays"] if a["key"] == "H()")
    assert 17 in weights["rows"]
    assert 11 in weights["columns"]
    assert weights["shape"] == [20, 20]
