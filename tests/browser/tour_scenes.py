"""Scenes of the tour in a browser: when they are painted, and their numbers."""

from urllib.parse import parse_qsl

import numpy as np
import pytest

from derivations import DERIVATIONS, ERRATA
from rnn_core import (
    Params,
    contribution_factors,
    log_norms,
    nudged_losses,
    run_states,
    step_jacobians,
)
from tests.browser.unroll_page import engine
from tests.lines import number as line_number
from views.address.query import read_address
from views.address.settings import SETTINGS

PAINTED = {
    "unroll": (".chain .katex",),
    "derive": (".row.now .katex", ".derivation .cell"),
    "check": (".slips .katex",),
    "jacobians": (".factor-strip .cell",),
}


def close(shown, expected):
    assert shown == pytest.approx(expected, rel=1e-11, abs=1e-300)


def cell(visit, t, k):
    return visit.value(f'.triangle [data-t="{t}"][data-k="{k}"][data-value]')


def compare(visit, number):
    """Compare a number of each scene, as the page shows it, with the engine's."""
    back = engine()
    terms = back.instances("H", 0, 1)
    if number in (1, 2):
        for k in range(4):
            edge = f'.network .hit[data-i="1"][data-j="2"][data-k="{k}"]'
            close(visit.value(edge), terms[0 if number == 1 else 3, k])
    elif number == 3:
        change = nudged_losses(back.trace, "H", 0, 1, [0.5], instance=3)[0, 3]
        close(visit.value(".response-curves path.fact"), change)
    elif number in (4, 5, 8):
        slug, rule = {
            4: ("instance-sum", "immediate partial"),
            5: ("step-jacobian", "gather into a matrix"),
            8: ("hidden-weights", "name an error term"),
        }[number]
        line = DERIVATIONS[slug].lines[line_number(slug, rule) - 1]
        assert line.note in visit.page.locator(".row.now").inner_text()
        assert "✓" in visit.page.locator(".row.now .check").inner_text()
        if number == 5:
            close(
                visit.value(".array.result .cell"), step_jacobians(back.trace)[2, 0, 0]
            )
        if number == 8:
            assert "0.144" in visit.page.locator(".row.now").inner_text()
            assert f"{terms[2, 2]:.3f}" == "0.144"
    elif number == 6:
        product = contribution_factors(back, "H", 0, 1, 4, 0)[-1].product
        close(visit.value('.chain [data-ref="picked0"][data-value]'), product.item())
    elif number == 7:
        words = np.resize(back.trace.inputs, 100)
        states = run_states(Params.random(3, 6), words)
        norm = log_norms(states, 100)[0] / np.log(10)
        said = visit.page.get_by_text("the norm is").first.inner_text()
        assert f"e−{-int(np.floor(norm))}" in said
    elif number == 9:
        back = engine(T=9, activation="tanh", straight=True)
        close(cell(visit, 9, 0), back.instances("H", 0, 1)[8, 0])
    elif number == 10:
        listed = visit.page.locator(".st-key-pic_slips .slip").all()
        shown = {slip.get_attribute("data-slip") for slip in listed}
        assert shown == {slug for slug, e in ERRATA.items() if e.stands_in("5.2")}


def asked(query):
    """The settings in an address that are not defaults."""
    values = read_address(dict(parse_qsl(query))).values
    return {n: v for n, v in values.items() if v != SETTINGS[n].default}
