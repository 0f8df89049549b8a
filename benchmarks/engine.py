"""`python -m benchmarks.engine`: the engine's time against other implementations.

Forward and the whole backward pass: every loss carried back to every step. Each round
times the routes in turn, so that a slow moment meets all of them; a ratio is the median
over rounds of other / engine. `--reference FILE` times a further route, a Python file
that defines all_deltas(H, L, U, inputs, targets, h0), as the ratio engine / reference.
"""

import argparse
import importlib.util
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

from benchmarks.routes import automatic, double_loop
from rnn_core import Params, backward, forward

SIZES = (
    (3, 5, 4),
    (8, 20, 12),
    (32, 100, 35),
    (100, 2000, 35),
    (128, 10_000, 64),
    (256, 10_000, 100),
    (64, 50, 256),
)
"""(D_h, |V|, T)."""
AGREEMENT = 1e-10
"""Routes further apart than this, relative to the largest entry, are not timed."""
SECONDS = 8.0
"""Time that one size may take, about."""
Route = Callable[[], Any]


def problem(hidden: int, vocab: int, steps: int) -> tuple[Params, tuple[Any, ...]]:
    """A random network with its words, as Params and as plain arrays."""
    params = Params.random(hidden, vocab)
    draw = np.random.default_rng(1)
    inputs, targets = (draw.integers(0, vocab, steps) for _ in range(2))
    plain = (params.H, params.L, params.U, inputs, targets, params.h0)
    return params, plain


def routes(hidden: int, vocab: int, steps: int) -> dict[str, Route]:
    """The implementations at one size, the engine first."""
    params, plain = problem(hidden, vocab, steps)
    return {
        "engine": lambda: backward(forward(params, plain[3], plain[4])).delta,
        "double loop": lambda: double_loop(*plain),
        "autograd": lambda: automatic(*plain),
    }


def timed(ways: dict[str, Route], seconds: float) -> dict[str, list[float]]:
    """The times of each route, measured alternately in three rounds or more.

    A quick route goes several times a round and its best counts.
    """
    took: dict[str, list[float]] = {name: [] for name in ways}
    once = {name: _best(way, 1) for name, way in ways.items()}
    repeats = {name: int(min(20, max(1, 0.02 / t))) for name, t in once.items()}
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(took["engine"]) < 3:
        for name, way in ways.items():
            took[name].append(_best(way, repeats[name]))
    return took


def _best(way: Route, repeats: int) -> float:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        way()
        times.append(time.perf_counter() - start)
    return min(times)


def ratio(above: list[float], below: list[float]) -> float:
    """The median over rounds of above / below."""
    return statistics.median(a / b for a, b in zip(above, below, strict=True))


def disagreement(ways: dict[str, Route]) -> float:
    """The largest difference from the engine, relative to its largest entry."""
    results = {name: way() for name, way in ways.items()}
    ours = results.pop("engine")
    size = np.abs(ours).max()
    return max(float(np.abs(r - ours).max() / size) for r in results.values())


def external(path: Path, size: tuple[int, int, int]) -> Route:
    """A route from a file that defines all_deltas."""
    spec = importlib.util.spec_from_file_location("reference", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    _, plain = problem(*size)

    def run() -> Any:
        result = module.all_deltas(*plain)
        return result[-1] if isinstance(result, tuple) else result

    return run


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--reference", type=Path)
    arguments.add_argument("--seconds", type=float, default=SECONDS)
    options = arguments.parse_args()
    threadpool_limits(limits=1, user_api="blas")
    threads = max(
        p["num_threads"] for p in threadpool_info() if p["user_api"] == "blas"
    )
    print(f"NumPy {np.__version__}, BLAS threads: {threads}, forward and backward\n")
    last = " engine / reference |" if options.reference else ""
    print(f"| D_h, V, T | engine | double loop | autograd |{last}")
    print("|---|--:|--:|--:|" + ("--:|" if last else ""))
    worst = 0.0
    for size in SIZES:
        ways = routes(*size)
        if options.reference:
            ways["reference"] = external(options.reference, size)
        worst = max(worst, disagreement(ways))
        if not worst <= AGREEMENT:
            raise SystemExit(f"at {size} the routes disagree by {worst:.0e}")
        took = timed(ways, options.seconds)
        engine = took["engine"]
        row = [
            ", ".join(f"{n:,}" for n in size),
            f"{1e3 * statistics.median(engine):.3g} ms",
            *(f"{ratio(took[n], engine):.1f}" for n in ("double loop", "autograd")),
        ]
        if options.reference:
            row.append(f"{ratio(engine, took['reference']):.2f}")
        print(f"| {' | '.join(row)} |", flush=True)
    print(f"\nThe routes agree to {worst:.0e} of the largest entry.")


if __name__ == "__main__":
    main()
