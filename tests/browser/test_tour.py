"""Tests of the tour in a browser: keyboard, presenting, links."""

from urllib.parse import parse_qs

import pytest

from tests.browser.tour_scenes import (
    PAINTED,
    arrives,
    asked,
    cell,
    close,
    compare,
    steps,
)
from tests.browser.unroll_page import engine
from tests.walks import sample
from views.shell.scenes import shipped_scene_list

AHEAD = """() => {
    history.replaceState({}, '', '/jacobians' + location.search);
    window.gone = [];
    const { pushState } = History.prototype;
    History.prototype.pushState = function (...entry) {
        gone.push(entry[2]);
        return pushState.apply(this, entry);
    };
}"""
"""The address is a page ahead of what is shown; where a press leads is noted."""


def press_on(visit, key, times):
    """Press a key so fast that the presses add up."""
    before = visit.finished
    for _ in range(times):
        visit.page.keyboard.press(key)
    visit.page.wait_for_timeout(300)
    visit.wait_for_run(before)


@pytest.mark.parametrize(
    ("here", "key", "there"), [(4, "PageDown", 5), (5, "PageUp", 4)]
)
def test_scenes_of_one_page_follow_each_other_from_their_own_links(
    visit, here, key, there
):
    start = steps(here)[-1] if key == "PageDown" else steps(here)[0]
    visit.open(start, PAINTED["derive"])
    visit.act(lambda: visit.page.keyboard.press(key))
    end = steps(there)[0] if key == "PageDown" else steps(there)[-1]
    expected = asked(end[1:])
    line = visit.page.locator(".row.now")
    arrives(visit, expected)
    visit.wait_until_still(line.bounding_box)
    note = line.locator(".note").inner_text()
    assert 0 < line.bounding_box()["y"] < 900
    visit.page.reload()
    visit.settle()
    assert line.locator(".note").inner_text() == note
    if there == 5:
        compare(visit, there)


@pytest.mark.parametrize("number", sample([3, 7, 8], 2))
def test_a_scene_is_the_same_from_whichever_neighbour(visit, number):
    scenes = shipped_scene_list("bptt").scenes
    expected = asked(steps(number)[0][1:])
    for other, key in ((number + 1, "PageUp"), (number - 1, "PageDown")):
        visit.open(
            steps(other)[0 if key == "PageUp" else -1], PAINTED[scenes[other - 1].page]
        )
        visit.ready = PAINTED["unroll"]
        press_on(visit, key, len(steps(number)) if key == "PageUp" else 1)
        arrives(visit, expected)
        compare(visit, number)
        visit.page.reload()
        visit.settle()
        compare(visit, number)
    # Below a path Streamlit first asks for files that are at the root.
    visit.complaints[:] = [c for c in visit.complaints if "404" not in c]


def test_fast_presses_add_up(visit):
    visit.open("/?page=unroll&focus=network&t=1&k=0&tour=bptt&scene=1")
    on = len(steps(1)) + len(steps(2)) - 1
    for _ in range(on):
        visit.page.keyboard.press("PageDown", delay=60)
    last = f"scene=2&beat={len(steps(2)) - 1}"
    visit.page.wait_for_function("end => location.search.endsWith(end)", arg=last)


def test_a_press_leads_beside_a_page_that_is_on_its_way(visit):
    visit.open(steps(4)[-2], (".partials svg",))
    visit.ready = PAINTED["derive"]
    visit.page.evaluate(AHEAD)
    visit.act(lambda: visit.page.keyboard.press("PageDown"))
    assert visit.page.evaluate("gone[0].split('?')[0]") == "/derive"


def test_a_page_chosen_by_its_tab_hears_the_keys(visit):
    visit.open()
    visit.ready = (".scene-bar .tools",)
    visit.act(visit.page.get_by_role("link", name="Derive", exact=True).click)
    visit.page.wait_for_selector(".row.now .katex")
    visit.act(lambda: visit.page.keyboard.press("PageDown"))
    visit.wait_for_query("line=2")
    visit.act(visit.page.get_by_role("link", name="Tour", exact=True).click)
    visit.ready = PAINTED["unroll"]
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    assert "scene 1 of" in visit.page.locator(".scene-bar .where").inner_text()


def test_a_radio_in_a_scene_lets_the_clicker_go_on(visit):
    visit.open(steps(3)[-1] + "&present=on", (".response-curves path.fact",))
    visit.act(visit.page.get_by_text("one", exact=True).click)
    visit.ready = (".partials svg",)
    visit.act(lambda: visit.page.keyboard.press("PageDown"))
    assert "scene 4 of" in visit.page.locator(".scene-bar .where").inner_text()


def test_keys_are_listed_and_a_phrase_sets_the_picture(visit):
    visit.open("/?t=3&k=2&whatif=nudge&focus=whatif&tour=bptt&scene=3")
    visit.page.keyboard.press("?")
    dialog = visit.page.get_by_role("dialog", name="Keys")
    for key in ("Page down", "Home, End", "present", "spotlight", "copy the link"):
        assert key in dialog.inner_text()
    visit.page.keyboard.press("Escape")
    assert dialog.is_hidden()
    phrase = visit.page.get_by_role("link", name="the copy before")
    visit.act(lambda: phrase.click())
    visit.wait_for_query("k=1", "beat=1")
    chosen = visit.value('.triangle [data-t="3"][aria-selected="true"][data-value]')
    close(chosen, engine().instances("H", 0, 1)[2, 1])


def test_going_back_restores_what_two_pages_share(visit):
    visit.open("/?t=4&k=1&i=2&j=3")
    visit.ready = PAINTED["derive"]
    button = visit.page.get_by_role("button", name="Derive instance 1 of H₂₃")
    visit.act(lambda: button.click())
    visit.ready = PAINTED["unroll"]
    visit.act(lambda: visit.page.go_back())
    arrives(visit, asked("t=4&k=1&i=2&j=3"))
    close(cell(visit, 4, 1), engine().instances("H", 1, 2)[3, 1])


def test_a_list_of_ones_own(visit):
    visit.open("/?page=tour", (".scenes a",))
    first = "# Mine <i>\npage=unroll&t=2&k=1&focus=triangle\nLook at [one](k=0).\n"
    text = first + "# B\nt=x\n"
    field = visit.page.locator('[data-testid="stMain"] input[type="file"]')
    send = {"name": "mine.txt", "mimeType": "text/plain", "buffer": text.encode()}
    visit.act(lambda: field.set_input_files(send))
    assert visit.page.get_by_text("Line 5: t = “x” is not a whole number").is_visible()
    visit.ready = PAINTED["unroll"]
    mine = visit.page.get_by_role("link", name="Mine <i>")
    visit.act(lambda: mine.click())
    assert visit.page.locator(".scene-bar h2").first.inner_text() == "Mine <i>"
    visit.wait_for_query("tour=own")
    assert visit.page.locator(".phrase").get_attribute("aria-current") is None
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    query = parse_qs(visit.query()[1:])
    assert (query.get("k", ["0"]), query["beat"]) == (["0"], ["1"])
    assert visit.page.locator(".phrase").get_attribute("aria-current") == "step"
    assert visit.page.locator(".place").text_content() == "scene 1 of 2, step 2 of 2"
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    assert visit.page.locator(".scene-bar h2").first.inner_text() == "B"


def test_what_is_taller_than_the_screen_is_scrolled_by_keys(visit):
    long = "/?page=check&focus=slips&section=5.2&tour=bptt&scene=10&present=on"
    visit.open(long, PAINTED["check"])
    visit.page.keyboard.press("ArrowDown")
    top = "document.querySelector('[data-testid=stMain]').scrollTop"
    visit.page.wait_for_function(f"{top} > 100")
    visit.page.keyboard.press("ArrowUp")
    visit.page.wait_for_function(f"{top} < 5")


def test_a_look_that_was_clicked_leaves_the_arrows_to_the_scenes_and_has_a_key(visit):
    visit.open(steps(2)[-1])
    visit.act(visit.page.get_by_text("projector", exact=True).click)
    visit.wait_for_query("look=projector")
    visit.ready = (".response-curves path.fact",)
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    assert "scene 3 of" in visit.page.locator(".scene-bar .place").inner_text()
    visit.wait_for_query("look=projector")
    visit.act(lambda: visit.page.keyboard.press("v"))
    visit.wait_for_query(without="look=")
    visit.act(lambda: visit.page.keyboard.press("v"))
    visit.wait_for_query("look=projector")
