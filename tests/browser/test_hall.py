"""Tests of what a lecturer has in the hall: black, laser dot, zoom, and links."""

import io

from PIL import Image
from playwright.sync_api import expect

from tests.browser.hall_page import COPIED, FIRST, READY, SCENE, asked, more
from tests.browser.tour_scenes import PAINTED

ZOOM = """parseFloat(getComputedStyle(
  document.querySelector('.stMainBlockContainer')).zoom)"""
OUT = """() => { const m = document.querySelector('[data-testid=stMain]');
  return m.scrollWidth - m.clientWidth; }"""


def test_the_screen_is_black_until_a_key_or_click(visit):
    visit.open(SCENE, READY)
    page, black = visit.page, visit.page.locator(".black")
    for on, off in (("b", "b"), (".", "ArrowRight"), ("b", "x")):
        page.keyboard.press(on)
        assert black.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 900}
        shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        assert shown.getcolors() == [(1280 * 900, (0, 0, 0))]
        visit.without_a_run(lambda off=off: page.keyboard.press(off))
        assert black.is_hidden()
    more(visit, "Black screen")
    assert black.is_visible()
    visit.without_a_run(lambda: page.mouse.click(640, 450))
    assert black.is_hidden()
    visit.wait_for_query("scene=2")


def test_the_screen_stays_as_it_is_where_nothing_is_presented_or_one_types(visit):
    visit.open("/?t=4&k=3", READY)
    visit.page.keyboard.press("b")
    assert visit.page.locator(".black").is_hidden()
    assert visit.page.locator(".hall-menu").is_hidden()
    visit.open("/?page=derive&predict=write&line=2&present=on", (".ownline textarea",))
    field = visit.page.locator(".ownline textarea")
    field.focus()
    visit.page.keyboard.type("b.l+-0")
    expect(field).to_have_value("b.l+-0")
    assert visit.page.locator(".black").is_hidden()
    assert visit.page.locator(".laser").is_hidden()
    visit.wait_for_query(without="zoom=")


def test_a_dot_follows_the_pointer_which_is_hidden(visit):
    visit.open(SCENE, READY)
    page, dot = visit.page, visit.page.locator(".laser")
    page.mouse.move(300, 200)
    page.keyboard.press("l")
    cursor = "([x, y]) => { let n = document.elementFromPoint(x, y);"
    cursor += " while (n.shadowRoot?.elementFromPoint(x, y)) "
    cursor += "n = n.shadowRoot.elementFromPoint(x, y);"
    cursor += " return getComputedStyle(n).cursor; }"
    unit = page.locator(".network .unit").first.bounding_box()
    for x, y in ((400, 300), (unit["x"] + 5, unit["y"] + 5)):
        page.mouse.move(x, y)
        box = dot.bounding_box()
        assert abs(box["x"] + box["width"] / 2 - x) <= 1
        assert abs(box["y"] + box["height"] / 2 - y) <= 1
        assert box["width"] >= 30
        assert page.evaluate(cursor, [x, y]) == "none"
    page.keyboard.press("l")
    assert dot.is_hidden()
    assert page.evaluate(cursor, [400, 300]) != "none"
    more(visit, "Laser dot")
    assert dot.is_visible()
    page.keyboard.press("Escape")
    assert dot.is_hidden()
    visit.wait_for_query("present=on")


def test_a_page_is_as_large_as_its_scene_was_made(visit):
    visit.page.set_viewport_size({"width": 1280, "height": 720})
    visit.open(FIRST, READY)
    page, picture = visit.page, visit.page.locator(".network .scroll > svg")
    unit = page.locator(".network .unit").first
    title = page.locator(".scene-bar h2").first
    before, small = page.evaluate(ZOOM), unit.bounding_box()["width"]
    tall = title.bounding_box()["height"]
    visit.act(lambda: [page.keyboard.press("+") for _ in range(4)])
    assert asked(page.url)["zoom"] == "1.4"
    assert abs(page.evaluate(ZOOM) - 1.4 * before) < 1e-6
    visit.wait_until_still(picture.bounding_box)
    assert title.bounding_box()["height"] > 1.3 * tall
    # A picture that fills the width cannot grow, and does not shrink.
    assert unit.bounding_box()["width"] >= small - 0.5
    assert page.evaluate(OUT) <= 0
    visit.page.reload()
    visit.settle()
    assert abs(page.evaluate(ZOOM) - 1.4 * before) < 1e-6
    visit.act(lambda: page.get_by_role("link", name="three", exact=True).click())
    assert asked(page.url) | {"frame": "3", "zoom": "1.4"} == asked(page.url)
    visit.ready = (".scene-bar h2",)
    visit.act(lambda: page.keyboard.press("End"))
    visit.wait_until(lambda: "scene=1&" not in page.url + "&", "the last scene")
    assert "zoom" not in asked(page.url)
    visit.ready = READY
    visit.act(lambda: page.keyboard.press("Home"))
    assert asked(page.url)["zoom"] == "1.4"
    visit.act(lambda: page.keyboard.press("0"))
    assert "zoom" not in asked(page.url)
    visit.act(lambda: more(visit, "Smaller"))
    assert asked(page.url)["zoom"] == "0.9"


def test_nothing_is_clipped_where_a_page_is_large(visit):
    line = "/derive?focus=lines&line=3&present=on"
    for path, ready in ((SCENE, READY), (line, PAINTED["derive"])):
        visit.follow(path + "&zoom=2", ready)
        visit.wait_until_still(visit.page.locator(ready[0]).first.bounding_box)
        assert visit.page.evaluate(ZOOM) >= 2
        assert visit.page.evaluate(OUT) <= 0


def test_a_link_that_was_copied_opens_with_navigation(visit):
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open(SCENE, READY)
    tools = visit.page.locator(".scene-bar .tools button:visible")
    places = [tool.bounding_box() for tool in tools.all()]
    words = visit.page.locator(".scene-bar .scene").bounding_box()
    link = visit.page.get_by_role("button", name="Copy link")
    visit.without_a_run(link.click)
    told = visit.page.locator(".told")
    assert told.inner_text() == "Link copied"
    assert [tool.bounding_box() for tool in tools.all()] == places
    assert visit.page.locator(".scene-bar .scene").bounding_box() == words
    frame, row = told.bounding_box(), link.bounding_box()
    assert frame["y"] >= row["y"] + row["height"] - 1
    copied = visit.page.evaluate(COPIED)
    assert asked(copied) | {"present": "on"} == asked(visit.page.url)
    assert "present" not in asked(copied)
    visit.page.goto(copied)
    visit.settle()
    assert visit.page.get_by_test_id("stSidebar").is_visible()
    assert visit.page.get_by_test_id("stTopNavLink").first.is_visible()
    visit.wait_until(lambda: told.inner_text() == "", "the note goes")
