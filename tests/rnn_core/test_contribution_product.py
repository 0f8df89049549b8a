"""Tests of one contribution as a product of factors."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import contribution_factors, state_gradients, step_jacobians
from tests.rnn_core.networks import network, networks


@st.composite
def contributions(draw):
    """A network, a weight of it, a loss t and an instance k before it."""
    net = draw(networks())
    matrix = draw(st.sampled_from(["H", "L", "U"]))
    rows, columns = getattr(net.params, matrix).shape
    i, j = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
    t = draw(st.integers(1, len(net.inputs)))
    return net, matrix, i, j, t, draw(st.integers(0, t - 1))


@given(contributions())
def test_the_last_product_is_the_contribution(contribution):
    net, matrix, i, j, t, k = contribution
    back = net.back
    factors = contribution_factors(back, matrix, i, j, t, k)
    desired = back.instances(matrix, i, j)[t - 1, k]
    size = np.abs(back.instances(matrix, i, j)).max()
    assert factors[-1].product.shape == (1, 1)
    np.testing.assert_allclose(
        factors[-1].product[0, 0], desired, rtol=1e-11, atol=1e-13 * size
    )


@given(contributions())
def test_factors_multiply_to_the_running_products(contribution):
    net, *which = contribution
    factors = contribution_factors(net.back, *which)
    np.testing.assert_array_equal(factors[0].product, factors[0].values)
    for before, after in pairwise(factors):
        np.testing.assert_allclose(
            after.product, before.product @ after.values, rtol=1e-13, atol=1e-300
        )


@given(networks())
def test_state_gradients_are_the_running_products(net):
    """To the last bit; and the errors, where the slope is left out of them."""
    rows, steps = state_gradients(net.back), len(net.inputs)
    real = net.back.trace.real.hidden
    assert rows.shape == (steps, steps, real)
    assert not rows[np.triu_indices(steps, 1)].any()
    for t in range(1, steps + 1):
        links = contribution_factors(net.back, "H", 0, 0, t, 0)[:-1]
        products = [link.product[0] for link in links[::-1]]
        np.testing.assert_array_equal(rows[t - 1, :t], products)
    errors = rows * net.back.trace.slope[None, :, :real]
    np.testing.assert_allclose(
        errors, net.back.delta[:, :, :real], rtol=1e-10, atol=1e-280
    )


@given(contributions())
def test_shapes_kinds_and_times(contribution):
    net, matrix, i, j, t, k = contribution
    factors = contribution_factors(net.back, matrix, i, j, t, k)
    D, V = net.params.L.shape
    width = V if matrix == "U" else D
    between = 0 if matrix == "U" else t - k - 1
    kinds = ["row"] + ["jacobian"] * between + ["immediate"]
    assert [f.kind for f in factors] == kinds
    times = [t, t] if matrix == "U" else [*range(t, k, -1), k + 1]
    assert [f.time for f in factors] == times
    shapes = [(1, width)] + [(D, D)] * between + [(width, 1)]
    assert [f.values.shape for f in factors] == shapes
    products = [(1, width)] * (between + 1) + [(1, 1)]
    assert [f.product.shape for f in factors] == products


@given(contributions())
def test_factors_are_what_they_are_called(contribution):
    net, matrix, i, j, t, k = contribution
    trace, back = net.trace, net.back
    row, *between, column = (
        f.values for f in contribution_factors(back, matrix, i, j, t, k)
    )
    if matrix == "U":
        np.testing.assert_array_equal(row[0], back.delta_o[t - 1])
        immediate = trace.h[t, j] * (k == t - 1)
    else:
        np.testing.assert_allclose(
            row[0], back.delta_o[t - 1] @ net.params.U, rtol=1e-13, atol=1e-15
        )
        through = trace.h[k, j] if matrix == "H" else net.inputs[k] == j
        immediate = trace.slope[k, i] * through
    np.testing.assert_array_equal(column[:, 0], immediate * np.eye(len(column))[i])
    times = [] if matrix == "U" else range(t, k + 1, -1)
    for values, time in zip(between, times, strict=True):
        np.testing.assert_array_equal(values, step_jacobians(trace)[time - 1])


def test_results_are_read_only():
    for matrix in ("H", "L", "U"):
        for factor in contribution_factors(network().back, matrix, 0, 1, 4, 0):
            for array in (factor.values, factor.product):
                with pytest.raises(ValueError, match="read-only"):
                    array[0, 0] = 1.0
