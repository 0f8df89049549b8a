"""Tests of the panel *nudge*, against new runs of the network."""

import json

import numpy as np
import pytest

from rnn_core import Params, backward, forward
from tests.rnn_core.varied import MATRICES, Case, rounding, varied, with_entry
from tests.views.pages import component_data, notices_of, open_page
from tests.views.screens import screen
from tests.weights import OVER, weights
from views.address.settings import Config, Selection
from views.model.model import model
from views.unroll.whatif.curves import SHOWN, insert_stop, span, strongest
from views.unroll.whatif.nudge import GRIDS, notes, nudge

SIZES = (-8.0, 0.25, 0.37)


def spliced(case: Case, changed: Params, k: int) -> np.ndarray:
    """J^(t) of a run in which only step k uses the `changed` weights."""
    h, out = case.params.h0, []
    for r in range(len(case.inputs)):
        weights = changed if r == k else case.params
        here = Params(weights.H, weights.L, weights.U, h)
        run = forward(here, case.inputs[[r]], case.targets[[r]], case.activation)
        out.append(run.loss[0])
        h = run.h[-1]
    return np.array(out)


@pytest.mark.parametrize("instances", ["one", "all"])
def test_200_networks_run_afresh(instances):
    seen = 0
    for n, case in enumerate(varied(salt=21)):
        matrix = MATRICES[n % 3]
        i, j = case.places[matrix]
        steps = len(case.inputs)
        t, k = n % steps + 1, (n // 7) % (n % steps + 1)
        selection = Selection(matrix, i + 1, j + 1, t, k)
        value, net = SIZES[n // 3 % 3], screen(case)
        shown = nudge(net, selection, instances, value, OVER[n % 7 % 3])
        changed = with_entry(case.params, matrix, i, j, value)
        after = case.run(changed)
        fresh = after.trace.loss if instances == "all" else spliced(case, changed, k)
        limit = 2 * (rounding(case.back) + rounding(after))
        change = fresh - case.trace.loss
        limit += 1e-13 * np.abs(change)
        assert shown["stops"][shown["at"]] == value
        terms = case.back.instances(matrix, i, j)
        slopes = terms.sum(axis=1) if instances == "all" else terms[:, k]
        *rows, whole = shown["rows"]
        assert [row["t"] for row in rows] == list(range(1, steps + 1))
        for r, row in enumerate(rows):
            assert abs(row["actual"][shown["at"]] - change[r]) <= limit[r], (n, r)
            assert row["slope"] == slopes[r]
            if row["note"]:
                assert not any(row["actual"])
                assert row["slope"] == 0
            seen += row["actual"][shown["at"]] != 0
        w = weights(OVER[n % 7 % 3], steps)
        miss = whole["actual"][shown["at"]] - w @ change
        assert abs(miss) <= 2 * (w @ limit)
        assert whole["slope"] == pytest.approx(w @ slopes, rel=1e-13)
    assert seen > 300


def test_the_terms_add_up_to_the_prediction():
    for case in varied(40, salt=22):
        i, j = case.places["H"]
        steps = len(case.inputs)
        selection = Selection("H", i + 1, j + 1, steps, 0)
        shown = nudge(screen(case), selection, "all", 0.5, "sum")
        row = shown["rows"][steps - 1]
        total = sum(term["slope"] for term in shown["terms"])
        size = sum(abs(term["slope"]) for term in shown["terms"])
        assert abs(total - row["slope"]) <= 1e-14 * size
        assert shown["others"] == {"count": 0, "slope": 0.0}
        for term in shown["terms"]:
            alone = spliced(case, with_entry(case.params, "H", i, j, 0.5), term["k"])
            got = term["alone"][shown["at"]]
            miss = got - (alone - case.trace.loss)[-1]
            after = backward(case.trace)
            assert abs(miss) <= 8 * rounding(after).max() + 1e-12 * abs(got)


def test_more_terms_than_fit_are_one_term():
    net = model(Config(T=20))
    terms = net.back.instances("H", 0, 1)[17, :18]
    shown = nudge(net, Selection("H", 1, 2, 18, 3), "all", 0.5, "sum")
    kept = [term["k"] for term in shown["terms"]]
    assert kept == sorted(kept)
    assert len(kept) == 8
    assert shown["others"]["count"] == 10
    assert min(np.abs(terms[kept])) >= np.abs(np.delete(terms, kept)).max()
    assert "alone" not in shown["terms"][0]
    assert shown["others"]["slope"] == pytest.approx(np.delete(terms, kept).sum())


def test_only_instances_that_reach_the_loss_are_terms():
    net = model(Config())
    word = int(net.trace.inputs[0])
    for matrix, i, j in (("L", 1, word + 1), ("U", word + 1, 1), ("H", 1, 1)):
        shown = nudge(net, Selection(matrix, i, j, 4, 3), "all", 0.5, "sum")
        kept = [term["k"] for term in shown["terms"]]
        reads = [k for k in range(4) if net.trace.inputs[k] == word]
        assert kept == {"L": reads, "U": [3], "H": [0, 1, 2, 3]}[matrix]


def test_losses_beyond_the_table_change_least():
    net = model(Config(T=60, D_h=6, V=20))
    shown = nudge(net, Selection("H", 1, 2, 59, 3), "all", 0.5, "sum")
    times = [row["t"] for row in shown["rows"]]
    assert len(times) == SHOWN + 1
    assert times[:-1] == sorted(times[:-1])
    assert 59 in times
    assert times[-1] == 0
    assert shown["left_out"].startswith(f"{SHOWN} of 60 losses")


def test_the_largest_network_gets_fewer_stops_and_a_small_message():
    net = model(Config(D_h=256, V=10_000, T=100))
    shown = nudge(net, Selection("H", 1, 2, 90, 3), "all", 0.33, "sum")
    assert len(shown["stops"]) == len(GRIDS[-1]) + 1
    assert len(json.dumps(shown)) < 60_000
    small = nudge(model(Config(T=35)), Selection("H", 1, 2, 20, 3), "all", 0.5, "sum")
    assert len(small["stops"]) == len(GRIDS[0])
    assert len(json.dumps(small)) < 60_000


def test_a_value_between_stops_is_a_stop_and_one_on_them_costs_nothing():
    asked = []

    def changes(sizes):
        asked.append(sizes)
        return np.outer(sizes, [1.0, 10.0])

    for value, expected in ((1.5, [0, 1, 1.5, 2]), (9, [0, 1, 2, 9]), (1, [0, 1, 2])):
        stops, rows = insert_stop((0.0, 1.0, 2.0), value, changes)
        assert stops.tolist() == expected
        np.testing.assert_array_equal(rows, np.outer(expected, [1, 10]))
    assert asked == [(0, 1, 2), (1.5,), (0, 1, 2), (9,), (0, 1, 2)]


def test_overflow_comes_first_and_never_stretches_the_chart():
    actual = np.array([[0.0, 0.1, 0.2], [np.nan, 0.5, 0.3]])
    assert strongest(actual, 2) == [0, 1, 2]
    assert span(actual[:, 0], np.array([0.0, 4.0]))[1] <= 4.0
    assert span(np.array([-1.0, 1.0]), np.array([-50.0, 50.0])) == (-2.0, 2.0)
    rising = np.array([-2.0, 900.0]), np.array([0.0, -50.0])
    assert span(*rising, 3.0) == (-5.0, 4.0)
    assert span(*rising, 8.0) == (-7.0, 8.0)
    zero = np.zeros(3)
    assert span(zero, zero) == (-1.0, 1.0)
    assert span(zero, zero, 10.0) == (-0.01, 0.01)
    tiny = span(np.array([0.0, 1e-320]), zero[:2])
    assert tiny[1] - tiny[0] >= 1e-290


def test_notes_say_why_a_loss_stays():
    net = model(Config())
    steps = net.trace.steps
    word = int(net.trace.inputs[2]) + 1
    assert notes(net, Selection("H", 1, 2, 3, 2), 2) == dict.fromkeys(
        (1, 2), "too early: does not feel it"
    )
    assert notes(net, Selection("H", 1, 2, 3, 2), None) == {}
    assert notes(net, Selection("L", 1, word, 3, 2), 2).keys() == {1, 2}
    other = next(v for v in range(1, 7) if v - 1 not in net.trace.inputs)
    assert len(notes(net, Selection("L", 1, other, 3, 2), 2)) == steps
    assert len(notes(net, Selection("L", 1, other, 3, 2), None)) == steps
    assert notes(net, Selection("U", 1, 2, 3, 2), 2).keys() == {1, 2, 4}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"nudge": "99"}, "nudge = “99” is not from -8 to 8: 8 is used."),
        ({"nudge": "x"}, "nudge = “x” is not a number: 0.5 is used."),
        ({"instances": "few"}, "instances = “few” is none of one, all: one is used."),
        ({"matrix": "U", "k": 0}, "Loss 3 uses instance 2 of U and no other"),
        ({"matrix": "L", "j": 15, "V": 20, "instances": "all"}, "No step reads “"),
    ],
)
def test_what_cannot_be_is_said(query, sentence):
    page = open_page(whatif="nudge", **query)
    assert not page.exception
    assert any(sentence in line for line in notices_of(page)), notices_of(page)


def test_the_panel_follows_the_address():
    page = open_page(whatif="nudge", nudge=1.23, instances="all", t=2, k=1)
    assert not page.exception
    shown = component_data(page, "response_curves")
    assert shown["stops"][shown["at"]] == 1.23
    assert (shown["k"], shown["t"]) == (None, 2)


@pytest.mark.parametrize("panel", ["nudge", "step"])
@pytest.mark.parametrize(
    "query",
    [
        {"D_h": 1, "V": 2, "T": 1, "instances": "all"},
        {"D_h": 256, "V": 10_000, "T": 100, "t": 100, "k": 50, "nudge": 0.3},
        {"activation": "identity", "scale": 16, "T": 40, "t": 40, "rate": 1000},
        {"activation": "relu", "matrix": "L", "nudge": 0, "T": 20, "t": 17},
        {"activation": "tanh", "matrix": "U", "instances": "all", "reduction": "mean"},
        {"text": "😀 <b>x</b> $y$ שלום", "matrix": "L", "j": 2},
    ],
)
def test_no_traceback_at_any_size(panel, query):
    page = open_page(whatif=panel, **query)
    assert not page.exception
    shown = component_data(page, "response_curves")
    assert len(shown["rows"]) <= SHOWN + 1
    assert all(low < high for low, high in (row["span"] for row in shown["rows"]))
