"""Networks to judge lines on, at the screen's default size."""

from types import SimpleNamespace

import numpy as np

from derivations import Network

DEFAULT = (3, 6, 4)


def network(activation="sigmoid", sizes=DEFAULT, seed=0, scale=1.0):
    """A seeded network of these sizes: D_h, |V|, T."""
    hidden, words, steps = sizes
    rng = np.random.default_rng(seed)
    params = SimpleNamespace(
        H=scale * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden),
        L=scale * rng.normal(size=(hidden, words)),
        U=scale * rng.normal(size=(words, hidden)) / np.sqrt(hidden),
        h0=rng.uniform(size=hidden),
    )
    ids = rng.integers(0, words, 2 * steps)
    return Network(params, ids[:steps], ids[steps:], activation=activation)
