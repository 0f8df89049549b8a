"""Tests that the site is for everyone: axe on all pages, in light and dark."""

from importlib.resources import files
from urllib.parse import quote

import pytest

from tests.browser.axe_run import RUN, THEIRS

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
PAGES = {
    "?t=4&k=1": ".chain .katex",
    "jacobians?to=4": ".factor-strip .cell",
    "derive?derivation=hidden-weights&line=6&show=numbers": ".row.now .katex",
    "check?step=-5": ".slips .katex",
    "learn?train=steps%3D40,clip%3D1&at=20": ".sample .said-word",
    "tour?scene=1": ".scenes a",
}
AS_THE_APP = """() => ['color', 'backgroundColor', 'fontFamily'].every(name =>
    getComputedStyle(document.body)[name].split(', ')[0] ===
    getComputedStyle(document.querySelector('.stApp'))[name].split(', ')[0])"""
"""What is drawn outside of the app's root, as dialogs are, inherits the body's type."""


def violations(frame):
    return [
        (rule, why, html[:200])
        for rule, why, html in frame.evaluate(RUN)
        if not any(rule == known and part in html for known, part in THEIRS)
    ]


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_no_violation_is_ours_in_the_app(guest, scheme):
    page = guest.page
    page.emulate_media(color_scheme=scheme)
    page.evaluate(AXE)
    found = []
    for path, painted in PAGES.items():
        guest.follow(guest.address + path, (painted,))
        found += [(path, violation) for violation in violations(page)]
    page.wait_for_function(AS_THE_APP)
    page.get_by_role("button", name="Take it home").click()
    page.get_by_role("dialog").get_by_text("View (NPZ)").wait_for()
    found += [("dialog", violation) for violation in violations(page)]
    page.get_by_role("dialog").get_by_role("button", name="Close").first.click()
    page.get_by_role("dialog").wait_for(state="detached")
    page.emulate_media(color_scheme=None)
    assert found == []


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_no_violation_is_ours_before_python_is_there(browser, host, scheme):
    with browser.new_context(color_scheme=scheme, service_workers="block") as context:
        context.route("**/boot.mjs", lambda route: None)
        page = context.new_page()
        page.goto(f"{host}course/unrolled/")
        page.frame_locator("#first").locator(".network svg").first.wait_for()
        for frame in page.frames:
            frame.evaluate(AXE)
        assert violations(page) == []
        assert violations(page.frames[1]) == []


def test_links_to_pages_can_be_opened_in_another_tab(guest):
    guest.follow(guest.address, (".chain .katex",))
    links = guest.page.locator("header a, .st-key-aside_pages a")
    hrefs = links.evaluate_all("links => links.map(link => link.href)")
    assert f"{guest.address}derive" in hrefs
    assert [href for href in hrefs if not href.startswith(guest.address)] == []
    assert quote("week 3") in guest.address
