"""Tests of the page Check: the gradient by three routes."""

import numpy as np
import pytest

from tests.views.pages import component_data, notices_of, open_page
from views.address.settings import Config
from views.check.gradient_heatmaps import SPAN, colour_limits, headline, kink_warning
from views.check.gradient_routes import (
    EXPONENTS,
    central_gradients,
    error_curve,
    gradient_numbers,
    is_quick,
    worst_entry,
)
from views.check.gradient_section import SLIDER
from views.check.step_figure import FLOOR, step_curve
from views.model.model import model
from views.text.numerals import short


def check(**query):
    page = open_page(page="check", **query)
    assert not page.exception
    return page, component_data(page, "heatmaps")


def shown(page):
    return [text.value for text in page.markdown]


@pytest.mark.parametrize("window", [0, 1, 2, 4])
@pytest.mark.parametrize("route", ["complex", "truncated"])
def test_every_number_of_the_maps_is_the_engines(window, route):
    _, maps = check(window=window, route=route)
    gradients = model(Config()).back.gradients(window=window or None)
    whole = gradients if route == "truncated" else model(Config()).back.gradients()
    for heatmap in maps["maps"]:
        engine = getattr(gradients, heatmap["matrix"])
        reference = getattr(whole, heatmap["matrix"])
        np.testing.assert_array_equal(np.squeeze(heatmap["engine"]), engine)
        np.testing.assert_allclose(
            np.squeeze(heatmap["complex"]), reference, atol=1e-15
        )
        np.testing.assert_allclose(np.squeeze(heatmap["central"]), reference, atol=1e-9)
        missed = np.abs(np.subtract(heatmap["complex"], heatmap["engine"]))
        np.testing.assert_array_equal(heatmap["errors"], missed)
    assert [heatmap["matrix"] for heatmap in maps["maps"]] == ["H", "L", "U", "h0"]


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
def test_the_mean_is_the_sum_over_t_by_every_route(activation):
    page, maps = check(activation=activation, reduction="mean", route="complex")
    _, summed = check(activation=activation, route="complex")
    config = Config(activation=activation)
    gradients = model(config).back.gradients(reduction="mean")
    assert "J̄ = Σₜ J⁽ᵗ⁾ / T, the mean over t" in " ".join(shown(page))
    for heatmap, total in zip(maps["maps"], summed["maps"], strict=True):
        engine = getattr(gradients, heatmap["matrix"])
        for route, miss in (("engine", 1e-14), ("complex", 1e-14), ("central", 1e-8)):
            np.testing.assert_allclose(np.squeeze(heatmap[route]), engine, atol=miss)
            quarter = np.divide(total[route], 4)
            np.testing.assert_allclose(heatmap[route], quarter, atol=miss)
    errors = error_curve(config, -5, "mean")
    far = worst_entry(
        gradient_numbers(config, 0, "mean"), central_gradients(config, 0, -5, "mean")
    )
    assert errors[-5] == far.error
    assert headline(config, 0, -5, "mean") != headline(config, 0, -5)


@pytest.mark.parametrize("activation", ["relu", "identity"])
def test_the_complex_step_stays_right_where_the_network_explodes(activation):
    config = Config(activation=activation, gain=16, T=60, D_h=6)
    known = gradient_numbers(config, 0)
    net = model(config)
    assert max(np.abs(net.back.gradients().H).max(), np.abs(net.trace.z).max()) > 1e8
    assert (
        worst_entry(known, {n: routes.complex for n, routes in known.items()}).error
        < 1e-9
    )


def test_relus_kink_is_named_and_no_other():
    assert kink_warning(Config(activation="tanh")) == ""
    config = Config(activation="relu")
    z = model(config).trace.z
    text = kink_warning(config)
    step, unit = np.argwhere(np.abs(z) == np.abs(z).min())[0] + 1
    assert f"unit {unit} at step {step}, z = {short(z[step - 1, unit - 1])}." in text
    page, _ = check(activation="relu")
    assert any(text in part for part in shown(page))


def test_the_headline_names_the_worst_entry_of_each_route():
    page, maps = check(step=-5)
    text = headline(Config(), 0, -5)
    assert f"**{text}**" in shown(page)
    assert text.startswith("Worst for complex step: ")
    assert "; for central differences at step 1e−5: " in text
    largest = max(max(map(max, heatmap["errors"])) for heatmap in maps["maps"])
    far = maps["worst"]
    (heatmap,) = [m for m in maps["maps"] if m["matrix"] == far["matrix"]]
    assert heatmap["errors"][far["i"] - 1][far["j"] - 1] == largest
    assert "All 48 entries are compared." in " ".join(shown(page))


def test_the_worst_entry_is_said_once():
    page, maps = check(step=-5)
    far = short(max(max(map(max, heatmap["errors"])) for heatmap in maps["maps"]))
    assert far not in maps["rest"]
    assert " ".join(shown(page)).count(far) == 1


@pytest.mark.parametrize("route", ["central", "complex"])
@pytest.mark.parametrize("step", [-12, -5, -1])
def test_the_shades_span_what_is_there_and_are_the_same_for_all(step, route):
    _, maps = check(step=step, route=route)
    powers = {
        round(np.log10(e))
        for heatmap in maps["maps"]
        for e in np.ravel(heatmap["errors"])
        if e > 0
    }
    low, high = maps["scale"]
    assert high == max(powers)
    assert low == min(*powers, high - SPAN + 1)
    assert maps["swatches"][0] == low
    assert maps["swatches"][-1] == high


def test_what_points_of_the_curve_say_has_real_minus_signs():
    errors = error_curve(Config(), -5)
    flat, curve, chosen = step_curve(errors, 1e-16, -5).data
    assert [step for step, _ in curve.customdata] == [f"1e−{-e}" for e in errors]
    said = [*curve.customdata[0], flat.hovertemplate, chosen.hovertemplate]
    assert not any("-" in text for text in said)
    assert f"chosen step 1e−5: {errors[-5]!r}".replace("-", "−") in said[-1]


def test_the_slider_is_where_the_address_says():
    page, _ = check(step=-7)
    assert page.select_slider(key=SLIDER).value == -7
    page.number_input(key="step").set_value(-3).run()
    assert page.select_slider(key=SLIDER).value == -3


def test_shades_of_nothing_of_one_error_and_of_many_powers():
    assert colour_limits([0.0, 0.0]) == {"scale": [0, 0], "swatches": []}
    assert colour_limits([0.0, 1e-10]) == {
        "scale": [-13, -10],
        "swatches": [-13, -12, -11, -10],
    }
    wide = colour_limits([1e-17, 1e-1])
    assert wide == {"scale": [-17, -1], "swatches": [-17, -13, -9, -5, -1]}


def test_the_route_and_the_step_change_the_maps():
    page, rough = check(step=-2)
    page.radio(key="route").set_value("complex").run()
    exact = component_data(page, "heatmaps")
    assert (rough["route"], exact["route"]) == ("central difference", "complex step")
    errors = [np.max([np.max(m["errors"]) for m in d["maps"]]) for d in (rough, exact)]
    assert errors[0] > 1e-7
    assert errors[1] < 1e-15
    slider = page.select_slider(key=SLIDER)
    assert "1e−5" in slider.options
    slider.set_value(-4).run()
    assert component_data(page, "heatmaps")["step"] == "1e-4"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"window": "9"}, "window = 9 does not fit T = 4: 4 is used."),
        ({"window": "-1"}, "window = “-1” is not from 0 to 100: 0 is used."),
        ({"window": "a"}, "window = “a” is not a whole number: 0 is used."),
        ({"step": "3"}, "step = “3” is not from -12 to -1: -1 is used."),
        ({"step": "-99"}, "step = “-99” is not from -12 to -1: -12 is used."),
        ({"step": "1e-5"}, "step = “1e-5” is not a whole number: -5 is used."),
        (
            {"route": "x"},
            "route = “x” is none of central, complex, truncated: central is used.",
        ),
    ],
)
def test_what_an_address_gets_wrong_is_said(query, expected):
    page, _ = check(**query)
    assert expected in notices_of(page)


@pytest.mark.parametrize(
    "query",
    [
        {"D_h": 1, "V": 2, "T": 1, "window": 1, "step": -12},
        {"D_h": 12, "V": 12, "T": 16, "window": 5},
        {"D_h": 40, "V": 60, "T": 20},
        {"D_h": 256, "V": 10_000, "T": 100, "step": -1},
        {"scale": 16, "T": 40, "D_h": 8, "step": -1},
        {"scale": 0.01, "route": "complex"},
        {"text": "a a a a a a", "V": 2},
    ],
)
def test_any_size(query):
    _, maps = check(**query)
    cells = 0
    for heatmap in maps["maps"]:
        shape = np.shape(heatmap["engine"])
        assert shape == (len(heatmap["rows"]), len(heatmap["columns"]))
        assert max(shape) <= 16
        assert np.shape(heatmap["errors"]) == shape
        assert np.isfinite(heatmap["errors"]).all()
        cells += shape[0] * shape[1]
    assert 3 * cells + 200 <= 3000


def test_a_large_network_shows_words_that_matter():
    config = Config(D_h=20, V=200, T=10)
    net, known = model(config), gradient_numbers(config, 0)
    assert set(net.trace.inputs) <= set(known["L"].grid.columns)
    assert set(net.trace.targets) <= set(known["U"].grid.rows)
    assert {0, 19} <= set(known["H"].grid.rows)
    assert known["H"].grid.size == 256


def test_the_curve_has_two_regimes_and_passes_through_the_headline():
    config = Config()
    errors = error_curve(config, -5)
    assert tuple(errors) == EXPONENTS
    lowest = min(errors, key=errors.__getitem__)
    assert -7 <= lowest <= -4
    assert errors[-12] > 1e3 * errors[lowest] < errors[-1]
    assert errors[-1] / errors[-2] == pytest.approx(100, rel=0.2)
    assert (
        errors[-5]
        == worst_entry(
            gradient_numbers(config, 0), central_gradients(config, 0, -5)
        ).error
    )


@pytest.mark.parametrize("exponent", [-12, -4, -1])
def test_in_a_large_network_it_does_too(exponent):
    config = Config(D_h=60, V=300, T=100)
    assert not is_quick(config)
    errors = error_curve(config, exponent)
    far = worst_entry(
        gradient_numbers(config, 0), central_gradients(config, 0, exponent)
    )
    assert errors[exponent] == far.error
    assert max(errors) == -1
    assert list(errors) == sorted(errors)


@pytest.mark.parametrize("exact", [0.0, 3e-18, 1e-16, 1e-15, 4e-14, 1e-12, 2e-10])
@pytest.mark.parametrize("highest", [1e-4, 1.0, 1e6])
def test_no_line_of_the_grid_runs_through_what_is_written_there(exact, highest):
    figure = step_curve(dict.fromkeys(EXPONENTS, highest), exact, -5)
    (note,) = [n for n in figure.layout.annotations if "nothing is" in n.text]
    axis, margin = figure.layout.yaxis, figure.layout.margin
    decades = axis.range[1] - axis.range[0]
    pixels = (figure.layout.height - margin.t - margin.b - 50) / decades
    side = {"bottom": 1, "top": -1}[note.yanchor]
    near, far = sorted((note.y + side * 0.05, note.y + side * 17 / pixels))
    lines = np.arange(-30, 30) * axis.dtick
    assert not any(near < line < far for line in lines)


def test_the_figure_marks_the_chosen_step_and_draws_a_perfect_agreement():
    errors = dict.fromkeys(EXPONENTS, 0.0) | {-5: 1e-10}
    figure = step_curve(errors, 0.0, -5)
    exact, differences, chosen = figure.data
    assert list(exact.y) == [FLOOR, FLOOR]
    assert (chosen.x[0], chosen.y[0]) == (1e-5, 1e-10)
    assert min(differences.y) == FLOOR
    words = " ".join(note.text for note in figure.layout.annotations)
    assert "rounding" in words
    assert "truncation" in words
