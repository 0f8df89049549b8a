"""Tests that wrong indices, times and choices raise errors that name what is wrong."""

import numpy as np
import pytest

from rnn_core import contribution_factors, jacobian_product, pair_norms, step_jacobians
from tests.rnn_core.networks import network, refuses

pytestmark = pytest.mark.usefixtures("unchecked")


@pytest.mark.parametrize("value", [None, 3, "trace"])
def test_what_is_read_off_a_trace(value):
    words = [f"trace is {type(value).__name__}", "a Trace"]
    refuses(TypeError, words, step_jacobians, value)
    refuses(TypeError, words, pair_norms, value)
    refuses(TypeError, words, jacobian_product, value, 1, 0)


@pytest.mark.parametrize("value", [None, 3, "back"])
def test_what_a_chain_starts_from(value):
    words = [f"back is {type(value).__name__}", "a Backward"]
    refuses(TypeError, words, contribution_factors, value, "H", 0, 0, 1, 0)


PLACES = [
    (-1, IndexError, "is -1"),
    (7, IndexError, "is 7"),
    (1.0, TypeError, "is 1.0"),
    ("1", TypeError, "is '1'"),
    (None, TypeError, "is None"),
    (True, TypeError, "is True"),
    (slice(2), TypeError, "is slice"),
]


@pytest.mark.parametrize(("value", "error", "got"), PLACES)
@pytest.mark.parametrize("name", ["i", "j"])
@pytest.mark.parametrize(
    ("matrix", "most"), [("H", (2, 2)), ("L", (2, 4)), ("U", (4, 2))]
)
def test_places_in_a_matrix(matrix, most, name, value, error, got):
    back, position = network().back, {"i": 0, "j": 0} | {name: value}
    words = [f"{name} {got}", f"from 0 to {most['ij'.index(name)]}"]
    refuses(error, words, back.instances, matrix, **position)
    refuses(error, words, contribution_factors, back, matrix, **position, t=2, k=1)


@pytest.mark.parametrize("matrix", ["h", "W", "", "HL", None, 0, ["H"]])
def test_unknown_matrices(matrix):
    back, words = network().back, [f"matrix is {matrix!r}", '"H", "L" or "U"']
    refuses(ValueError, words, back.instances, matrix, 0, 0)
    refuses(ValueError, words, contribution_factors, back, matrix, 0, 0, 2, 1)


@pytest.mark.parametrize(
    ("window", "error"),
    [
        (0, ValueError),
        (-1, ValueError),
        (1.5, TypeError),
        (2.0, TypeError),
        (True, TypeError),
        ("2", TypeError),
        (np.nan, TypeError),
    ],
)
def test_windows(window, error):
    words = [f"window is {window!r}", "whole number from 1"]
    refuses(error, words, network().back.gradients, window)


@pytest.mark.parametrize("reduction", ["", "Sum", "none", None, 1, ["sum"]])
def test_reductions(reduction):
    words = [f"reduction is {reduction!r}", '"sum", "mean" or "last"']
    refuses(ValueError, words, network().back.gradients, reduction=reduction)


@pytest.mark.parametrize(
    ("t", "i", "error", "words"),
    [
        (1, 2, ValueError, ["i is 2", "t is 1", "at most t"]),
        (5, 0, IndexError, ["t is 5", "0 to 4", "h^(0)..h^(4)"]),
        (4, 5, IndexError, ["i is 5", "0 to 4", "h^(0)..h^(4)"]),
        (-1, 0, IndexError, ["t is -1", "0 to 4"]),
        (4, -1, IndexError, ["i is -1", "0 to 4"]),
        (2.0, 0, TypeError, ["t is 2.0", "whole number"]),
        (2, "0", TypeError, ["i is '0'", "whole number"]),
        (True, 0, TypeError, ["t is True", "whole number"]),
    ],
)
def test_pairs_of_states(t, i, error, words):
    refuses(error, words, jacobian_product, network().trace, t, i)


@pytest.mark.parametrize(
    ("t", "k", "error", "words"),
    [
        (5, 0, IndexError, ["t is 5", "1 to 4"]),
        (0, 0, IndexError, ["t is 0", "1 to 4"]),
        (-1, 0, IndexError, ["t is -1", "1 to 4"]),
        (1.5, 0, TypeError, ["t is 1.5", "whole number"]),
        (True, 0, TypeError, ["t is True", "whole number"]),
        ("2", 0, TypeError, ["t is '2'", "whole number"]),
        (None, 0, TypeError, ["t is None", "whole number"]),
        (2, 2, IndexError, ["k is 2", "0 to 1"]),
        (2, -1, IndexError, ["k is -1", "0 to 1"]),
        (2, 0.0, TypeError, ["k is 0.0", "whole number"]),
        (2, False, TypeError, ["k is False", "whole number"]),
    ],
)
def test_losses_and_instances_of_a_chain(t, k, error, words):
    refuses(error, words, contribution_factors, network().back, "H", 0, 0, t, k)
