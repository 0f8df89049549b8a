"""`python -m benchmarks.derivations`: how long it takes to derive and to verify.

Deriving all fourteen from nothing is timed in fresh processes, as a ratio to what
importing SymPy alone takes in others; verifying each of them as a ratio to one forward
and backward pass of the engine on the same network.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

import numpy as np
from threadpoolctl import threadpool_limits

from derivations import DERIVATIONS, ERRATA, Derivation, Network
from derivations.proof.verify import Verifier
from rnn_core import Params, backward, forward

SIZES = ((3, 6, 4), (8, 20, 12), (100, 2000, 35), (256, 10_000, 100))
"""(D_h, |V|, T)."""
ROUNDS = 5


def fresh(code: str) -> float:
    """The seconds that a new interpreter takes to run a few lines of code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def took(work: Callable[[], object]) -> float:
    """The seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def problem(hidden: int, vocab: int, steps: int) -> tuple[Params, np.ndarray]:
    """A random network with word ids: inputs in row one, targets in row two."""
    rng = np.random.default_rng(0)
    return Params.random(hidden, vocab), rng.integers(0, vocab, (2, steps))


def checked(d: Derivation, verifier: Verifier) -> None:
    """Verify all lines of a derivation."""
    for line in d.lines:
        verifier.check(d, line)


def verifying(hidden: int, vocab: int, steps: int) -> dict[str, float]:
    """The seconds for each derivation, for all slips, and for the engine's passes."""
    params, words = problem(hidden, vocab, steps)
    times = {"engine": took(lambda: backward(forward(params, *words)))}
    for slug, d in DERIVATIONS.items():
        times[slug] = took(partial(checked, d, Verifier(Network(params, *words))))
    network = Network(params, *words)
    times["errata"] = took(lambda: [e.check_on(network) for e in ERRATA.values()])
    return times


def main() -> None:
    """Print both tables."""
    threadpool_limits(limits=1, user_api="blas")
    pairs = [
        (fresh("import sympy"), fresh("import derivations")) for _ in range(ROUNDS)
    ]
    sympy, derived = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"importing SymPy {sympy:.2f} s; deriving all and that {derived / sympy:.2f}")
    print(f"\n{'verifying':18}" + "".join(f"{size!s:>18}" for size in SIZES))
    columns = [verifying(*size) for size in SIZES]
    for name in columns[0]:
        cells = (f"{column[name] * 1000:10.1f} ms" for column in columns)
        print(f"{name:18}" + "".join(f"{cell:>18}" for cell in cells))


if __name__ == "__main__":
    main()
