"""Tests of numbers beyond float64's range, as powers of two and of ten."""

import mpmath
import numpy as np
import pytest

from rnn_core import Scaled

EXPONENTS = [-3000, -1074, -1, 0, 1, 10, 3321, 4000]


@pytest.mark.parametrize("exponent", EXPONENTS)
def test_powers_of_two_become_powers_of_ten(exponent):
    values, tens = Scaled.of(np.array([[0.75, -1e-9]]), exponent).decimal()
    assert 1 <= values.max() < 10
    for value, given in zip(values.flat, [0.75, -1e-9], strict=True):
        exact = mpmath.mpf(given) * mpmath.mpf(2) ** exponent
        assert abs(value * mpmath.mpf(10) ** tens / exact - 1) < 3e-16


def test_the_exponent_is_that_of_ten_right_at_the_powers_of_ten():
    for power in range(-300, 300):
        for value in (float(f"1e{power}"), np.nextafter(float(f"1e{power}"), 0)):
            size, tens = Scaled.of(np.array([value])).decimal()
            assert 1 <= size[0] <= 10  # what rounds to 10 is 10
            assert mpmath.mpf(size[0]) * mpmath.mpf(10) ** tens == pytest.approx(
                mpmath.mpf(value), rel=1e-15
            )


def test_zero_is_zero():
    zero = Scaled.of(np.zeros((2, 2)), 7)
    assert zero.exponent == 0
    assert zero.decimal() == zero
    assert zero.log_norm() == zero.log_norm(2) == -np.inf
    assert Scaled.of(np.ones(2)).relative_to(zero) is None
    assert zero.relative_to(Scaled.of(np.ones(2))) == 0


@pytest.mark.parametrize("exponent", EXPONENTS)
def test_values_are_brought_to_one_and_sizes_are_the_numbers_own(exponent):
    given = np.random.default_rng(0).standard_normal((3, 3)) * 1e7
    scaled = Scaled.of(given, exponent)
    assert 0.5 <= np.abs(scaled.values).max() < 1
    np.testing.assert_array_equal(
        np.ldexp(scaled.values, scaled.exponent - exponent), given
    )
    frobenius = np.log(np.linalg.norm(given)) + exponent * np.log(2)
    assert scaled.log_norm() == pytest.approx(frobenius, rel=1e-14)
    largest = np.log(np.linalg.svd(given)[1][0]) + exponent * np.log(2)
    assert scaled.log_norm(2) == pytest.approx(largest, rel=1e-14)


def test_ratios_beyond_float64():
    small, large = Scaled(np.ones(4), -3000), Scaled(np.full(4, 0.5), -2990)
    assert small.relative_to(large) == 2.0**-9
    assert large.relative_to(small) == 2.0**9
    assert Scaled(np.ones(4), 3000).relative_to(small) == np.inf
    assert small.relative_to(Scaled(np.ones(4), 3000)) == 0
