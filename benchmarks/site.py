"""`python -m benchmarks.site`: the site without a server, each figure with its bar.

It builds the site, serves it on loopback and visits it: a new browser for the first
visit, the same one without a network for the second. Pages are changed by the links
above them. A pick is answered by the first paint with new numbers; memory is that of
the process that draws, after a few picks and after many.
"""

import argparse
import gzip
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import psutil
from playwright.sync_api import BrowserContext, Page, Response

from static_site.build import SITE, build_where_older
from static_site.serving import READY, folder_served

from .painting import Stopwatch
from .serving import chromium
from .speed import additions

FIRST = "#first"
WORD = ".network .word"
PAINTED = {
    "Jacobians": ".factor-strip .cell",
    "Derive": ".derivation .row .katex-html",
    "Check": ".heatmaps .cell",
    "Unroll": WORD,
}
TIMED = 40
"""Picks whose answers are timed; more of them follow, to see what they leave behind."""


class Row(NamedTuple):
    """One figure, and the most that it should be."""

    name: str
    value: float
    bar: float | None
    unit: str


def timed(act: Callable[[], object]) -> float:
    """The seconds that something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def usable(page: Page) -> None:
    """Wait until the app has taken the place of the first picture."""
    page.wait_for_function(READY, timeout=120_000)
    page.locator(WORD).first.wait_for()


def first_visit(page: Page, address: str) -> list[Row]:
    """Open the site in a new browser: the picture, the app, and what was loaded."""
    asked: list[str] = []

    def keep(response: Response) -> None:
        asked.append(response.url)

    page.context.on("response", keep)
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.frame_locator(FIRST).locator(WORD).first.wait_for()
    picture = time.perf_counter() - began
    page.wait_for_function(READY, timeout=120_000)
    first = {*asked}
    page.locator(WORD).first.wait_for()
    whole = time.perf_counter() - began
    names = {url.removeprefix(address).partition("?")[0] for url in first}
    files = [SITE / name for name in names if (SITE / name).is_file()]
    weight = sum(len(gzip.compress(path.read_bytes(), 6)) for path in files) / 1e6
    return [
        Row("first picture", picture, 1.5, "s"),
        Row("usable, first visit", whole, 7.0, "s"),
        Row("loaded for the first view, compressed", weight, 15.0, "MB"),
    ]


def pages(page: Page) -> list[Row]:
    """Change pages, each once before it is timed: its code has come by then."""
    for name, selector in PAINTED.items():
        _go(page, name, selector)
    took = [timed(partial(_go, page, *place)) for place in PAINTED.items()]
    return [Row("page change, slowest", max(took), 1.0, "s")]


def picks(watch: Stopwatch, count: int) -> list[Row]:
    """Pick in turn: when a pick is answered, and what many of them leave behind."""
    process = _drawing()
    took = [watch.time(partial(_pick, watch.page, n)).answered for n in range(TIMED)]
    before = process.memory_info().rss / 1e6
    for n in range(TIMED, count - TIMED):
        _pick(watch.page, n)
        watch.page.wait_for_timeout(250)
    watch.page.wait_for_timeout(3000)
    last = range(max(TIMED, count - TIMED), count)
    late = [watch.time(partial(_pick, watch.page, n)).answered for n in last]
    after = process.memory_info().rss / 1e6
    return [
        Row("pick answered, median", statistics.median(took) / 1000, 0.1, "s"),
        Row("pick answered, slowest of 40", max(took) / 1000, None, "s"),
        Row(
            f"pick answered, median of the last {len(late)} of {count}",
            statistics.median(late or took) / 1000,
            0.1,
            "s",
        ),
        Row(
            f"memory after {count} picks, to that after {TIMED}",
            after / before,
            1.1,
            "",
        ),
        Row("memory of the page", after, None, "MB"),
    ]


def second_visit(context: BrowserContext, address: str) -> list[Row]:
    """Open the site again without a network."""
    context.set_offline(True)
    page = context.new_page()
    page.goto(address, wait_until="commit")
    took = timed(lambda: usable(page))
    page.close()
    return [Row("usable, second visit, offline", took, 5.0, "s")]


def main() -> None:
    """Build, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picks", type=int, default=500)
    options = parser.parse_args()
    build_where_older()
    speed = Row("20 million additions in a function", additions(), None, "s")
    with folder_served(SITE) as address, chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        watch = Stopwatch(page)
        rows = [speed, *first_visit(page, address)]
        page.wait_for_function("navigator.serviceWorker.controller", timeout=60_000)
        rows += pages(page) + picks(watch, options.picks)
        page.close()
        rows += second_visit(context, address)
    print("| | measured | bar |\n|---|--:|--:|")
    for name, value, bar, unit in rows:
        most = "" if bar is None else f"{bar:g} {unit}"
        print(f"| {name} | {value:.3g} {unit} | {most} |")


def _go(page: Page, name: str, selector: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    page.locator(selector).first.wait_for(timeout=60_000)


def _pick(page: Page, n: int) -> None:
    k, i, j = n % 4, n % 3 + 1, n // 3 % 3 + 1
    page.locator(f'.hit[data-k="{k}"][data-i="{i}"][data-j="{j}"]').click(force=True)


def _drawing() -> psutil.Process:
    """The largest process of the browser: that of the page and its Python."""
    children = psutil.Process().children(recursive=True)
    return max(children, key=lambda child: child.memory_info().rss)


if __name__ == "__main__":
    main()
