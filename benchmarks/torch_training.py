"""Trains networks by PyTorch for `benchmarks.training`, in PyTorch's own environment.

    python -m benchmarks.torch_training PROBLEM.npz ROUTE

PROBLEM has H, L, U, h0, the ids of a text, length and rate; windows follow one another
and the mean loss is minimised by SGD, with tanh, in float64 on one thread. For every
line with a number on its input it does so many steps and prints the seconds they took;
for `weights`, it saves the weights over PROBLEM.npz.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

Weights = tuple[Tensor, Tensor, Tensor]
Logits = Callable[[Tensor], Tensor]


def by_tensors(H: Tensor, L: Tensor, U: Tensor, h0: Tensor) -> tuple[Logits, Weights]:
    """A loop over plain tensors, as one writes it down."""

    def logits(x: Tensor) -> Tensor:
        h, states = h0, []
        for word in L[x]:
            h = torch.tanh(torch.mv(H, h) + word)
            states.append(h)
        return torch.stack(states) @ U.T

    return logits, (H, L, U)


def by_rnn(H: Tensor, L: Tensor, U: Tensor, h0: Tensor) -> tuple[Logits, Weights]:
    """nn.RNN on embedded words; what it multiplies them by is the identity."""
    hidden = len(h0)
    rnn = nn.RNN(hidden, hidden, bias=False)
    rnn.weight_ih_l0 = nn.Parameter(torch.eye(hidden), requires_grad=False)
    rnn.weight_hh_l0 = H
    first = h0[None]

    def logits(x: Tensor) -> Tensor:
        return rnn(L[x], first)[0] @ U.T

    return logits, (H, L, U)


ROUTES = {"tensors": by_tensors, "nn.RNN": by_rnn}


def training(problem: Any, route: str) -> tuple[Callable[[int], None], Weights]:
    """A function that does a number of steps, and the weights that it changes."""
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    H, L, U = (
        nn.Parameter(torch.tensor(np.ascontiguousarray(array)))
        for array in (problem["H"], problem["L"].T, problem["U"])
    )
    logits, weights = ROUTES[route](H, L, U, torch.tensor(problem["h0"]))
    optimizer = torch.optim.SGD(weights, float(problem["rate"]))
    ids, length = torch.tensor(problem["ids"]), int(problem["length"])
    inputs, targets = ids[:-1].split(length), ids[1:].split(length)
    done = 0

    def go_on(steps: int) -> None:
        nonlocal done
        for n in range(done, done + steps):
            window = n % len(inputs)
            optimizer.zero_grad()
            loss = cross_entropy(
                logits(inputs[window]),
                targets[window],
            )
            loss.backward()
            optimizer.step()
        done += steps

    return go_on, weights


def main() -> None:
    path = Path(sys.argv[1])
    with np.load(path) as problem:
        go_on, (H, L, U) = training(dict(problem), sys.argv[2])
    for line in sys.stdin:
        if line.strip() == "weights":
            np.savez(path, H=H.detach(), L=L.detach().T, U=U.detach())
            print("saved", flush=True)
            continue
        start = time.perf_counter()
        go_on(int(line))
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
