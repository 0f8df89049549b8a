"""Tests of what the site asks for first, and of files that do not come."""

from playwright.sync_api import expect

from static_site.parts import DERIVE as MATHEMATICS
from static_site.parts import MORE, PAGES, REST
from tests.static_site.site_visit import SiteVisit

DERIVE = "**/derive.zip"
AWAY = "the network does not answer"


LATER = {MATHEMATICS, MORE, PAGES, REST}
"""Archives that the first view does without."""


def test_a_page_that_is_not_reached_says_so_and_comes_later(browser, host):
    with browser.new_context(service_workers="block") as context:
        asked = set()
        context.on("request", lambda request: asked.add(request.url.split("/")[-1]))
        context.route(DERIVE, lambda route: route.abort())
        visit = SiteVisit(context, f"{host}course/unrolled/").open()
        visit.wait((".chain .katex",))
        assert "first.zip" in asked
        assert asked.isdisjoint(LATER)
        visit.page.get_by_role("link", name="Derive", exact=True).first.click()
        expect(visit.page.get_by_text(AWAY)).to_be_visible()
        expect(visit.page.locator("[data-testid=stException]")).to_have_count(0)
        context.unroute(DERIVE)
        visit.page.get_by_role("link", name="Unroll", exact=True).first.click()
        visit.wait((".headline .katex",))
        visit.page.get_by_role("link", name="Derive", exact=True).first.click()
        visit.wait((".derivation .lines",))
