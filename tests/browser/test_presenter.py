"""Tests of the presenter's window: it follows the page, and its keys lead it."""

from importlib.resources import files

from tests.browser.axe_run import RUN
from tests.browser.hall_page import READY, SCENE, more
from tests.browser.own_list import load
from views.shell.scenes import shipped_scene_list

NOTED = """# Mine
t=2&focus=network
Words for all.
notes: Ask the room first.
# The other
t=3&focus=network
Then this. And that.
"""


def opened(visit, act):
    with visit.page.expect_popup() as popup:
        act()
    window = popup.value
    window.wait_for_selector(".presenter")
    return window


def test_it_follows_the_page_and_its_keys_lead_it(visit):
    scenes = shipped_scene_list("bptt").scenes
    visit.open(SCENE, READY)
    window = opened(visit, lambda: visit.page.keyboard.press("p"))
    title = window.get_by_role("heading", level=1)
    window.get_by_text("scene 2 of").wait_for()
    assert title.inner_text() == scenes[1].title
    assert scenes[2].opening in window.locator(".next").inner_text()
    assert scenes[1].opening in window.locator(".words").inner_text()
    visit.ready = (".scene-bar h2",)
    visit.act(lambda: window.keyboard.press("End"))
    window.get_by_text(f"scene {len(scenes)} of").wait_for()
    visit.wait_for_query(f"scene={len(scenes)}")
    assert title.inner_text() == scenes[-1].title
    assert "This is the last scene." in window.locator(".next").inner_text()
    window.keyboard.press("b")
    visit.page.locator(".black").wait_for()
    window.get_by_role("button", name="Black screen").click()
    visit.wait_until(lambda: visit.page.locator(".black").is_hidden(), "it is back")
    visit.page.reload()
    visit.settle()
    visit.ready = READY
    visit.act(lambda: window.keyboard.press("Home"))
    window.get_by_text("scene 1 of").wait_for()
    visit.act(window.get_by_role("button", name="next").click)
    visit.wait_for_query("beat=1")
    # Below a path Streamlit first asks for files that are at the root.
    visit.complaints[:] = [c for c in visit.complaints if "404" not in c]


def test_it_has_notes_a_timer_and_a_clock(visit):
    visit.open("/?page=tour", (".scenes a",))
    load(visit, NOTED)
    visit.ready = READY
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    assert "Ask the room" not in visit.page.locator(".scene-bar").inner_text()
    visit.act(lambda: visit.page.keyboard.press("p"))
    window = opened(visit, lambda: more(visit, "Presenter’s window"))
    window.get_by_text("Ask the room first.").wait_for()
    shown = window.locator(".next").inner_text()
    assert "The other" in shown
    assert "Then this." in shown
    assert "And that" not in shown
    assert window.locator(".clock").inner_text()
    time = window.get_by_role("timer")
    assert time.inner_text() == "0:00"
    window.get_by_role("button", name="Start").click()
    window.wait_for_timeout(1300)
    window.reload()
    window.get_by_text("Ask the room first.").wait_for()
    assert time.inner_text() in ("0:01", "0:02", "0:03", "0:04")
    window.get_by_role("button", name="Pause").click()
    stood = time.inner_text()
    window.wait_for_timeout(1200)
    assert time.inner_text() == stood
    window.get_by_role("button", name="Reset").click()
    assert time.inner_text() == "0:00"
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    window.evaluate(axe)
    assert window.evaluate(RUN) == []


def test_a_blocked_window_is_said(visit):
    visit.open(SCENE, READY)
    visit.page.evaluate("window.open = () => null")
    visit.page.keyboard.press("p")
    told = visit.page.locator(".told")
    assert "allow pop-up windows" in told.inner_text()
    assert visit.page.get_by_test_id("stSidebar").is_hidden()
