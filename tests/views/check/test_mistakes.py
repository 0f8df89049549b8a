"""Mistakes that people make, on Check: what the list says of them is so."""

import re

import numpy as np
import pytest

from derivations.mistakes.table import MISTAKES
from rnn_core import MISTAKES as NAMED
from rnn_core import backward, diagnose
from tests.views.pages import open_page
from views.address.settings import MISTAKE_THEMES, Config
from views.check import mistake_runs
from views.check.mistake_runs import LEAST, SAME, plan, run_all
from views.check.mistakes import (
    DUE,
    listed,
    mistakes,
    right_line,
    summary,
    theme_slug,
    triangle,
)
from views.model.model import model
from views.proofs.checks import network_for

LARGE = Config(D_h=100, V=300, T=30)
LARGEST = Config(D_h=256, V=10_000, T=100)
PLAIN = Config(D_h=6, V=8, T=6, activation="tanh", seed=2)


def test_every_theme_can_be_picked_and_holds_its_mistakes():
    themes = {theme_slug(mistake.theme) for mistake in MISTAKES.values()}
    assert themes == set(MISTAKE_THEMES)
    assert [slug for t in MISTAKE_THEMES for slug in listed(t)] != []
    assert sorted(slug for t in MISTAKE_THEMES for slug in listed(t)) == sorted(NAMED)
    assert listed("all") == list(MISTAKES)
    assert len(MISTAKES) >= 25


@pytest.mark.parametrize("theme", MISTAKE_THEMES)
def test_each_shows_and_its_correction_holds(theme):
    for item in mistakes(PLAIN, theme)["items"]:
        assert float(item["corrected"]["residual"]) < 1e-12
        assert item["corrected"]["holds"] is True
        assert item["shows"] == (float(item["printed"]["residual"]) > SAME)
        assert ("does not show" in item["printed"]["said"]) == (not item["shows"])
        assert item["title"] == NAMED[item["slug"]].title


@pytest.mark.parametrize("slug", ["own-state", "nothing-from-ahead", "sign", "doubled"])
def test_the_engine_names_what_the_equations_make(slug):
    trace = model(PLAIN).trace
    made = MISTAKES[slug].gradients(network_for(PLAIN))
    report = diagnose(
        trace.params, trace.inputs, trace.targets, dict(made), activation="tanh"
    )
    assert report.findings[0].mistakes == (slug,)


def test_the_miss_is_the_largest_difference_from_the_engines_gradient():
    (item,) = (
        item
        for item in mistakes(PLAIN, "states")["items"]
        if item["slug"] == "own-state"
    )
    true = backward(model(PLAIN).trace).gradients().H
    made = MISTAKES["own-state"].gradients(network_for(PLAIN))["H"]
    miss = np.abs(made - true).max() / np.abs(true).max()
    assert float(item["printed"]["residual"]) == pytest.approx(miss, rel=1e-10)


def test_a_small_network_runs_equations_and_a_larger_one_the_engines_pass():
    assert plan(PLAIN, 10) == (PLAIN, 6, True)
    assert plan(LARGE, 10) == (LARGE, model(LARGE).trace.steps, False)
    for config in (PLAIN, LARGE):
        assert "on this network" in summary(config, "slope")
    for item in mistakes(LARGE, "all")["items"]:
        assert float(item["corrected"]["residual"]) < 1e-12
        assert item["shows"] == (float(item["printed"]["residual"]) > SAME)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
@pytest.mark.parametrize(
    "sizes",
    [
        {"scale": 16.0},
        {"T": 2, "D_h": 1, "V": 2},
        {"T": 9, "D_h": 6, "V": 8, "scale": 4.0},
    ],
)
def test_corrections_hold_where_units_saturate_or_are_dead(activation, sizes):
    config = Config(activation=activation, **sizes)
    for item in mistakes(config, "all")["items"]:
        assert item["corrected"]["holds"] is True, item["slug"]
        assert float(item["corrected"]["residual"]) < 1e-11


@pytest.mark.parametrize("theme", MISTAKE_THEMES)
def test_both_ways_of_running_find_the_same_misses(theme, monkeypatch):
    slugs = tuple(listed(theme))
    by_equations = run_all.__wrapped__(PLAIN, slugs)
    monkeypatch.setattr(mistake_runs, "MOST", 0)
    by_engine = run_all.__wrapped__(PLAIN, slugs)
    for slug in slugs:
        for name, miss in by_equations[slug].wrong.items():
            assert by_engine[slug].wrong[name] == pytest.approx(miss, 1e-12, 1e-12)


def test_of_the_largest_network_the_first_steps_are_run():
    asked = plan(LARGEST, len(listed("way-back")))
    assert asked.config == LARGEST
    assert LEAST <= asked.steps < 100
    assert not asked.equations
    assert f"the first {asked.steps} steps" in summary(LARGEST, "way-back")
    everything = plan(LARGEST, len(MISTAKES))
    assert everything.equations
    assert everything.config.D_h == 6
    assert "as this one is large" in summary(LARGEST, "all")


def test_a_network_that_hides_a_mistake_does_not_show_it():
    hidden = Config(T=1)
    for item in mistakes(hidden, "way-back")["items"]:
        if "T = 1" in item["note"]:
            assert not item["shows"]
            assert item["printed"]["said"] == "does not show on this network"


def test_triangles_stand_where_terms_are_counted_wrong():
    items = {item["slug"]: item for item in mistakes(PLAIN, "all")["items"]}
    drawn = {slug for slug, item in items.items() if "triangle" in item}
    assert drawn == {slug for slug, m in MISTAKES.items() if m.counts is not None}
    own = items["nothing-from-ahead"]
    assert own["triangle"] == [[0.0] * t + [1.0] for t in range(6)]
    assert own["due"] == [[1.0] * (t + 1) for t in range(6)]
    assert triangle(DUE["window"], 3) == [[1], [1, 1], [0, 1, 1]]
    assert triangle(DUE["last"], 2) == [[0], [1, 1]]
    for item in items.values():
        assert ("triangle" not in item) or item["triangle"] != item["due"]


def test_lines_are_there_with_every_activation_and_reduction():
    for slug in MISTAKES:
        for reduction in ("sum", "mean", "last"):
            place = right_line(slug, "relu", reduction)
            assert place["line"] >= 1
    assert right_line("own-state", "relu", "sum")["line"] == 7
    assert right_line("own-state", "relu", "mean")["line"] == 8
    assert right_line("back-without-transpose", "relu", "mean")["line"] == 6


def test_the_page_lists_a_theme_and_leads_to_the_line():
    page = open_page(page="check", theme="clipping")
    assert not page.exception
    said = " ".join(str(m.value) for m in page.markdown)
    assert re.search(r"2 mistakes; \d show on this network", said)
