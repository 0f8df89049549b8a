"""Tests of the mistakes that people make, on Check in a browser."""

import pytest

from derivations.mistakes.table import MISTAKES
from tests.browser.small_type import SMALL
from views.address.settings import Config
from views.check.mistakes import mistakes, right_line

LIST = ".st-key-pic_mistakes .slips"
DERIVE = (".map button", ".derivation .row:not([hidden]) .katex")


@pytest.fixture
def listed(visit):
    def open_page(**query):
        address = "/?page=check" + "".join(f"&{k}={v}" for k, v in query.items())
        guest = visit.open(address, (f"{LIST} .slip",))
        guest.page.locator(LIST).scroll_into_view_if_needed()
        guest.page.wait_for_selector(f"{LIST} .tex .katex")
        return guest

    return open_page


def row(guest, slug):
    return guest.page.locator(f'{LIST} [data-slip="{slug}"]')


def test_a_row_has_the_miss_the_trap_and_where_it_was_found(listed):
    guest = listed(theme="states", seed=2)
    for item in mistakes(Config(seed=2), "states")["items"]:
        shown = row(guest, item["slug"])
        miss = shown.locator(".printed .verdict").get_attribute("data-residual")
        assert miss == item["printed"]["residual"]
        assert item["note"] in shown.inner_text()
        found = [a.get_attribute("href") for a in shown.locator(".sources a").all()]
        assert found == list(MISTAKES[item["slug"]].sources)
    assert (
        "In NumPy: h[t - 1] at t = 0 is h[-1]"
        in row(guest, "wraps-around").inner_text()
    )


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_a_link_lands_on_the_line_that_has_it_right(listed, reduction):
    guest = listed(theme="way-back", reduction=reduction)
    place = right_line("nothing-from-ahead", "sigmoid", reduction)
    guest.ready = DERIVE
    guest.act(lambda: row(guest, "nothing-from-ahead").locator("a.line").click())
    guest.wait_for_query(f"derivation={place['slug']}", f"line={place['line']}")
    now = guest.page.locator(".derivation .row.now .tex .katex")
    assert now.count() == 1


def test_a_triangle_says_in_words_what_it_counts(listed):
    guest = listed(theme="way-back", T=3)
    triangle = row(guest, "nothing-from-ahead").get_by_role("img")
    assert triangle.get_attribute("aria-label").endswith(
        "Loss 1: 1. Loss 2: 0, 1. Loss 3: 0, 0, 1."
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_cut_off(listed, visit, width):
    visit.page.set_viewport_size({"width": width, "height": 800})
    guest = listed(theme="window")
    assert guest.page.evaluate("document.documentElement.scrollWidth") <= width
    edge = guest.page.locator(LIST).bounding_box()
    for box in guest.page.locator(
        f"{LIST} .verdict, {LIST} .about, {LIST} .sources"
    ).all():
        here = box.bounding_box()
        assert (
            here is None or here["x"] + here["width"] <= edge["x"] + edge["width"] + 1
        )


def test_only_the_list_is_presented_and_read_from_the_last_row(visit):
    visit.page.set_viewport_size({"width": 1920, "height": 1080})
    visit.open(
        "/?page=check&present=on&focus=mistakes&theme=output", (f"{LIST} .tex .katex",)
    )
    assert visit.page.locator(f"{LIST} .slip").first.bounding_box()["y"] < 250
    for other in ("pic_slips", "pic_gradient", "aside_own", "aside_mistakes"):
        assert visit.page.locator(f".st-key-{other}").is_hidden(), other
    small = f"{LIST} :is(.label, .title, .about, .sources)"
    assert visit.page.evaluate(SMALL, small) == []
    visit.ready = (".derivation .row.now .katex",)
    visit.act(lambda: visit.page.locator(f"{LIST} a.line").first.click())
    visit.wait_for_query("focus=lines", "present=on")


def test_a_theme_is_picked_by_its_title_and_the_address_has_its_slug(listed):
    guest = listed(theme="states")
    themes = guest.page.get_by_role("radiogroup", name="What the mistake is in")
    assert guest.page.get_by_role("radiogroup", name="Theme").count() == 0
    assert "The way back" in themes.inner_text()
    assert themes.get_by_role("radio", name="The states").is_checked()
    guest.act(lambda: themes.get_by_text("Division and sign").click())
    guest.wait_for_query("theme=division-and-sign")
    assert guest.page.locator('[data-slip="divided-by-steps"]').count() == 1
    guest.act(lambda: guest.page.keyboard.press("ArrowRight"))
    guest.wait_for_query("theme=window")
    guest.act(lambda: themes.get_by_text("The way back").click())
    guest.wait_for_query(without="theme=")
