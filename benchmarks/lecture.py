"""`python -m benchmarks.lecture`: the load of a hundred visitors on one process.

All visitors open the app at once. Then each picks a cell or moves a slider every two
seconds, starting at a random moment. A waiting time starts when the input was due, so
that a visitor who has to wait does not improve the figures. The trivial app (one
slider, one `st.write`) gets the same load, under Streamlit's settings and under ours.
Two of our settings concern garbage collection and are also measured one by one: no
collection after each run (`postScriptGC = false`), and none of what start-up has loaded
(`gc.freeze`).

A visitor is a session that exchanges messages and paints nothing. Visitors run in this
process, and the server in another.
"""

import argparse
import asyncio
import random
import re
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psutil

from .serving import Served, served, trivial
from .visitor import Visitor

ROOT = Path(__file__).parents[1]
PAUSE = 2.0
THAWED = "import gc; gc.freeze = lambda: None"
MOST = 100
Act = Callable[[Visitor, random.Random], Awaitable[float]]


@dataclass
class Figures:
    """What one lecture took.

    opening, runs: seconds; memory: megabytes of the server before, after opening, and
    at the end of each minute; busy: seconds of CPU a second; errors: in words.
    """

    opening: list[float] = field(default_factory=list)
    runs: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    bytes: float = 0.0
    busy: float = 0.0
    errors: list[str] = field(default_factory=list)


async def pick_or_slide(visitor: Visitor, draw: random.Random) -> float:
    """Pick a cell of the triangle, or move one of three sliders."""
    if draw.random() < 0.5:
        t = draw.randint(1, 3)
        return await visitor.send(
            "triangle",
            f'[{{"event":"pick","value":{{"t":{t},"k":{draw.randrange(t)}}}}}]',
        )
    name, stops = draw.choice(
        [("T", "45678"), ("D_h", "23456"), ("scale", ("0.5", "1", "2", "3"))]
    )
    return await visitor.set(name, draw.choice(stops))


async def slide(visitor: Visitor, draw: random.Random) -> float:
    """Move the slider of the trivial app."""
    return await visitor.set("x", draw.randrange(100))


async def lecture(app: Served, visitors: int, seconds: float, act: Act) -> Figures:
    """Open all sessions at once, then act in each every PAUSE seconds."""
    server, figures = psutil.Process(app.pid), Figures()

    def megabytes() -> float:
        return float(server.memory_info().rss) / 1e6

    first = Visitor(app.url)
    await first.open()
    await first.close()
    figures.memory.append(megabytes())
    guests = [Visitor(app.url) for _ in range(visitors)]
    figures.opening = await asyncio.gather(*(guest.open() for guest in guests))
    figures.memory.append(megabytes())
    received, cpu = sum(g.bytes for g in guests), sum(server.cpu_times()[:2])
    start = time.perf_counter()
    acting = [
        asyncio.create_task(_acts(guest, n, start, seconds, act, figures))
        for n, guest in enumerate(guests)
    ]
    while time.perf_counter() - start < seconds:
        await asyncio.sleep(min(60.0, seconds))
        figures.memory.append(megabytes())
    await asyncio.gather(*acting)
    figures.busy = (sum(server.cpu_times()[:2]) - cpu) / (time.perf_counter() - start)
    figures.bytes = (sum(g.bytes for g in guests) - received) / max(
        1, len(figures.runs)
    )
    for guest in guests:
        figures.errors += guest.errors
        await guest.close()
    return figures


async def _acts(
    guest: Visitor, n: int, start: float, seconds: float, act: Act, figures: Figures
) -> None:
    draw = random.Random(n)
    due = start + draw.random() * PAUSE
    while due < start + seconds:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await act(guest, draw)
        figures.runs.append(time.perf_counter() - due)
        due += PAUSE


def row(name: str, figures: Figures, visitors: int) -> str:
    """One line of the table."""
    middle, worst = _percentiles(figures.runs)
    first, last = _percentiles(figures.opening)
    session = (figures.memory[1] - figures.memory[0]) / visitors
    growth = figures.memory[-1] - figures.memory[2]
    return (
        f"| {name} | {first:.1f} | {last:.1f} | {1000 * middle:,.0f} | "
        f"{1000 * worst:,.0f} | {figures.busy:.2f} | {figures.bytes / 1000:.0f} | "
        f"{figures.memory[1]:.0f} | {session:.2f} | {growth:+.0f} | "
        f"{len(figures.errors)} |"
    )


def _percentiles(times: list[float]) -> tuple[float, float]:
    """p50 and p95."""
    cuts = statistics.quantiles(times, n=20)
    return cuts[9], cuts[18]


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--visitors", type=int, default=MOST)
    asked.add_argument("--seconds", type=float, default=30.0)
    asked.add_argument("--only", default="", help="rows whose name matches this")
    options = asked.parse_args()
    visitors = min(options.visitors, MOST)
    collecting = "--runner.postScriptGC=true"
    app = partial(served, ROOT / "app.py", ROOT)
    rows: list[tuple[str, Callable[[], AbstractContextManager[Served]], Act]] = [
        ("trivial app, Streamlit's settings", trivial, slide),
        ("trivial app, our settings", partial(trivial, ROOT), slide),
        (
            "Unrolled, neither setting",
            partial(app, collecting, before=THAWED),
            pick_or_slide,
        ),
        ("Unrolled, gc.freeze alone", partial(app, collecting), pick_or_slide),
        (
            "Unrolled, postScriptGC alone",
            partial(app, before=THAWED),
            pick_or_slide,
        ),
        ("Unrolled", app, pick_or_slide),
    ]
    print(f"{visitors} visitors, a run every {PAUSE:g} s each, {options.seconds:g} s")
    print(
        "| | opened, p50 s | p95 s | run, p50 ms | p95 ms | CPU | kB a run | MB | "
        "MB a session | MB since | errors |\n|---|" + "--:|" * 10
    )
    for name, serve, act in rows:
        if not re.search(options.only, name):
            continue
        with serve() as running:
            figures = asyncio.run(lecture(running, visitors, options.seconds, act))
        print(row(name, figures, visitors), flush=True)
        for words in sorted(set(figures.errors)):
            print(f"  {figures.errors.count(words)} times: {words}")


if __name__ == "__main__":
    main()
