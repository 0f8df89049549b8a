"""`python -m benchmarks.learning`: others train while one visitor picks.

The visitors who train ask for turn after turn, as their browsers do; each has a network
of its own, small or large, and begins with another as soon as one is trained. Meanwhile
one visitor picks a cell on Unroll twice a second. At last those who train leave, in the
middle of it, and the process is watched for a while.

A visitor is a session that exchanges messages and paints nothing.
"""

import argparse
import asyncio
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from .serving import Served, served
from .visitor import Visitor

ROOT = Path(__file__).parents[1]
PAUSE = 0.5
WATCHED = 3.0
"""Seconds that the process is watched after all have left."""
TRAINED = "train=steps%3D5000%2Clength%3D12%2Corder%3Dshuffled&page=learn"
SIZES = ("D_h=3&V=6", "D_h=8&V=20", "D_h=32&V=100", "D_h=100&V=200")


@dataclass
class Figures:
    """What it took.

    alone, picks: seconds of a pick before and while others train; turns: how many were
    asked for; had: in how many steps were done; steps: those of all; memory: megabytes
    of the server before, and after each quarter of the time; busy, left: seconds of CPU
    a second while they train, and after they left; errors: in words.
    """

    alone: list[float] = field(default_factory=list)
    picks: list[float] = field(default_factory=list)
    turns: int = 0
    had: int = 0
    steps: int = 0
    memory: list[float] = field(default_factory=list)
    busy: float = 0.0
    left: float = 0.0
    errors: list[str] = field(default_factory=list)


async def learning(app: Served, visitors: int, seconds: float) -> Figures:
    """Let visitors train for a while, and one pick; then let those who train leave."""
    server, figures = psutil.Process(app.pid), Figures()
    picker = Visitor(app.url)
    await picker.open()
    await _pick(picker, seconds / 4, figures.alone)
    _measure(server, figures)
    guests = [Visitor(app.url) for _ in range(visitors)]
    until = time.perf_counter() + seconds
    cpu, start = sum(server.cpu_times()[:2]), time.perf_counter()
    training = [
        asyncio.create_task(_trains(guest, n, until, figures))
        for n, guest in enumerate(guests)
    ]
    for _ in range(4):
        await _pick(picker, seconds / 4, figures.picks)
        _measure(server, figures)
    figures.busy = (sum(server.cpu_times()[:2]) - cpu) / (time.perf_counter() - start)
    for task in training:
        task.cancel()
    await asyncio.gather(*training, return_exceptions=True)
    await asyncio.gather(*(guest.close() for guest in guests))
    await asyncio.sleep(1.0)
    cpu = sum(server.cpu_times()[:2])
    await asyncio.sleep(WATCHED)
    figures.left = (sum(server.cpu_times()[:2]) - cpu) / WATCHED
    await picker.close()
    for guest in (picker, *guests):
        figures.errors += guest.errors
    return figures


async def _pick(visitor: Visitor, seconds: float, took: list[float]) -> None:
    """Pick one cell after the other; a wait counts from when the pick was due."""
    due = time.perf_counter()
    end, n = due + seconds, 0
    while due < end:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        t, n = 1 + n % 3, n + 1
        value = f'[{{"event":"pick","value":{{"t":{t},"k":{n % t}}}}}]'
        await visitor.send("triangle", value)
        took.append(time.perf_counter() - due)
        due += PAUSE


async def _trains(visitor: Visitor, n: int, until: float, figures: Figures) -> None:
    """Ask for turn after turn, and go on with another seed where training ended."""
    await visitor.open(f"{TRAINED}&{SIZES[n % len(SIZES)]}&seed={n}")
    seed = n
    while time.perf_counter() < until + 60:
        data = visitor.data("learning")
        if data["running"]:
            value = f'[{{"event":"tick","value":{data["tick"]}}}]'
            await visitor.send("learning", value)
            more = visitor.data("learning")["done"] - data["done"]
            figures.turns += 1
            figures.had += more > 0
            figures.steps += more
        else:
            seed += 100
            await visitor.set("seed", seed % 9999)


def _measure(server: psutil.Process, figures: Figures) -> None:
    figures.memory.append(float(server.memory_info().rss) / 1e6)


def row(name: str, times: list[float]) -> str:
    """One line of the table: a pick's time."""
    cuts = statistics.quantiles(times, n=20)
    worst = 1000 * max(times)
    return f"| {name} | {1000 * cuts[9]:,.0f} | {1000 * cuts[18]:,.0f} | {worst:,.0f} |"


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--visitors", type=int, default=20)
    asked.add_argument("--seconds", type=float, default=40.0)
    options = asked.parse_args()
    with served(ROOT / "app.py", ROOT) as app:
        figures = asyncio.run(learning(app, options.visitors, options.seconds))
    print(f"{options.visitors} visitors train, one picks, {options.seconds:g} s")
    print("| a pick | p50 ms | p95 ms | worst ms |\n|---|--:|--:|--:|")
    print(row("alone", figures.alone))
    print(row("while others train", figures.picks))
    memory = ", ".join(f"{value:.0f}" for value in figures.memory)
    print(
        f"{figures.turns} turns, {figures.had} with steps, {figures.steps:,} in all; "
        f"memory {memory} MB; CPU {figures.busy:.2f}, "
        f"after they left {figures.left:.2f}; {len(figures.errors)} errors"
    )
    for words in sorted(set(figures.errors)):
        print(f"  {figures.errors.count(words)} times: {words}")


if __name__ == "__main__":
    main()
