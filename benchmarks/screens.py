"""`python -m benchmarks.screens`: the time from an input to the painted page.

Each figure is the median of several inputs, as a ratio to the rerun of a trivial app
(one slider, one `st.write`) under Streamlit's default settings, measured alternately
with them: *answered* is the first paint that shows new numbers, *settled* the last. The
bar is that of settled; a pick is answered within 0.3, at the largest size within 1.
*kB* are the kilobytes that the server sent, also at the median.
"""

import argparse
import statistics
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from .painting import Stopwatch
from .serving import chromium, served, trivial
from .speed import told

ROOT = Path(__file__).parents[1]
SIZES = ((3, 6, 4), (8, 20, 12), (100, 2000, 35))
"""(D_h, |V|, T)."""
READY = ".chain .katex"
CELL = ".triangle .cell[tabindex]"


class Case(NamedTuple):
    """An input: its page, its n-th action, and the largest ratio we aim for.

    `prepare` comes before the clock is started, `act` starts it. `first`: its first
    change answers it, whatever that is; the address follows later.
    """

    name: str
    query: str
    ready: str
    act: Callable[[Page, int], object]
    bar: float
    prepare: Callable[[Page, int], object] = lambda page, n: None
    first: bool = False


def press(selector: str, *keys: str) -> Callable[[Page, int], object]:
    """Press keys one after the other, on the first element that matches."""
    return lambda page, n: page.locator(selector).first.press(keys[n % len(keys)])


def slider(label: str) -> Callable[[Page, int], object]:
    """Move the slider of that label one stop up, then one down."""
    return lambda page, n: page.get_by_role("slider", name=label).first.press(
        "ArrowLeft" if n % 2 else "ArrowRight"
    )


def link(*names: str) -> Callable[[Page, int], object]:
    """Follow the link to one page, then to the next."""
    return lambda page, n: page.get_by_role(
        "link", name=names[n % len(names)], exact=True
    ).first.click()


def opened(page: Page, n: int) -> None:
    """Open the folded settings of the sidebar, the first time."""
    if n == 0:
        page.locator(
            "[data-testid=stSidebar] [data-testid=stExpander] summary"
        ).first.click()
        page.wait_for_timeout(500)


def next_line(page: Page, n: int) -> None:
    """Go one line on, and at the last one back again."""
    press(".derivation .lines", *["ArrowRight"] * 4, *["ArrowLeft"] * 4)(page, n)


def another(selector: str, mark: str) -> Callable[[Page, int], object]:
    """Focus one of the matching elements that is not the chosen one."""

    def focus(page: Page, n: int) -> None:
        unfocused = page.locator(f"{selector}:not([{mark}=true])")
        unfocused.nth(n * 7 % unfocused.count()).evaluate(
            "node => { node.tabIndex = 0; node.focus({ preventScroll: true }); }"
        )
        page.wait_for_timeout(100)

    return focus


def focused(page: Page, n: int) -> None:
    """Focus the chosen cell, the first time."""
    if n == 0:
        page.locator(CELL + ".chosen").evaluate("node => node.focus()")


def enter(page: Page, n: int) -> None:
    """Press Enter on what has the focus."""
    page.keyboard.press("Enter")


LINES = "derivation=hidden-weights&line=2"
RANGE = ".response-curves input[type=range]"
LEFT_RIGHT = ("ArrowLeft", "ArrowRight")

CASES = (
    Case(
        "pick a weight",
        "",
        READY,
        enter,
        1.3,
        another(".hit[data-k='0']", "aria-pressed"),
    ),
    Case("choose a cell", "", READY, enter, 1.3, another(CELL, "aria-selected")),
    Case(
        "arrow key", "", READY, press(":focus", "ArrowRight", "ArrowLeft"), 1.3, focused
    ),
    Case("slider T", "", READY, slider("Steps T"), 1.8),
    Case("slider |V|", "", READY, slider("Vocabulary |V|"), 1.8),
    Case("slider D_h", "", READY, slider("Hidden size D_h"), 1.8),
    Case("slider scale", "", READY, slider("Weight scale"), 1.8),
    Case("slider gain", "", READY, slider("Gain of H"), 1.8, opened),
    Case("nudge", "&whatif=nudge", RANGE, press(RANGE, *LEFT_RIGHT), 2, first=True),
    Case("rate", "&whatif=step", RANGE, press(RANGE, *LEFT_RIGHT), 2, first=True),
    Case(
        "window",
        "&whatif=truncate&window=2",
        ".truncation-table .number",
        slider("Window w: steps kept (0: all)"),
        2,
    ),
    Case(
        "step of differences",
        "&page=check",
        ".heatmaps .cell",
        slider("Step of the differences"),
        2,
    ),
    Case("next line", f"&page=derive&{LINES}", ".row.now .katex", next_line, 2),
    Case("Unroll, Jacobians", "", READY, link("Jacobians", "Unroll"), 2.5),
    Case("Unroll, Derive", "", READY, link("Derive", "Unroll"), 2.5),
    Case("Unroll, Check", "", READY, link("Check", "Unroll"), 2.5),
)


class Figures(NamedTuple):
    """Median milliseconds and kilobytes of a case, and milliseconds of the trivial app
    between its runs.
    """

    answered: float
    settled: float
    down: float
    trivial: float


def medians(
    browser: Browser, url: str, plain: str, rounds: int, cases: Sequence[Case]
) -> Iterator[tuple[Case, list[Figures]]]:
    """The figures of each case at each size."""
    reference = browser.new_page()
    watch = Stopwatch(reference)
    watch.open(plain, "[data-testid=stSlider]")
    turns = count()

    def rerun() -> float:
        reference.bring_to_front()
        return watch.time(partial(slider("x"), reference, next(turns))).settled

    for case in cases:
        yield case, [_figures(browser, url, case, s, rounds, rerun) for s in SIZES]


def _figures(
    browser: Browser,
    url: str,
    case: Case,
    size: tuple[int, int, int],
    rounds: int,
    rerun: Callable[[], float],
) -> Figures:
    """The medians, turn and turn about; the first input is left out."""
    hidden, vocab, steps = size
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    watch = Stopwatch(page)
    watch.open(f"{url}/?D_h={hidden}&V={vocab}&T={steps}{case.query}", case.ready)
    times, plain = [], []
    for n in range(rounds + 1):
        plain.append(rerun())
        page.bring_to_front()
        case.prepare(page, n)
        times.append(watch.time(partial(case.act, page, n), case.first))
    page.close()
    answered, settled, down = map(statistics.median, zip(*times[1:], strict=True))
    return Figures(answered, settled, down, statistics.median(plain[1:]))


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=9)
    asked.add_argument("--only", default="", help="cases whose name contains this")
    options = asked.parse_args()
    app, trivials = ROOT / "app.py", []
    print(told())
    print(f"{'':20}{'bar':>5}" + "".join(f"{size!s:>24}" for size in SIZES))
    print(f"{'':25}" + f"{'answered':>10}{'settled':>8}{'kB':>6}" * len(SIZES))
    with chromium() as browser, trivial() as plain, served(app, ROOT) as url:
        chosen = [case for case in CASES if options.only in case.name]
        for case, by_size in medians(
            browser, url.url, plain.url, options.rounds, chosen
        ):
            cells = "".join(
                f"{one.answered / one.trivial:10.2f}{one.settled / one.trivial:8.2f}"
                f"{one.down:6.0f}"
                for one in by_size
            )
            print(f"{case.name:20}{case.bar:5.1f}{cells}", flush=True)
            trivials += [figures.trivial for figures in by_size]
    print(f"1 is the trivial app's rerun: {statistics.median(trivials):.0f} ms")


if __name__ == "__main__":
    main()
