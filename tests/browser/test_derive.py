"""Tests of the page Derive in a browser: keys, buttons, prediction, narrow window."""

import re

import pytest

from derivations import DERIVATIONS
from tests.browser.derive_page import READY, visible
from tests.lines import number


def test_lines_step_by_button_and_by_key(derive):
    guest = derive(derivation="hidden-weights")
    assert visible(guest).count() == 1
    guest.act(lambda: guest.page.get_by_role("button", name="next line").click())
    assert visible(guest).count() == 2
    for key, count in [
        ("ArrowRight", 3),
        ("ArrowDown", 4),
        ("PageDown", 5),
        ("ArrowLeft", 4),
        ("PageUp", 3),
        ("End", 6),
        ("Home", 1),
    ]:
        guest.act(lambda key=key: guest.page.keyboard.press(key))
        assert visible(guest).count() == count, key
        now = guest.page.locator(".row[aria-current=step]")
        assert now.count() == 1
        assert (
            f"line {count} of 6" in guest.page.locator(".derivation .turn").inner_text()
        )
    text = visible(guest).first.inner_text()
    assert "Chain rule." in text
    assert "Holds at 36 choices of indices" in text


def test_keys_step_before_anything_is_clicked(derive):
    guest = derive(derivation="hidden-weights")
    for key, count in [("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2)]:
        guest.act(lambda key=key: guest.page.keyboard.press(key))
        assert visible(guest).count() == count, key


def test_keys_step_after_a_click_elsewhere(derive):
    guest = derive(derivation="hidden-weights", line=3)
    guest.act(guest.page.get_by_text("numbers", exact=True).click)
    guest.act(lambda: guest.page.keyboard.press("ArrowRight"))
    guest.wait_for_query("line=4", "show=numbers")
    guest.act(guest.page.locator('.map button[data-slug="softmax-loss"]').click)
    guest.act(lambda: guest.page.keyboard.press("ArrowRight"))
    guest.wait_for_query("line=2")
    guest.page.locator(".map button[aria-pressed=true]").focus()
    guest.act(lambda: guest.page.keyboard.press("PageDown"))
    guest.wait_for_query("line=3")


def test_the_title_stays_in_sight(derive):
    guest = derive(derivation="full-gradient", line=30)
    title = guest.page.locator(".derivation .title")
    derivation = DERIVATIONS["full-gradient"]
    part = derivation.part_of(derivation.lines[29])
    assert title.inner_text() == f"{derivation.title} · {part.title}"
    assert 0 < title.bounding_box()["y"] < 200


def test_in_numbers_every_line_that_is_shown_has_them(derive):
    guest = derive(derivation="earlier-input", line=9, show="numbers", t=4, s=2)
    formulas = [row.locator(".tex").inner_text() for row in visible(guest).all()]
    assert len(formulas) == 9
    assert all(re.search(r"\d\.\d{2}", text) for text in formulas)


def test_the_line_of_an_address_arrives_whole(derive):
    guest = derive(derivation="full-gradient", line=37, show="numbers")

    def whole():
        box = visible(guest).last.bounding_box()
        return 60 < box["y"] <= 900 - box["height"]

    guest.wait_until(whole, "the line is in sight as a whole")


def test_fast_presses_are_all_counted(derive):
    guest = derive(derivation="instance-sum")
    guest.page.locator(".derivation .lines").focus()
    for _ in range(7):
        guest.page.keyboard.press("ArrowRight")
    assert visible(guest).count() == 8
    guest.page.wait_for_function("location.search.includes('line=8')")
    guest.settle()
    assert visible(guest).count() == 8


def test_a_reload_restores_the_view(derive):
    guest = derive(derivation="earlier-error", line=3, show="numbers", t=4, s=2, i=2)
    before = guest.page.locator(".row.now .tex").inner_text()
    query = guest.query()
    guest.page.reload()
    guest.settle()
    assert guest.query() == query
    assert guest.page.locator(".row.now .tex").inner_text() == before


def test_predict_then_reveal(derive):
    guest = derive(derivation="hidden-weights", predict="on", line=2)
    ask = guest.page.locator(".derivation .ask")
    third = DERIVATIONS["hidden-weights"].lines[2]
    assert third.rule not in ask.inner_text().lower()
    assert ask.locator(".katex").count() == 0
    assert visible(guest).count() == 2
    hint = ask.get_by_role("button", name="Hint")
    hint.focus()
    guest.page.keyboard.press("Enter")
    assert ask.inner_text().endswith(f"Its rule: {third.rule}.")
    assert visible(guest).count() == 2
    guest.act(lambda: guest.page.keyboard.press("Enter"))
    assert visible(guest).count() == 3
    assert third.note in visible(guest).nth(2).inner_text()
    guest.act(lambda: guest.page.keyboard.press("Space"))
    assert visible(guest).count() == 4
    guest.act(lambda: guest.page.keyboard.press("End"))
    assert ask.is_hidden()


def test_the_map_chooses_by_click_and_by_key(derive):
    guest = derive(derivation="hidden-weights", line=3)
    cards = guest.page.locator(".map button")
    assert cards.count() == len(DERIVATIONS)
    chosen = guest.page.locator(".map button[aria-pressed=true]")
    assert "(3)" in chosen.inner_text()
    assert "uses: Hidden layer error" in chosen.get_attribute("aria-description")
    guest.act(guest.page.locator('.map button[data-slug="earlier-error"]').click)
    guest.wait_for_query("derivation=earlier-error")
    guest.wait_for_query(without="line=")
    assert chosen.get_attribute("data-slug") == "earlier-error"
    chosen.focus()
    guest.page.keyboard.press("ArrowUp")
    guest.act(lambda: guest.page.keyboard.press("Enter"))
    guest.wait_for_query("derivation=earlier-input")
    assert guest.page.locator(".map .arrow").count() > 10


def test_the_map_is_low_and_stays_inside(derive):
    guest = derive()
    box = guest.page.locator(".map").bounding_box()
    assert box["height"] <= 190
    assert box["x"] + box["width"] <= 1280


WIDE = """() => {
  const box = document.querySelector('.derivation'), right =
    box.getBoundingClientRect().right + 1, found = [];
  for (const node of box.querySelectorAll('.tex, .about, .array, button')) {
    if (!node.offsetParent) continue;
    if (node.getBoundingClientRect().right > right) found.push(node.className);
    const style = getComputedStyle(node);
    if (node.scrollWidth > node.clientWidth + 1 && node.matches('.tex, .about')
        && style.overflowX !== 'auto') found.push('cut ' + node.className);
  }
  return found;
}"""


@pytest.mark.parametrize(
    "query",
    [
        {
            "derivation": "instance-sum",
            "line": number("instance-sum", "put in an earlier result"),
            "show": "numbers",
        },
        {
            "derivation": "full-gradient",
            "line": number("full-gradient", "differentiate", "The error", -1),
            "show": "numbers",
        },
        {"derivation": "hidden-error", "line": number("hidden-error", nth=-1)},
    ],
)
def test_nothing_is_cut_off_in_a_narrow_window(derive, query):
    guest = derive(**query)
    for width in (1280, 1024, 800):
        guest.page.set_viewport_size({"width": width, "height": 900})
        cut = guest.wait_until_still(lambda: guest.page.evaluate(WIDE))
        assert cut == [], width
        assert guest.page.evaluate("document.documentElement.scrollWidth") <= width


def test_latex_is_copied(derive, visit):
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    guest = derive(derivation="hidden-weights", line=3)
    guest.page.get_by_role("button", name="Copy LaTeX of line 3").click()
    line = DERIVATIONS["hidden-weights"].lines[2]
    guest.page.wait_for_function("navigator.clipboard.readText().then(t => t)")
    got = guest.page.evaluate("navigator.clipboard.readText()")
    goal = DERIVATIONS["hidden-weights"].goal_latex(line)
    assert got == f"{goal} = {line.latex()}"
    guest.page.get_by_role("button", name="Copy all as LaTeX").click()
    guest.page.wait_for_function(
        "navigator.clipboard.readText().then(t => t.includes('aligned'))"
    )
    whole = guest.page.evaluate("navigator.clipboard.readText()")
    assert whole.count("&=") == 6
    assert "htmlData" not in whole


def test_without_a_clipboard_the_latex_is_shown_selected(derive, visit):
    visit.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    )
    guest = derive(derivation="hidden-weights")
    guest.page.get_by_role("button", name="Copy LaTeX of line 1").click()
    box = guest.page.locator(".derivation textarea")
    assert box.input_value().startswith(r"\frac{\partial")
    assert guest.page.evaluate("document.getSelection().toString()") or re.search(
        r"\S", box.input_value()
    )


def test_the_path_is_an_address_too(visit):
    visit.open("/derive?derivation=step-jacobian&line=2", READY)
    assert visible(visit).count() == 2
    # Below a path Streamlit first asks for files that are at the root.
    visit.complaints[:] = [c for c in visit.complaints if "404" not in c]


def test_large_networks_answer_and_stay_small(derive):
    guest = derive(
        D_h=64, V=500, T=20, t=20, derivation="hidden-weights", show="numbers", line=2
    )
    assert guest.page.locator(".derivation .cell").count() < 400
    assert "part of 64 × 64" in guest.page.locator(".beside").inner_text()


def test_a_line_that_holds_has_a_tick_and_says_more_when_it_is_pointed_at(derive):
    guest = derive(derivation="hidden-weights")
    row = guest.page.locator(".row.now")
    assert row.locator(".check").inner_text().startswith("✓")
    shown = "e => getComputedStyle(e).opacity"
    more = [row.locator(".details"), row.locator(".about > .copy")]
    guest.page.mouse.move(5, 5)
    assert [part.evaluate(shown) for part in more] == ["0", "0"]
    row.hover()
    assert [part.evaluate(shown) for part in more] == ["1", "1"]
    guest.page.mouse.move(5, 5)
    assert more[0].evaluate(shown) == "0"
    more[1].focus()
    assert [part.evaluate(shown) for part in more] == ["1", "1"]
