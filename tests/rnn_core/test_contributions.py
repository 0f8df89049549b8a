"""Tests of kept instances, many entries at once, and the weight of a loss in J."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import numerical_gradient
from tests.rnn_core.networks import network, networks, refuses
from tests.rnn_core.varied import MATRICES, varied


@pytest.mark.parametrize("matrix", MATRICES)
def test_a_window_keeps_the_instances_that_the_truncated_gradient_adds_up(matrix):
    for n, case in enumerate(varied(salt=41)):
        back, window, (i, j) = case.back, n % 5 + 1, case.places[matrix]
        kept = back.instances(matrix, i, j, window)
        every = back.instances(matrix, i, j)
        loss, k = np.indices(every.shape)
        near = loss + 1 - k <= window
        expected = every if matrix == "U" else np.where(near, every, 0.0)
        np.testing.assert_array_equal(kept, expected)
        gradient = getattr(back.gradients(window), matrix)[i, j]
        size = np.abs(kept).sum()
        assert abs(kept.sum() - gradient) <= 1e-14 * size


@given(networks(), st.data())
def test_many_entries_at_once_are_the_instances_of_each(net, data):
    back = net.back
    t = data.draw(st.integers(1, net.trace.steps))
    k = data.draw(st.integers(0, net.trace.steps - 1))
    for matrix in MATRICES:
        shape = getattr(net.params, matrix).shape
        rows, columns = (places.ravel() for places in np.indices(shape))
        values = back.contributions(matrix, t, k, rows, columns)
        expected = [
            back.instances(matrix, int(i), int(j))[t - 1, k]
            for i, j in zip(rows, columns, strict=True)
        ]
        np.testing.assert_array_equal(values, expected)


@pytest.mark.usefixtures("unchecked")
def test_wrong_entries_are_refused_by_name():
    back = network().back  # D_h = 3, |V| = 5, T = 4
    contributions, instances = back.contributions, back.instances
    refuses(ValueError, ["matrix is 'h0'"], contributions, "h0", 1, 0, [0], [0])
    refuses(IndexError, ["t is 0", "from 1 to 4"], contributions, "H", 0, 0, [0], [0])
    refuses(IndexError, ["k is 4", "from 0 to 3"], contributions, "H", 1, 4, [0], [0])
    refuses(IndexError, ["rows[0] is 3"], contributions, "L", 1, 0, [3], [0])
    refuses(IndexError, ["columns[1] is 5"], contributions, "L", 1, 0, [0, 1], [4, 5])
    refuses(ValueError, ["2 places", "1;"], contributions, "L", 1, 0, [0, 1], [4])
    refuses(TypeError, ["rows has entries"], contributions, "L", 1, 0, [0.5], [4])
    refuses(ValueError, ["window is 0"], instances, "H", 0, 0, 0)
    refuses(TypeError, ["window is 1.5"], instances, "H", 0, 0, 1.5)
    with pytest.raises(ValueError, match="read-only"):
        contributions("H", 1, 0, [0], [0])[0] = 1.0


@pytest.mark.parametrize("method", ["complex", "central"])
def test_the_numerical_gradient_of_the_mean(method):
    net = network()
    entries = np.nonzero(np.ones_like(net.params.H))
    gradient = net.back.gradients(reduction="mean").H[entries]
    numbers = numerical_gradient(
        *net, "H", entries, method, 1e-5, reduction="mean", window=None
    )
    np.testing.assert_allclose(numbers, gradient, rtol=1e-8)
