"""Networks for tests, drawn by seed or by Hypothesis, and common assertions."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import strategies as st

from rnn_core import Backward, Params, Trace, backward, forward


class Network(NamedTuple):
    """A network: weights, words and targets."""

    params: Params
    inputs: list[int]
    targets: list[int]

    @property
    def trace(self) -> Trace:
        return forward(self.params, self.inputs, self.targets)

    @property
    def back(self) -> Backward:
        return backward(self.trace)


def network(hidden=3, vocab=5, steps=4, seed=0, scale=1.0, words=None) -> Network:
    """A network drawn by seed; `words` are its inputs, where they matter."""
    rng = np.random.default_rng([seed, hidden, vocab, steps])
    inputs = rng.integers(0, vocab, steps).tolist() if words is None else list(words)
    targets = rng.integers(0, vocab, steps).tolist()
    return Network(Params.random(hidden, vocab, seed, scale), inputs, targets)


@st.composite
def networks(draw, scales=(0.1, 0.5, 1.0, 2.0), least_steps=1) -> Network:
    """A strategy for small networks: one unit, two words, one step among them."""
    hidden, vocab = draw(st.integers(1, 5)), draw(st.integers(2, 6))
    steps = draw(st.integers(least_steps, 6))
    ids = st.lists(st.integers(0, vocab - 1), min_size=steps, max_size=steps)
    seed, scale = draw(st.integers(0, 9999)), draw(st.sampled_from(scales))
    return Network(Params.random(hidden, vocab, seed, scale), draw(ids), draw(ids))


def assert_close(actual, desired, relative=1e-12):
    """Assert that every entry is within `relative` of the largest entry."""
    largest = np.abs(desired).max()
    np.testing.assert_allclose(actual, desired, rtol=0, atol=relative * largest)


def refuses(error, words, call, *args, **kwargs):
    """Assert that `call` raises `error`, with all of `words` in its message."""
    with pytest.raises(error) as caught:
        call(*args, **kwargs)
    message = str(caught.value)
    assert [w for w in words if w not in message] == [], message
