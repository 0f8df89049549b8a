"""Tests of the growth benchmark: exponents, peak memory, other libraries."""

import numpy as np
import pytest

from benchmarks.growth import BASE, exponent, others, peak, shape
from rnn_core import Params, backward, forward


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_the_exponent_of_a_power_is_that_power(power):
    sizes = [32, 64, 128, 256]
    assert exponent(sizes, [3.0 * n**power for n in sizes]) == pytest.approx(power)


def test_the_peak_counts_arrays_that_are_gone_again():
    assert 8e6 <= peak(lambda: np.ones(1_000_000).sum()) < 9e6


def test_one_size_grows_and_the_others_stay():
    assert shape(T=5) == (BASE["D_h"], BASE["|V|"], 5)
    assert shape(**{"|V|": 9}) == (BASE["D_h"], 9, BASE["T"])


def test_autograd_is_always_beside_it():
    assert "autograd" in others()


@pytest.mark.parametrize("name", others())
def test_a_library_that_is_installed_gives_the_engines_gradient(name):
    size = (5, 7, 6)
    draw = np.random.default_rng(1)
    words = [draw.integers(0, 7, 6) for _ in range(2)]
    expected = backward(forward(Params.random(5, 7), *words)).gradients().H
    np.testing.assert_allclose(others()[name](size)(), expected, rtol=1e-9)
