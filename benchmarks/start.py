"""`python -m benchmarks.start`: start-up and first paint, against an empty app.

The empty app has one line, `st.write("here")`, under Streamlit's default settings. The
two apps are measured alternately: the seconds from starting the process until it
answers, from then until the first visitor's browser has painted (the first visit loads
what the server has not loaded yet), and the same for a second visitor; then the
server's memory. The paint of the line, or of the network's picture, is waited for.

Then the seconds that imports take in a fresh process, compared with Streamlit itself.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

import psutil
from playwright.sync_api import Browser

from .serving import COMPILED, Served, chromium, served
from .speed import told

ROOT = Path(__file__).parents[1]
PAINTED = (
    "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))"
)
NETWORK = ".network svg .word"
LINE = "[data-testid=stMarkdownContainer] p"
IMPORTS = {
    "Streamlit": "import streamlit",
    "`rnn_core`": "import rnn_core",
    "`derivations`, with SymPy": "import derivations",
    "Streamlit and Plotly": "import streamlit, plotly.graph_objects",
    "all that app.py imports": "import streamlit, views.shell.sidebar, views.takehome",
}


class Start(NamedTuple):
    """Times in seconds, and the server's memory in megabytes."""

    answer: float
    first: float
    second: float
    memory: float


def paint(browser: Browser, url: str, selector: str) -> float:
    """The seconds until a new browser has painted what it waits for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(selector)
    page.evaluate(PAINTED)
    took = time.perf_counter() - start
    context.close()
    return took


def started(
    browser: Browser,
    serve: Callable[[], AbstractContextManager[Served]],
    selector: str,
) -> Start:
    """Start the server once and visit it twice."""
    start = time.perf_counter()
    with serve() as app:
        answer = time.perf_counter() - start
        first, second = (paint(browser, app.url, selector) for _ in range(2))
        memory = psutil.Process(app.pid).memory_info().rss / 1e6
    return Start(answer, first, second, memory)


def imported(code: str) -> float:
    """The seconds that a fresh process takes to import, its own start left out."""
    timed = (
        f"import time; start = time.perf_counter(); {code}; "
        "print(time.perf_counter() - start)"
    )
    command = [sys.executable, "-c", timed]
    done = subprocess.run(
        command, cwd=ROOT, env=COMPILED, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def imports(rounds: int) -> None:
    """Print the times of imports, measured alternately."""
    took: dict[str, list[float]] = {name: [] for name in IMPORTS}
    for _ in range(rounds):
        for name, code in IMPORTS.items():
            took[name].append(imported(code))
    print("\n| import | s | times Streamlit's |\n|---|--:|--:|")
    for name, times in took.items():
        pairs = zip(times, took["Streamlit"], strict=True)
        ratio = statistics.median(a / b for a, b in pairs)
        print(f"| {name} | {statistics.median(times):.2f} | {ratio:.2f} |")


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--rounds", type=int, default=7)
    options = asked.parse_args()
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        empty = Path(folder) / "empty.py"
        empty.write_text("import streamlit as st\nst.write('here')\n")
        for _ in range(options.rounds):
            theirs.append(started(browser, lambda: served(empty, Path(folder)), LINE))
            ours.append(
                started(browser, lambda: served(ROOT / "app.py", ROOT), NETWORK)
            )
    print(f"Python {sys.version.split()[0]}, {options.rounds} rounds, medians.")
    print(told())
    print("| | empty app | Unrolled | ratio |\n|---|--:|--:|--:|")
    names = (
        "process answers, s",
        "first visitor's first paint, s",
        "next visitor's first paint, s",
        "server's memory, MB",
    )
    for name, own, other in zip(
        names, zip(*ours, strict=True), zip(*theirs, strict=True), strict=True
    ):
        ratio = statistics.median(a / b for a, b in zip(own, other, strict=True))
        print(
            f"| {name} | {statistics.median(other):.3g} | "
            f"{statistics.median(own):.3g} | {ratio:.2f} |"
        )
    imports(options.rounds)


if __name__ == "__main__":
    main()
