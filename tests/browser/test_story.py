"""The whole tour by a clicker, presented: every step, above the fold and in place."""

import pytest

from tests.browser.presented_type import BEYOND, SMALL
from tests.browser.tour_scenes import arrives, asked, compare, steps
from tests.browser.visiting import AT_REST
from tests.walks import SOAK, sample
from views.shell.scenes import shipped_scene_list

RECORD = """
window.shifts = 0;
new PerformanceObserver(list => {
  for (const { value } of list.getEntries()) window.shifts += value;
}).observe({ type: 'layout-shift', buffered: true });
"""
"""Adds up how far what is painted was moved, also right after a key."""
DRAWN = f"""() => ({AT_REST})() &&
  !document.documentElement.hasAttribute('data-unrolled-turning')"""
SIZES = """words => words.filter(p => p.offsetWidth).map(p => {
  let size = parseFloat(getComputedStyle(p).fontSize);
  for (let n = p; n; n = n.parentElement ?? n.getRootNode().host)
    size *= parseFloat(getComputedStyle(n).zoom) || 1;
  return size;
})"""
"""How large words are on the screen."""
MEASURED = """focus => {
  const main = document.querySelector('[data-testid=stMain]');
  const picture = document.querySelector(`.st-key-pic_${focus}`);
  return {
    over: main.scrollHeight - main.clientHeight,
    below: Math.round(picture.getBoundingClientRect().bottom - innerHeight),
    zoom: Number(picture.style.zoom || 1),
  };
}"""
"""What is below the fold, and whether it had to be made smaller."""
UNCUT = """() => {
  const all = n => [...document.querySelectorAll('*')].flatMap(e =>
    e.shadowRoot ? [...e.shadowRoot.querySelectorAll(n)] : []).concat(
    ...document.querySelectorAll(n));
  const low = all('.derivation .turn')[0].getBoundingClientRect().bottom;
  return all('.derivation .row').every(row => {
    const { top, bottom } = row.getBoundingClientRect();
    if (row.matches('.now') && top < low) return false;
    return !(top + 2 < low && low < bottom - 2);
  });
}"""
"""Whether each line is wholly below the head that stays in sight, or above it."""
MOST = 0.02


@pytest.mark.parametrize(("width", "height"), sample([(1280, 720), (1920, 1080)], 1, 1))
def test_every_step_by_a_clicker_is_above_the_fold_and_nothing_moves(
    visit, width, height
):
    page = visit.page
    page.set_viewport_size({"width": width, "height": height})
    page.add_init_script(RECORD)
    scenes = shipped_scene_list("bptt").scenes
    stops = [
        (number, beat, link)
        for number in range(1, len(scenes) + 1)
        for beat, link in enumerate(steps(number))
    ]
    stops = stops if SOAK else stops[:18]
    visit.open(stops[0][2] + "&present=on", (".network .scroll svg",))
    page.wait_for_timeout(1000)
    page.evaluate("window.shifts = 0")
    start, wrong, sizes = page.evaluate("history.length"), [], set()
    for number, beat, link in stops:
        if (number, beat) != (1, 0):
            before = visit.finished
            page.keyboard.press("PageDown")
            visit.wait_until(lambda before=before: visit.finished > before, "a run")
            page.wait_for_function(DRAWN)
            visit.paint()
        expected = asked(link[1:])
        arrives(visit, expected | {"present": "on"})
        place = page.locator(".scene-bar .place").inner_text()
        assert f"scene {number} of {len(scenes)}" in place
        assert f"step {beat + 1} of {len(steps(number))}" in place
        assert (
            page.locator(".scene-bar h2").first.inner_text() == scenes[number - 1].title
        )
        if width == 1280 and beat == 0:
            compare(visit, number)
        seen = page.evaluate(MEASURED, expected["focus"])
        words = page.locator(".scene-bar .words p, [class*=st-key-pic_] p")
        sizes |= {round(size, 1) for size in words.evaluate_all(SIZES)}
        if seen["over"] > 2 or seen["below"] > 0 or seen["zoom"] != 1:
            wrong.append((number, beat, seen))
        if small := page.evaluate(SMALL, height / 45):
            wrong.append((number, beat, small))
        if beyond := page.evaluate(BEYOND):
            wrong.append((number, beat, beyond))
    assert wrong == []
    assert min(sizes) >= height / 45
    assert max(sizes) - min(sizes) <= 1, sizes
    assert page.evaluate("history.length") == start + len(stops) - 1
    assert page.evaluate("window.shifts") <= MOST


def test_back_is_the_same_way(visit):
    """From a scene's first step back to the last of the scene before, and F5 there."""
    last = steps(3)[-1]
    visit.open(steps(4)[0] + "&present=on", (".partials svg",))
    visit.ready = (".response-curves path.fact",)
    visit.act(lambda: visit.page.keyboard.press("PageUp"))
    visit.page.wait_for_function(DRAWN)
    for _ in range(2):
        arrives(visit, asked(last[1:]) | {"present": "on"})
        assert visit.page.locator(".phrase[aria-current]").inner_text() == (
            "all copies together"
        )
        visit.page.reload()
        visit.settle()


def test_unpresented_all_that_plays_is_in_sight_and_no_line_is_cut(visit):
    visit.page.set_viewport_size({"width": 1280, "height": 800})
    for number, beat in ((1, 1), (2, 4), (8, 2)):
        visit.open(steps(number)[beat], (".network .player .words",))
        visit.page.wait_for_timeout(900)
        words = visit.page.locator(".network .player .words").bounding_box()
        assert words["y"] + words["height"] <= 800, number
        headline = visit.page.locator(".st-key-headline")
        assert headline.is_visible() == (number == 2)
    for number, beat in ((5, 0), (8, 3)):
        visit.open(steps(number)[beat], (".row.now .katex",))
        visit.wait_until_still(visit.page.locator(".row.now").bounding_box)
        visit.wait_until(lambda: visit.page.evaluate(UNCUT), "no line is cut")


def test_the_last_step_says_that_it_is_the_end(visit):
    visit.open(steps(10)[-1], (".slips .katex",))
    visit.page.keyboard.press("ArrowRight")
    told = visit.page.locator(".scene-bar .told")
    assert told.inner_text() == "The end: ← goes back"
    visit.ready = (".triangle svg",)
    visit.act(visit.page.locator(".scene-bar .back").click)
    place = visit.page.locator(".scene-bar .place").inner_text()
    assert f"step {len(steps(10)) - 1} of {len(steps(10))}" in place
    visit.ready = (".slips .katex",)
    visit.act(visit.page.locator(".scene-bar .next").click)
    assert visit.page.locator(".scene-bar .place").inner_text() != place
