"""`python -m benchmarks.training`: the time of training's steps against PyTorch's.

The same steps of SGD on the same text, of the mean loss and with tanh, in float64 on
one thread. PyTorch runs in an environment of its own, .venv-peers, that `make peers`
makes; `--torch` names the Python of another one. It is run as a loop over plain
tensors and by nn.RNN. Each round times all routes in turn; a ratio is the median over
rounds of PyTorch / engine, against the faster of its two. The engine's time has a copy
of the weights a round in it, and no looks. The weights after all steps are compared.
"""

import argparse
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.engine import ratio
from rnn_core import Params, Recipe, Training

ROOT = Path(__file__).parents[1]
PEERS = ROOT / ".venv-peers/bin/python"
ROUTES = ("tensors", "nn.RNN")
SIZES = ((3, 6, 4), (100, 2000, 35))
"""(D_h, |V|, T)."""
RATE, WORDS = 0.1, 351
STEPS = {3: 200, 100: 20}
"""Steps of a round, by D_h."""
ROUNDS = 15
AGREEMENT = 1e-9
"""Weights further apart than this, relative to the largest, are an error."""
Route = Callable[[int], float]


class Torch:
    """PyTorch in a process of its own, which does steps when it is told to."""

    def __init__(self, python: Path, problem: Path, route: str) -> None:
        self.problem = problem
        command = [str(python), "-m", "benchmarks.torch_training", str(problem), route]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, line: str) -> str:
        """Its answer to a line."""
        process = self.process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer:
            raise SystemExit(f"PyTorch ended with code {process.wait()}")
        return answer

    def go_on(self, steps: int) -> float:
        """The seconds of so many more steps."""
        return float(self.ask(str(steps)))

    def weights(self) -> list[np.ndarray]:
        """H, L and U as they are now; nothing more can be asked after that."""
        self.ask("weights")
        self.process.communicate()
        with np.load(self.problem) as saved:
            return [saved[name] for name in "HLU"]


def engine(training: Training) -> Route:
    """A function that does so many more steps and says the seconds."""
    done = 0

    def go_on(steps: int) -> float:
        nonlocal done
        done += steps
        start = time.perf_counter()
        training.params_at(done)
        return time.perf_counter() - start

    return go_on


def compare(size: tuple[int, int, int], python: Path) -> tuple[float, float, str]:
    """Seconds of a step, PyTorch's time over ours, and PyTorch's faster route."""
    hidden, vocab, length = size
    steps = STEPS[hidden]
    params = Params.random(hidden, vocab, scale=0.5)
    ids = np.random.default_rng(1).integers(0, vocab, WORDS)
    recipe = Recipe(steps=(ROUNDS + 1) * steps, rate=RATE, length=length)
    training = Training(params, ids, recipe, "tanh")
    with tempfile.TemporaryDirectory() as folder:
        others = {}
        for route in ROUTES:
            problem = Path(folder) / f"{route}.npz"
            arrays = {name: getattr(params, name) for name in ("H", "L", "U", "h0")}
            np.savez(problem, ids=ids, rate=RATE, length=length, **arrays)
            others[route] = Torch(python, problem, route)
        ways = {"engine": engine(training)}
        ways |= {name: other.go_on for name, other in others.items()}
        rounds = [
            {name: way(steps) for name, way in ways.items()} for _ in range(ROUNDS + 1)
        ][1:]
        ours = training.params_at(recipe.steps)
        for name, other in others.items():
            _agree(name, (ours.H, ours.L, ours.U), other.weights())
    took = {name: [seconds[name] for seconds in rounds] for name in ways}
    faster = min(ROUTES, key=lambda name: statistics.median(took[name]))
    each = statistics.median(took["engine"]) / steps
    return each, ratio(took[faster], took["engine"]), faster


def _agree(name: str, ours: tuple[np.ndarray, ...], theirs: list[np.ndarray]) -> None:
    for our, their in zip(ours, theirs, strict=True):
        miss = float(np.abs(our - their).max() / np.abs(our).max())
        if not miss <= AGREEMENT:
            raise SystemExit(f"{name} has other weights: {miss:.0e} of the largest")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--torch", type=Path, default=PEERS)
    options = arguments.parse_args()
    if not options.torch.exists():
        raise SystemExit(
            f"There is no {options.torch}; `make peers` makes an environment with "
            "PyTorch (some 200 MB), or --torch names the Python of another one."
        )
    threadpool_limits(limits=1, user_api="blas")
    print("| D_h, V, T | a step | PyTorch / engine | PyTorch's faster route |")
    print("|---|--:|--:|---|")
    for size in SIZES:
        each, times, route = compare(size, options.torch)
        sizes = ", ".join(f"{n:,}" for n in size)
        print(f"| {sizes} | {1e3 * each:.3g} ms | {times:.1f} | {route} |", flush=True)


if __name__ == "__main__":
    main()
