"""Tests that an exact rank does not depend on the order of multiplication."""

from collections import deque

import numpy as np
import pytest

from rnn_core import Params, run_states
from rnn_core.exact_rank import PRIMES, _product_in_pairs, _residue_products
from rnn_core.jacobian_chain import JacobianChain


@pytest.mark.parametrize("hidden", [1, 2, 8, 16])
@pytest.mark.parametrize("steps", [1, 2, 3, 7, 64, 700])
def test_pairs_give_the_product_that_one_after_the_other_gives(
    hidden, steps, monkeypatch
):
    monkeypatch.setattr("rnn_core.exact_rank.ROOM", 100 * hidden**2)
    draw = np.random.default_rng(hidden)
    states = run_states(
        Params.random(hidden, 5), draw.integers(0, 5, steps), activation="tanh"
    )
    chain = JacobianChain.between(states, steps, 0)
    (due,) = deque(_residue_products(chain, np.eye(hidden)), maxlen=1)
    p = PRIMES[:, None, None]
    np.testing.assert_array_equal(_product_in_pairs(chain) % p, due % p)
