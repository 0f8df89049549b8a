"""A visitor of the site, where Python is in the browser."""

import time
from collections.abc import Callable
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

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for a condition of the page; TimeoutError says `what` never came."""
        end = time.monotonic() + LONGEST / 1000
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"never: {what}")
            self.page.wait_for_timeout(20)

    def value(self, selector: str) -> float:
        """The number in the first element that matches `selector`; 0 without one."""
        first = self.page.locator(selector).first
        text = first.get_attribute("data-value") if first.count() else None
        return float(text or 0)

    def shows(self, selector: str, expected: float, near: float = 1e-9) -> None:
        """Wait until the number in an element is the expected one."""

        def is_near() -> bool:
            miss = abs(self.value(selector) - expected)
            return miss <= near * abs(expected)

        self.wait_until(is_near, f"{expected} in {selector}")

    def query(self) -> str:
        return str(self.page.evaluate("location.search"))

    @property
    def elsewhere(self) -> list[str]:
        """What was asked for outside of the site's folder."""
        sent = [url for url in self.asked if url.startswith(("http", "ws"))]
        return [url for url in sent if not url.startswith(self.address)]

    @property
    def stayed(self) -> bool:
        """Whether the page was never loaded anew since it was opened."""
        return bool(self.page.evaluate("window.opened === true"))

    def _console(self, message: object) -> None:
        if getattr(message, "type", "") == "error":
            self.complaints.append(str(getattr(message, "text", "")))
