"""Tests of the strongest paths of a contribution, against all paths."""

import math
from itertools import product

import mpmath
import numpy as np
import pytest

from rnn_core import Params, backward, forward, strongest_paths
from tests.rnn_core.networks import network, refuses
from tests.rnn_core.varied import EPS, exact, varied


def every_path(back, matrix, i, j, t, k):
    """The units of all paths in lexicographic order, (n, t-k), and their products."""
    trace, D = back.trace, back.trace.params.hidden
    others = list(product(range(D), repeat=t - k - 1))
    units = np.insert(np.array(others, int).reshape(len(others), -1), 0, i, axis=1)
    feeds = trace.h[k, j] if matrix == "H" else float(trace.inputs[k] == j)
    values = np.full(len(units), feeds)
    for n in range(t - k):
        values *= trace.slope[k + n, units[:, n]]
        if n:
            values *= trace.params.H[units[:, n], units[:, n - 1]]
    error = trace.params.U.T @ back.delta_o[t - 1]
    return units, values * error[units[:, -1]]


@pytest.mark.parametrize("matrix", ["H", "L"])
def test_200_networks_against_every_path(matrix):
    listed = 0
    for n, case in enumerate(varied(salt=21)):
        draw = np.random.default_rng(n)
        i, j = case.places[matrix]
        back, steps = case.back, len(case.inputs)
        t = int(draw.integers(1, steps + 1)) if n % 2 else steps
        k = int(draw.integers(0, t)) if n % 2 else 0
        count = int(draw.choice([1, 3, 8]))
        paths = strongest_paths(back, matrix, i, j, t, k, count)
        units, values = every_path(back, matrix, i, j, t, k)
        assert paths.count_all == len(values)
        assert len(paths.values) == len(paths.units) == min(count, len(values))
        by_strength = np.sort(np.abs(values))[::-1][:count]
        np.testing.assert_allclose(
            np.abs(paths.values), by_strength, rtol=1e-12, atol=1e-300
        )
        places = [(units == row).all(axis=1).argmax() for row in paths.units]
        assert len(set(places)) == len(places)
        np.testing.assert_array_equal(units[places], paths.units)
        np.testing.assert_allclose(
            paths.values, values[places], rtol=1e-13, atol=1e-300
        )
        size = np.abs(values).sum()
        if size > 1e-290:
            shares = np.abs(values[places]) / size
            np.testing.assert_allclose(paths.shares, shares, rtol=1e-12, atol=1e-300)
        assert paths.total == back.instances(matrix, i, j)[t - 1, k]
        assert abs(paths.total - math.fsum(values)) <= 100 * EPS * size + 1e-300
        others = np.delete(values, places)
        limit = 100 * EPS * np.abs(others).sum() + 1e-300
        assert abs(paths.rest - math.fsum(others)) <= limit
        listed += len(others) > 0
    assert listed > 70


def test_the_rest_is_not_lost_behind_a_strong_path():
    """One path carries all but 1e-20 of the total: total - value would be nothing."""
    H = np.array([[1.0, 1e-10], [1e-10, 1e-3]])
    params = Params(H, np.zeros((2, 3)), np.eye(3, 2), np.ones(2))
    back = backward(forward(params, [0] * 4, [1] * 4, "identity"))
    paths = strongest_paths(back, "H", 0, 0, 4, 0, 1)
    _, values = every_path(back, "H", 0, 0, 4, 0)
    others = np.delete(values, np.abs(values).argmax())
    assert 0 < abs(paths.rest) < 1e-9 * abs(paths.values[0])
    np.testing.assert_allclose(paths.rest, math.fsum(others), rtol=1e-13)
    assert strongest_paths(back, "H", 0, 0, 4, 0, 8).rest == 0


def test_nothing_underflows_where_units_saturate():
    """Products below any float64 still rank; those that fit have all their digits."""
    draw = np.random.default_rng(5)
    H, U = draw.standard_normal((3, 3)), draw.standard_normal((4, 3))
    L = draw.uniform(80, 160, (3, 4)) * draw.choice([-1, 1], (3, 4))
    params, words = Params(H, L, U, np.ones(3)), [0, 1, 2, 3, 0]
    back = backward(forward(params, words, [1, 2, 3, 0, 1]))
    trace = back.trace
    units, _ = every_path(back, "H", 1, 0, 5, 0)
    with mpmath.workdps(40):
        slope = np.frompyfunc(lambda z: 1 / (2 + 2 * mpmath.cosh(z)), 1, 1)(
            np.array([[mpmath.mpf(float(z)) for z in row] for row in trace.z])
        )
        weights = exact(params)
        error = back.delta_o[4] @ U
        strength = []
        for path in units:
            product = abs(mpmath.mpf(float(error[path[-1]])))
            for s, unit in enumerate(path):
                product *= slope[s, unit]
                product *= abs(weights.H[unit, path[s - 1]]) if s else 1
            strength.append(product)
        order = sorted(range(len(units)), key=lambda n: -strength[n])
    paths = strongest_paths(back, "H", 1, 0, 5, 0, len(units))
    assert strength[order[0]] < mpmath.mpf(10) ** -170
    assert strength[order[-1]] < mpmath.mpf(10) ** -325
    np.testing.assert_array_equal(paths.units, units[order])
    for value, n in zip(paths.values, order, strict=True):
        if strength[n] > 1e-300:
            assert abs(abs(value) - strength[n]) <= 1e-12 * strength[n]


def test_equal_paths_come_in_the_order_of_their_units():
    ones = np.ones((3, 3))
    params = Params(0.3 * ones, np.zeros((3, 4)), np.eye(4)[:, [0, 0, 0]], np.ones(3))
    back = backward(forward(params, [0] * 4, [1] * 4))
    paths = strongest_paths(back, "H", 2, 0, 4, 0, 8)
    units, values = every_path(back, "H", 2, 0, 4, 0)
    np.testing.assert_array_equal(paths.units, units[:8])
    np.testing.assert_allclose(paths.values, values[0], rtol=1e-14)
    np.testing.assert_allclose(paths.rest, 19 * values[0], rtol=1e-14)


def test_ties_with_a_way_on_from_a_stronger_unit():
    """Unit 1 has the best way on; its second best ties with both of unit 0's."""
    params = Params([[1, 1], [1, 2]], np.zeros((2, 3)), np.eye(3)[:, [0, 0]], [1, 1])
    back = backward(forward(params, [0] * 3, [1] * 3, "identity"))
    paths = strongest_paths(back, "H", 0, 0, 3, 0, 3)
    assert paths.units.tolist() == [[0, 1, 1], [0, 0, 0], [0, 0, 1]]
    assert paths.values[1] == paths.values[2] == paths.values[0] / 2


def test_values_never_rise_though_their_logarithms_tie():
    params = Params(
        [[0.3, 0.7], [0.7, 0.3]], np.zeros((2, 3)), np.eye(3)[:, [0, 0]], [1, 1]
    )
    back = backward(forward(params, [0] * 9, [1] * 9, "tanh"))
    sizes = np.abs(strongest_paths(back, "H", 0, 0, 9, 0, 256).values)
    assert (np.diff(sizes) <= 0).all()
    assert len(np.unique(sizes)) < 256


def test_weights_of_zero_and_dead_units_end_paths():
    H = np.array([[0.0, 0.5], [0.7, 0.0]])
    params = Params(H, np.zeros((2, 3)), np.eye(3, 2), np.ones(2))
    back = backward(forward(params, [0] * 3, [1] * 3, "relu"))
    paths = strongest_paths(back, "H", 0, 0, 3, 0, 8)
    assert paths.units[0].tolist() == [0, 1, 0]
    assert paths.count_all == len(paths.values) == 4
    assert paths.values[0] == paths.total != 0
    assert not paths.values[1:].any()


def test_an_output_weight_has_one_path():
    net = network()
    back = net.back
    paths = strongest_paths(back, "U", 4, 1, 3, 2)
    assert paths.units.tolist() == [[1]]
    assert paths.values.tolist() == [paths.total]
    assert paths.total == back.instances("U", 4, 1)[2, 2] != 0
    assert (paths.rest, paths.count_all) == (0.0, 1)
    unused = strongest_paths(back, "U", 4, 1, 3, 0)
    assert unused.units.shape == (0, 3)
    assert unused.values.shape == (0,)
    assert (unused.total, unused.rest, unused.count_all) == (0.0, 0.0, 0)


def test_a_word_not_read_feeds_no_path():
    net = network(words=[0, 1, 2, 1])
    for k in range(4):
        paths = strongest_paths(net.back, "L", 0, 1, 4, k)
        assert paths.values.any() == (k in (1, 3))
        assert (paths.rest != 0) == (k == 1 and paths.count_all > 8)
        assert (paths.total != 0) == (k in (1, 3))


def test_long_paths_are_counted_exactly():
    net = network(hidden=9, vocab=4, steps=40)
    paths = strongest_paths(net.back, "H", 0, 1, 40, 0, 3)
    assert paths.count_all == 9**39
    assert paths.units.shape == (3, 40)
    whole = paths.values.sum() + paths.rest
    size = np.abs(paths.values).sum() + abs(paths.rest)
    assert abs(whole - paths.total) <= 1e-12 * size


def test_results_are_read_only():
    paths = strongest_paths(network().back, "H", 0, 0, 4, 0)
    for array in (paths.units, paths.values):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


@pytest.mark.usefixtures("unchecked")
def test_wrong_arguments_are_refused_by_name():
    back = network().back  # D_h = 3, |V| = 5, T = 4
    refuses(ValueError, ["matrix is 'W'"], strongest_paths, back, "W", 0, 0, 1, 0)
    refuses(IndexError, ["i is 3"], strongest_paths, back, "H", 3, 0, 1, 0)
    refuses(IndexError, ["j is 5"], strongest_paths, back, "L", 0, 5, 1, 0)
    refuses(IndexError, ["t is 5", "1 to 4"], strongest_paths, back, "H", 0, 0, 5, 0)
    refuses(IndexError, ["k is 2", "0 to 1"], strongest_paths, back, "H", 0, 0, 2, 2)
    refuses(ValueError, ["count is 0"], strongest_paths, back, "H", 0, 0, 2, 1, 0)
    refuses(TypeError, ["count is 2.0"], strongest_paths, back, "H", 0, 0, 2, 1, 2.0)
    refuses(TypeError, ["back", "Trace"], strongest_paths, back.trace, "H", 0, 0, 1, 0)
