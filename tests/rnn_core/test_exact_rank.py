"""Tests that an exact rank does not depend on the order of multiplication."""

import numpy as np
import pytest

from rnn_core import Params, run_states
from rnn_core.exact_rank import product_rank
from rnn_core.jacobian_chain import JacobianChain


@pytest.mark.parametrize("hidden", [2, 8, 16])
@pytest.mark.parametrize("rank", [1, 2])
@pytest.mark.parametrize("steps", [1, 2, 3, 7, 64, 300])
def test_pairs_show_the_rank_that_one_after_the_other_shows(
    hidden, rank, steps, monkeypatch
):
    draw = np.random.default_rng(hidden)
    params = Params.random(hidden, 5)
    H = draw.integers(-4, 5, (hidden, rank)) @ draw.integers(1, 5, (rank, hidden)) / 8
    params = Params(H, params.L, params.U, params.h0)
    states = run_states(params, draw.integers(0, 5, steps), activation="tanh")
    chain = JacobianChain.between(states, steps, 0)
    found = []
    for few, room in ((16, 1 << 18), (16, 5 * hidden**2), (0, 1)):
        monkeypatch.setattr("rnn_core.exact_rank.FEW", few)
        monkeypatch.setattr("rnn_core.exact_rank.ROOM", room)
        found.append(product_rank(chain))
    assert found == [np.linalg.matrix_rank(H)] * 3
