"""The page Jacobians: the factor strip, its order, and its size against distance."""

import json
import re

import mpmath
import numpy as np
import pytest

from rnn_core import Params, Vocabulary, next_word_window
from tests.views.shell.test_page import data, run, said
from views.address.settings import DEFAULT_TEXT, Config
from views.jacobians.captions import balance_word, regime
from views.jacobians.controls import PRESETS, swap_sent
from views.jacobians.distance_figure import distance_curves
from views.jacobians.factor_strip import factor_strip, shown
from views.jacobians.horizon import (
    balance,
    decimal,
    distances,
    horizon,
    valued_distances,
)
from views.jacobians.products import log_norm, product, scaled
from views.jacobians.spectrum_figure import spectrum_figure
from views.jacobians.swap import miss
from views.text.names import power_of_ten
from views.text.numerals import exponential

SLOPES = {
    "sigmoid": lambda z: mpmath.diff(lambda u: 1 / (1 + mpmath.exp(-u)), z),
    "tanh": lambda z: 1 - mpmath.tanh(z) ** 2,
    "relu": lambda z: mpmath.mpf(int(z > 0)),
    "identity": lambda z: mpmath.mpf(1),
}
VALUES = {
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
    "tanh": mpmath.tanh,
    "relu": lambda z: max(z, mpmath.mpf(0)),
    "identity": lambda z: z,
}


def page_of(**query):
    page = run(page="jacobians", **query)
    assert not page.exception
    return page


def factors(steps, hidden=3, activation="sigmoid", vocab=6):
    """J_1, ..., J_steps of the default text read round and round, with 40 digits."""
    params = Params.random(hidden, vocab, 0)
    vocabulary = Vocabulary.from_text(DEFAULT_TEXT, vocab)
    words = next_word_window(vocabulary.encode(DEFAULT_TEXT), 4).inputs
    H, L = mpmath.matrix(params.H.tolist()), params.L
    h, found = mpmath.matrix(params.h0.tolist()), []
    for k in range(steps):
        z = H * h + mpmath.matrix(L[:, words[k % len(words)]].tolist())
        slope = mpmath.diag([SLOPES[activation](v) for v in z])
        found.append(slope * H)
        h = mpmath.matrix([VALUES[activation](v) for v in z])
    return found


def multiplied(found, order):
    whole = mpmath.eye(found[0].rows)
    for n in order:
        whole = whole * found[n - 1]
    return whole


def agree(matrix, expected, relative=1e-11):
    """A matrix of the picture is `expected`, entry by entry to its largest."""
    scale = mpmath.mpf(10) ** matrix["exponent"]
    largest = max(abs(v) for v in expected) or 1
    for r, row in enumerate(matrix["cells"]):
        for c, value in enumerate(row):
            assert abs(value * scale - expected[r, c]) <= relative * largest
    norm = matrix["norm"]
    size = mpmath.mpf(norm["value"]) * mpmath.mpf(10) ** norm["exponent"]
    assert abs(size / mpmath.svd_r(expected, compute_uv=False)[0] - 1) <= relative


@pytest.fixture(autouse=True)
def digits():
    with mpmath.workdps(40):
        yield


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
def test_every_factor_and_running_product_is_that_of_many_digits(activation):
    picture = data(page_of(to=6, s=2, activation=activation), "factor_strip")
    known = factors(6, activation=activation)
    assert [f["n"] for f in picture["factors"]] == [6, 5, 4, 3]
    order = []
    for factor in picture["factors"]:
        order.append(factor["n"])
        J = np.array(known[factor["n"] - 1].tolist(), dtype=float)
        np.testing.assert_allclose(factor["cells"], J, rtol=1e-12)
        weighted = np.array(factor["slope"])[:, None] * picture["H"]
        np.testing.assert_array_equal(factor["cells"], weighted)
        agree(factor["product"], multiplied(known, order))
    assert picture["order"] is None
    assert picture["largest"] == np.abs([f["cells"] for f in picture["factors"]]).max()


def test_a_thousand_factors_keep_their_pattern():
    found = factor_strip(Config(), 1000, 1000, 0, 0)
    known = factors(1000)
    whole = multiplied(known, range(1000, 0, -1))
    last = found["factors"][-1]
    assert last["product"]["exponent"] < -700
    agree(last["product"], whole)
    folded = [f.get("more") or f["n"] for f in found["factors"]]
    assert folded == [1000, 999, 996, 2, 1]
    norm = mpmath.svd_r(whole, compute_uv=False)[0]
    assert abs(log_norm(Config(), 1000, 1000, 0) - mpmath.log(norm)) < 1e-9


@pytest.mark.parametrize(
    ("t", "s", "n"), [(4, 1, 2), (4, 1, 3), (9, 0, 4), (200, 3, 4), (200, 3, 100)]
)
def test_a_swap_is_the_product_in_that_order_and_its_miss(t, s, n):
    found = factor_strip(Config(), 200, t, s, n)
    known = factors(t)
    order = list(range(t, s, -1))
    moved = [{n: n + 1, n + 1: n}.get(place, place) for place in order]
    whole, swapped = multiplied(known, order), multiplied(known, moved)
    agree(found["order"]["kept"], whole)
    agree(found["order"]["swapped"], swapped)
    agree(found["order"]["difference"], swapped - whole)
    assert found["factors"][-1]["product"] == found["order"]["swapped"]
    relative = mpmath.mnorm(swapped - whole, "f") / mpmath.mnorm(whole, "f")
    assert found["order"]["relative"] == pytest.approx(float(relative), rel=1e-11)
    for factor in found["factors"]:
        if "n" in factor:
            assert factor["n"] == moved[order.index(factor["place"])]
            head = moved[: order.index(factor["place"]) + 1]
            agree(factor["product"], multiplied(known, head))


def test_what_commutes_misses_by_nothing():
    alike = Config(activation="identity")
    assert miss(alike, 9, 9, 0, 4).relative == 0
    assert miss(Config(D_h=1), 9, 9, 0, 4).relative == 0
    assert miss(Config(), 9, 9, 0, 4).relative > 0.001
    words = data(page_of(activation="identity", swap=2), "factor_strip")["words"]
    assert "the same matrix, or commute" in words


def test_dead_units_give_products_of_exactly_zero():
    edits = "L1.1_-9*L1.2_-9"
    page = page_of(D_h=1, V=2, activation="relu", edits=edits, to=50, s=0, swap=20)
    assert page.markdown[0].value.startswith("**They end in an exact 0.**")
    picture = data(page, "factor_strip")
    assert picture["order"]["relative"] is None
    assert picture["words"].startswith("The product is 0")
    assert picture["factors"][-1]["product"]["norm"] == {"value": 0, "exponent": 0}
    assert exponential(-np.inf) == "0"


def test_shown_folds_and_never_hides_the_swap():
    assert shown(4, 0, 0) == [4, 3, 2, 1]
    assert shown(9, 2, 0) == [9, 8, None, 4, 3]
    assert shown(9, 2, 8) == [9, 8, None, 4, 3]
    assert shown(90, 2, 40) == [90, None, 41, 40, None, 3]
    assert shown(90, 2, 3) == [90, 89, None, 4, 3]
    assert shown(90, 2, 4) == [90, None, 5, 4, 3]
    assert shown(3, 3, 0) == []


@pytest.mark.parametrize("exponent", [-3000, -1074, -1, 0, 1, 10, 3321, 4000])
def test_powers_of_two_become_powers_of_ten(exponent):
    values, tens = decimal(scaled(np.array([[0.75, -1e-9]]), exponent))
    assert 1 <= values.max() < 10
    for value, given in zip(values.flat, [0.75, -1e-9], strict=True):
        exact = mpmath.mpf(given) * mpmath.mpf(2) ** exponent
        assert abs(value * mpmath.mpf(10) ** tens / exact - 1) < 3e-16


@pytest.mark.parametrize(
    "query",
    [
        {"D_h": 1, "V": 2, "T": 1},
        {"D_h": 8, "V": 20, "T": 12, "to": 12, "s": 0, "swap": 5},
        {"D_h": 13, "horizon": 300, "to": 300, "s": 0, "swap": 299},
        {"D_h": 256, "V": 10_000, "T": 100, "horizon": 1000, "to": 120, "s": 2},
        {"horizon": 1, "to": 0, "s": 0},
        {"horizon": 1000, "to": 1000, "s": 1000},
        {"activation": "tanh", "scale": 16, "horizon": 1000, "to": 999, "s": 3},
        {"activation": "relu", "gain": 16, "horizon": 1000, "to": 1000},
        {"activation": "identity", "gain": 0.01, "horizon": 1000, "to": 1000},
        {"text": "😀 שלום עולם", "horizon": 50, "to": 50},
    ],
)
def test_no_traceback_at_any_size(query):
    page = page_of(**query)
    picture = data(page, "factor_strip")
    assert picture["D"] == int(query.get("D_h", 3))
    assert len(picture["units"]) <= 12
    assert len(page.get("bidi_component")[0].proto.json) < 40_000
    numbers = len(picture["units"]) ** 2 * 15
    assert numbers < 2500
    for chart in page.get("plotly_chart"):
        spec = json.loads(chart.proto.spec)
        assert len(chart.proto.spec) < 250_000
        assert spec["layout"]["height"] <= 400


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"to": 101}, "to = 101 does not fit a horizon of 100 steps: 100 is used."),
        ({"to": 2, "s": 9}, "s = 9 does not fit t = 2: 2 is used."),
        ({"swap": 9}, "swap = 9 does not fit s = 1 and t = 4: 3 is used."),
        ({"swap": 1}, "swap = 1 does not fit s = 1 and t = 4: 2 is used."),
        ({"s": 3, "swap": 3}, "swap = 3 does not fit s = 3 and t = 4: 0 is used."),
        ({"horizon": "x"}, "horizon = “x” is not a whole number: 100 is used."),
        ({"horizon": 5000}, "horizon = “5000” is not from 1 to 1000: 1000 is used."),
        ({"swap": -1}, "swap = “-1” is not from 0 to 1000: 0 is used."),
        (
            {"activation": "relu", "recurrent": "orthogonal", "gain": 16,
             "horizon": 1000},
            "These weights overflow after step 257: the horizon ends there, not at "
            "1000.",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_replaced(query, expected):
    page = page_of(**query)
    assert expected in said(page)
    picture = data(page, "factor_strip")
    for name, key in (("to", "t"), ("s", "s"), ("swap", "swap")):
        assert page.number_input(key=name).value == picture[key]


def test_garbage_sent_by_a_browser_is_not_taken(monkeypatch):
    taken = []
    monkeypatch.setattr(
        "views.jacobians.controls.put", lambda **values: taken.append(values)
    )
    for sent in (None, "1", [2], {"n": 1}, -1, 1e9, float("nan"), float("inf"), True):
        swap_sent(sent)
    assert taken in ([], [{"swap": 1}])
    swap_sent(2.0)
    assert taken[-1] == {"swap": 2}


def test_the_words_are_read_round_and_round_as_edited():
    z = horizon(Config(edits="x2_sea"), 9).states.z
    h = horizon(Config(edits="x2_sea"), 9).states.h
    params = Params.random(3, 6, 0)
    vocabulary = Vocabulary.from_text(DEFAULT_TEXT, 6)
    words = next_word_window(vocabulary.encode(DEFAULT_TEXT), 4).inputs.copy()
    words[1] = vocabulary.words.index("sea")
    for k in range(9):
        expected = params.H @ h[k] + params.L[:, words[k % 4]]
        np.testing.assert_allclose(z[k], expected, rtol=1e-13)


@pytest.mark.parametrize("slug", ["step-jacobian", "jacobian-product"])
def test_its_derivations_are_a_button_away(slug):
    page = page_of()
    page.button(key=f"to_{slug}").click().run()
    assert not page.exception
    assert page.selectbox(key="derivation").value == slug


@pytest.mark.parametrize("name", PRESETS)
def test_presets_do_what_they_say(name):
    page = page_of(swap=2)
    page.button(key=f"preset_{name}").click().run()
    assert not page.exception
    assert said(page) == []
    picture = data(page, "factor_strip")
    assert [picture[key] for key in ("t", "s", "swap")] == [1000, 0, 0]
    word = {"Vanish": "vanish", "Hold": "hold", "Explode": "explode"}[name]
    assert page.markdown[0].value.startswith(f"**They {word}.**")
    norm = picture["factors"][-1]["product"]["norm"]
    size = float(np.log10(norm["value"])) + norm["exponent"]
    expected = {"Vanish": -747, "Hold": 0, "Explode": 1000 * np.log10(1.1)}[name]
    assert size == pytest.approx(expected, abs=0.1)


def test_the_regime_names_its_numbers():
    found = horizon(Config(), 1000)
    words = regime(found)
    H = Params.random(3, 6, 0).H
    assert found.norm == pytest.approx(np.linalg.norm(H, 2))
    assert re.search(r"0\.250 × 1\.05 = 0\.262", words)
    assert found.exponents[-1].max() == pytest.approx(-1.721, abs=1e-3)
    assert "λ₁ is −1.72" in words


@pytest.mark.parametrize(("t", "most"), [(4, 5), (20, 21), (100, 8), (1000, 11)])
def test_the_curves_are_logarithms_of_singular_values(t, most):
    config = Config()
    found = distances(config, 1000, t)
    assert len(found.valued) == most
    assert (found.valued[0], found.valued[-1]) == (0, t)
    figure = distance_curves(found, 1, log_norm(config, 1000, t, 1))
    traces = {trace.name.split(" ")[0]: trace for trace in figure.data}
    assert all(len(trace.x) <= 300 for trace in figure.data)
    known = factors(min(t, 20)) if t <= 20 else factors(t)
    distance = found.valued[-2]
    with mpmath.workdps(40 + 2 * distance):
        whole = multiplied(known, range(t, t - distance, -1))
        values = sorted(mpmath.svd_r(whole, compute_uv=False), reverse=True)
    place = list(found.valued).index(distance)
    drawn = np.array(
        [v for v in traces["singular"].y if v is not None], dtype=float
    ).reshape(3, -1)[:, place]
    np.testing.assert_allclose(
        drawn, [float(mpmath.log10(v)) for v in values], rtol=1e-9
    )
    assert traces["norm"].y[0] == 0
    bound = np.array(traces["bound"].y, dtype=float)
    assert (np.array(traces["norm"].y, dtype=float) <= bound + 1e-9).all()
    (chosen,) = traces["chosen"].x
    assert chosen == t - 1


def test_where_float64_ends_is_marked():
    found = distances(Config(), 1000, 1000)
    params = Params.random(3, 6, 0)
    slope = horizon(Config(), 1000).states.slope
    whole, lasted = np.eye(3), 0
    for row in slope[::-1]:
        whole = whole * row @ params.H
        if np.abs(whole).max() < np.finfo(float).tiny:
            break
        lasted += 1
    assert found.reach == lasted
    figure = distance_curves(found, 0, -1.0)
    assert figure.layout.shapes[0].x0 == lasted + 0.5
    assert not distance_curves(distances(Config(), 100, 50), 0, -1.0).layout.shapes


def test_powers_of_ten_name_the_axis():
    figure = distance_curves(distances(Config(), 1000, 1000), 0, -1719.0)
    assert "10⁻⁶⁰⁰" in figure.layout.yaxis.ticktext
    assert len(figure.layout.yaxis.ticktext) <= 9
    assert power_of_ten(-12) == "10⁻¹²"
    assert valued_distances(0) == (0,)


@pytest.mark.parametrize("hidden", [1, 3, 20, 100])
def test_eigenvalues_and_exponents_are_drawn(hidden):
    found = horizon(Config(D_h=hidden), 400)
    figure = spectrum_figure(found)
    circle, values, *lines = figure.data
    H = Params.random(hidden, 6, 0).H
    known = np.linalg.eigvals(H)
    drawn = np.array(values.x) + 1j * np.array(values.y)
    np.testing.assert_allclose(np.sort_complex(drawn), np.sort_complex(known))
    np.testing.assert_allclose(np.hypot(circle.x, circle.y), 1, atol=1e-5)
    assert len(lines) == min(hidden, 8)
    assert all(len(line.x) <= 300 for line in lines)
    assert lines[0].y[-1] == found.exponents[-1, 0]


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({}, "agree"),
        ({"D_h": 16, "horizon": 1000, "to": 1000, "s": 0}, "agree"),
        ({"to": 3, "s": 3}, "agree in every digit"),
        ({"D_h": 40}, "Beyond D_h = 32"),
    ],
)
def test_the_check_is_shown(query, word):
    page = page_of(**query)
    bodies = [html.proto.body for html in page.get("html")]
    (text,) = [body for body in bodies if "singular values" in body]
    assert word in text
    assert "do not agree" not in text


def test_the_check_of_a_singular_product_and_of_a_wrong_sum():
    singular = Config(edits="H1.1_0*H1.2_0*H1.3_0")
    found = balance(singular, 10, 9, 2)
    assert found.left == found.right == -np.inf
    assert "singular" in balance_word(found)
    right = balance(Config(), 100, 50, 2)
    assert balance_word(right).startswith("agree")
    assert balance_word(right._replace(left=right.left * (1 + 1e-8))) == "do not agree"
    assert balance_word(right._replace(left=-np.inf)) == "do not agree"


def test_products_from_kept_ones_are_those_from_the_start():
    states = horizon(Config(D_h=5), 300).states
    for s in (300, 299, 251, 250, 249, 100, 0):
        found = product(Config(D_h=5), 300, 300, s)
        whole = np.eye(5)
        for slope in states.slope[s:300][::-1]:
            whole = whole * slope @ states.params.H
        known = np.ldexp(found.values, found.exponent)
        np.testing.assert_allclose(known, whole, rtol=1e-12)
