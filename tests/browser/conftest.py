"""A running app and a real Chromium; without a browser these tests are errors."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parents[2]
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY = (".headline .katex", ".chain .katex")
"""What a painted Unroll page has."""
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The app, served on loopback for all tests of the run."""
    url = f"http://127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = [
        "--server.headless=true",
        "--server.address=127.0.0.1",
        f"--server.port={url.rsplit(':', 1)[1]}",
        "--server.fileWatcherType=none",
    ]
    with subprocess.Popen(
        command + options,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait_until_healthy(url)
            yield url
        finally:
            server.terminate()


def _wait_until_healthy(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no app at {url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise RuntimeError("no Chromium on PATH: `make browser` installs one")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=SWITCHES)
        yield chromium
        chromium.close()


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
        """Go to a page, which is painted once every selector of `ready` matches."""
        self.ready = ready
        self.page.goto(self.address + path)
        self.settle()
        return self

    def act(self, action: Callable[[], Any]) -> None:
        """Do something that reruns the script; wait for the end of that run."""
        before = self.finished
        action()
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
                and self.page.locator(AT_REST).count() == 1
            )

        self._until(quiet, "the page never settled")
        for selector in self.ready:
            self.page.wait_for_selector(selector)
        self.page.evaluate(
            "() => new Promise(r => requestAnimationFrame(() =>"
            " requestAnimationFrame(r)))"
        )

    def value(self, selector: str) -> float:
        """The number that the first element matching `selector` carries."""
        text = self.page.locator(selector).first.get_attribute("data-value")
        assert text is not None, selector
        return float(text)

    def query(self) -> str:
        return str(self.page.evaluate("location.search"))

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


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A fresh visitor, who must leave without a complaint in the console."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, accept_downloads=True
    )
    guest = Visit(context.new_page(), address)
    yield guest
    context.close()
    assert guest.complaints == []
