"""Tests of editing in a browser: by mouse, by keyboard, and by link."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import READY, Visit
from views.address.settings import Config
from views.model.model import model

PAINTED = (*READY, ".edit .cell")
GREY = """() => {
  window.greyed = [];
  new MutationObserver(() => window.greyed.push([
    document.documentElement.hasAttribute('data-unrolled-stale'),
    getComputedStyle(document.querySelector('.stMainBlockContainer')).opacity,
  ])).observe(document.documentElement, { attributeFilter: ['data-unrolled-stale'] });
}"""


def cell(visit: Visit, place: str):
    return visit.page.locator(f'.edit .cell[data-at="{place}"]')


def edits(visit: Visit) -> str:
    return parse_qs(visit.query().lstrip("?")).get("edits", [""])[0]


def right(visit: Visit, text: str) -> None:
    """Assert that address, panel and picture are those of the edited network."""
    assert edits(visit) == text
    net = model(Config(edits=text))
    for place in ("H 1 2", "H 2 1", "L 1 3", "U 2 3"):
        matrix, i, j = place.split()
        expected = getattr(net.params, matrix)[int(i) - 1, int(j) - 1]
        assert float(cell(visit, place).get_attribute("data-value")) == expected
    instances = net.back.instances("H", 0, 1)
    shown = visit.value('.triangle [data-t="3"][data-k="0"]')
    assert shown == pytest.approx(instances[2, 0], rel=1e-14)
    assert not visit.page.evaluate(
        "'unrolledStale' in document.documentElement.dataset"
    )


def test_by_mouse(visit: Visit):
    visit.open("/?whatif=edit", PAINTED)
    keys = visit.page.keyboard
    right(visit, "")
    assert visit.page.locator(".edit .undo").get_attribute("aria-disabled") == "true"

    visit.page.evaluate(GREY)
    cell(visit, "H 1 2").click()
    keys.type("0,75")
    visit.act(lambda: keys.press("Enter"))
    right(visit, "H1.2_0.75")
    greyed = visit.wait_until_still(lambda: visit.page.evaluate("window.greyed"))
    assert [on for on, _ in greyed] == [True, False]
    assert [float(opacity) for _, opacity in greyed] == [0.45, 1]
    assert "edited" in cell(visit, "H 1 2").get_attribute("class")
    assert ", was " in cell(visit, "H 1 2").get_attribute("title")

    cell(visit, "U 2 3").click()
    keys.type("abc")
    keys.press("Enter")
    says = visit.page.locator(".edit .says")
    assert says.inner_text() == "“abc” is not a number: nothing was changed."
    expect(cell(visit, "U 2 3").locator("input")).to_have_value("abc")
    keys.press("Escape")
    right(visit, "H1.2_0.75")

    cell(visit, "x 3 1").click()
    keys.type("Sea")
    visit.act(lambda: keys.press("Enter"))
    right(visit, "H1.2_0.75*x3_sea")
    assert cell(visit, "x 3 1").inner_text() == "sea"
    for what, text in (
        ("undo", "H1.2_0.75"),
        ("redo", "H1.2_0.75*x3_sea"),
        ("reset", ""),
        ("undo", "H1.2_0.75*x3_sea"),
    ):
        visit.act(lambda what=what: visit.page.click(f".edit .{what}"))
        right(visit, text)

    cell(visit, "H 2 1").click()
    keys.type("0x10")
    visit.act(lambda: keys.press("Enter"))
    visit.wait_until(
        lambda: "Nothing was changed" in says.inner_text(), "what is said of 0x10"
    )
    right(visit, "H1.2_0.75*x3_sea")
    assert cell(visit, "H 2 1").inner_text() != "0x10"


def test_by_keyboard_and_by_link(visit: Visit, browser, address):
    visit.open("/?whatif=edit", PAINTED)
    keys = visit.page.keyboard
    cell(visit, "H 1 2").focus()
    keys.press("ArrowDown")
    keys.press("ArrowLeft")
    keys.type("-0.25")
    visit.act(lambda: keys.press("Enter"))
    right(visit, "H2.1_-0.25")
    keys.press("ArrowRight")
    keys.press("F2")
    box = visit.page.locator(".edit input")
    expect(box).to_have_value(repr(float(model(Config()).params.H[1, 1])))
    keys.type("1")
    keys.press("Escape")
    keys.press("Enter")
    keys.type("0.1")
    visit.act(lambda: keys.press("Tab"))
    right(visit, "H2.1_-0.25*H2.2_0.1")
    keys.type("2")
    visit.act(lambda: keys.press("Enter"))
    right(visit, "H2.1_-0.25*H2.2_0.1*H2.3_2")
    visit.act(lambda: keys.press("Control+z"))
    right(visit, "H2.1_-0.25*H2.2_0.1")
    visit.act(lambda: keys.press("Control+Shift+Z"))
    right(visit, "H2.1_-0.25*H2.2_0.1*H2.3_2")

    numbers = "all => all.map(o => o.dataset.value)"
    shown = visit.page.locator("[data-value]").evaluate_all(numbers)
    assert len(shown) > 50
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        other = Visit(context.new_page(), address)
        other.open("/" + visit.query(), PAINTED)
        again = other.page.locator("[data-value]").evaluate_all(numbers)
        assert other.complaints == []
    assert again == shown
