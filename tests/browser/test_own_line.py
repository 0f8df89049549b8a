"""Tests of one's own line in a browser: by typing, by palette, by keys, on a phone."""

import re
import time

import pytest
from playwright.sync_api import expect

from derivations import DERIVATIONS
from tests.browser.derive_page import visible

LINES = DERIVATIONS["hidden-weights"].lines
LAST = "delta_i^(t<-t) h_j^(t-1)"
WRONG = "delta_i^(t<-t) h_j^(t)"
FIRST = "sum_m dJ^(t)/dz_m^(t) dz_m^(t)/dH_ij^(t-1)"
MATRIX = "delta^(t<-t) (h^(t-1))'"
HOSTILE = r'<img src=x onerror="window.hit=1">$\href{javascript:1}{x}$ :red[a]'


@pytest.fixture
def ask(visit):
    def open_page(ready=".ownline textarea", **query):
        query = {"derivation": "hidden-weights", "line": 4, **query}
        asked = "".join(f"&{name}={value}" for name, value in query.items())
        return visit.open("/?page=derive" + asked, (ready,))

    return open_page


def field(guest):
    return guest.page.locator(".ownline textarea")


def shown(guest):
    return guest.page.locator(".ownline .reading .katex-html")


def answer(guest):
    return guest.page.locator(".ownline .answer")


def says(guest, words):
    guest.wait_until(lambda: words in answer(guest).inner_text(), words)


def test_a_line_is_drawn_while_one_types_and_judged_at_enter(ask):
    guest = ask(predict="write")
    field(guest).click()
    guest.page.keyboard.type(WRONG, delay=15)
    guest.wait_until(lambda: shown(guest).count() == 1, "the formula")
    guest.page.wait_for_selector(".ownline .reading:not(.old) .katex-html")
    expect(field(guest)).to_have_value(WRONG)
    guest.page.keyboard.press("Enter")
    says(guest, "✗ This does not equal the left side.")
    says(guest, "The time differs.")
    assert answer(guest).locator(".sides .katex-html").count() == 2
    assert re.search(r"At t = \d.* and yours −?\d", answer(guest).inner_text())
    expect(field(guest)).to_have_value(WRONG)
    guest.page.keyboard.press("Backspace")
    guest.page.keyboard.press("Backspace")
    guest.page.keyboard.type("t-1)", delay=15)
    guest.page.keyboard.press("Enter")
    says(guest, "✓ Right: this is line 5.")
    assert visible(guest).count() == 4
    guest.settle()
    guest.act(guest.page.get_by_role("button", name="Go on from line 5").click)
    assert visible(guest).count() == 5
    guest.wait_until(lambda: field(guest).input_value() == "", "an empty box")
    guest.wait_for_query("line=5")


def test_keys_in_the_box_turn_no_lines(ask):
    guest = ask(predict="write")
    field(guest).fill(LAST)
    for key in ("ArrowLeft", "ArrowRight", "Home", "End", "PageDown", "PageUp"):
        guest.page.keyboard.press(key)
    guest.settle()
    assert visible(guest).count() == 4
    expect(field(guest)).to_have_value(LAST)


def test_symbols_are_put_in_by_tap_and_by_key(ask):
    guest = ask(predict="write")
    palette = guest.page.get_by_role("toolbar")
    palette.get_by_role("button", name="Put in δ_i^(t←t)").click()
    guest.wait_until(lambda: shown(guest).count() == 1, "the formula")
    palette.get_by_role("button", name="Put in h_j^(t-1)").click()
    expect(field(guest)).to_have_value("δ_i^(t←t) h_j^(t-1)")
    guest.page.get_by_role("button", name="Check").click()
    says(guest, "✓ Right: this is line 5.")
    field(guest).fill("")
    guest.page.keyboard.press("Tab")
    first = palette.get_by_role("button").first
    assert first.evaluate("node => node === node.ownerDocument.activeElement")
    for _ in range(3):
        guest.page.keyboard.press("ArrowRight")
    guest.page.keyboard.press("Enter")
    expect(field(guest)).to_have_value("h_l^(t-1)")
    assert field(guest).evaluate("node => node === node.ownerDocument.activeElement")


def test_brackets_take_the_cursor_between_them(ask):
    guest = ask(predict="write")
    guest.page.get_by_role("button", name="Put in brackets").click()
    field(guest).focus()
    guest.page.keyboard.type("1")
    expect(field(guest)).to_have_value("(1)")


def test_what_is_typed_is_never_markup(ask):
    guest = ask(predict="write")
    field(guest).fill(HOSTILE)
    guest.wait_until(
        lambda: guest.page.locator(".ownline .problem").is_visible(), "a problem"
    )
    guest.page.keyboard.press("Enter")
    says(guest, "This cannot be read yet")
    assert guest.page.locator(".ownline img, .ownline a").count() == 0
    assert guest.page.evaluate("window.hit") is None
    where = guest.page.locator(".ownline .where")
    assert where.inner_text().startswith("<img")
    expect(field(guest)).to_have_value(HOSTILE)


def test_hints_come_in_steps(ask):
    guest = ask(predict="write")
    hints = guest.page.locator(".ownline .hints .step")
    assert hints.count() == 0
    for n, words in enumerate(
        (LINES[4].rule, "This part of the line before changes", "It begins like this")
    ):
        guest.page.get_by_role("button", name=re.compile("int")).last.click()
        assert hints.count() == n + 1
        assert words in hints.nth(n).inner_text()
    assert hints.nth(1).locator("[data-new]").count() > 0
    assert guest.page.get_by_role("button", name=re.compile("int \\(")).count() == 0


def test_a_reload_restores_what_was_typed(ask):
    guest = ask(predict="write")
    field(guest).fill(LAST)
    guest.wait_for_query("written=")
    guest.page.reload()
    guest.settle()
    guest.wait_until(lambda: field(guest).input_value() == LAST, "the text again")
    guest.wait_until(lambda: shown(guest).count() == 1, "its formula")


def test_a_whole_derivation_is_written(ask):
    guest = ask(predict="whole", line=1)
    assert visible(guest).count() == 0
    target = guest.page.locator(".ownline .aim")
    assert target.locator(".katex-html").count() == 0
    guest.page.get_by_role("button", name="Show the target").click()
    assert target.locator(".katex-html").count() == 1
    rows = guest.page.locator(".ownline .written li")
    for count, text in enumerate((FIRST, MATRIX), start=1):
        field(guest).fill(text)
        guest.page.keyboard.press("Enter")
        guest.wait_until(lambda n=count: rows.count() == n, f"line {count}")
        guest.wait_until(lambda: field(guest).input_value() == "", "an empty box")
    guest.settle()
    guest.page.reload()
    guest.settle()
    guest.wait_until(lambda: rows.count() == 2, "the lines again")
    done = guest.page.locator(".ownline .done")
    guest.wait_until(lambda: "Done: you reached" in done.inner_text(), "the end")
    guest.page.get_by_role("button", name="Take back your line 2").click()
    guest.wait_until(lambda: field(guest).input_value() == MATRIX, "the line again")
    assert rows.count() == 1
    assert done.inner_text() == ""


def test_one_of_four_is_chosen_by_tap_and_by_key(ask):
    guest = ask(".choice .card .katex", predict="choose")
    cards = guest.page.locator(".choice .card")
    assert cards.count() == 4
    verdict = guest.page.locator(".choice .verdict")
    assert verdict.inner_text() == ""
    guest.act(lambda: guest.page.keyboard.press("2"))
    guest.wait_until(lambda: verdict.inner_text() != "", "a verdict")
    ours = guest.page.locator(".choice .card.ours")
    assert ours.count() == 1
    assert f"Line 5. Its rule: {LINES[4].rule}." in ours.inner_text()
    wrong = [c for c in cards.all() if "✗" in c.inner_text()]
    assert len(wrong) == 3
    for card in wrong:
        assert re.search(r"the left side is .* and [A-D] ", card.inner_text())
    guest.act(guest.page.get_by_role("button", name="Go on from line 5").click)
    assert visible(guest).count() == 5
    assert verdict.inner_text() == ""
    guest.act(cards.nth(0).click)
    guest.wait_until(lambda: verdict.inner_text() != "", "a verdict")
    assert cards.nth(0).get_by_role("button").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("line", [2, 3])
def test_a_question_to_the_room_is_above_the_fold(ask, visit, line):
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    guest = ask(
        ".choice .card .katex",
        **{"predict": "choose", "present": "on", "focus": "lines", "line": line},
    )
    ends = guest.wait_until_still(lambda: guest.page.evaluate(CARD_ENDS))
    assert len(ends) == 4
    assert max(ends) <= 900
    assert guest.page.locator(".derivation .beside").is_hidden()


CARD_ENDS = """() => [...document.querySelectorAll('.choice .card')]
    .map(card => Math.round(card.getBoundingClientRect().bottom))"""


def test_a_true_line_of_ones_own_leads_on_too(ask):
    guest = ask(predict="write")
    # The arrays beside it are in reach of the pointer.
    guest.page.locator(".derivation .beside .cell").last.hover(timeout=3000)
    field(guest).fill(f"({LAST} + {FIRST}) / 2")
    guest.page.keyboard.press("Enter")
    says(guest, "none of our lines")
    guest.act(guest.page.get_by_role("button", name="See our line 5").click)
    guest.wait_for_query("line=5")


def test_presented_enter_reveals_and_goes_on(ask):
    guest = ask(".choice .card .katex", predict="choose", present="on", focus="lines")
    letter = guest.page.locator(".choice .pick").first
    size = letter.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 30
    guest.act(lambda: guest.page.keyboard.press("Enter"))
    verdict = guest.page.locator(".choice .verdict")
    guest.wait_until(lambda: verdict.inner_text().startswith("It is "), "the answer")
    guest.act(lambda: guest.page.keyboard.press("Enter"))
    guest.wait_for_query("line=5")


CUT = """() => [...document.querySelectorAll('.ownline *, .choice *')].filter(node => {
    const box = node.getBoundingClientRect();
    const scrolls = node.closest('.tex') || node.closest('textarea');
    return box.width && !scrolls && box.right > innerWidth + 1;
}).map(node => node.className)"""


@pytest.mark.parametrize("predict", ["write", "choose", "whole"])
def test_on_a_phone_everything_is_in_reach(ask, visit, predict):
    visit.page.set_viewport_size({"width": 390, "height": 844})
    ready = ".choice .card" if predict == "choose" else ".ownline textarea"
    guest = ask(ready, predict=predict)
    if predict == "choose":
        guest.page.locator(".choice .card").nth(1).click()
        guest.page.wait_for_selector(".choice .card.ours")
    else:
        field(guest).fill(WRONG)
        guest.page.get_by_role("button", name="Check").click()
        says(guest, "The time differs.")
    assert guest.wait_until_still(lambda: guest.page.evaluate(CUT)) == []
    assert guest.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_answer_comes_at_once(ask):
    guest = ask(predict="write")
    took = []
    for text in (WRONG, LAST, WRONG.replace("h", "z"), FIRST):
        field(guest).fill(text)
        guest.settle()
        before = answer(guest).inner_text()
        start = time.monotonic()
        guest.page.keyboard.press("Enter")
        guest.wait_until(
            lambda old=before: answer(guest).inner_text() != old, "an answer"
        )
        took.append(time.monotonic() - start)
    assert sorted(took)[1] < 1, took
