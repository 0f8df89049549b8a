"""Tests in a browser that a pick is answered at once, and then by Python alike."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.late_answers import HEARD, RELEASED, arriving
from tests.browser.unroll_page import cell, edge
from tests.browser.visiting import READY
from views.unroll.whatif.choose import PANELS

SHOWN = """() => {
  const roots = [document, ...[...document.querySelectorAll(
    '.st-key-pic_network *, .st-key-pic_triangle *, .st-key-aside_onwards *')]
    .map(node => node.shadowRoot).filter(Boolean)];
  const all = chosen => roots.flatMap(root => [...root.querySelectorAll(chosen)]);
  return [
    all('.headline .tex').map(node => node.textContent),
    all('.network .hit').map(node => ['k', 'i', 'j', 't', 'value']
      .map(name => node.dataset[name]).concat(node.ariaPressed)),
    all('.network .edge').map(node => node.getAttribute('style')),
    all('.network .chip').map(node => node.textContent),
    all('.network .loss').map(node => node.ariaPressed),
    all('.triangle [data-r]').map(node => [node.dataset.value, node.ariaSelected,
      node.querySelector('text')?.textContent]),
    all('.bars .one').map(node => node.dataset.value),
    all('.chain .tex, .chain .about').map(node => node.textContent),
    all('.story .title, .story .text, .said, .onwards .way').map(
      node => node.textContent),
  ];
}"""
"""Headline, network, triangle, bars, chain and sentences, as they are on the page."""
CLICKED = f"""async node => {{
  const shown = {SHOWN};
  const before = shown();
  const heard = () => document.unrolled.answers?.heard ?? 0;
  const last = heard();
  window.late = [];
  node.dispatchEvent(new MouseEvent('click', {{ bubbles: true }}));
  await new Promise(done => requestAnimationFrame(() => setTimeout(
    () => requestAnimationFrame(done))));
  const [atOnce, waits] = [shown(), heard() === last];
  const waiting = window.late;
  delete window.late;
  for (const message of waiting) message();
  return [before, atOnce, waits];
}}"""
"""What is shown before a click and two frames after it, while Python's answer waits."""
SHIFTS = """() => { window.shifts = []; new PerformanceObserver(list => {
  for (const { value, sources } of list.getEntries()) shifts.push([value,
    sources.map(({ node }) => [node?.parentElement?.className, node?.className,
      node?.textContent?.slice(0, 40)].join())]);
}).observe({ type: 'layout-shift' }); }"""
"""What is moved, and how much that counts."""
TO_TOP = "document.querySelector('[data-testid=stMain]').scrollTo(0, 0)"


CHANGED_LATER = """async node => {
  window.changed = 0;
  const watch = root => {
    const svg = root.querySelector('.triangle svg, .network svg');
    new MutationObserver(all => {
      changed += all.filter(change => change.target !== svg).length;
    }).observe(svg, { subtree: true, childList: true, attributes: true });
  };
  for (const node of document.querySelectorAll('*')) if (node.shadowRoot
    ?.querySelector('.triangle svg, .network svg')) watch(node.shadowRoot);
  node.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await new Promise(done => requestAnimationFrame(() => setTimeout(
    () => requestAnimationFrame(done))));
  return changed;
}"""
"""How much the browser changes in both pictures in two frames after a click."""
ONLY_NUMBERS = ["", "&D_h=8&V=20&T=12", "&matrix=L&j=2&names=torch"]
MORE = ("paths", "compare")
"""Panels beside which more than numbers changes: Python answers."""


@pytest.fixture(scope="module")
def visit(browser, address):
    yield from arriving(browser, address)


def answered(visit, place):
    """What is shown before a click, two frames after it, and by Python in the end."""
    before, at_once, waits = visit.page.locator(place).evaluate(CLICKED)
    assert waits
    visit.page.wait_for_function(HEARD)
    visit.paint()
    return before, at_once, visit.page.evaluate(SHOWN)


def click(visit, place):
    visit.page.locator(place).dispatch_event("click")


def test_picks_are_answered_at_once(visit):
    for query in ONLY_NUMBERS:
        visit.follow("/?seed=3" + query, READY)
        places = [cell(4, 2), cell(2, 1), '.loss[data-t="4"]', cell(3, 0), cell(4, 3)]
        hits = visit.page.locator(".hit")
        for n in (3, 7, 11):
            k, i, j = (hits.nth(n).get_attribute(f"data-{x}") for x in "kij")
            places.append(edge(k, i, j))
        for place in places:
            before, at_once, settled = answered(visit, place)
            assert at_once != before, (query, place)
            assert at_once == settled, (query, place)


KNOWN_NET = "() => document.unrolled.known.net"
SHOWN_NET = "() => document.unrolled.answers.drawn.network.data.at_once.net"
STEPS = "() => document.unrolled.answers.drawn.network.data.T"


def printed(shown):
    """What is read on the page: without the digits behind it."""
    headline, _, edges, chips, losses, cells, _, chain, said = shown
    texts = [re.sub("value=[^,}]*", "", text) for text in headline + chain]
    return texts, len(edges), chips, losses, [cell[2] for cell in cells], said


@pytest.mark.parametrize(
    ("keys", "steps"), [(["ArrowLeft"] * 2, 3), (["ArrowRight", "Home"], 1)]
)
def test_fewer_and_more_steps_are_shown_at_once(visit, keys, steps):
    visit.follow("/?t=2&k=1&T=5", READY)
    slider = visit.page.locator(".st-key-T input")
    visit.page.evaluate("() => { window.late = []; }")
    shown = []
    for key in keys:
        slider.press(key)
        visit.paint()
        shown.append(visit.page.evaluate(STEPS))
    at_once = visit.page.evaluate(SHOWN)
    assert shown[-1] == steps
    visit.page.evaluate(RELEASED)
    visit.wait_for_query(f"T={steps}")
    visit.settle()
    assert printed(visit.page.evaluate(SHOWN)) == printed(at_once)
    nets = [visit.page.evaluate(net) for net in (KNOWN_NET, SHOWN_NET)]
    assert nets[0] == nets[1]
    cell = visit.page.locator(".triangle .cell[tabindex]").last
    cell.dispatch_event("click")
    expect(cell).to_have_attribute("aria-selected", "true")


def test_what_if_panels_leave_the_answer_right(visit):
    place = f".st-key-pic_triangle {cell(4, 1)}"
    for panel in PANELS:
        visit.follow(f"/?whatif={panel}&window=2&names=coursera", READY)
        if panel in MORE:
            ended = visit.finished
            before, at_once, _ = visit.page.locator(place).evaluate(CLICKED)
            visit.wait_for_run(ended)
            assert at_once[0] == before[0]
            assert visit.page.evaluate(SHOWN)[0] != before[0]
        else:
            before, at_once, settled = answered(visit, place)
            assert settled[0] != before[0], panel
            assert at_once == settled, panel


def test_held_keys_ask_once(visit):
    visit.follow("/?D_h=8&V=20&T=12&t=12", READY)
    visit.page.locator(cell(12, 0)).focus()
    ended = visit.finished
    chosen = visit.page.locator(".cell.chosen")
    for k in range(1, 9):
        visit.page.keyboard.down("ArrowRight")
        expect(chosen).to_have_attribute("data-k", str(k))
    assert visit.finished == ended
    visit.page.keyboard.up("ArrowRight")
    visit.wait_for_run(ended)
    assert visit.finished == ended + 1
    visit.wait_for_query("k=8")
    assert visit.page.locator(cell(12, 8) + ":focus").count() == 1


MANY_KEYS = """node => {
  const { picks } = document.unrolled.answers;
  for (let n = 0; n < 9; n += 1)
    node.getRootNode().activeElement.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
  const { drawn, picks: now } = document.unrolled.answers;
  return [now - picks, drawn.triangle.data.k];
}"""
"""Presses nine keys within a frame; how many picks that were, and what is painted."""
CHAIN = "told => document.unrolled.answers.drawn.chain.data.label.includes(told)"


def test_of_keys_that_come_faster_than_frames_the_last_is_painted(visit):
    visit.follow("/?T=12&t=12&k=0", READY)
    visit.settle()
    chosen = visit.page.locator(cell(12, 0))
    chosen.focus()
    assert chosen.evaluate(MANY_KEYS) == [9, 1]
    last = visit.page.locator(cell(12, 9))
    expect(last).to_have_attribute("aria-selected", "true")
    expect(last).to_be_focused()
    visit.page.keyboard.up("ArrowRight")
    visit.wait_for_query("k=9")
    visit.page.wait_for_function(CHAIN, arg="instance 9 of loss 12.")
    expect(last).to_have_attribute("aria-selected", "true")


def test_a_late_answer_does_not_undo_a_newer_pick(visit):
    visit.follow("/", READY)
    seen = """() => { window.seen = []; const look = () => {
      if (!window.seen) return;
      const node = [...document.querySelectorAll('*')].map(n => n.shadowRoot)
        .filter(Boolean).map(r => r.querySelector('.cell.chosen')).find(Boolean);
      const at = node.dataset.t + node.dataset.k;
      if (seen.at(-1) !== at) seen.push(at);
      requestAnimationFrame(look); }; look(); }"""
    visit.page.evaluate(seen)
    ended = visit.finished
    for place in (cell(4, 2), cell(2, 1), cell(4, 2), cell(1, 0)):
        click(visit, place)
        visit.page.wait_for_timeout(40)
    visit.wait_for_run(ended)
    visit.page.wait_for_timeout(500)
    shown = visit.page.evaluate("[seen, delete window.seen][0]")
    assert shown == ["30", "42", "21", "42", "10"]
    visit.wait_for_query("t=1")


def test_nothing_moves_at_a_pick(visit):
    """Nor when Python answers it: help marks stay, no line comes or goes.

    Of the page from its top; the chain below has as many rows as there are factors.
    """
    visit.follow("/", READY)
    visit.page.evaluate(SHIFTS)
    for query in ("", "matrix=L&j=2", "whatif=truncate&window=2"):
        visit.follow(f"/?{query}", READY)
        visit.page.evaluate(TO_TOP)
        visit.paint()
        visit.page.evaluate("shifts.length = 0")
        for place in (cell(4, 2), cell(2, 1), cell(4, 3)):
            _, at_once, settled = answered(visit, f".st-key-pic_triangle {place}")
            assert at_once == settled
        visit.settle()
        shifts = visit.page.evaluate("shifts")
        assert sum(value for value, _ in shifts) <= 0.001, (query, shifts)


def test_what_is_painted_is_not_painted_again(visit):
    """Python's answer to the pick of a cell changes no edge and no cell."""
    visit.follow("/?D_h=8&V=20&T=12", READY)
    ended = visit.finished
    changes = visit.page.locator(cell(4, 2)).evaluate(CHANGED_LATER)
    visit.wait_for_run(ended)
    assert visit.page.evaluate(HEARD)
    assert changes == visit.page.evaluate("changed")
    assert changes > 0


def test_without_numbers_python_answers(visit):
    """T is above what the browser is sent."""
    visit.follow("/?T=61", READY)
    assert visit.page.evaluate("document.unrolled.known") is None
    visit.act(lambda: click(visit, ".triangle .cell[tabindex] >> nth=3"))
    visit.wait_until(lambda: bool(re.search("[?&][tk]=", visit.query())), "the pick")
