"""Strategies for networks and selections, to test sentences with.

Weights are random, or so few and so round that terms tie, cancel and vanish; H may be
nilpotent or singular, units dead, words always the same.
"""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from rnn_core import ACTIVATIONS, Params
from tests.rnn_core.varied import Case
from tests.views.screens import screen
from views.address.settings import Selection
from views.model.model import Model


class View(NamedTuple):
    """A network, what is picked of it, and a window of truncation, 0 for none."""

    net: Model
    selection: Selection
    window: int

    def __repr__(self) -> str:
        """What is enough to see what failed."""
        p, trace = self.net.params, self.net.trace
        return (
            f"View({self.selection}, window={self.window}, {trace.activation}, "
            f"inputs={trace.inputs}, targets={trace.targets}, H={p.H.tolist()}, "
            f"L={p.L.tolist()}, U={p.U.tolist()}, h0={p.h0.tolist()})"
        )


@st.composite
def views(draw, matrices=("H", "L", "U"), most_steps=9) -> View:
    """A view whose errors do not overflow."""
    hidden, vocab = draw(st.integers(1, 4)), draw(st.integers(2, 5))
    steps = draw(st.integers(1, most_steps))
    params = draw(weights(hidden, vocab))
    words = st.lists(st.integers(0, vocab - 1), min_size=steps, max_size=steps)
    x, y = (np.array(draw(words)) for _ in range(2))
    if draw(st.booleans()):
        x[:] = x[0]
    activation = draw(st.sampled_from(sorted(ACTIVATIONS)))
    net = screen(Case(params, x, y, activation, {}))
    matrix = draw(st.sampled_from(matrices))
    rows, columns = net.size(matrix)
    t = draw(st.integers(1, steps))
    selection = Selection(
        matrix,
        draw(st.integers(1, rows)),
        draw(st.integers(1, columns)),
        t,
        draw(st.integers(0, t - 1)),
    )
    return View(net, selection, draw(st.integers(0, steps)))


@st.composite
def weights(draw, hidden: int, vocab: int) -> Params:
    """Weights drawn at random or from -1, 0, 1; H also nilpotent, singular or 0."""
    seed = draw(st.integers(0, 10_000))
    scale = draw(st.sampled_from([0.01, 0.3, 1.0, 3.0, 16.0]))
    random = Params.random(hidden, vocab, seed, scale)
    H, L, U, h0 = (np.array(part) for part in (random.H, random.L, random.U, random.h0))
    if draw(st.booleans()):
        rng = np.random.default_rng(seed)
        H, L, U, h0 = (
            rng.integers(-1, 2, part.shape).astype(float) for part in (H, L, U, h0)
        )
    kind = draw(st.sampled_from(["as drawn"] * 3 + ["nilpotent", "singular", "zero"]))
    if kind == "nilpotent":
        H = np.triu(H, 1)
    elif kind == "singular":
        H[-1] = H[0]
    elif kind == "zero":
        H[:] = 0
    if draw(st.integers(0, 4)) == 0:
        L[draw(st.integers(0, hidden - 1))] = -40.0  # a dead unit of ReLU's
    if draw(st.integers(0, 5)) == 0:
        U[:] = U[0]
    return Params(H, L, U, h0)
