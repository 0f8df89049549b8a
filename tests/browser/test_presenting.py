"""Tests of presenting in a browser: scenes fit the screen, in large type."""

import pytest

from tests.browser.tour_scenes import PAINTED, steps
from tests.browser.visiting import Visit
from views.shell.scenes import scene_link, shipped_scene_list

LARGE = 22
"""Pixels that words have at least when a scene is presented on 1920 by 1080."""


SMALL_WORDS = """() => [...document.querySelectorAll('[class*=st-key-pic_] p')]
  .filter(p => p.offsetWidth).map(p => parseFloat(getComputedStyle(p).fontSize)
    * p.getBoundingClientRect().width / p.offsetWidth)"""


OVER = """() => { const m = document.querySelector('[data-testid=stMain]');
  return m.scrollHeight - m.clientHeight; }"""


@pytest.mark.parametrize("number", [1, 3, 5, 7, 10])
def test_a_presented_scene_fits_the_screen_in_large_type(visit, number):
    visit.page.set_viewport_size({"width": 1920, "height": 1080})
    scene = shipped_scene_list("bptt").scenes[number - 1]
    ready = {
        1: (".network .scroll svg",),
        3: (".response-curves path.fact",),
        7: (".truncation-table .number",),
        10: (".triangle .cell",),
    }
    own = ready.get(number, PAINTED[scene.page])
    visit.open(scene_link(scene, "bptt", number) + "&present=on", own)
    over, sizes = visit.wait_until_still(
        lambda: (visit.page.evaluate(OVER), visit.page.evaluate(SMALL_WORDS))
    )
    assert over <= 2
    assert min(sizes, default=LARGE) >= LARGE - 1.5, sizes


def test_on_a_phone_a_scene_is_its_words_and_its_picture(browser, address):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    visit = Visit(context.new_page(), address)
    scene = shipped_scene_list("bptt").scenes[2]
    visit.open(scene_link(scene, "bptt", 3), (".response-curves path.fact",))
    scene_words = visit.page.locator(".scene-bar .scene")
    panel = visit.page.locator(".st-key-pic_whatif")
    words, picture = visit.wait_until_still(
        lambda: (scene_words.bounding_box(), panel.bounding_box())
    )
    assert 0 <= words["y"] < words["y"] + words["height"] <= picture["y"] < 480
    assert visit.page.locator(".triangle").is_hidden()
    visit.open(steps(4)[-1], PAINTED["derive"])
    visit.act(visit.page.locator(".scene-bar .next").tap)
    formula = visit.page.locator(".row.now .tex")
    words, line = visit.wait_until_still(
        lambda: (scene_words.bounding_box(), formula.bounding_box())
    )
    assert 0 <= words["y"] < 200
    assert line["y"] < 740
    context.close()


@pytest.mark.parametrize("width", [390, 740])
def test_where_arrays_stand_below_a_presented_line_they_do_not_cover_it(visit, width):
    visit.page.set_viewport_size({"width": width, "height": 844})
    scene = shipped_scene_list("bptt").scenes[4]
    visit.open(scene_link(scene, "bptt", 5) + "&present=on", PAINTED["derive"])
    line, arrays = visit.wait_until_still(
        lambda: [
            visit.page.locator(f".derivation {part}").bounding_box()
            for part in (".row.now", ".beside")
        ]
    )
    assert line["y"] + line["height"] <= arrays["y"]


def test_presenting_by_key_and_by_link(visit):
    visit.page.set_viewport_size({"width": 1920, "height": 1080})
    visit.open("/?t=4&k=3&focus=network&tour=bptt&scene=2")
    sidebar = visit.page.get_by_test_id("stSidebar")
    assert sidebar.is_visible()
    visit.ready = (".network .scroll svg",)
    visit.act(lambda: visit.page.keyboard.press("p"))
    assert sidebar.is_hidden()
    assert visit.page.get_by_test_id("stHeader").is_hidden()
    size = visit.page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.stMainBlockContainer'))"
        ".zoom) * 16"
    )
    assert size >= 22
    picture = visit.page.locator(".network .scroll svg").bounding_box()
    assert picture["y"] + picture["height"] <= 1080
    assert visit.page.locator(".triangle").is_hidden()
    visit.wait_for_query("present=on")
    hit = '.network .hit[data-i="1"][data-j="2"][data-k="2"]'
    visit.page.locator(hit).focus()
    visit.ready = (".response-curves path.fact",)
    for _ in range(len(steps(2)) - 1):
        visit.page.keyboard.press("PageDown")
    visit.act(lambda: visit.page.keyboard.press("PageDown"))
    title = visit.page.locator(".scene-bar h2").first
    visit.wait_until(lambda: title.inner_text() == "Why one sums", "the next scene")
    query = visit.query()
    visit.page.reload()
    visit.settle()
    assert sidebar.is_hidden()
    assert visit.query() == query
    visit.page.keyboard.press("s")
    assert visit.page.locator(".spot").is_visible()
    visit.page.keyboard.press("Escape")
    assert visit.page.locator(".spot").is_hidden()
    visit.act(lambda: visit.page.keyboard.press("Escape"))
    assert sidebar.is_visible()
