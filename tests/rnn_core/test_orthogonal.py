"""Tests of the orthogonal factor of a matrix."""

import numpy as np
import pytest

from rnn_core import orthogonal
from tests.rnn_core.networks import refuses


@pytest.mark.parametrize("hidden", [1, 2, 5, 40])
def test_it_turns_and_never_stretches(hidden):
    matrix = np.random.default_rng(hidden).standard_normal((hidden, hidden))
    q = orthogonal(matrix)
    np.testing.assert_allclose(q.T @ q, np.eye(hidden), rtol=0, atol=1e-14)
    assert abs(abs(np.linalg.det(q)) - 1) < 1e-13


@pytest.mark.parametrize("hidden", [1, 3, 8])
def test_what_is_left_is_a_triangle_with_a_positive_diagonal(hidden):
    matrix = np.random.default_rng(9 + hidden).standard_normal((hidden, hidden))
    r = orthogonal(matrix).T @ matrix
    np.testing.assert_allclose(np.tril(r, -1), 0, rtol=0, atol=1e-14)
    assert (np.diag(r) > 0).all()


def test_an_orthogonal_matrix_is_its_own_and_scale_does_not_matter():
    matrix = np.random.default_rng(0).standard_normal((4, 4))
    q = orthogonal(matrix)
    np.testing.assert_allclose(orthogonal(q), q, rtol=0, atol=1e-14)
    np.testing.assert_allclose(orthogonal(7 * matrix), q, rtol=0, atol=1e-14)
    np.testing.assert_allclose(orthogonal(-matrix), -q, rtol=0, atol=1e-14)


def test_a_singular_matrix_has_one_too():
    q = orthogonal(np.zeros((3, 3)))
    np.testing.assert_array_equal(np.abs(q), np.eye(3))


def test_it_is_read_only_and_leaves_its_argument():
    matrix = np.eye(2)
    with pytest.raises(ValueError, match="read-only"):
        orthogonal(matrix)[0, 0] = 2.0
    matrix[0, 0] = 2.0


@pytest.mark.usefixtures("unchecked")
def test_wrong_arguments_are_refused_by_name():
    refuses(ValueError, ["matrix", "(2, 3)", "square"], orthogonal, np.ones((2, 3)))
    refuses(ValueError, ["matrix", "(3,)"], orthogonal, np.ones(3))
    refuses(ValueError, ["matrix[0, 1] is nan"], orthogonal, [[1, np.nan], [0, 1]])
    refuses(TypeError, ["matrix", "complex128"], orthogonal, np.eye(2) * 1j)
