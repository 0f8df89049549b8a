"""Small networks for the tests of derivations, made without the other engine."""

from types import SimpleNamespace

import numpy as np
import pytest


def _setting(D=3, V=5, T=4, scale=1.0, seed=0, words=None):
    """(params, inputs, targets) as `verify` takes them."""
    rng = np.random.default_rng(seed)
    params = SimpleNamespace(
        H=scale * rng.normal(size=(D, D)) / np.sqrt(D),
        L=scale * rng.normal(size=(D, V)),
        U=scale * rng.normal(size=(V, D)) / np.sqrt(D),
        h0=rng.uniform(size=D),
    )
    inputs = rng.integers(0, V, T) if words is None else np.array(words)
    return params, inputs, rng.integers(0, V, T)


@pytest.fixture(scope="session")
def setting():
    return _setting
