"""Formula boxes: none scrolls by pixels it does not need; keys reach what scrolls."""

import pytest

from tests.browser.visiting import Visit
from tests.lines import number
from tests.walks import sample

SLIGHT = 8
"""Pixels: a box that scrolls by less has no reason to."""
BOXES = """() => [...document.querySelectorAll('.unrolled .tex')]
    .filter(box => box.checkVisibility() && box.querySelector('.katex'))
    .map(box => ({ text: box.textContent.slice(0, 30),
        across: box.scrollWidth - box.clientWidth,
        down: box.scrollHeight - box.clientHeight,
        tab: box.tabIndex, role: box.getAttribute('role'),
        name: box.getAttribute('aria-label') }))"""
BOTH_WAYS = number("full-gradient", "chain rule", "The error", -1)
GATHERED = number("full-gradient", "gather", "The error")
NOW = ".row.now .katex"
PAGES = {
    "/?t=4&k=1": ".chain .katex",
    "/?D_h=6&T=8&V=12&t=8&k=0": ".chain .katex",
    "/derive?derivation=hidden-weights&line=6&show=numbers": NOW,
    f"/derive?derivation=full-gradient&line={BOTH_WAYS}": NOW,
    f"/derive?derivation=full-gradient&line={GATHERED}&show=numbers&T=30": NOW,
    "/check?section=5.2": ".slips .slip",
}
WIDTHS = {"desk": 1280, "phone": 390, "narrow": 320}


@pytest.mark.parametrize("width", sample(WIDTHS, 2, seed=1))
def test_no_box_scrolls_without_need_and_keys_reach_one_that_does(
    browser, address, width
):
    context = browser.new_context(viewport={"width": WIDTHS[width], "height": 900})
    visit = Visit(context.new_page(), address)
    wrong, scrolling = [], 0
    for path, painted in PAGES.items():
        visit.follow(path, (painted,))
        visit.page.locator(painted).first.scroll_into_view_if_needed()
        visit.page.wait_for_selector(".unrolled .tex .katex")
        visit.page.evaluate("document.fonts.ready.then(() => {})")
        visit.settle()
        boxes = visit.page.evaluate(BOXES)
        assert boxes, path
        for box in boxes:
            scrolls = box["across"] > 0
            scrolling += scrolls
            right = (
                box["down"] <= 0
                and not 0 < box["across"] < SLIGHT
                and (box["tab"] == 0) == scrolls
                and (box["role"] == "group" and bool(box["name"])) == scrolls
            )
            if not right:
                wrong.append((path, box))
    context.close()
    assert wrong == []
    assert width == "desk" or scrolling


@pytest.mark.parametrize(
    ("path", "painted"),
    [
        ("/?D_h=6&T=8&V=12&t=8&k=0", ".chain .katex"),
        (
            f"/?page=derive&derivation=full-gradient&line={GATHERED}&show=numbers",
            ".row.now .katex",
        ),
    ],
)
def test_arrows_scroll_the_box_that_has_the_focus(visit, path, painted):
    visit.page.set_viewport_size({"width": 320, "height": 900})
    visit.open(path, (painted,))
    box = visit.page.locator(".unrolled .tex[tabindex='0']:visible").first
    box.scroll_into_view_if_needed()
    box.focus()
    query, before = visit.query(), box.evaluate("node => node.scrollLeft")
    for _ in range(3):
        visit.page.keyboard.press("ArrowRight")
    visit.wait_until(
        lambda: box.evaluate("node => node.scrollLeft") > before, "the box scrolls"
    )
    visit.settle()
    assert visit.query() == query


def test_a_wider_window_takes_the_box_out_of_the_keys_way(visit):
    visit.page.set_viewport_size({"width": 320, "height": 900})
    visit.open("/?D_h=6&T=8&V=12&t=8&k=0")
    boxes = visit.page.locator(".chain .tex[tabindex='0']")
    assert boxes.count() > 0
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    visit.settle()
    assert boxes.count() == 0
