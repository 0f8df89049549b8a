"""`python -m benchmarks.screens`: from an input to the painted page, in Chromium.

Each figure is the median of several inputs, as a ratio to the rerun of a trivial app
(one slider, one `st.write`) under Streamlit's default settings, timed in the same run
before, between and after the others. Bars: 1 for picking a weight and choosing a cell,
2 for a slider, 3 for another page.
"""

import argparse
import statistics
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from .painting import Stopwatch, chromium, served, trivial

ROOT = Path(__file__).parents[1]
SIZES = ((3, 6, 4), (8, 20, 12), (100, 2000, 35))
"""(D_h, |V|, T)."""
READY = ".chain .katex"


class Case(NamedTuple):
    """An input: the page it is made on, what is done the n-th time, and its bar.

    `prepare` comes before the clock is started, `act` starts it.
    """

    name: str
    query: str
    ready: str
    act: Callable[[Page, int], object]
    bar: float
    prepare: Callable[[Page, int], object] = lambda page, n: None


def press(selector: str, *keys: str) -> Callable[[Page, int], object]:
    """One key after the other, on the first that matches."""
    return lambda page, n: page.locator(selector).first.press(keys[n % len(keys)])


def slider(label: str) -> Callable[[Page, int], object]:
    """One stop up, then one down, on the slider of that label."""
    return lambda page, n: page.get_by_role("slider", name=label).first.press(
        "ArrowLeft" if n % 2 else "ArrowRight"
    )


def link(*names: str) -> Callable[[Page, int], object]:
    """One page's link, then the next one's."""
    return lambda page, n: page.get_by_role(
        "link", name=names[n % len(names)], exact=True
    ).first.click()


EDGE, CELL = ".network .hit[tabindex='0']", ".triangle .cell[tabindex='0']"
DOWN_UP = ("ArrowDown", "ArrowUp")
CASES = (
    Case("pick a weight", "", READY, press(EDGE, "Enter"), 1, press(EDGE, *DOWN_UP)),
    Case("choose a cell", "", READY, press(CELL, "Enter"), 1, press(CELL, *DOWN_UP)),
    Case("slider T", "", READY, slider("Steps T"), 2),
    Case("slider |V|", "", READY, slider("Vocabulary |V|"), 2),
    Case("slider D_h", "", READY, slider("Hidden size D_h"), 2),
    Case("slider scale", "", READY, slider("Weight scale"), 2),
    Case(
        "next line",
        "&page=derive&derivation=hidden-weights",
        ".row.now .katex",
        press(".derivation .lines", "ArrowRight"),
        1,
    ),
    Case("Unroll, Derive", "", READY, link("Derive", "Unroll"), 3),
    Case("Unroll, Check", "", READY, link("Check", "Unroll"), 3),
)


def medians(
    browser: Browser, url: str, rounds: int
) -> Iterator[tuple[Case, list[float]]]:
    """Each case and, for each size, the median milliseconds."""
    for case in CASES:
        yield case, [_median(browser, url, case, size, rounds) for size in SIZES]


def _median(
    browser: Browser, url: str, case: Case, size: tuple[int, int, int], rounds: int
) -> float:
    """The median milliseconds of a case, the first input left out."""
    hidden, vocab, steps = size
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    watch = Stopwatch(page)
    watch.open(f"{url}/?D_h={hidden}&V={vocab}&T={steps}{case.query}", case.ready)
    times = []
    for n in range(rounds + 1):
        case.prepare(page, n)
        times.append(watch.time(partial(case.act, page, n)))
    page.close()
    return statistics.median(times[1:])


def reference(browser: Browser, url: str, rounds: int) -> list[float]:
    """Milliseconds of the trivial app's reruns."""
    page = browser.new_page()
    watch = Stopwatch(page)
    watch.open(url, "[data-testid=stSlider]")
    times = [watch.time(partial(slider("x"), page, 0)) for _ in range(rounds + 1)]
    page.close()
    return times[1:]


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=11)
    rounds = asked.parse_args().rounds
    app = ROOT / "app.py"
    with chromium() as browser, trivial() as plain, served(app, ROOT) as url:
        times = reference(browser, plain, rounds)
        rows = list(medians(browser, url, rounds))
        times += reference(browser, plain, rounds)
    unit = statistics.median(times)
    print(f"trivial app: {unit:.0f} ms = 1")
    print(f"{'':18}{'bar':>5}" + "".join(f"{size!s:>16}" for size in SIZES))
    for case, found in rows:
        cells = "".join(f"{ms / unit:16.2f}" for ms in found)
        print(f"{case.name:18}{case.bar:5.1f}{cells}")


if __name__ == "__main__":
    main()
