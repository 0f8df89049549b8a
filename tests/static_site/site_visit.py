"""A visitor of the site, where Python is in the browser."""

from urllib.parse import quote

from playwright.sync_api import BrowserContext

from static_site.serving import READY

IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
LONGEST = 120_000
"""Milliseconds that Python may take to come."""


class SiteVisit:
    """A page of the site that keeps what was asked of the network."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page, self.address = context.new_page(), address
        self.page.set_default_timeout(LONGEST)
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._console)

    def open(self, path: str = "") -> "SiteVisit":
        self.page.goto(self.address + quote(path, "/?&=#"))
        self.page.wait_for_function(READY)
        self.page.evaluate("window.opened = true")
        return self

    def follow(self, link: str, painted: tuple[str, ...]) -> None:
        """Go on as the app's own links do."""
        self.page.evaluate("link => document.unrolled.go(link)", link)
        self.wait(painted)

    def wait(self, painted: tuple[str, ...]) -> None:
        for selector in painted:
            self.page.locator(selector).first.wait_for()
        self.page.locator(IDLE).wait_for()

    @property
    def stayed(self) -> bool:
        """Whether the page was never loaded anew since it was opened."""
        return bool(self.page.evaluate("window.opened === true"))

    def _console(self, message: object) -> None:
        if getattr(message, "type", "") == "error":
            self.complaints.append(str(getattr(message, "text", "")))
