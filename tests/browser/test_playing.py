"""What plays in the network, in a browser: its frames, numbers, keys and room."""

import time

import numpy as np
import pytest

from rnn_core import contribution_factors
from tests.browser.unroll_page import engine
from tests.browser.visiting import READY, Visit
from views.text.numerals import short

PLAYER = (".player .says:not(:empty)",)
SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shifts.push(entry.value);
  }).observe({ type: 'layout-shift', buffered: false });
}"""
"""Keeps every shift of the layout, those after a key included."""
SEEN = """selector => {
  const all = [];
  const walk = root => {
    for (const node of root.querySelectorAll('*')) {
      if (node.shadowRoot) walk(node.shadowRoot);
      if (node.matches(selector) && getComputedStyle(node).visibility === 'visible')
        all.push(node);
    }
  };
  walk(document);
  return all.map(node => node.dataset.value ?? node.textContent);
}"""


@pytest.fixture
def guest(visit):
    """A visitor who asks for no less motion than others."""

    def open_page(query):
        return visit.open(f"/?{query}", (*READY, *PLAYER))

    return open_page


def seen(visit: Visit, selector: str) -> list[str]:
    """The numbers, else the texts, of what is visible."""
    return visit.page.evaluate(SEEN, selector)


def frame(visit: Visit) -> int:
    return int(visit.page.locator(".player .frames").input_value())


def says(visit: Visit) -> str:
    return str(visit.page.locator(".player .says").inner_text())


def press(visit: Visit, key: str) -> None:
    visit.page.locator(".player .later").focus()
    visit.page.keyboard.press(key)
    visit.page.wait_for_timeout(700)


def test_the_error_walks_back_in_true_proportion(guest):
    visit = guest("motion=back&frame=2&t=4&k=0&T=4")
    back = engine()
    factors = contribution_factors(back, "H", 0, 1, 4, 0)[:-1]
    vectors = {4 - n: f.product.ravel() for n, f in enumerate(factors)}
    lengths = {s: np.linalg.norm(v) for s, v in vectors.items()}
    terms = back.instances("H", 0, 1)[3]
    assert seen(visit, ".walked .length") == [str(lengths[s]) for s in (3, 4)]
    drawn = visit.page.locator(".walked .length").all()
    widths = [bar.bounding_box()["width"] for bar in drawn[-2:]]
    assert widths[0] / widths[1] == pytest.approx(lengths[3] / lengths[4], rel=0.02)
    entries = [float(v) for v in seen(visit, ".walked .entry")]
    np.testing.assert_array_equal(entries, [*vectors[3], *vectors[4]])
    assert [float(v) for v in seen(visit, ".network .chip")] == list(terms[2:])
    shown = seen(visit, ".headline [data-ref^=term], .headline [data-ref^=picked]")
    assert [float(v) for v in shown] == list(terms[2:])
    assert seen(visit, ".headline [data-ref=sum]") == []
    assert short(lengths[3]) in says(visit)
    assert f"so far {short(terms[2] + terms[3])}" in says(visit)
    press(visit, "End")
    assert len(seen(visit, ".walked .length")) == 4
    assert [float(v) for v in seen(visit, ".network .chip")] == list(terms)
    assert len(seen(visit, ".headline [data-ref=sum]")) == 1
    assert says(visit).endswith(f"= {short(terms.sum())}.")


def test_keys_lead_through_the_frames_and_the_address_follows(guest):
    visit = guest("motion=back")
    last = int(visit.page.locator(".player .frames").get_attribute("max"))
    said = {says(visit)}
    before = visit.finished
    for n in range(1, last + 1):
        visit.page.locator(".player .later").focus()
        visit.page.keyboard.press("ArrowRight")
        assert frame(visit) == n
        said.add(says(visit))
    assert len(said) == last + 1
    visit.wait_for_run(before)
    visit.wait_for_query(f"frame={last}")
    visit.act(lambda: visit.page.keyboard.press("ArrowLeft"))
    visit.wait_for_query(f"frame={last - 1}")
    assert visit.page.evaluate("history.length") < last
    shown = says(visit)
    visit.page.reload()
    visit.settle()
    assert (frame(visit), says(visit)) == (last - 1, shown)
    visit.act(lambda: visit.page.locator(".player .frames").press("Home"))
    assert frame(visit) == 0
    visit.wait_for_query(without="frame=")


@pytest.mark.parametrize(
    "query", ["motion=forward", "motion=outer&D_h=2", "motion=back&T=1&t=1"]
)
def test_it_plays_once_asked_in_under_3_seconds_and_nothing_shifts(guest, query):
    visit = guest(query)
    visit.page.wait_for_timeout(300)
    assert frame(visit) == 0
    last = int(visit.page.locator(".player .frames").get_attribute("max"))
    tall = visit.page.locator(".network").bounding_box()["height"]
    visit.page.evaluate(SHIFTS)
    before = visit.finished
    visit.page.locator(".player .play").focus()
    began = time.monotonic()
    visit.page.keyboard.press("Space")
    frames = {frame(visit)}
    while frame(visit) < last and time.monotonic() - began < 6:
        frames.add(frame(visit))
        visit.page.wait_for_timeout(20)
    assert time.monotonic() - began < 3
    assert len({*frames, frame(visit)}) >= min(last, 3)
    visit.wait_for_run(before)
    visit.wait_for_query(f"frame={last}")
    assert visit.page.locator(".network").bounding_box()["height"] == tall
    assert visit.page.evaluate("window.shifts") == []


def test_a_press_of_space_pauses(guest):
    visit = guest("motion=forward&T=9")
    visit.page.locator(".player .play").focus()
    visit.page.keyboard.press("Space")
    assert visit.page.get_by_role("button", name="Pause", exact=True).count() == 1
    visit.page.wait_for_timeout(500)
    visit.page.keyboard.press("Space")
    stopped = frame(visit)
    assert 0 < stopped < 11
    visit.page.wait_for_timeout(900)
    assert frame(visit) == stopped
    assert visit.page.get_by_role("button", name="Play", exact=True).count() == 1


def test_a_run_fills_one_state_after_the_other(guest):
    visit = guest("motion=forward&frame=2")
    trace = engine().trace
    assert len(seen(visit, ".network .word")) == 2
    values = [float(v.replace("−", "-")) for v in seen(visit, ".network .value")]
    np.testing.assert_allclose(values, trace.h[:3].ravel(), atol=5.1e-3)
    discs = visit.page.locator(".fill:not(.unseen)").all()
    assert len(discs) == 9
    areas = [disc.bounding_box()["width"] ** 2 for disc in discs]
    shares = np.array(areas) / np.abs(trace.h[:3].ravel())
    assert shares.max() / shares.min() < 1.1
    assert (
        seen(visit, ".network .loss")
        == seen(visit, ".network .bar")
        == seen(visit, ".network .chip")
        == []
    )
    press(visit, "End")
    assert [float(v) for v in seen(visit, ".network .loss")] == list(trace.loss)
    assert short(trace.loss[2]) in says(visit)
    press(visit, "ArrowLeft")
    assert seen(visit, ".network .loss") == []
    assert len(seen(visit, ".network .bar")) == 6


def test_error_and_state_meet_in_their_cell(guest):
    visit = guest("motion=outer&frame=5&k=1")
    back = engine()
    cells = np.outer(back.delta[2, 1], back.trace.h[1])
    full = [float(v) for v in seen(visit, ".product:not(.empty)")]
    assert full == list(cells.ravel()[:5])
    assert [float(v) for v in seen(visit, ".factor.fresh")] == [
        back.delta[2, 1, 1],
        back.trace.h[1, 1],
    ]
    picked = visit.page.locator(".product.picked")
    assert float(picked.get_attribute("data-value")) == cells[0, 1]
    assert picked.count() == 1
    press(visit, "End")
    assert visit.page.locator(".product.empty").count() == 0


def test_the_walk_stops_where_units_are_off(guest):
    visit = guest("activation=relu&D_h=2&T=6&t=6&seed=0&scale=2&motion=back&frame=99")
    press(visit, "ArrowLeft")
    assert "The walk stops here, and every earlier term is 0." in says(visit)


def test_what_a_frame_shows_is_in_sight_of_a_long_network(guest):
    visit = guest("motion=back&frame=9&T=30&t=30")
    for key in ("", "Home", "End"):
        if key:
            press(visit, key)
        reached = visit.page.locator(".network .layer.here, .loss.chosen").first
        here, room = reached.bounding_box(), visit.page.locator(".network .scroll")
        box = room.bounding_box()
        assert box["x"] <= here["x"]
        assert here["x"] + here["width"] <= box["x"] + box["width"]


def test_those_who_ask_for_less_motion_step_and_see_everything(visit):
    visit.page.emulate_media(reduced_motion="reduce")
    visit.open("/?motion=back&T=2&t=2", (*READY, *PLAYER))
    assert not visit.page.locator(".player .play").is_visible()
    visit.page.locator(".player .later").focus()
    for n in range(1, 4):
        visit.page.keyboard.press("Space")
        assert frame(visit) == n
    assert len(seen(visit, ".walked .length")) == 2
    assert len(seen(visit, ".headline [data-ref=sum]")) == 1


def test_the_keys_of_a_tour_turn_no_scene_while_the_focus_is_here(visit):
    visit.open("/?tour=bptt&scene=2&motion=forward", PLAYER)
    visit.act(lambda: visit.page.locator(".player .later").press("ArrowRight"))
    visit.wait_for_query("scene=2")
    assert frame(visit) == 1
