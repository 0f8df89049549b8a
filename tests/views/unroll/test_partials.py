"""Tests of the immediate and the total derivative of a state, side by side."""

import numpy as np
import pytest

from rnn_core import Params, jacobian_product, run_states
from views.address.settings import Config, Selection
from views.model.model import model
from views.unroll.partials import instance_parts, partials

NETWORKS = [Config(), Config(T=7, D_h=5, activation="tanh", seed=4)]


def state(net, i, t, H):
    p = net.params
    return run_states(
        Params(H, p.L, p.U, p.h0), net.trace.inputs[:t], net.config.activation
    ).h[t, i]


@pytest.mark.parametrize("config", NETWORKS)
@pytest.mark.parametrize(("i", "j"), [(1, 2), (3, 3)])
def test_the_copies_add_up_to_the_total_and_the_last_is_the_immediate(config, i, j):
    net = model(config)
    t = net.trace.steps
    parts = instance_parts(net, Selection("H", i, j, t, 0))
    eps = 1e-6
    moved = [np.array(net.params.H) for _ in range(2)]
    moved[0][i - 1, j - 1] += eps
    moved[1][i - 1, j - 1] -= eps
    up, down = (state(net, i - 1, t, H) for H in moved)
    assert sum(parts) == pytest.approx((up - down) / (2 * eps), rel=1e-6)
    slope = net.trace.slope[:, i - 1]
    for k, part in enumerate(parts):
        reach = jacobian_product(net.trace, t, k + 1)[i - 1, i - 1]
        assert part == pytest.approx(
            reach * slope[k] * net.trace.h[k, j - 1], rel=1e-12
        )


def test_one_copy_is_lit_and_all_of_them_and_at_the_first_step_they_agree():
    net = model(Config())
    immediate, total = partials(net, Selection("H", 1, 2, 3, 0))["pictures"]
    values = instance_parts(net, Selection("H", 1, 2, 3, 0))
    assert immediate["values"] == [None, None, values[2]]
    assert total["values"] == values
    first = partials(net, Selection("H", 1, 2, 1, 0))["pictures"]
    assert first[0]["values"] == first[1]["values"]
    assert first[0]["result"].split(" = ")[1] == first[1]["result"].split(" = ")[1]


def test_another_matrix_is_picked_and_h12_is_shown():
    data = partials(model(Config()), Selection("U", 5, 3, 3, 0))
    assert data["weight"] == "H₁₂"
