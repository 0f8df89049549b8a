"""The page Derive: its data against the engines, its map, and what an address asks."""

import json
from itertools import product

import numpy as np
import pytest

from derivations import DERIVATIONS, Check
from derivations.evaluation.evaluate import evaluate
from derivations.language import symbols as s
from rnn_core.activation import ACTIVATIONS
from tests.views.shell.test_page import data, run, said
from views.address.settings import Config
from views.derive import lines as derivation_lines
from views.derive.arrays import MOST, excerpt
from views.derive.lines import NOT_ALL, derivation_data
from views.derive.map import derivation_map, section_order
from views.derive.references import fractions_in, free_refs_in, refs_in
from views.model.model import model
from views.proofs.checks import definition
from views.proofs.checks import said as said_of
from views.proofs.cost import NO_MATRIX, NO_NUMBERS
from views.proofs.indices import indices, limits
from views.proofs.version import Version, named
from views.text.latex import bare

OWN = ("result", "J", "Jmean", "PP", "x", "y")
EVERY = [
    (slug, n) for slug, d in DERIVATIONS.items() for n in range(1, len(d.lines) + 1)
]


def version(slug, config, reduction="sum"):
    return Version(slug, config.activation, reduction)


def choice(slug, line, config, asked=None, reduction="sum"):
    """The free indices of a line, as near to those asked as fits."""
    derivation = version(slug, config, reduction).derivation
    network = definition(config)
    part = derivation.part_of(derivation.lines[line - 1])
    wanted = {"t": 3, "s": 1, "window": 2, "i": 1, "j": 2} | (asked or {})
    at = {}
    for index in indices(part):
        low, high = limits(part, index, network, at)
        at[index.symbol] = min(max(wanted[index.setting], low), high)
    return at


def shown(slug, line, show="symbols", config=None, reduction="sum", **asked):
    config = config or Config()
    at = choice(slug, line, config, asked, reduction)
    own = version(slug, config, reduction)
    return derivation_data(model(config), own, line, at, show, False)


def cell(array, row, column):
    return array["values"][array["rows"].index(row)][array["columns"].index(column)]


@pytest.mark.parametrize("slug", DERIVATIONS)
def test_every_line_is_pure_json_with_formula_rule_note_and_check(slug):
    assert_shown(shown(slug, len(DERIVATIONS[slug].lines), "numbers"))


def assert_shown(got):
    json.dumps(got, allow_nan=False)
    assert got["lines"][0]["goal"]
    for item in got["lines"]:
        assert item["holds"]
        assert item["check"].startswith("✓ Holds at ")
        assert item["rule"]
        assert item["note"].endswith(".")
        assert r"\htmlData" in item["numbers"]


OTHERS = [
    (activation, reduction, slug)
    for activation, reduction in (
        ("tanh", "sum"),
        ("relu", "sum"),
        ("identity", "sum"),
        ("tanh", "mean"),
    )
    for slug, plain in DERIVATIONS.items()
    if Version(slug, activation, reduction).derivation.lines != plain.lines
]


@pytest.mark.parametrize(("activation", "reduction", "slug"), OTHERS)
def test_new_lines_are_shown_like_the_others(activation, reduction, slug):
    config = Config(activation=activation)
    lines = Version(slug, activation, reduction).derivation.lines
    assert_shown(shown(slug, len(lines), "numbers", config, reduction))
    for n, line in enumerate(lines, 1):
        if line in DERIVATIONS[slug].lines:
            continue
        got = shown(slug, n, "symbols", config, reduction)
        keys = {array["key"] for array in got["arrays"]}
        assert {key for hits in got["cells"].values() for key, *_ in hits} <= keys
        if len(keys) < MOST:
            found = set(free_refs_in(got["lines"][n - 1]["tex"])) - set(got["cells"])
            assert found <= {"J()", "PP()"}
        compared(got, config)


@pytest.mark.parametrize(("slug", "line"), EVERY)
def test_the_arrays_of_a_line_are_the_engines_own(slug, line):
    config = Config()
    got = shown(slug, line)
    assert compared(got, config) or all(
        "/" in a["key"] or a["key"][:2] in ("re", "J(", "PP", "x(", "y(")
        for a in got["arrays"]
    )


def compared(got, config):
    """How many arrays were compared with the engine's."""
    net = model(config)
    trace, back, params = net.trace, net.back, net.params
    slope = ACTIVATIONS[config.activation].slope(trace.z)
    checked = 0
    for array in got["arrays"]:
        base, _, rest = array["key"].partition("(")
        times = [int(time) for time in rest.strip(")").split(";") if time.isdigit()]
        if "/" in array["key"] or base in OWN:
            continue
        expected = {
            "H": lambda *_: params.H,
            "L": lambda *_: params.L,
            "U": lambda *_: params.U,
            "h": lambda t: trace.h[t],
            "z": lambda t: trace.z[t - 1],
            "o": lambda t: trace.logits[t - 1],
            "yhat": lambda t: trace.yhat[t - 1],
            "dsigma": lambda t: slope[t - 1],
            "delta_o": lambda t: back.delta_o[t - 1],
            "delta": lambda s, t=None: (
                back.delta[t - 1, s - 1] if t else back.delta[:, s - 1].sum(axis=0)
            ),
        }[base](*times)
        values = np.array(array["values"]).reshape(np.shape(expected))
        np.testing.assert_allclose(values, expected, rtol=1e-9, atol=1e-15)
        checked += 1
    return checked


@pytest.mark.parametrize(("slug", "line"), EVERY)
def test_every_symbol_of_a_line_names_cells_that_exist(slug, line):
    got = shown(slug, line)
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


def test_the_mean_has_its_own_number_and_its_errors_light_up():
    config = Config()
    net = model(config)
    got = shown("full-gradient", 1, "numbers", config, "mean")
    assert got["lines"][0]["rule"] == "The mean is the sum over T"
    assert "ref=Jmean()" in got["lines"][0]["goal"]
    (partial,) = [a for a in got["arrays"] if a["key"] == "J()/H()"]
    np.testing.assert_allclose(partial["values"], net.back.gradients().H, rtol=1e-9)
    last = shown("full-gradient", 7, "numbers", config, "mean")
    result = last["arrays"][0]
    mean = net.back.gradients(reduction="mean").H
    np.testing.assert_allclose(result["values"], mean, rtol=1e-9)
    named_arrays = {f[0] for term in last["gather"]["terms"] for f in term["factors"]}
    assert {"delta(1)", "h(0)", "delta(4)", "h(3)"} <= named_arrays
    assert {term["sign"] for term in last["gather"]["terms"]} == {0}


@pytest.mark.parametrize("line", [6, 12])
def test_what_overflows_float64_is_settled_and_not_drawn(line):
    config = Config(activation="relu", scale=16, T=8, D_h=4)
    got = shown("perplexity", line, "numbers", config)
    json.dumps(got, allow_nan=False)
    assert all(item["check"].startswith("✓ Holds at ") for item in got["lines"])
    if line == 12:
        assert got["arrays"] == []
        assert r"\text{not finite}" in got["lines"][line - 1]["numbers"]
    large = Config(activation="identity", scale=16, D_h=20, V=50, T=20)
    checks = shown("softmax-loss", 1, config=large)["lines"]
    choices = {item["check"].split(" choices")[0] for item in checks}
    assert choices == {"✓ Holds at 50", "✓ Holds at 1,000"}
    assert said_of(Check(True, float("nan"), 0), 20).startswith("Not checked: ")


def test_the_page_names_activation_and_reduction_where_they_matter():
    assert named(Version("softmax-loss", "tanh", "mean")) == ""
    assert named(Version("hidden-error", "tanh", "mean")) == "σ is tanh."
    both = named(Version("full-gradient", "relu", "mean"))
    assert both.startswith("σ is ReLU, max(0, z). J̄ is the mean of the losses over t")
    query = {"page": "derive", "activation": "identity", "reduction": "mean"}
    page = run(derivation="full-gradient", line=41, **query)
    assert not page.exception
    assert named(Version("full-gradient", "identity", "mean")) in page.markdown[0].value
    got = data(page, "derivation")
    assert len(got["lines"]) == len(DERIVATIONS["full-gradient"].lines) + 4
    assert all(line["holds"] for line in got["lines"])
    changed = run(derivation="hidden-error", line=10, **query)
    assert data(changed, "derivation")["lines"][9]["rule"] == (
        "Put in the identity's slope"
    )


def test_a_symbol_lights_exactly_its_own_number():
    got = shown("hidden-weights", 5, "numbers")
    network, at = definition(Config()), choice("hidden-weights", 5, Config())
    arrays = {array["key"]: array for array in got["arrays"]}
    for ref, expr in {"delta(3;3;1)": s.delta[3, 3, 1], "h(2;2)": s.h[2, 2]}.items():
        ((key, row, column),) = got["cells"][ref]
        value = cell(arrays[key], row, column or 1)
        assert value == evaluate(expr, network, at)


def test_a_summed_unit_is_a_whole_row_and_a_summed_time_every_array():
    got = shown("instance-sum", 10)
    assert got["cells"]["H(k;m;l)"] == [["H()", 0, 0]]
    assert got["cells"]["h(k;l)"] == [[f"h({k})", 0, 0] for k in range(3)]
    word = int(model(Config()).trace.inputs[0]) + 1
    assert ["L()", 0, word] in got["cells"]["L(k;m;x(k+1))"]


def test_an_index_called_j_is_j_in_the_address():
    part = DERIVATIONS["previous-hidden"].parts[0]
    assert [index.setting for index in indices(part)][-1] == "j"
    (*_, word) = indices(DERIVATIONS["softmax-loss"].parts[0])
    assert word.setting == "i"


def test_the_matrix_stays_beside_its_elements():
    got = shown("hidden-weights", 2)
    assert got["arrays"][0]["key"] == "result"
    assert got["gather"] == {"terms": [], "line": 5}
    assert got["cells"]["J(t)/H(t-1;i;j)"] == [["result", 1, 2]]


def test_what_is_left_out_beside_a_line_is_said():
    assert shown("full-gradient", 4)["left_out"] == ""
    long = shown("full-gradient", 4, config=Config(T=12))
    assert long["left_out"] == NOT_ALL


def test_a_partials_array_and_its_fraction():
    got = shown("hidden-weights", 1)
    assert got["cells"]["J(t)/z(t;m)"] == [["J(3)/z(3)", 0, 0]]
    (array,) = [a for a in got["arrays"] if a["key"] == "J(3)/z(3)"]
    expected = model(Config()).back.delta[2, 2]
    np.testing.assert_allclose(np.ravel(array["values"]), expected, rtol=1e-9)


@pytest.mark.parametrize(
    ("slug", "line"), [(a, n) for a, n in EVERY if DERIVATIONS[a].lines[n - 1].gathered]
)
def test_a_gathered_line_has_its_matrix_and_the_way_to_its_elements(slug, line):
    got = shown(slug, line)
    result, config = got["arrays"][0], Config()
    derivation, network = DERIVATIONS[slug], definition(config)
    at = choice(slug, line, config)
    whole = derivation.lines[line - 1].value(network, at)
    np.testing.assert_allclose(result["values"], whole, rtol=1e-9, atol=1e-13)
    element = derivation.lines[got["gather"]["line"] - 1]
    assert not element.gathered
    assert derivation.claim(element) == derivation.claim(derivation.lines[line - 1])


def test_an_outer_product_says_what_each_element_is_made_of():
    got = shown("hidden-weights", 6)
    (term,) = got["gather"]["terms"]
    assert term == {
        "sign": 1,
        "factors": [["delta(3;3)", "r", 0], ["h(2)", "c", 0]],
    }
    left, right = ({a["key"]: a for a in got["arrays"]}[f[0]] for f in term["factors"])
    for r, c in product(range(3), repeat=2):
        made = left["values"][r][0] * right["values"][c][0]
        assert got["arrays"][0]["values"][r][c] == pytest.approx(made, rel=1e-12)


def test_a_difference_keeps_its_signs():
    got = shown("softmax-loss", 9)
    signs = {term["factors"][0][0]: term["sign"] for term in got["gather"]["terms"]}
    assert signs == {"yhat(3)": 1, "y(3)": -1}


def test_a_truncated_gradient_is_not_taken_for_the_whole_one():
    slug = "full-gradient"
    line = next(n for n, item in enumerate(DERIVATIONS[slug].lines, 1) if n > 34)
    one, all_ = (shown(slug, line, t=4, window=w) for w in (1, 4))
    assert one["lines"][line - 1]["goal"] == all_["lines"][line - 1]["goal"]
    assert "|" in "".join(refs_in(one["lines"][line - 1]["goal"]))


def test_a_large_array_is_shown_in_part_with_the_chosen_indices():
    assert excerpt(8, {3}) == list(range(1, 9))
    assert excerpt(9, {7}) == [1, 2, 3, 4, 7, 9]
    assert excerpt(10_000, {7, 500}) == [1, 2, 3, 7, 500, 10_000]
    config = Config(D_h=20, V=50, T=12)
    got = shown("hidden-weights", 2, config=config, t=12, i=17, j=11)
    for array in got["arrays"]:
        assert len(array["rows"]) <= 8
        assert len(array["columns"]) <= 8
    weights = next(a for a in got["arrays"] if a["key"] == "H()")
    assert 17 in weights["rows"]
    assert 11 in weights["columns"]
    assert weights["shape"] == [20, 20]


def test_what_would_take_too_long_is_left_out_and_said(monkeypatch):
    """At (128, 8000, 100) these would take from seconds to minutes."""

    def unchecked(_, version):
        return tuple(Check(True, 0.0, 1) for _ in version.derivation.lines)

    monkeypatch.setattr(derivation_lines, "proof", unchecked)
    config = Config(D_h=128, V=8000, T=100)
    for slug, line in (("instance-sum", 2), ("output-weights", 1)):
        item = shown(slug, line, "numbers", config, t=100)["lines"][line - 1]
        assert "numbers" not in item
        assert item["check"].endswith(NO_NUMBERS)
    got = shown("full-gradient", 6, config=config)
    assert got["left_out"] == NO_MATRIX
    assert got["gather"] is None


def test_references_are_found_and_taken_away():
    tex = r"\sum \frac{\partial \htmlData{ref=J(t)}{J^{(t)}}}{\partial "
    tex += r"\htmlData{ref=z(t;m)}{z_m^{(t)}}} \htmlData{new=1}{\htmlData{ref=h(k;l)}"
    tex += r"{h_l^{(k)}}}"
    assert fractions_in(tex) == ["J(t)/z(t;m)"]
    assert free_refs_in(tex) == ["J(t)/z(t;m)", "h(k;l)"]
    assert r"\htmlData" not in bare(tex)
    for slug, derivation in DERIVATIONS.items():
        line = derivation.lines[-1]
        plain = line.latex()
        assert bare(line.latex(refs=True)).replace("{", "").replace("}", "") == (
            plain.replace("{", "").replace("}", "")
        ), slug


def test_the_map_has_every_derivation_once_in_the_sources_order():
    columns = derivation_map("perplexity")["columns"]
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


def test_the_address_restores_derivation_line_indices_and_mode():
    page = run(
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
    got = data(page, "derivation")
    assert (got["slug"], got["line"]) == ("earlier-weights", 4)
    assert got["numbers"]
    assert got["predict"]
    assert got["where"] == "t = 4, s = 2, i = 3, j = 1"
    assert data(page, "map")["chosen"] == "earlier-weights"
    labels = [box.label for box in page.number_input]
    assert {"Loss t ≤ 4", "Step s ≤ 4", "Row i ≤ 3", "Column j ≤ 3", "Line"} <= {
        *labels
    }


def test_an_index_over_the_vocabulary_is_called_a_word():
    page = run(page="derive", derivation="output-weights", i=6, j=3)
    assert not page.exception
    assert "Word w ≤ 6" in [box.label for box in page.number_input]
    assert data(page, "derivation")["where"] == "t = 3, w = 6, j = 3"


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
        ({"show": "x"}, "show = “x” is none of symbols, numbers: symbols is used."),
        (
            {"derivation": "earlier-error", "t": 2, "s": 3},
            "s = 3 does not fit t = 2: 1",
        ),
        ({"derivation": "nonsense"}, "derivation = “nonsense” is none of"),
    ],
)
def test_what_does_not_fit_is_replaced_and_said(query, expected):
    page = run(**{"page": "derive", "derivation": "hidden-weights"} | query)
    assert not page.exception
    assert any(line.startswith(expected) for line in said(page)), said(page)


def test_a_network_too_short_for_a_derivation_says_so():
    page = run(page="derive", derivation="earlier-error", T=1, show="numbers")
    assert not page.exception
    assert any("no t is in range" in line for line in said(page))
    assert data(page, "derivation")["arrays"] == []


@pytest.mark.parametrize("slug", DERIVATIONS)
@pytest.mark.parametrize("sizes", [{"D_h": 1, "V": 2, "T": 2}, {"D_h": 9, "T": 12}])
def test_every_derivation_is_drawn_at_every_size(slug, sizes):
    last = len(DERIVATIONS[slug].lines)
    page = run(page="derive", derivation=slug, line=last, show="numbers", **sizes)
    assert not page.exception
    assert data(page, "derivation")["line"] == last


def test_stepping_changes_derivation_and_line():
    page = run(page="derive")
    page.selectbox(key="derivation").set_value("hidden-weights").run()
    page.number_input(key="line").set_value(4).run()
    got = data(page, "derivation")
    assert got["line"] == 4
    assert len(got["lines"]) == len(DERIVATIONS["hidden-weights"].lines)
    assert all(line["holds"] for line in got["lines"])
