"""How long a page takes from an input until the last thing that it changes is painted.

A script in the page notes when a key or a pointer goes down, when the page or a shadow
root in it was last changed, and when the frame after that was painted. An action is
over when nothing has changed for a while.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
QUIET = 0.35
"""Seconds without a change after which an action counts as over."""
LONGEST = 60.0

WATCH = """
(() => {
  window.clock = { start: 0, first: 0, painted: 0 };
  const own = node => node.closest?.('[data-testid=stHeader], [data-testid=stToolbar]');
  const seen = changes => {
    if (changes.every(c => own(c.target) || own(c.target.parentElement ?? c.target)))
      return;
    requestAnimationFrame(() => requestAnimationFrame(
      () => { clock.painted = performance.now(); clock.first ||= clock.painted; }));
  };
  const watch = root => new MutationObserver(seen).observe(root, {
    childList: true, characterData: true, subtree: true,
    attributes: root instanceof ShadowRoot });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    watch(root);
    return root;
  };
  watch(document);
  for (const kind of ['keydown', 'pointerdown'])
    window.addEventListener(kind, e => { if (e.isTrusted && !clock.start) {
      clock.start = performance.now(); clock.first = clock.painted = 0; } }, true);
})();
"""


class Stopwatch:
    """One page, and the milliseconds that actions on it take."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(WATCH)

    def open(self, url: str, ready: str) -> None:
        """Go to a page and wait until it has come to rest."""
        self.page.goto(url)
        self.page.wait_for_selector(ready, timeout=LONGEST * 1000)
        self._rest()

    def time(self, action: Callable[[], object], first: bool = False) -> float:
        """Milliseconds from the input to the paint of the last change it makes.

        `first`: of the first change, where the page answers before the server does.
        RuntimeError: nothing changed.
        """
        self.page.evaluate("clock.start = clock.first = clock.painted = 0")
        action()
        self._rest()
        which = "first" if first else "painted"
        start, painted = self.page.evaluate(f"[clock.start, clock.{which}]")
        if not start or painted <= start:
            raise RuntimeError(f"nothing was painted: from {start} to {painted}")
        return float(painted - start)

    def _rest(self) -> None:
        """Wait until a change was painted, no run goes on and nothing follows."""
        end = time.monotonic() + LONGEST
        seen, since = -1.0, time.monotonic()
        while time.monotonic() < end:
            painted, running = self.page.evaluate(
                "[clock.painted, document.querySelector('[data-testid=stApp]')"
                "?.dataset.testScriptState !== 'notRunning']"
            )
            if painted != seen or running:
                seen, since = painted, time.monotonic()
            elif painted and time.monotonic() - since > QUIET:
                return
            elif time.monotonic() - since > 5:
                return
            self.page.wait_for_timeout(20)
        raise TimeoutError("the page never came to rest")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium. RuntimeError: there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise RuntimeError("no Chromium on PATH: `make browser` installs one")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=SWITCHES)
        yield browser
        browser.close()


class Served(NamedTuple):
    """A running app."""

    url: str
    pid: int


@contextmanager
def served(
    script: Path, folder: Path, *options: str, before: str = ""
) -> Iterator[Served]:
    """An app on loopback, with the settings of `folder`; `before` runs before it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    start = f"{before}\nimport sys\nfrom streamlit.web import cli\nsys.exit(cli.main())"
    command = [
        *(sys.executable, "-c", start, "run", str(script)),
        "--server.headless=true",
        "--server.address=127.0.0.1",
        f"--server.port={port}",
        "--server.fileWatcherType=none",
        *options,
    ]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url)
            yield Served(url, server.pid)
        finally:
            server.terminate()


@contextmanager
def trivial(settings: Path | None = None) -> Iterator[Served]:
    """One slider and one `st.write`, under Streamlit's own settings or a folder's."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "trivial.py"
        script.write_text(
            "import streamlit as st\nst.write(st.slider('x', 0, 100, 0, key='x'))\n",
            encoding="utf-8",
        )
        with served(script, settings or Path(folder)) as app:
            yield app


def _wait(url: str) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no app at {url}")
