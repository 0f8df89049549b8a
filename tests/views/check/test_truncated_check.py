"""Check with a window: the whole loss judges, and what truncation changes is said."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_core import ACTIVATIONS
from tests.views.pages import component_data, open_page
from tests.weights import OVER
from views.address.settings import Config
from views.check.gradient_heatmaps import (
    describe_comparison,
    describe_coverage,
    headline,
    truncation_miss,
)
from views.check.gradient_routes import (
    central_gradients,
    complex_step_gradients,
    error_curve,
    gradient_numbers,
    worst_entry,
)
from views.check.step_figure import describe_curve
from views.model.model import model
from views.text.names import entry_name
from views.text.numerals import short


def shown(**query):
    page = open_page(page="check", **query)
    assert not page.exception
    return " ".join(text.value for text in page.markdown), component_data(
        page, "heatmaps"
    )


@pytest.mark.parametrize("route", ["central", "complex"])
def test_truncation_that_changes_the_gradient_is_not_said_to_agree(route):
    said, maps = shown(window=1, route=route)
    back = model(Config()).back
    whole, short = back.gradients(), back.gradients(window=1)
    for heatmap in maps["maps"]:
        missed = getattr(short, heatmap["matrix"]) - getattr(whole, heatmap["matrix"])
        np.testing.assert_allclose(
            np.squeeze(heatmap["errors"]), np.abs(missed), atol=1e-8
        )
    gap = max(np.abs(a - b).max() for a, b in zip(short, whole, strict=True))
    assert gap > 0.01
    match = re.search(r"most at (.*?), by (.*?)\. Not truncated, worst for", said)
    assert float(match[2]) == pytest.approx(gap, rel=6e-3)
    assert f"truncated to 1 step, is from the {maps['route']} of the whole loss" in said


def test_losses_cut_to_the_same_window_are_a_route_that_says_so():
    said, maps = shown(window=2, route="truncated")
    assert "of losses that are truncated alike" in said
    assert maps["route"] == "complex step, truncated alike"
    assert max(np.max(heatmap["errors"]) for heatmap in maps["maps"]) < 1e-14
    assert "The gradient truncated to 2 steps is compared with losses that are" in said
    assert "Not truncated" not in said
    assert "This is the whole gradient, without the window." in said
    known = gradient_numbers(Config(), 2, alike=True)
    for route, other in {
        "complex step": complex_step_gradients(Config(), 2, alike=True),
        "central differences at step 1e−5": central_gradients(
            Config(), 2, -5, alike=True
        ),
    }.items():
        far = worst_entry(known, other)
        name = entry_name(far.matrix, far.i, far.j)
        assert f"orst for {route}: {name}, {short(far.error)}" in said or (
            f"; for {route}: {name}, {short(far.error)}" in said
        )
    said, maps = shown(route="truncated")
    assert "alike" not in said
    assert "This is the whole gradient, without the window." not in said
    assert headline(Config(), 0, -5, alike=True) == headline(Config(), 0, -5)
    assert maps["route"] == "complex step"


@given(
    st.integers(1, 4), st.integers(1, 5), st.integers(0, 99),
    st.sampled_from(sorted(ACTIVATIONS)), st.sampled_from([0.1, 1.0, 4.0]),
    st.integers(1, 5), st.sampled_from(OVER),
)  # fmt: skip
@settings(max_examples=40)
def test_how_far_the_truncated_gradient_is_off(D_h, T, seed, kind, scale, w, over):
    config = Config(D_h=D_h, T=T, V=4, seed=seed, activation=kind, scale=scale)
    back, window = model(config).back, min(w, T)
    said = truncation_miss(config, window, over)
    whole = back.gradients(reduction=over)
    short = back.gradients(window=window, reduction=over)
    gap = max(
        np.abs(a - b).max() / max(1, np.abs(a).max())
        for a, b in zip(whole, short, strict=True)
    )
    if "is the full one" in said:
        assert gap == 0
    elif "every entry compared" in said:
        assert gap < 1e-12
    else:
        number = float(re.search(r", by (.*)\.$", said)[1].replace("−", "-"))
        assert number == pytest.approx(gap, rel=6e-3, abs=1e-13)
    assert headline(config, window, -5, over).startswith(said)
    steps = "1 step," if window == 1 else f"{window} steps,"
    assert f"truncated to {steps}" in describe_comparison(window, "central", over)
    alike = worst_entry(
        gradient_numbers(config, window, over, True),
        complex_step_gradients(config, window, over, True),
    )
    assert alike.error < 1e-11
    routes = headline(config, window, -5, over, alike=True)
    cut = f"The gradient truncated to {steps.rstrip(',')}"
    alike_said = "is compared with losses that are truncated alike. Worst for complex"
    assert routes.startswith(f"{cut} {alike_said} step: ")
    assert routes.endswith(said)


def test_every_step_kept_is_the_full_gradient():
    said = headline(Config(), 4, -5)
    assert said.startswith(
        "Truncated to 4 steps, the gradient is the full one: what is discarded is 0. "
        "Not truncated, worst for complex step: "
    )
    assert "Truncated" not in headline(Config(), 0, -5)
    assert "in its last 2 steps only" in describe_coverage(Config(), 2)
    assert "in its last step only" in describe_coverage(Config(), 1)


@pytest.mark.parametrize("kind", ["tanh", "identity", "relu"])
@pytest.mark.parametrize("scale", [0.01, 1.0, 16.0])
def test_the_curve_is_told_as_it_is_drawn(kind, scale):
    config = Config(activation=kind, scale=scale)
    errors = error_curve(config, -5)
    told = describe_curve(errors, 1e-17)
    shown = re.findall(r"(?:: |, |least )([^ ]+) at step 1e−(\d+)", told)
    assert [int(power) for _, power in shown][::2] == [12, 1]
    for text, power in shown:
        assert text == short(errors[-int(power)])
    assert errors[-int(shown[1][1])] == min(errors.values())
    assert "that of the complex step is 1.00e−17." in told
