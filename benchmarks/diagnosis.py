"""`python -m benchmarks.diagnosis`: the time of a diagnosis, and what it names.

Times are also given as multiples of the reference: one forward and one whole backward
pass of the engine at the same size, timed in the same run. The table's mistakes are
those that are made here by knobs of the family itself, on random networks with
D_h = 6, |V| = 8, T = 6, the four activations in turn; a mistake counts as named where
it is among the findings that make the same numbers as the best one. Those that change
nothing on a network are left out; those that the given digits do not show are not.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.engine import problem
from rnn_core import ACTIVATIONS, Params, backward, diagnose, forward
from rnn_core.diagnosis.passes import RIGHT, Gather, Net, Recipe, evaluate
from rnn_core.diagnosis.passes.output import Output
from rnn_core.diagnosis.passes.states import Forward
from rnn_core.diagnosis.passes.way_back import Back

SIZES = ((6, 8, 6), (50, 100, 10), (100, 2000, 35))
"""(D_h, |V|, T)."""
NAMES = ("H", "L", "U", "h0")
TRANSPOSE, ONE = Back(back="H"), ("one",)
MADE: dict[tuple[str, ...], Recipe] = {
    ("back-without-transpose",): Recipe(back=TRANSPOSE),
    ("nothing-from-ahead",): Recipe(triangle=("window", 1)),
    ("losses-counted-again",): Recipe(triangle=("again", 6, "all")),
    ("slope-of-input",): Recipe(
        back=Back("H'", ("formula", "tanh", "z"), ("formula", "tanh", "z"))
    ),
    ("slope-twice",): Recipe(back=Back("H'", ("at h",), ("at h",))),
    ("slope-missing",): Recipe(back=Back("H'", ONE, ONE)),
    ("own-state",): Recipe(gathers={"H": Gather("own")}),
    ("wraps-around",): Recipe(gathers={"H": Gather("wrapped")}),
    ("repeated-word-overwritten",): Recipe(
        gathers={"L": Gather("inputs", "all", "last stays")}
    ),
    ("divided-by-steps",): Recipe(scales={name: ("1/T",) for name in NAMES}),
    ("sign",): Recipe(scales={name: ("minus",) for name in NAMES}),
    ("clipped-before-check",): Recipe(clip=0.1),
    ("last-loss-only",): Recipe(output=Output(losses="last")),
    ("target-not-subtracted",): Recipe(output=Output(error="yhat")),
    ("zero-start",): Recipe(forward=Forward(start="zero")),
    ("back-without-transpose", "own-state"): Recipe(
        back=TRANSPOSE, gathers={"H": Gather("own")}
    ),
    ("nothing-from-ahead", "sign"): Recipe(
        triangle=("window", 1), scales={name: ("minus",) for name in NAMES}
    ),
    ("target-not-subtracted", "back-without-transpose"): Recipe(
        output=Output(error="yhat"), back=TRANSPOSE
    ),
}
PRECISIONS = ("float64", "float32", "6", "4", "3", "2")
VISIBLE = 1e-9


def network(size: tuple[int, int, int], seed: int, activation: str) -> Net:
    """A random network; the word of its first step is read again."""
    hidden, vocab, steps = size
    params = Params.random(hidden, vocab, seed)
    x, y = np.random.default_rng([seed, *size]).integers(0, vocab, (2, steps))
    x[-2] = x[0]
    return Net(params.H, params.L, params.U, params.h0, x, y, activation)


def given(net: Net, recipe: Recipe, precision: str) -> dict[str, np.ndarray]:
    """What somebody with this mistake would bring."""
    if precision == "float32":
        H, L, U, h0 = (w.astype(np.float32) for w in net.weights().values())
        single = net._replace(H=H, L=L, U=U, h0=h0, naive=True)
        return evaluate(recipe, single, NAMES)
    found = evaluate(recipe, net, NAMES)
    if precision == "float64":
        return found
    rounded = np.vectorize(lambda v: float(f"{v:.{precision}g}"), otypes=[float])
    return {name: rounded(g) for name, g in found.items()}


def answer(net: Net, gradients: dict[str, np.ndarray]) -> Any:
    """The report."""
    params = Params(net.H, net.L, net.U, net.h0)
    return diagnose(params, net.x, net.y, gradients, net.activation)


def named(seeds: int, precision: str, together: int) -> tuple[int, int]:
    """(named, all) of the mistakes that are made alone, or two together."""
    hits = every = 0
    for seed in range(seeds):
        net = network(SIZES[0], seed, list(ACTIVATIONS)[seed % len(ACTIVATIONS)])
        right = evaluate(RIGHT, net, NAMES)
        for slugs, recipe in MADE.items():
            exact = evaluate(recipe, net, NAMES)
            apart = max(float(np.abs(exact[n] - right[n]).max()) for n in NAMES)
            if len(slugs) != together or apart < VISIBLE:
                continue
            findings = answer(net, given(net, recipe, precision)).findings
            best = [one for one in findings if one.group == findings[0].group]
            hits += any({*slugs} <= {*one.mistakes} for one in best)
            every += 1
    return hits, every


def timed(work: Callable[[], object], repeats: int) -> float:
    """The median time, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def times(size: tuple[int, int, int], repeats: int) -> list[str]:
    """A row: the reference, then a right gradient, one mistake, two, and none named."""
    net = network(size, 0, "tanh")
    params, plain = problem(*size)
    reference = timed(lambda: backward(forward(params, plain[3], plain[4])), 9)
    two = Recipe(back=Back("H", ("formula", "tanh", "z"), ("formula", "tanh", "z")))
    row = [", ".join(f"{n:,}" for n in size), f"{1e3 * reference:.3g} ms"]
    for recipe in (RIGHT, Recipe(back=TRANSPOSE), two, None):
        gradients = evaluate(recipe or RIGHT, net, NAMES)
        if recipe is None:
            gradients["H"][0, 1] += 1
        took = timed(partial(answer, net, gradients), repeats)
        row.append(f"{took:.2f} s ({took / reference:,.0f})")
    return row


def main() -> None:
    """Print both tables."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--seeds", type=int, default=20)
    arguments.add_argument("--repeats", type=int, default=3)
    options = arguments.parse_args()
    threadpool_limits(limits=1, user_api="blas")
    print("In brackets: multiples of one forward and backward pass, the reference.\n")
    print("| D_h, V, T | reference | right | one mistake | two | one entry changed |")
    print("|---|--:|--:|--:|--:|--:|")
    for size in SIZES:
        print(f"| {' | '.join(times(size, options.repeats))} |", flush=True)
    print("\n| given | one mistake, named of | two, named of |")
    print("|---|--:|--:|")
    for precision in PRECISIONS:
        label = precision if precision.startswith("f") else f"{precision} digits"
        cells = [named(options.seeds, precision, count) for count in (1, 2)]
        shown = " | ".join(f"{hits} of {every}" for hits, every in cells)
        print(f"| {label} | {shown} |", flush=True)


if __name__ == "__main__":
    main()
