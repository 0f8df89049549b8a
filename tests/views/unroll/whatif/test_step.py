"""Tests of the panel *step*, against new runs of the network."""

import json

import numpy as np
import pytest

from rnn_core import gradient_step
from tests.rnn_core.varied import rounding, varied
from tests.views.pages import component_data, notices_of, open_page
from tests.views.screens import screen
from tests.weights import OVER, weights
from views.address.settings import SETTINGS, Config, Selection
from views.model.model import model
from views.unroll.whatif.curves import number_sent
from views.unroll.whatif.step import GRIDS, step
from views.unroll.whatif.step_panel import ends_in_step

RATES = (0.001, 0.037, 0.5, 2.0)


def test_200_networks_run_afresh():
    fell = 0
    for n, case in enumerate(varied(salt=31)):
        steps, reduction = len(case.inputs), OVER[n % 3]
        w = weights(reduction, steps)
        rate, back = RATES[n // 2 % 4], case.back
        selection = Selection("H", 1, 1, n % steps + 1, 0)
        shown = step(screen(case), selection, rate, reduction)
        assert shown["stops"][shown["at"]] == rate
        gradients = back.gradients(reduction=reduction)
        after = case.run(gradient_step(case.params, gradients, rate))
        limit = 2 * (rounding(back) + rounding(after))
        change = after.trace.loss - back.trace.loss
        limit += 1e-13 * np.abs(change)
        *rows, whole = shown["rows"]
        for r, row in enumerate(rows):
            assert row["base"] == back.trace.loss[r]
            assert abs(row["actual"][shown["at"]] - change[r]) <= limit[r], (n, r)
        assert whole["base"] == pytest.approx(w @ back.trace.loss, rel=1e-14)
        total = whole["actual"][shown["at"]]
        assert abs(total - w @ change) <= 2 * (w @ limit)
        squared = sum((part * part).sum() for part in gradients)
        assert whole["slope"] == pytest.approx(-squared, rel=1e-13)
        slopes = np.array([row["slope"] for row in rows])
        size, promised = w @ np.abs(slopes), w @ slopes
        assert abs(promised - whole["slope"]) <= 1e-12 * size + 1e-300
        fell += total < 0
    assert fell > 100


def test_a_short_step_does_what_it_promises():
    for case in varied(60, salt=32, scales=(0.1, 0.5, 1.0)):
        net = screen(case)
        shown = step(net, Selection("H", 1, 1, 1, 0), 0.001, "mean")
        for row in shown["rows"]:
            promised = 0.001 * row["slope"]
            steep = 0.001**2 * shown["squared"]
            assert abs(row["actual"][0] - promised) <= 100 * steep + 1e-15


def test_stops_and_size():
    for grid in GRIDS:
        assert list(grid) == sorted(grid)
        assert (grid[0], grid[-1]) == (0.001, 1000.0)
        assert 0.5 in grid
    selection = Selection("H", 1, 2, 3, 0)
    assert len(step(model(Config()), selection, 0.5, "sum")["stops"]) == len(GRIDS[0])
    net = model(Config(D_h=256, V=10_000, T=100))
    shown = step(net, selection, 0.33, "mean")
    assert len(shown["stops"]) == len(GRIDS[-1]) + 1
    many = step(model(Config(T=35)), selection, 0.33, "sum")
    assert max(len(json.dumps(d)) for d in (shown, many)) < 60_000


def test_the_panel_follows_the_address():
    page = open_page(whatif="step", rate=0.37, reduction="mean")
    assert not page.exception
    shown = component_data(page, "response_curves")
    assert shown["stops"][shown["at"]] == 0.37
    assert shown["total"] == "mean"
    assert page.button(key="undo_step").disabled
    assert ends_in_step("H1.2_0.5*step_0.5_mean")
    assert not ends_in_step("step_0.5*H1.2_0.5")
    assert not ends_in_step("")


def test_a_step_is_taken_and_undone():
    page = open_page(whatif="step", rate=0.37, reduction="mean")
    before = component_data(page, "response_curves")
    page.button(key="take_step").click().run()
    assert not page.exception
    assert page.text_input(key="edits").value == "step_0.37_mean"
    after = component_data(page, "response_curves")
    for old, new in zip(before["rows"], after["rows"], strict=True):
        expected = old["base"] + old["actual"][before["at"]]
        assert new["base"] == pytest.approx(expected, rel=1e-13)
    page.button(key="undo_step").click().run()
    assert page.text_input(key="edits").value == ""
    assert component_data(page, "response_curves")["rows"] == before["rows"]


def test_what_cannot_be_is_said():
    page = open_page(whatif="step", rate="0")
    assert "rate = “0” is not from 0.001 to 1000: 0.001 is used." in notices_of(page)
    assert component_data(page, "response_curves")["at"] == 0


@pytest.mark.parametrize("sent", [None, "1", True, float("nan"), 1001, {}, [1]])
def test_a_browser_may_send_anything(sent):
    assert number_sent(sent, SETTINGS["rate"]) is None
    assert number_sent(2, SETTINGS["rate"]) == 2.0
