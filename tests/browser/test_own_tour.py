"""Tests of a scene list from a file, in a browser: loaded, started, shared, left."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from tests.browser.own_list import load, title

UNROLL = (".network .scroll svg",)
TEXT = "my own cat sees my own dog and my own dog sees my own cat"


def press(visit, key, ready):
    visit.ready = ready
    visit.act(lambda: visit.page.keyboard.press(key))


def asked(visit):
    return {name: value for name, (value,) in parse_qs(visit.query()[1:]).items()}


def test_what_was_loaded_stands_first_and_the_keys_start_it(visit):
    visit.open("/?page=tour", (".scenes a",))
    assert visit.page.locator(".head .key:visible").count() == 1
    visit.page.locator(".scenes a").last.scroll_into_view_if_needed()
    load(visit)
    head = visit.page.locator(".head").first
    assert head.locator("h2").inner_text() == "mine.txt3 scenes"
    assert "or press →" in head.inner_text()
    assert visit.page.locator(".head .key:visible").count() == 1
    start = head.get_by_role("link", name="Start")
    visit.page.wait_for_function(
        "e => e.getRootNode().activeElement === e", arg=start.element_handle()
    )
    assert 0 < start.bounding_box()["y"] < 300
    press(visit, "ArrowRight", UNROLL)
    assert title(visit) == "Mine"
    assert "scene 1 of 3" in visit.page.locator(".scene-bar .where").inner_text()


@pytest.mark.parametrize("key", ["ArrowRight", "PageDown"])
def test_on_the_tours_page_the_keys_leave_another_tour_for_it(visit, key):
    visit.open("/?page=tour&tour=bptt&scene=4", (".scenes a",))
    assert visit.page.get_by_role("link", name="Go on at 4").is_visible()
    load(visit)
    visit.page.evaluate("document.activeElement.blur()")
    press(visit, key, UNROLL)
    assert title(visit) == "Mine"
    assert asked(visit)["tour"] == "own"


def test_every_scene_has_the_sentence_of_the_list(visit):
    visit.open("/?page=tour", (".scenes a",))
    load(visit)
    assert visit.page.get_by_text("3 scenes read, first on this page.").is_visible()
    first = visit.page.locator(".head").first.get_by_role("link", name="Start")
    visit.ready = UNROLL
    visit.act(lambda: first.click())
    own = {"text": TEXT, "T": "5", "tour": "own"}
    field = visit.page.get_by_label("Text", exact=True)
    scene = own | {"t": "2", "k": "1", "focus": "triangle"}
    assert asked(visit) == scene
    visit.act(lambda: visit.page.get_by_role("link", name="one", exact=True).click())
    assert {**asked(visit), "k": "0"} == scene | {"k": "0", "beat": "1"}
    expect(field).to_have_value(TEXT)
    visit.ready = (".row.now .katex",)
    visit.act(lambda: visit.page.get_by_role("link", name="a line").click())
    assert asked(visit) == own | {"line": "3", "beat": "2"}
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    assert title(visit) == "The line"
    assert asked(visit) == own | {"scene": "2", "line": "2"}
    press(visit, "ArrowRight", UNROLL)
    assert asked(visit) == own | {"scene": "3", "t": "4", "k": "2"}
    expect(field).to_have_value(TEXT)


def test_without_the_file_a_link_says_so_and_the_file_goes_on(visit):
    visit.open("/?t=2&k=1&tour=own&scene=2")
    said = visit.page.get_by_text("This link belongs to a scene list")
    assert "the scene’s view is shown, without its words" in said.inner_text()
    assert visit.value('.triangle [aria-selected="true"][data-value]') != 0
    tour = visit.page.get_by_role("link", name="Tour", exact=True)
    visit.ready = (".scenes a",)
    visit.act(lambda: tour.click())
    assert "the tour that comes with the app is shown" in said.inner_text()
    load(visit)
    assert said.count() == 0
    lit = "e => e.getRootNode().activeElement === e"
    start = visit.page.get_by_role("link", name="Start").first
    visit.page.wait_for_function(lit, arg=start.element_handle())
    visit.ready = (".row.now .katex",)
    on = visit.page.get_by_role("link", name="Go on at 2")
    visit.act(lambda: on.click())
    assert title(visit) == "The line"


def test_a_copied_link_of_this_very_app_is_a_scene(visit):
    visit.open()
    view = "/derive?derivation=hidden-weights&line=3"
    visit.follow(view, (".row.now .katex",))
    copied, view = visit.page.url, asked(visit)
    visit.ready = (".scenes a",)
    tour = visit.page.get_by_role("link", name="Tour", exact=True)
    visit.act(lambda: tour.click())
    load(visit, f"# Copied\n{copied}\n")
    assert visit.page.get_by_text("1 scene read, first on this page.").is_visible()
    press(visit, "ArrowRight", (".row.now .katex",))
    assert visit.page.url.startswith(copied.split("?")[0])
    assert asked(visit) == view | {"tour": "own"}


def test_a_name_and_sentences_of_any_length_stay_in_the_page(visit):
    visit.page.set_viewport_size({"width": 360, "height": 740})
    visit.open("/?page=tour", (".scenes a",))
    word = "W" * 90
    load(visit, f"# <b>{word}\nt={word}\n{word}", f"<b>{word}.txt")
    head = visit.page.locator(".head h2").first
    assert head.inner_text().startswith("<b>WWW")
    assert head.locator("b").count() == 0
    out = "(e => e.scrollWidth - e.clientWidth)(document.querySelector('.stMain'))"
    assert visit.page.evaluate(out) == 0
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    told = visit.page.get_by_text("Line 2: t = ").bounding_box()
    assert told["x"] + told["width"] <= 1280
    assert visit.page.evaluate(out) == 0
