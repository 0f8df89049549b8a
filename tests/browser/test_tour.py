"""The tour by keyboard alone, presenting, and links that carry all of it."""

from urllib.parse import parse_qs, parse_qsl

import numpy as np
import pytest

from derivations import DERIVATIONS, ERRATA
from rnn_core import (
    Params,
    Vocabulary,
    backward,
    chain,
    forward,
    log_norms,
    next_word_window,
    nudged_losses,
    run_states,
    step_jacobians,
)
from tests.browser.visiting import Visit
from views.address.query import read
from views.address.settings import DEFAULT_TEXT, SETTINGS
from views.shell.scenes import link, shipped

PAINTED = {
    "unroll": (".chain .katex",),
    "derive": (".row.now .katex", ".derivation .cell"),
    "check": (".slips .katex",),
    "jacobians": (".factor-strip .cell",),
}


def engine(steps=4):
    vocabulary = Vocabulary.from_text(DEFAULT_TEXT, 6)
    window = next_word_window(vocabulary.encode(DEFAULT_TEXT), steps)
    return backward(forward(Params.random(3, 6), window.inputs, window.targets))


def close(shown, expected):
    assert shown == pytest.approx(expected, rel=1e-11, abs=1e-300)


def cell(visit, t, k):
    return visit.value(f'.triangle [data-t="{t}"][data-k="{k}"][data-value]')


def compare(visit, number):
    """A number of each scene, read off the page, with the engine's."""
    back = engine()
    terms = back.instances("H", 0, 1)
    if number in (1, 2):
        for k in range(4):
            edge = f'.network .hit[data-i="1"][data-j="2"][data-k="{k}"]'
            close(visit.value(edge), terms[0 if number == 1 else 3, k])
    elif number == 3:
        change = nudged_losses(back.trace, "H", 0, 1, [0.5], instance=3)[0, 3]
        close(visit.value(".response-curves path.fact"), change)
    elif number in (4, 5, 8):
        slug = {4: "instance-sum", 5: "step-jacobian", 8: "hidden-weights"}[number]
        line = DERIVATIONS[slug].lines[{4: 2, 5: 7, 8: 4}[number]]
        assert line.note in visit.page.locator(".row.now").inner_text()
        assert "✓" in visit.page.locator(".row.now .check").inner_text()
        if number == 5:
            close(
                visit.value(".array.result .cell"), step_jacobians(back.trace)[2, 0, 0]
            )
        if number == 8:
            assert "0.144" in visit.page.locator(".row.now").inner_text()
            assert f"{terms[2, 2]:.3f}" == "0.144"
    elif number == 6:
        product = chain(back, "H", 0, 1, 4, 0)[-1].product
        close(visit.value('.chain [data-ref="picked0"][data-value]'), product.item())
    elif number == 7:
        words = np.resize(back.trace.inputs, 100)
        states = run_states(Params.random(3, 6), words)
        norm = log_norms(states, 100)[0] / np.log(10)
        said = visit.page.get_by_text("the norm is").first.inner_text()
        assert f"e−{-int(np.floor(norm))}" in said
    elif number == 9:
        close(cell(visit, 9, 0), engine(9).instances("H", 0, 1)[8, 0])
    elif number == 10:
        shown = {
            o.get_attribute("data-slip") for o in visit.page.locator(".slip").all()
        }
        assert shown == {slug for slug, e in ERRATA.items() if e.stands_in("5.2")}


def test_the_whole_tour_by_keyboard_and_every_scene_is_the_engines(visit):
    scenes = shipped("bptt").scenes
    visit.open("/?page=unroll&focus=network&t=1&k=0&tour=bptt&scene=1")
    start = visit.page.evaluate("history.length")
    for number, scene in enumerate(scenes, 1):
        if number > 1:
            visit.ready = PAINTED[scene.page]
            key = "ArrowRight" if number % 2 else "PageDown"
            visit.act(lambda key=key: visit.page.keyboard.press(key))
        bar = visit.page.locator(".scene-bar .scene")
        assert bar.locator("h2").inner_text() == scene.title
        assert f"scene {number} of {len(scenes)}" in bar.inner_text()
        assert parse_qs(visit.query()[1:])["tour"] == ["bptt"]
        compare(visit, number)
    assert visit.page.evaluate("history.length") == start + len(scenes) - 1
    visit.ready = PAINTED["unroll"]
    visit.act(lambda: visit.page.go_back())
    compare(visit, 9)
    visit.act(lambda: visit.page.keyboard.press("Home"))
    compare(visit, 1)


@pytest.mark.parametrize(
    ("here", "key", "there"), [(4, "PageDown", 5), (5, "PageUp", 4)]
)
def test_scenes_of_one_page_follow_each_other_from_their_own_links(
    visit, here, key, there
):
    scenes = shipped("bptt").scenes
    visit.open(link(scenes[here - 1], "bptt", here), PAINTED["derive"])
    visit.act(lambda: visit.page.keyboard.press(key))
    visit.page.wait_for_timeout(1500)
    expected = asked(link(scenes[there - 1], "bptt", there)[1:])
    assert asked(visit.query()[1:]) == expected
    compare(visit, there)
    line = visit.page.locator(".row.now").bounding_box()
    assert 0 < line["y"] < 900
    visit.page.reload()
    visit.settle()
    compare(visit, there)


@pytest.mark.parametrize("number", [3, 6, 9])
def test_a_scene_is_the_same_from_whichever_neighbour(visit, number):
    scenes = shipped("bptt").scenes
    expected = asked(link(scenes[number - 1], "bptt", number)[1:])
    for other, key in ((number + 1, "PageUp"), (number - 1, "PageDown")):
        page = scenes[other - 1].page
        visit.open(link(scenes[other - 1], "bptt", other), PAINTED[page])
        visit.ready = PAINTED["unroll"]
        visit.act(lambda key=key: visit.page.keyboard.press(key))
        assert asked(visit.query()[1:]) == expected
        compare(visit, number)
        visit.page.reload()
        visit.settle()
        compare(visit, number)
    # Below a path Streamlit first asks for files that are at the root.
    visit.complaints[:] = [c for c in visit.complaints if "404" not in c]


def asked(query):
    """What an address says that is not the default."""
    values = read(dict(parse_qsl(query))).values
    return {n: v for n, v in values.items() if v != SETTINGS[n].default}


def test_fast_presses_add_up(visit):
    visit.open("/?page=unroll&focus=network&t=1&k=0&tour=bptt&scene=1")
    for _ in range(6):
        visit.page.keyboard.press("PageDown")
        visit.page.wait_for_timeout(60)
    visit.page.wait_for_function("location.search.includes('scene=7')")


def test_a_page_chosen_by_its_tab_hears_the_keys(visit):
    visit.open()
    visit.ready = (".scene-bar .tools",)
    visit.act(visit.page.get_by_role("link", name="Derive", exact=True).click)
    visit.page.wait_for_selector(".row.now .katex")
    visit.act(lambda: visit.page.keyboard.press("PageDown"))
    assert "line=2" in visit.query()
    visit.act(visit.page.get_by_role("link", name="Tour", exact=True).click)
    visit.ready = PAINTED["unroll"]
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    assert "scene 1 of" in visit.page.locator(".scene-bar .where").inner_text()


def test_a_radio_in_a_scene_lets_the_clicker_go_on(visit):
    scene = shipped("bptt").scenes[2]
    visit.open(link(scene, "bptt", 3) + "&present=on", (".response-curves path.fact",))
    visit.act(visit.page.get_by_text("all", exact=True).click)
    visit.ready = PAINTED["derive"]
    visit.act(lambda: visit.page.keyboard.press("PageDown"))
    assert "scene 4 of" in visit.page.locator(".scene-bar .where").inner_text()


LARGE = 22
"""Pixels that words have at least when a scene is presented on 1920 by 1080."""
SMALL_WORDS = """() => [...document.querySelectorAll('[class*=st-key-pic_] p')]
  .filter(p => p.offsetWidth).map(p => parseFloat(getComputedStyle(p).fontSize)
    * p.getBoundingClientRect().width / p.offsetWidth)"""
OVER = """() => { const m = document.querySelector('[data-testid=stMain]');
  return m.scrollHeight - m.clientHeight; }"""


@pytest.mark.parametrize("number", [1, 3, 4, 6, 9])
def test_a_presented_scene_fits_the_screen_in_large_type(visit, number):
    visit.page.set_viewport_size({"width": 1920, "height": 1080})
    scene = shipped("bptt").scenes[number - 1]
    ready = {
        1: (".headline .katex",),
        3: (".response-curves path.fact",),
        9: (".truncation-table .number",),
    }
    own = ready.get(number, PAINTED[scene.page])
    visit.open(link(scene, "bptt", number) + "&present=on", own)
    visit.page.wait_for_timeout(1500)
    assert visit.page.evaluate(OVER) <= 2
    sizes = visit.page.evaluate(SMALL_WORDS)
    assert min(sizes, default=LARGE) >= LARGE - 1.5, sizes


def test_on_a_phone_a_scene_is_its_words_and_its_picture(browser, address):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    visit = Visit(context.new_page(), address)
    scene = shipped("bptt").scenes[2]
    visit.open(link(scene, "bptt", 3), (".response-curves path.fact",))
    visit.page.wait_for_timeout(1000)
    words = visit.page.locator(".scene-bar .scene").bounding_box()
    picture = visit.page.locator(".st-key-pic_whatif").bounding_box()
    assert 0 <= words["y"] < words["y"] + words["height"] <= picture["y"] < 480
    assert visit.page.locator(".triangle").is_hidden()
    visit.ready = PAINTED["derive"]
    visit.act(visit.page.locator(".scene-bar .next").tap)
    visit.page.wait_for_timeout(1000)
    assert 0 <= visit.page.locator(".scene-bar .scene").bounding_box()["y"] < 200
    assert visit.page.locator(".row.now .tex").bounding_box()["y"] < 740
    context.close()


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
    assert "present=on" in visit.query()
    hit = '.network .hit[data-i="1"][data-j="2"][data-k="2"]'
    visit.page.locator(hit).focus()
    visit.ready = (".response-curves path.fact",)
    visit.act(lambda: visit.page.keyboard.press("PageDown"))
    assert visit.page.locator(".scene-bar h2").first.inner_text() == "Why we sum"
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


def test_keys_are_listed_and_a_phrase_sets_the_picture(visit):
    visit.open("/?t=4&k=3&focus=network&tour=bptt&scene=2")
    visit.page.keyboard.press("?")
    dialog = visit.page.get_by_role("dialog", name="Keys")
    for key in ("Page down", "Home, End", "present", "spotlight", "copy the link"):
        assert key in dialog.inner_text()
    visit.page.keyboard.press("Escape")
    assert dialog.is_hidden()
    phrase = visit.page.get_by_role("link", name="instance 2")
    visit.act(lambda: phrase.click())
    assert {"t": ["4"], "k": ["2"]}.items() <= parse_qs(visit.query()[1:]).items()
    chosen = visit.value('.triangle [data-t="4"][aria-selected="true"][data-value]')
    close(chosen, engine().instances("H", 0, 1)[3, 2])


def test_going_back_restores_what_two_pages_share(visit):
    visit.open("/?t=4&k=1&i=2&j=3")
    visit.ready = PAINTED["derive"]
    button = visit.page.get_by_role("button", name="Derive instance 1 of H₂₃")
    visit.act(lambda: button.click())
    visit.ready = PAINTED["unroll"]
    visit.act(lambda: visit.page.go_back())
    query = parse_qs(visit.query()[1:])
    assert query == {"t": ["4"], "k": ["1"], "i": ["2"], "j": ["3"]}
    close(cell(visit, 4, 1), engine().instances("H", 1, 2)[3, 1])


def test_a_list_of_ones_own(visit):
    visit.open("/?page=tour", (".scenes a",))
    first = "# Mine <i>\npage=unroll&t=2&k=1&focus=triangle\nLook at [one](k=0).\n"
    text = first + "# B\nt=x\n"
    field = visit.page.locator('input[type="file"]')
    send = {"name": "mine.txt", "mimeType": "text/plain", "buffer": text.encode()}
    visit.act(lambda: field.set_input_files(send))
    assert visit.page.get_by_text("Line 5: t = “x” is not a whole number").is_visible()
    visit.ready = PAINTED["unroll"]
    mine = visit.page.get_by_role("link", name="Mine <i>")
    visit.act(lambda: mine.click())
    assert visit.page.locator(".scene-bar h2").first.inner_text() == "Mine <i>"
    assert "tour=own" in visit.query()
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    assert visit.page.locator(".scene-bar h2").first.inner_text() == "B"


def test_what_is_taller_than_the_screen_is_scrolled_by_keys(visit):
    scene = shipped("bptt").scenes[9]
    visit.open(link(scene, "bptt", 10) + "&present=on", PAINTED["check"])
    visit.page.keyboard.press("ArrowDown")
    top = "document.querySelector('[data-testid=stMain]').scrollTop"
    visit.page.wait_for_function(f"{top} > 100")
    visit.page.keyboard.press("ArrowUp")
    visit.page.wait_for_function(f"{top} < 5")
