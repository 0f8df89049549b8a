"""Unroll's network where it is crowded: numbers clear of texts, the pick in sight."""

import pytest

from tests.browser.unroll_page import edge
from tests.walks import sample

SCROLL = ".network .scroll"
COVERED = """scroll => {
    const box = node => node.getBoundingClientRect();
    const meet = (a, b) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
    const chips = [...scroll.querySelectorAll('.chip')];
    const texts = [...scroll.querySelectorAll('text')].filter(
        text => !text.closest('.chip') && text.textContent.trim());
    return chips.flatMap((chip, n) => [...texts, ...chips.slice(0, n)]
        .filter(other => meet(box(chip.firstChild), box(other)))
        .map(other => [chip.textContent, other.textContent]));
}"""
"""Each number of an edge and a text, or another such number, that it covers."""
CROWDED = (
    "matrix=U&i=1&j=1&t=3&k=0",
    "matrix=H&i=1&j=1&t=8&k=5&T=12",
    "matrix=L&i=3&j=1&t=4&k=1",
    "matrix=L&i=1&j=2&t=18&k=2&T=20",
)
INSIDE = """(node) => {
    const seen = node.closest('.scroll').getBoundingClientRect();
    const { left, right } = node.getBoundingClientRect();
    return left >= seen.left - 1 && right <= seen.right + 1;
}"""


@pytest.mark.parametrize("wide", [1280, 390])
def test_the_numbers_of_edges_cover_no_text(visit, wide):
    visit.page.set_viewport_size({"width": wide, "height": 900})
    for pick in sample(CROWDED, 2, wide):
        visit.open(f"/?{pick}")
        visit.wait_until(visit.page.locator(f"{SCROLL} .chip").count, pick)
        assert visit.page.locator(SCROLL).evaluate(COVERED) == [], pick


def scrolled(visit):
    return visit.page.locator(SCROLL).evaluate("node => node.scrollLeft")


@pytest.mark.parametrize("matrix", ["H", "L", "U"])
def test_a_phone_opens_on_the_picked_instance(visit, matrix):
    visit.page.set_viewport_size({"width": 390, "height": 844})
    path = f"/?matrix={matrix}&i=1&j=1&T=20&t=18"
    for k in (0, 9, 17):
        visit.open(f"{path}&k={k}")
        nodes = visit.page.locator(f'{SCROLL} .hit[data-k="{k}"]')
        assert nodes.count() > 0
        assert all(node.evaluate(INSIDE) for node in nodes.all()), k
    assert scrolled(visit) > 500


def test_a_new_pick_scrolls_only_where_it_is_out_of_sight(visit):
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.open("/?T=20&t=18&k=9")
    before = scrolled(visit)
    beside = visit.page.locator(edge(10, 2, 1))
    assert beside.evaluate(INSIDE)
    visit.act(lambda: beside.dispatch_event("click"))
    visit.wait_for_query("k=10")
    assert scrolled(visit) == before > 0
    visit.act(lambda: visit.page.locator(edge(0, 2, 1)).dispatch_event("click"))
    visit.wait_for_query(without="k=")
    assert visit.page.locator(edge(0, 2, 1)).evaluate(INSIDE)
    assert scrolled(visit) < before
