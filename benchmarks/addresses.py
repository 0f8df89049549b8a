"""`python -m benchmarks.addresses`: the addresses that take most time and memory.

Walks Derive with every derivation and Check, over sizes, activations and scales up to
the limits.  Each address is opened in this process as the app opens it, with nothing
cached; its memory is the most that the process takes above what it takes at rest.
"""

import argparse
import logging
import random
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from time import process_time
from typing import NamedTuple

import psutil
from streamlit.testing.v1 import AppTest

from derivations import DERIVATIONS
from derivations.proof.verify import Verifier
from views.address.settings import Config
from views.proofs.checks import network_for
from views.proofs.version import Version
from views.runtime.cache import results

ROOT = Path(__file__).parents[1]
HIDDEN, WORDS, STEPS = (1, 2, 3, 256), (2, 300, 10_000), (1, 4, 100)
ACTIVATIONS, SCALES = ("sigmoid", "tanh", "relu", "identity"), (1, 16)
SECONDS, MEGABYTES = 3.0, 400.0
"""What an address may take on the machine that the limits were set on."""
LISTED = (
    "page=derive&D_h=3&V=10000&derivation=output-weights",
    "page=derive&D_h=3&V=10000&derivation=softmax-loss",
    "page=derive&D_h=2&V=10000&T=1&derivation=output-weights",
    "page=derive&D_h=3&V=300&T=4&scale=16&activation=relu&derivation=softmax-loss",
    "page=check&D_h=3&V=600&T=4&scale=16&activation=relu",
    "page=check&D_h=3&V=10000",
)
"""Addresses that once took up to a minute and 10 GB."""
RESET, STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")


class Address(NamedTuple):
    """A page at some sizes; `slug` is the derivation, "" on Check."""

    slug: str
    hidden: int
    words: int
    steps: int
    activation: str
    scale: int

    @property
    def query(self) -> str:
        """The address as a link has it; Derive shows the last line in numbers."""
        page = "page=check"
        if self.slug:
            page = f"page=derive&derivation={self.slug}&line=99&show=numbers"
        return (
            f"{page}&D_h={self.hidden}&V={self.words}&T={self.steps}"
            f"&activation={self.activation}&scale={self.scale}"
        )

    @property
    def config(self) -> Config:
        """The settings of its network."""
        return Config(
            D_h=self.hidden,
            V=self.words,
            T=self.steps,
            activation=self.activation,
            scale=self.scale,
        )


class Visit(NamedTuple):
    """What opening an address took: seconds of processor time, which other work on the
    machine does not lengthen, and megabytes above the state at rest.
    """

    query: str
    seconds: float
    megabytes: float


class Count(NamedTuple):
    """What verification takes, counted: operations of float64 and of more digits, bytes
    of the largest array, and the choices of indices that were decided for each line.
    """

    operations: int
    precise: int
    largest: int
    checked: tuple[int, ...]
    undecided: tuple[int, ...]


def addresses() -> list[Address]:
    """Every address of the walk."""
    slugs = ("", *DERIVATIONS)
    axes = (slugs, HIDDEN, WORDS, STEPS, ACTIVATIONS, SCALES)
    return [Address(*values) for values in product(*axes)]


def some(count: int, seed: int = 0) -> list[Address]:
    """So many of them, drawn with a seed."""
    return random.Random(seed).sample(addresses(), count)


def count(address: Address) -> Count:
    """What verifying the derivation of an address takes."""
    version = Version(address.slug, address.activation)
    verifier = Verifier(network_for(address.config))
    d = version.derivation
    checks = [verifier.check(d, line) for line in d.lines]
    return Count(
        verifier.operations,
        verifier.precise_operations,
        verifier.largest_array,
        tuple(check.checked for check in checks),
        tuple(check.undecided for check in checks),
    )


def visit(query: str) -> Visit:
    """Open an address with nothing cached."""
    results.clear()
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        page.query_params[name] = value
    before = _resident()
    start = process_time()
    page.run()
    seconds = process_time() - start
    if page.exception:
        raise RuntimeError(f"{query}: {page.exception[0].message}")
    return Visit(query, seconds, (_peak() - before) / 1e6)


def _resident() -> float:
    """Bytes that the process holds now; from here on the most of them is measured."""
    if RESET.exists():
        RESET.write_text("5")
    return float(psutil.Process().memory_info().rss)


def _peak() -> float:
    """The most bytes that were held since; where the system does not say, those held
    now.
    """
    if STATUS.exists():
        lines = STATUS.read_text().splitlines()
        (high,) = (line.split()[1] for line in lines if line.startswith("VmHWM"))
        return 1024 * float(high)
    return _resident()


def walk(queries: Iterable[str]) -> Iterator[Visit]:
    """Visit one address after the other, the first one twice: it also loads the app."""
    for place, query in enumerate(queries):
        if place == 0:
            visit(query)
        yield visit(query)


def report(visits: list[Visit], worst: int) -> str:
    """The worst addresses in time and in memory, as text."""
    lines = []
    by_time = sorted(visits, key=lambda taken: -taken.seconds)
    by_memory = sorted(visits, key=lambda taken: -taken.megabytes)
    for title, order in (("time", by_time), ("memory", by_memory)):
        lines.append(f"\nworst in {title} of {len(visits):,} addresses")
        for taken in order[:worst]:
            seconds, megabytes = f"{taken.seconds:7.2f} s", f"{taken.megabytes:7.0f} MB"
            lines.append(f"{seconds} {megabytes}  {taken.query}")
    over = [v for v in visits if v.seconds > SECONDS or v.megabytes > MEGABYTES]
    lines.append(f"\n{len(over)} over {SECONDS:g} s or {MEGABYTES:g} MB")
    return "\n".join(lines)


def main() -> None:
    """Print the worst addresses in time and in memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--some", type=int, help="only so many, drawn with a seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--worst", type=int, default=10, help="how many are printed")
    parser.add_argument("--listed", action="store_true", help="the once worst alone")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)
    drawn = some(asked.some, asked.seed) if asked.some else addresses()
    queries = [] if asked.listed else [address.query for address in drawn]
    print(report(list(walk([*LISTED, *queries])), asked.worst))


if __name__ == "__main__":
    main()
