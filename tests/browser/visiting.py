"""A visitor of the running app in a real Chromium."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
READY = (".headline .katex", ".chain .katex")
"""What a painted Unroll page has."""
AT_REST = """() => document.fonts.status === 'loaded' && document.querySelector(
    '[data-testid=stApp][data-test-script-state=notRunning]') !== null &&
    ![...document.querySelectorAll('[data-testid=stSkeleton]')]
        .some(node => node.checkVisibility())"""
"""Nothing runs, and no font, no widget is still to come: these move what is below."""

FOLLOW = """to => { history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: {} })); }"""
"""Follow an address as the browser's Back does, without loading the app anew."""


class Visit:
    """A page of the app that knows when a rerun has been painted."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        self.finished = 0
        self.ready = READY
        page.on("websocket", lambda ws: ws.on("framereceived", self._received))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str = "/", ready: tuple[str, ...] = READY) -> "Visit":
        """Open an address and wait until every selector of `ready` matches."""
        self.ready = ready
        self.page.goto(self.address + path)
        self.settle()
        return self

    def follow(self, path: str, ready: tuple[str, ...]) -> None:
        """Go on to a page as the app's own links do; open it if it is the first."""
        if not self.finished:
            self.open(path, ready)
            return
        self.ready = ready
        self.act(lambda: self.page.evaluate(FOLLOW, path))

    def act(self, action: Callable[[], Any]) -> None:
        """Do something that reruns the script, and wait for the end of that run."""
        before = self.finished
        action()
        self.wait_for_run(before)

    def wait_for_run(self, before: int) -> None:
        """Wait until more than `before` runs have ended and the page is painted."""
        self._until(lambda: self.finished > before, "no run finished")
        self.settle()

    def settle(self) -> None:
        """Wait until no run has finished for a while and the page is painted."""
        seen, since = -1, time.monotonic()

        def quiet() -> bool:
            nonlocal seen, since
            if self.finished != seen:
                seen, since = self.finished, time.monotonic()
            return (
                seen > 0
                and time.monotonic() - since > 0.2
                and bool(self.page.evaluate(AT_REST))
            )

        self._until(quiet, "the page never settled")
        for selector in self.ready:
            self.page.wait_for_selector(selector)
        self.paint()

    def paint(self) -> None:
        """Wait for two animation frames: what was asked for is then painted."""
        self.page.evaluate(
            "() => new Promise(r => requestAnimationFrame(() =>"
            " requestAnimationFrame(r)))"
        )

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for a condition of the page; TimeoutError says `what` never came."""
        self._until(condition, f"never: {what}")

    def wait_until_still(self, measure: Callable[[], T]) -> T:
        """What is measured, once it is the same a fifth of a second later."""
        values = [measure()]

        def unchanged() -> bool:
            self.page.wait_for_timeout(200)
            values.append(measure())
            return bool(values[-2] == values[-1])

        self._until(unchanged, "the page never came to rest")
        return values[-1]

    def without_a_run(self, action: Callable[[], Any]) -> None:
        """Do something that must not rerun the script."""
        before = self.finished
        action()
        self.page.wait_for_timeout(300)
        assert self.finished == before

    def value(self, selector: str) -> float:
        """The number in the first element that matches `selector`."""
        text = self.page.locator(selector).first.get_attribute("data-value")
        assert text is not None, selector
        return float(text)

    def query(self) -> str:
        return str(self.page.evaluate("location.search"))

    def wait_for_query(self, *parts: str, without: str | None = None) -> None:
        """Wait until the address has `parts` (`k=2`; `k=` is any k), and not another.

        Of several runs the last sets the address: the first to end may be too early.
        """

        def has(part: str) -> bool:
            found = [each.removesuffix(".0") for each in self.query()[1:].split("&")]
            return part in found or (
                part.endswith("=") and any(each.startswith(part) for each in found)
            )

        def there() -> bool:
            return all(map(has, parts)) and (without is None or not has(without))

        if not there():
            self.wait_until(there, f"{parts} without {without} in {self.query()}")
            self.settle()

    def _until(self, done: Callable[[], bool], message: str) -> None:
        end = time.monotonic() + 40
        while not done():
            if time.monotonic() > end:
                raise TimeoutError(message)
            self.page.wait_for_timeout(10)

    def _received(self, payload: Any) -> None:
        if isinstance(payload, bytes):
            message = ForwardMsg()
            message.ParseFromString(payload)
            self.finished += message.WhichOneof("type") == "script_finished"

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)
