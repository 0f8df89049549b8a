"""Tests of the settings in a browser: activation, reduction, and H's own."""

import numpy as np
import pytest
from playwright.sync_api import expect

from rnn_core import Params, backward, forward, orthogonal
from tests.browser.unroll_page import cell, engine


def network(activation="sigmoid", gain=1.0, straight=False):
    """The default words with another network."""
    trace = engine().trace
    drawn = trace.params
    H = gain * (orthogonal(drawn.H) if straight else drawn.H)
    params = Params(H, drawn.L, drawn.U, drawn.h0)
    return backward(forward(params, trace.inputs, trace.targets, activation))


def shows(visit, back, over=1.0):
    terms = back.instances("H", 0, 1)
    assert visit.value(cell(4, 1)) == terms[3, 1]
    total = visit.value(".sum.total")
    assert total == pytest.approx(terms.sum() * over, rel=1e-13)
    bars = [visit.value(f'.bars .one[data-k="{k}"]') for k in range(3)]
    np.testing.assert_array_equal(bars, terms[2, :3])


def test_every_setting_of_the_network_is_heard(visit):
    visit.open()
    box = visit.page.get_by_role("combobox", name="Activation σ")
    box.focus()
    visit.page.keyboard.type("tanh")
    visit.act(lambda: visit.page.keyboard.press("Enter"))
    visit.wait_for_query("activation=tanh")
    shows(visit, network("tanh"))

    losses = visit.page.get_by_role("radiogroup", name="Losses over t")
    visit.act(lambda: losses.get_by_text("mean").click())
    shows(visit, network("tanh"), 1 / 4)
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    visit.wait_for_query("reduction=last")
    assert visit.page.locator(".triangle .idle").count() == 3 * (4 + 1)
    assert visit.page.get_by_text("only row 4 counts").count() == 1
    terms = network("tanh").instances("H", 0, 1)
    total = visit.value(".sum.total")
    assert total == pytest.approx(terms[-1].sum(), rel=1e-13)
    for k in range(4):
        assert visit.value(f'.sum[data-k="{k}"]:not([data-t])') == terms[-1, k]
    for _ in range(2):
        visit.act(lambda: visit.page.keyboard.press("ArrowLeft"))
    visit.wait_for_query(without="reduction=")

    visit.page.get_by_text("Recurrent matrix, edits").click()
    how = visit.page.get_by_role("radiogroup", name="H is")
    visit.act(lambda: how.get_by_text("orthogonal").click())
    shows(visit, network("tanh", straight=True))
    gain = visit.page.get_by_role("slider", name="Gain of H")
    gain.focus()
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    visit.wait_for_query("gain=1.1")
    shows(visit, network("tanh", 1.1, straight=True))

    edits = visit.page.get_by_role("textbox", name="Edits")
    edits.fill("H1.2_0.5*nonsense")
    visit.act(lambda: edits.press("Enter"))
    assert visit.page.get_by_text("means nothing here").count() == 1
    expect(edits).to_have_value("H1.2_0.5*nonsense")
