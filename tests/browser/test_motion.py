"""Tests in a browser that animations stop for visitors who ask for reduced motion."""

import pytest

from tests.browser.derive_page import READY as LINES
from tests.browser.tour_scenes import PAINTED
from tests.browser.visiting import READY, Visit

PAGES = {
    "/?whatif=nudge": (*READY, ".response-curves path.fact"),
    "/?motion=back&frame=2": (*READY, ".walked:not(.unseen) .length"),
    "/?whatif=edit": (*READY, ".edit .cell"),
    "/?page=jacobians": PAINTED["jacobians"],
    "/?page=derive&derivation=full-gradient": LINES,
    "/?page=check": PAINTED["check"],
    "/?page=tour": (".scenes a",),
}
RECORD = """
window.scrolled = [];
const scroll = Element.prototype.scrollIntoView;
Element.prototype.scrollIntoView = function (how) {
  window.scrolled.push(how?.behavior ?? 'auto');
  return scroll.call(this, how);
};
"""
"""Keeps how what is to be seen is scrolled to."""
MOVING = """() => {
  const moving = new Set();
  const lasts = times => times.split(',').some(time => parseFloat(time) > 0);
  const walk = root => {
    for (const node of root.querySelectorAll('*')) {
      if (node.shadowRoot) walk(node.shadowRoot);
      if (!node.closest('.unrolled') && node.getRootNode() === document) continue;
      const style = getComputedStyle(node);
      if (lasts(style.transitionDuration) || lasts(style.animationDuration))
        moving.add(node.getAttribute('class') ?? node.tagName);
    }
  };
  walk(document);
  return [...moving];
}"""
"""The classes of our own elements that would change or move little by little."""


def test_nothing_moves_for_those_who_wish_so(walker):
    walker.page.emulate_media(reduced_motion="reduce")
    for path, painted in PAGES.items():
        walker.follow(path, painted)
        assert walker.page.evaluate(MOVING) == [], path


def test_there_is_motion_to_speak_of(visit):
    visit.open("/?page=jacobians", PAGES["/?page=jacobians"])
    assert visit.page.evaluate(MOVING)


def scroll_to_the_last_line(visit: Visit) -> None:
    path = "/?page=derive&derivation=full-gradient"
    visit.open(path, PAGES[path])
    visit.page.locator(".derivation .lines").focus()
    visit.act(lambda: visit.page.keyboard.press("End"))


def scroll_to_the_picture_of_a_scene(visit: Visit) -> None:
    visit.open("/?t=4&k=3&focus=network&tour=bptt&scene=2")
    visit.wait_until(
        lambda: bool(visit.page.evaluate("window.scrolled.length")), "it scrolls"
    )


@pytest.mark.parametrize(
    "scroll", [scroll_to_the_last_line, scroll_to_the_picture_of_a_scene]
)
def test_scrolling_is_smooth_but_not_for_those_who_wish_otherwise(visit, scroll):
    visit.page.add_init_script(RECORD)
    scroll(visit)
    assert "smooth" in visit.page.evaluate("window.scrolled")
    visit.page.emulate_media(reduced_motion="reduce")
    scroll(visit)
    ways = visit.page.evaluate("window.scrolled")
    assert ways
    assert set(ways) == {"auto"}
