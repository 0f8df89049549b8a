"""Networks that hide mistakes, and one that hides none."""

from types import SimpleNamespace

import numpy as np

from derivations import Network

WORDS, TARGETS = [0, 1, 4, 1, 0, 1], [1, 4, 1, 0, 1, 2]


def network(hiding=None, seed=0, hidden=6, vocab=7):
    """A random network with that property; without one it hides nothing."""
    rng = np.random.default_rng(seed)
    H = rng.normal(size=(hidden, hidden)) / np.sqrt(hidden)
    weights = {
        "H": (H + H.T) / 2 if hiding == "symmetric" else H,
        "L": rng.normal(size=(hidden, vocab)),
        "U": rng.normal(size=(vocab, hidden)) / np.sqrt(hidden),
        "h0": rng.normal(size=hidden) * (hiding != "zero start"),
    }
    x, y = {
        "one step": ([1], [4]),
        "two steps": ([1, 1], [1, 2]),
        "no repeated word": ([0, 1, 4, 2, 3, 5], TARGETS),
    }.get(hiding, (WORDS, TARGETS))
    activation = (
        hiding if hiding in ("relu", "identity") else ("sigmoid", "tanh")[seed % 2]
    )
    return Network(SimpleNamespace(**weights), x, y, activation=activation)
