"""Measures the time from an input until its answer, and its last change, are painted.

A script in the page notes when a key or a pointer goes down, when the page or a shadow
root in it was changed, and when the frame after that was painted: the first that shows
new numbers, and the last. An action is over when nothing has changed for a while.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page

QUIET = 0.35
"""Seconds without a change after which an action counts as over."""
LONGEST = 60.0

NUMBERS = ".sum, .cell.chosen, [aria-pressed=true], .headline [data-value]"
"""What tells of a pick: sums, the chosen cell, edge and loss, and the headline."""

WATCH = """
(() => {
  window.clock = { start: 0, first: 0, painted: 0, any: false, before: '' };
  const roots = [document];
  clock.numbers = () => roots.flatMap(root => [...root.querySelectorAll(NUMBERS)].map(
    ({ dataset }) => JSON.stringify(dataset))).join();
  const own = node => node.closest?.('[data-testid=stHeader], [data-testid=stToolbar]');
  const seen = changes => {
    if (changes.every(c => own(c.target) || own(c.target.parentElement ?? c.target)))
      return;
    const shows = !clock.first && (clock.any || clock.numbers() !== clock.before);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      clock.painted = performance.now();
      if (shows) clock.first ||= clock.painted;
    }));
  };
  const watch = root => new MutationObserver(seen).observe(root, {
    childList: true, characterData: true, subtree: true,
    attributes: root instanceof ShadowRoot });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    roots.push(root);
    watch(root);
    return root;
  };
  watch(document);
  for (const kind of ['keydown', 'pointerdown'])
    window.addEventListener(kind, e => { if (e.isTrusted && !clock.start) {
      clock.start = performance.now(); clock.first = clock.painted = 0; } }, true);
})();
""".replace("NUMBERS", repr(NUMBERS))


class Times(NamedTuple):
    """Milliseconds from an input to the first paint with new numbers, and to the last
    paint of all; where no number is new, both are the same. Then the kilobytes that the
    server sent to the page.
    """

    answered: float
    settled: float
    down: float


class Stopwatch:
    """A page, and the milliseconds that actions on it take."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._bytes = 0
        page.on("websocket", lambda it: it.on("framereceived", self._received))
        page.add_init_script(WATCH)

    def _received(self, frame: str | bytes) -> None:
        self._bytes += len(frame)

    def open(self, url: str, ready: str) -> None:
        """Open a page and wait until nothing changes any more."""
        self.page.goto(url)
        self.page.wait_for_selector(ready, timeout=LONGEST * 1000)
        self._rest()

    def time(self, action: Callable[[], object], first: bool = False) -> Times:
        """How long an action takes.

        `first`: it is answered by its first change, whatever that is. RuntimeError:
        nothing changed.
        """
        self.page.evaluate(
            "first => { clock.start = clock.first = clock.painted = 0;"
            " clock.any = first; clock.before = clock.numbers(); }",
            first,
        )
        before = self._bytes
        action()
        self._rest()
        start, answered, settled = self.page.evaluate(
            "[clock.start, clock.first, clock.painted]"
        )
        if not start or settled <= start:
            raise RuntimeError(f"nothing was painted: from {start} to {settled}")
        down = (self._bytes - before) / 1000
        return Times((answered or settled) - start, settled - start, down)

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
