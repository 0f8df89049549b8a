"""Tests that the first picture is for everyone, and links are real ones."""

from urllib.parse import quote

import pytest

from tests.static_site.axe_here import AXE, violations


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

    def lead_here():
        hrefs = links.evaluate_all("links => links.map(link => link.href)")
        here = [href for href in hrefs if href.startswith(guest.address)]
        return f"{guest.address}derive" in hrefs and here == hrefs

    guest.wait_until(lead_here, "links that lead into the folder")
    assert quote("week 3") in guest.address
