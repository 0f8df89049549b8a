"""Tests of the site: the server's numbers, links, offline, below any path."""

import json
from functools import partial

import pytest

from tests.browser.linked_pages import PAGES, VIEW, opened
from tests.browser.page_numbers import NUMBERS
from tests.browser.unroll_page import cell, edge, engine
from tests.static_site.conftest import PATHS
from tests.static_site.site_visit import SiteVisit
from tests.views.takehome.notebook_views import run_alone

ROW = (".row.now .katex",)


@pytest.fixture
def site(browser, host):
    """A function that lets a visitor of one of PATHS in, with nothing kept before."""
    contexts = []

    def arrive(path=PATHS[0]):
        contexts.append(
            browser.new_context(
                viewport={"width": 1280, "height": 900}, accept_downloads=True
            )
        )
        return SiteVisit(contexts[-1], host + path.replace(" ", "%20"))

    yield arrive
    for context in contexts:
        context.close()


def numbers(page):
    """The numbers that a page shows and that are more than rounding, by size."""
    found = (entry.split(" ", 1) for entry in page.evaluate(NUMBERS))
    every = (float(text) for name, text in found if name == "value")
    return sorted(number for number in every if abs(number) > 1e-7)


def as_many(page, expected):
    return len(numbers(page)) == len(expected)


def test_every_page_has_the_servers_numbers(site, visit):
    guest = site().open()
    for page, painted in PAGES.items():
        name, *settings = page.removeprefix("page=").split("&")
        path = "" if name == "unroll" else name
        query = "&".join([*settings, VIEW])
        guest.follow(f"{guest.address}{path}?{query}", painted)
        expected = numbers(opened(visit, page).page)
        assert len(expected) > 20
        visit.wait_until(partial(as_many, guest.page, expected), page)
        # On Check there are differences too, which keep fewer digits.
        least = 1e-9 if name == "check" else 1e-15
        assert numbers(guest.page) == pytest.approx(expected, 1e-9, least), page
        here = guest.page.evaluate("location.search")[1:].split("&")
        assert {*settings} - {"line=9"} <= {*here}, "it has six lines"
    assert guest.stayed
    assert guest.complaints == []
    assert guest.elsewhere == []


def test_the_first_picture_is_there_before_python_and_answers_picks(site):
    guest = site()
    guest.page.goto(guest.address)
    first = guest.page.frame_locator("#first")
    first.locator(edge(1, 3, 1)).dispatch_event("click")
    terms = engine().instances("H", 2, 0)
    total = first.locator('[data-value][class*="total"]').first
    assert float(total.get_attribute("data-value")) == pytest.approx(terms.sum())
    assert guest.page.locator("#coming").inner_text().endswith("%")


def test_a_pick_is_answered_and_a_second_visit_needs_no_network(site):
    guest = site(PATHS[1]).open("?t=4&k=1")
    guest.wait((".chain .katex",))
    guest.page.locator(edge(1, 3, 1)).dispatch_event("click")
    guest.page.wait_for_function("location.search.includes('i=3')")
    term = engine().instances("H", 2, 0)[3, 1]
    shown = guest.page.locator(cell(4, 1)).get_attribute("data-value")
    assert float(shown) == pytest.approx(term, rel=1e-12)
    guest.page.wait_for_function("navigator.serviceWorker.controller")
    context = guest.page.context
    guest.page.close()
    context.set_offline(True)
    later = SiteVisit(context, guest.address).open("?page=derive&show=numbers")
    later.wait(ROW)
    assert later.complaints == []


def test_an_address_of_the_server_opens_and_what_is_taken_home_runs(site, tmp_path):
    guest = site().open("derive?derivation=earlier-weights&D_h=4&line=9")
    guest.wait(ROW)
    asked = guest.page.evaluate("location.search")
    assert {"derivation=earlier-weights", "D_h=4"} <= {*asked[1:].split("&")}
    guest.page.get_by_role("link", name="Unroll", exact=True).first.click()
    guest.wait((".chain .katex",))
    assert guest.page.locator(edge(0, 4, 4)).count() == 1
    guest.page.get_by_role("button", name="Take it home").click()
    with guest.page.expect_download() as waiting:
        guest.page.get_by_role("button", name="Notebook").click()
    path = tmp_path / "view.ipynb"
    waiting.value.save_as(path)
    assert json.loads(path.read_text())["cells"]
    [report] = run_alone([path])
    assert "gradient: as on the page" in "".join(report["said"])
    guest.page.keyboard.press("Escape")
    guest.follow(guest.address + "derive?derivation=earlier-weights&line=3", ROW)
    assert "line=3" in guest.page.evaluate("location.search")
    assert guest.page.get_by_role("spinbutton", name="Line").input_value() == "3"
    assert guest.stayed
