"""`python -m benchmarks.growth`: how the engine's time and memory grow with size.

One of T, D_h and |V| is doubled again and again while the others stay; the exponent
p of time ~ size^p is the slope of a straight line through their logarithms. Forward and
the whole backward pass, every loss carried back to every step, takes some
T^2 D_h^2 + T |V| D_h operations, so 2, 2 and 1 are the most that a size may bring.
Memory is the peak of what NumPy allocates meanwhile.

autograd, and PyTorch and JAX where they are installed, give the gradient of the summed
loss alone, one pass for all losses. Their first call at a shape, which compiles or
plans, stands apart from the later ones.
"""

import argparse
import importlib.util
import time
import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.engine import problem
from rnn_core import backward, forward

BASE = {"D_h": 64, "|V|": 500, "T": 48}
"""The sizes that stay where one of them grows."""
GROWING = {
    "D_h": (32, 64, 128, 256),
    "|V|": (1250, 2500, 5000, 10_000),
    "T": (48, 96, 192, 384),
}
MOST = {"D_h": 2, "|V|": 1, "T": 2}
OTHERS = ((32, 100, 35), (128, 2000, 64))


def best(work: Callable[[], object], repeats: int = 7) -> float:
    """The shortest of several times, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def shape(**grown: int) -> tuple[int, int, int]:
    """The sizes (D_h, |V|, T), with one of them grown."""
    hidden, vocab, steps = (BASE | grown).values()
    return hidden, vocab, steps


def run(size: tuple[int, int, int]) -> Callable[[], Any]:
    """One forward and one backward pass at a size."""
    params, plain = problem(*size)
    return lambda: backward(forward(params, plain[3], plain[4])).delta


def peak(work: Callable[[], object]) -> int:
    """The most bytes that are allocated at the same time."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def exponent(sizes: Sequence[int], values: list[float]) -> float:
    """The slope p of log value = p log size + c."""
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])


def autograd_gradient(size: tuple[int, int, int]) -> Callable[[], Any]:
    """The gradient of the summed loss by autograd's automatic differentiation."""
    import autograd
    import autograd.numpy as anp

    _, plain = problem(*size)
    H, L, U, inputs, targets, h0 = plain

    def loss(H: Any, L: Any, U: Any, h0: Any) -> Any:
        h, total = h0, 0.0
        for word, target in zip(inputs, targets, strict=True):
            h = 1 / (1 + anp.exp(-anp.dot(H, h) - L[:, word]))
            logits = anp.dot(U, h)
            total = total + anp.log(anp.sum(anp.exp(logits))) - logits[target]
        return total

    gradient = autograd.grad(loss, (0, 1, 2, 3))
    return lambda: gradient(H, L, U, h0)[0]


def torch_gradient(size: tuple[int, int, int]) -> Callable[[], Any]:
    """The gradient of the summed loss by PyTorch's automatic differentiation."""
    import torch

    _, plain = problem(*size)
    H, L, U, h0 = (
        torch.tensor(array, requires_grad=True) for array in (*plain[:3], plain[5])
    )
    inputs, targets = (torch.tensor(array) for array in plain[3:5])

    def work() -> Any:
        h, states = h0, []
        for word in inputs:
            h = torch.sigmoid(H @ h + L[:, word])
            states.append(h)
        logits = torch.stack(states) @ U.T
        loss = torch.nn.functional.cross_entropy(logits, targets, reduction="sum")
        return torch.autograd.grad(loss, (H, L, U, h0))[0].numpy()

    return work


def jax_gradient(size: tuple[int, int, int]) -> Callable[[], Any]:
    """The same by JAX, compiled, in float64."""
    import jax

    jax.config.update("jax_enable_x64", True)
    jnp = jax.numpy
    _, plain = problem(*size)
    H, L, U, inputs, targets, h0 = (jnp.asarray(array) for array in plain)

    def loss(H: Any, L: Any, U: Any, h0: Any) -> Any:
        def step(h: Any, word: Any) -> Any:
            h = jax.nn.sigmoid(H @ h + L[:, word])
            return h, h

        _, states = jax.lax.scan(step, h0, inputs)
        logits = jax.nn.log_softmax(states @ U.T)
        return -jnp.take_along_axis(logits, targets[:, None], 1).sum()

    gradient = jax.jit(jax.grad(loss, (0, 1, 2, 3)))
    return lambda: np.asarray(gradient(H, L, U, h0)[0])


def others() -> dict[str, Callable[[tuple[int, int, int]], Callable[[], Any]]]:
    """The gradient in each other library that is installed."""
    known = {
        "autograd": autograd_gradient,
        "torch": torch_gradient,
        "jax": jax_gradient,
    }
    return {name: way for name, way in known.items() if importlib.util.find_spec(name)}


def main() -> None:
    """Print both tables."""
    threadpool_limits(limits=1, user_api="blas")
    argparse.ArgumentParser(description=__doc__.split("\n")[0]).parse_args()
    print("| grows | time at each size, ms | exponent | bar | peak memory, MB |")
    print("|---|---|--:|--:|---|")
    for name, sizes in GROWING.items():
        works = [run(shape(**{name: size})) for size in sizes]
        times = [best(work) for work in works]
        memory = [peak(work) / 1e6 for work in works]
        marks = ", ".join(str(size) for size in sizes)
        print(
            f"| {name} = {marks} | {', '.join(f'{1e3 * t:.3g}' for t in times)} | "
            f"{exponent(sizes, times):.2f} | {MOST[name]} | "
            f"{', '.join(f'{m:.3g}' for m in memory)} |",
            flush=True,
        )
    libraries = others()
    print(f"\nOther libraries here: {', '.join(libraries) or 'none'}.")
    for name, way in libraries.items():
        for size in OTHERS:
            params, plain = problem(*size)
            start = time.perf_counter()
            work = way(size)
            value = work()
            first = time.perf_counter() - start
            ours = backward(forward(params, plain[3], plain[4])).gradients().H
            apart = float(np.abs(value - ours).max() / np.abs(ours).max())
            engine = best(run(size))
            print(
                f"{name} {size}: first call {1e3 * first:.3g} ms, later "
                f"{best(work) / engine:.2f} times the engine's {1e3 * engine:.3g} ms, "
                f"which has every instance too; apart by {apart:.0e}",
                flush=True,
            )


if __name__ == "__main__":
    main()
