"""Tests of the largest contributions, against all contributions."""

import numpy as np
import pytest

from rnn_core import (
    Params,
    backward,
    forward,
    largest_contributions,
    largest_discarded,
)
from tests.rnn_core.networks import network, refuses
from tests.rnn_core.varied import MATRICES, varied


def every_contribution(back, matrix):
    """All contributions, [i, j, t-1, k]."""
    rows, columns = getattr(back.trace.params, matrix).shape
    return np.array(
        [[back.instances(matrix, i, j) for j in range(columns)] for i in range(rows)]
    )


@pytest.mark.parametrize("matrix", MATRICES)
def test_200_networks_against_all_contributions(matrix):
    for n, case in enumerate(varied(salt=31)):
        back, count = case.back, [1, 8, 40][n % 3]
        every = every_contribution(back, matrix)
        sizes = {
            None: np.abs(every).ravel(),
            "weight": np.abs(every).max(axis=(2, 3)).ravel(),
        }
        for distinct, size in sizes.items():
            largest = largest_contributions(back, matrix, count, distinct)
            desired = np.sort(size[size > 0])[::-1][:count]
            values = [contribution.value for contribution in largest]
            np.testing.assert_array_equal(np.abs(values), desired)
            places = [
                (contribution.i, contribution.j, contribution.t - 1, contribution.k)
                for contribution in largest
            ]
            assert [every[place] for place in places] == values
            names = places if distinct is None else [place[:2] for place in places]
            assert len(set(names)) == len(names)
            assert {contribution.matrix for contribution in largest} <= {matrix}


@pytest.mark.parametrize("matrix", MATRICES)
def test_of_the_last_loss_alone_are_those_of_its_row(matrix):
    for n, case in enumerate(varied(60, salt=36)):
        back, window = case.back, n % 4 + 1
        every = every_contribution(back, matrix)[:, :, -1]
        largest = largest_contributions(back, matrix, 8, reduction="last")
        sizes = np.sort(np.abs(every[every != 0]))[::-1][:8]
        np.testing.assert_array_equal([abs(c.value) for c in largest], sizes)
        assert {c.t for c in largest} <= {back.trace.steps}
        if matrix == "U":
            continue
        far = np.abs(every[:, :, : max(0, back.trace.steps - window)])
        discarded = largest_discarded(back, window, matrix, "last")
        if far.any():
            assert (discarded.t, abs(discarded.value)) == (back.trace.steps, far.max())
        else:
            assert discarded is None


def test_equal_contributions_come_by_loss_and_instance():
    params = Params(np.zeros((2, 2)), np.zeros((2, 3)), np.eye(3, 2), np.zeros(2))
    back = backward(forward(params, [0, 0, 0], [2, 2, 2]))
    largest = largest_contributions(back, "U", 30)
    sizes = [abs(contribution.value) for contribution in largest]
    assert sizes == sorted(sizes, reverse=True)
    tied = [
        contribution for contribution in largest if abs(contribution.value) == sizes[0]
    ]
    assert [contribution.t for contribution in tied] == sorted(
        contribution.t for contribution in tied
    )
    assert len(tied) == 6


def test_contributions_of_zero_are_no_places_to_go():
    params = Params(-np.eye(2), -np.ones((2, 3)), np.ones((3, 2)), np.ones(2))
    back = backward(forward(params, [0, 1], [1, 2], "relu"))
    for matrix in MATRICES:
        assert largest_contributions(back, matrix) == []


@pytest.mark.usefixtures("unchecked")
def test_wrong_arguments_are_refused_by_name():
    back = network().back
    refuses(ValueError, ["matrix is 'h0'"], largest_contributions, back, "h0")
    refuses(ValueError, ["count is 0"], largest_contributions, back, "H", 0)
    refuses(TypeError, ["count is 1.0"], largest_contributions, back, "H", 1.0)
    words = ["distinct is 'cell'", '"weight"']
    refuses(ValueError, words, largest_contributions, back, "H", 8, "cell")
    refuses(ValueError, ["distinct"], largest_contributions, back, "H", 8, ["weight"])
    refuses(TypeError, ["back", "Trace"], largest_contributions, back.trace, "H")


@pytest.mark.parametrize("matrix", ["H", "L"])
def test_the_largest_discarded_of_200_networks_against_all_contributions(matrix):
    for n, case in enumerate(varied(salt=32)):
        back, window = case.back, n % 4 + 1
        every = every_contribution(back, matrix)
        steps = np.arange(back.trace.steps)
        every[:, :, steps[:, None] - steps < window] = 0.0
        largest = largest_discarded(back, window, matrix)
        if not every.any():
            assert largest is None
            continue
        i, j, t, k = largest.i, largest.j, largest.t, largest.k
        assert (largest.matrix, largest.value) == (matrix, every[i, j, t - 1, k])
        assert abs(largest.value) == np.abs(every).max()
        assert t - k > window


@pytest.mark.usefixtures("unchecked")
def test_nothing_of_u_is_ever_discarded():
    back = network().back
    words = ["matrix is 'U'", '"H" or "L"']
    refuses(ValueError, words, largest_discarded, back, 1, "U")
    refuses(ValueError, ["window is 0"], largest_discarded, back, 0)
    refuses(TypeError, ["back is Trace"], largest_discarded, network().trace, 1)
    assert largest_discarded(back, 4) is None
