"""Scenes of the tour in a browser: when they are painted, and their numbers."""

from urllib.parse import parse_qsl

import numpy as np
import pytest

from derivations import DERIVATIONS
from rnn_core import Params, log_norms, nudged_losses, run_states
from tests.browser.unroll_page import engine
from tests.lines import number as line_number
from views.address.query import read_address
from views.address.settings import SETTINGS
from views.shell.scene_steps import scene_steps
from views.shell.scenes import shipped_scene_list

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
    if number in (1, 2, 8):
        for k in range(4):
            edge = f'.network .hit[data-i="1"][data-j="2"][data-k="{k}"]'
            close(visit.value(edge), terms[2, k])
    elif number == 3:
        change = nudged_losses(back.trace, "H", 0, 1, [0.1], instance=2)[0, 2]
        close(visit.value(".response-curves path.fact"), change)
    elif number == 4:
        slope, before = back.trace.slope[2, 0], back.trace.h[2, 1]
        close(visit.value('.partials text[data-k="2"]'), slope * before)
    elif number == 5:
        place = line_number("step-jacobian", "collapse a Kronecker delta")
        line = DERIVATIONS["step-jacobian"].lines[place - 1]
        assert line.note in visit.page.locator(".row.now").inner_text()
        assert "✓" in visit.page.locator(".row.now .check").inner_text()
    elif number == 6:
        words = np.resize(back.trace.inputs, 100)
        states = run_states(Params.random(3, 6), words)
        norm = log_norms(states, 100)[0] / np.log(10)
        said = visit.page.get_by_text("the norm is").first.text_content()
        assert f"e−{-int(np.floor(norm))}" in said
    elif number == 7:
        own = engine(T=16, seed=1, scale=0.3, activation="tanh", straight=True)
        close(cell(visit, 16, 0), own.instances("H", 0, 1)[15, 0])
    elif number == 9:
        assert "U.T @ delta_o[s]" in visit.page.locator(".row.now").inner_text()
    elif number == 10:
        close(cell(visit, 3, 2), terms[2, 2])


def steps(number):
    """The links of a scene's steps."""
    scene = shipped_scene_list("bptt").scenes[number - 1]
    return scene_steps(scene, "bptt", number).links


def asked(query):
    """The settings in an address that are not defaults."""
    values = read_address(dict(parse_qsl(query))).values
    return {n: v for n, v in values.items() if v != SETTINGS[n].default}


def arrives(visit, expected):
    """Wait until the address has these settings and else only defaults."""
    if asked(visit.query()[1:]) != expected:
        visit.wait_until(
            lambda: asked(visit.query()[1:]) == expected,
            f"{expected} in {visit.query()}",
        )
        visit.settle()
