"""What plays in the network: its frames, and the numbers that they say."""

import re

import numpy as np
import pytest
from hypothesis import given

from rnn_core import contribution_factors
from tests.views.pages import component_data, notices_of, open_page
from tests.views.settings import views
from tests.views.unroll.terms import by_definition, view
from views.text.numerals import short
from views.unroll.motion.back import back_frames
from views.unroll.motion.choose import motion_frames
from views.unroll.motion.forward import forward_frames
from views.unroll.motion.frames import MOST, MOST_UNITS, few_stops, spoken_word
from views.unroll.motion.outer import CELLS, outer_frames

KINDS = ("forward", "back", "outer")


@pytest.mark.parametrize("count", [1, 2, MOST, MOST + 1, 50, 100])
def test_many_steps_share_few_frames_and_end_with_the_last(count):
    stops = few_stops(count)
    assert stops == sorted(set(stops))
    assert stops[-1] == count
    assert len(stops) == min(count, MOST)
    gaps = np.diff([0, *stops])
    assert gaps.max() - gaps.min() <= 1


@given(views())
def test_every_frame_says_something_of_its_own(drawn):
    net, s, _ = drawn
    for kind in KINDS:
        motion = motion_frames(kind, net, s)
        assert len(motion["says"]) == len(motion["at"]) >= 2
        assert all(says.endswith(".") for says in motion["says"])
        assert len(set(motion["says"])) == len(motion["says"])
        assert not re.search(r"nan|inf\b|∞|  ", "".join(motion["says"]))


@given(views())
def test_the_walk_has_the_engines_row_vectors_and_terms(drawn):
    net, s, _ = drawn
    motion = back_frames(net, s)
    walk, t = motion["walk"], s.t
    k = t - 1 if s.matrix == "U" else 0
    factors = contribution_factors(net.back, s.matrix, s.i - 1, s.j - 1, t, k)
    vectors = {t - n: f.product.ravel() for n, f in enumerate(factors[:-1])}
    terms = by_definition(net, s)
    assert len(walk["rows"]) == len(walk["lengths"]) == len(walk["terms"])
    for n, row in enumerate(walk["rows"]):
        state = walk["first"] + n
        for unit, value in row:
            assert value == vectors[state][unit - 1]
        assert walk["lengths"][n] == np.linalg.norm(vectors[state])
        assert walk["terms"][n] == (
            None
            if (t, state - 1) not in terms
            else pytest.approx(terms[t, state - 1], rel=1e-12)
        )
    total = sum(value for (loss, _), value in terms.items() if loss == t)
    size = sum(abs(value) for (loss, _), value in terms.items() if loss == t)
    assert walk["total"] == pytest.approx(total, abs=1e-12 * size)
    assert motion["says"][-1].endswith(f"= {short(walk['total'])}.")
    assert motion["at"][0] == t + 1
    assert motion["at"][-2:] == [walk["first"]] * 2


@given(views(matrices=("H", "L")))
def test_the_walk_stops_where_nothing_is_left_and_nowhere_else(drawn):
    net, s, _ = drawn
    motion = back_frames(net, s)
    walk = motion["walk"]
    said = "The walk stops here, and every earlier term is 0." in "".join(
        motion["says"]
    )
    if said:
        assert walk["lengths"][0] == 0
        assert not net.back.delta[s.t - 1, : walk["first"]].any()
    else:
        assert walk["first"] == 1
    for (loss, k), value in by_definition(net, s).items():
        if loss == s.t and k < walk["first"] - 1:
            assert value == 0


def test_units_that_are_off_stop_the_walk():
    for seed in range(200):
        net, s = view(f"activation=relu&D_h=2&T=6&t=6&seed={seed}&scale=2")
        says = "".join(back_frames(net, s)["says"])
        if "is off. The walk stops here" in says:
            break
    else:
        pytest.fail("no network here has a walk that dead units stop")
    walk = back_frames(net, s)["walk"]
    assert walk["first"] > 1 or walk["lengths"][0] == 0
    assert not net.back.delta[s.t - 1, walk["first"]].any()


@given(views())
def test_the_outer_product_has_the_engines_cells(drawn):
    net, s, _ = drawn
    motion = outer_frames(net, s)
    outer = motion["outer"]
    rows, columns = outer["column"], outer["row"]
    for (_, down), values in zip(rows, outer["cells"], strict=True):
        for (_, across), value in zip(columns, values, strict=True):
            assert value == pytest.approx(down * across, rel=1e-12, abs=0)
    assert s.i in [i for i, _ in rows]
    assert s.j in [j for j, _ in columns]
    size = len(rows) * len(columns)
    assert motion["at"][0] == 0
    assert motion["at"][-1] == size
    assert len(motion["at"]) == 1 + (size if size <= CELLS else len(rows))
    k = s.t - 1 if s.matrix == "U" else s.k
    mine = by_definition(net, s).get((s.t, k), 0.0)
    at = [i for i, _ in rows].index(s.i), [j for j, _ in columns].index(s.j)
    assert outer["cells"][at[0]][at[1]] == pytest.approx(mine, rel=1e-12, abs=0)


@given(views())
def test_running_fills_every_state_and_says_its_numbers(drawn):
    net, s, _ = drawn
    motion = forward_frames(net, s.t)
    steps = net.trace.steps
    assert motion["at"] == [*range(steps + 1), steps, steps]
    for step in range(1, steps + 1):
        says = motion["says"][step]
        assert spoken_word(net, net.trace.inputs[step - 1]) in says
        for value in net.trace.h[step, :4]:
            assert short(float(value)) in says
    assert f"= {short(float(net.trace.loss[s.t - 1]))}:" in motion["says"][-1]


def test_of_many_units_few_are_drawn_and_it_says_so():
    net, s = view("D_h=100&T=30&t=30&V=50&i=77&j=99")
    outer = outer_frames(net, s)
    assert len(outer["outer"]["column"]) == len(outer["outer"]["row"]) == MOST_UNITS
    assert f"Drawn: {MOST_UNITS} of 100 rows" in outer["says"][0]
    assert outer["says"][-1].endswith("that is drawn is full.")
    back = back_frames(net, s)
    assert {len(row) for row in back["walk"]["rows"]} == {MOST_UNITS}
    assert len(back["at"]) == MOST + 2
    assert len(forward_frames(net, s.t)["at"]) == MOST + 3


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_restores_one_frame(kind):
    page = open_page(motion=kind, frame=2, t=4)
    assert not page.exception
    motion = component_data(page, "network")["motion"]
    assert motion["kind"] == kind
    assert motion["frame"] == 2
    assert not notices_of(page)
    far = open_page(motion=kind, frame=99, t=4)
    last = len(motion["at"]) - 1
    assert component_data(far, "network")["motion"]["frame"] == last
    assert f"frame = 99 does not fit {last} frames: {last} is used." in notices_of(far)


def test_what_is_chosen_to_play_begins_at_its_beginning():
    page = open_page(motion="forward", frame=6)
    page.radio(key="motion").set_value("back").run()
    assert component_data(page, "network")["motion"]["frame"] == 0
    assert not notices_of(page)
    page.number_input(key="frame").set_value(3).run()
    assert component_data(page, "network")["motion"]["frame"] == 3


def test_nothing_plays_by_itself():
    assert component_data(open_page(), "network")["motion"] is None


def test_sentences_are_in_the_visitors_names():
    page = open_page(motion="back", names="coursera")
    says = component_data(page, "network")["motion"]["says"]
    assert "a⁽³⁾" in "".join(says)
    assert "(W_aa)₁₂" in says[-1]
    assert not re.search(r"\bh⁽|\bH₁₂", "".join(says))
