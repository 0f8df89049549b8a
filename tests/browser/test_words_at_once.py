"""Tests in a browser that sentences follow a pick at once, and what explains them."""

import pytest
from playwright.sync_api import expect

from tests.browser.late_answers import HEARD, RELEASED, arriving
from tests.browser.unroll_page import cell
from tests.browser.visiting import READY


@pytest.fixture(scope="module")
def visit(browser, address):
    yield from arriving(browser, address)


WATCHED = """() => {
  window.repainted = [];
  const seen = changes => { for (const { target, type, attributeName } of changes) {
    const node = target.closest ? target : target.parentElement;
    if (node && !node.closest('[data-testid=stHeader], [data-testid=stToolbar]'))
      repainted.push([type, attributeName, node.tagName, node.textContent]);
  } };
  const what = { subtree: true, childList: true, characterData: true };
  window.watch = new MutationObserver(seen);
  watch.observe(document.body, what);
  for (const { shadowRoot } of document.querySelectorAll('*'))
    if (shadowRoot) watch.observe(shadowRoot, { ...what, attributes: true });
}"""
"""Notes what is changed on the page from now on."""


FOLLOWED = """() => { const { drawn, picked } = document.unrolled.answers;
  const [{ t, k }, { label }] = [drawn.network.data, drawn.chain.data];
  return t === picked.t && k === picked.k &&
    label.includes(`instance ${k} of loss ${t}.`); }"""
"""Whether the pictures that are painted last show the pick."""
IS_SHOWN = """hidden => {
  const { known, answers: { drawn: { network } } } = document.unrolled;
  return network.data.D === hidden && network.data.at_once.net === known?.net; }"""
"""Whether the network of so many units is shown, and its numbers are there."""
SEEN_IN_ALL = [
    ("", 3),
    ("D_h=8&V=20&T=12&names=torch", 8),
    ("D_h=100&V=2000&T=35", 100),
    ("matrix=L&j=2&reduction=last", 3),
]


@pytest.mark.parametrize(("query", "hidden"), SEEN_IN_ALL)
def test_python_leaves_nothing_to_repaint(visit, query, hidden):
    """What follows from a pick is all there before Python has answered it."""
    visit.follow(f"/?{query}", READY)
    visit.page.wait_for_function(IS_SHOWN, arg=hidden)
    for n in (-1, 2):
        place = visit.page.locator(".triangle .cell[tabindex]").nth(n)
        visit.page.evaluate("() => { window.late = []; }")
        place.dispatch_event("click")
        visit.page.wait_for_function(FOLLOWED)
        visit.paint()
        visit.page.evaluate(WATCHED)
        visit.page.evaluate(RELEASED)
        visit.page.wait_for_function(HEARD)
        visit.settle()
        visit.page.evaluate("watch.disconnect()")
        assert visit.page.evaluate("repainted") == []


def test_the_ways_on_lead_from_the_cell_that_is_shown(visit):
    visit.follow("/?T=5", READY)
    visit.page.locator(cell(4, 1)).dispatch_event("click")
    ways = visit.page.locator(".onwards .way")
    expect(ways.first).to_have_text("Derive instance 1 of H₁₂")
    visit.wait_for_query("t=4", "k=1")
    visit.ready = (".derivation .lines",)
    ways.first.press("Enter")
    visit.wait_for_query("derivation=earlier-weights", "s=2", "t=4")
    expect(visit.page.get_by_label("Loss t ≤ 5")).to_have_value("4")
    visit.ready = READY


def test_terms_are_explained_to_keys_and_pointers(visit):
    visit.follow("/", READY)
    mark = visit.page.get_by_role("button", name="In short: instance, loss")
    meaning = visit.page.get_by_text("The copy of a shared weight that one step uses")
    expect(meaning).to_be_hidden()
    mark.hover()
    expect(meaning).to_be_visible()
    visit.page.mouse.move(0, 0)
    expect(meaning).to_be_hidden()
    visit.page.locator(".equations .equation").last.focus()
    visit.page.keyboard.press("Tab")
    for _ in range(9):
        if mark.evaluate("node => node.matches(':focus-visible')"):
            break
        visit.page.keyboard.press("Tab")
    expect(meaning).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
