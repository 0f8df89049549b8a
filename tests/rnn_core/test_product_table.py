"""Tests of product tables and swaps of Jacobians, against exact products."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from rnn_core import (
    Params,
    ProductTable,
    nilpotent,
    run_states,
    running_products,
)
from tests.rnn_core.degenerate import KINDS, degenerate, exact_product, exact_rank
from tests.rnn_core.networks import refuses

WORDS = [0, 1, 2, 3, 4, 5, 2, 1]
ACTIVATIONS = ["sigmoid", "tanh", "relu", "identity"]


def network(hidden=3, steps=120, activation="sigmoid", scale=1.0):
    params = Params.random(hidden, 6, 0, scale)
    return run_states(params, np.resize(WORDS, steps), activation)


def exchanged(states, n):
    """The same states with the slopes of D_n and D_{n+1} in each other's places."""
    slope = states.slope.copy()
    slope[[n - 1, n]] = slope[[n, n - 1]]
    return replace(states, slope=slope)


def fractions(product):
    """An exact product's entries as fractions."""
    scale = Fraction(2) ** product.exponent
    return np.array([[a * scale for a in row] for row in product.entries])


def assert_product(scaled, exact):
    """Entry by entry, relative to the largest."""
    largest = max(abs(entry) for entry in exact.flat)
    for value, entry in zip(scaled.values.flat, exact.flat, strict=True):
        actual = Fraction(float(value)) * Fraction(2) ** scaled.exponent
        assert abs(actual - entry) <= Fraction(1e-11) * largest


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_product_is_the_running_one(activation):
    states = network(activation=activation)
    t = states.steps
    table = ProductTable(states, t)
    for s, running in zip(range(t, -1, -1), running_products(states, t), strict=True):
        product = table.product(s)
        assert product.exponent == running.exponent
        np.testing.assert_array_equal(product.values, running.values)


@pytest.mark.parametrize("kind", KINDS)
def test_products_and_swaps_of_degenerate_networks(kind):
    for seed in range(12):
        states = degenerate(kind, seed, 9)
        t = states.steps
        table = ProductTable(states, t)
        for s in range(t + 1):
            assert_product(table.product(s), fractions(exact_product(states, t, s)))
        for n in range(1, t):
            swap = table.swapped(0, n)
            other = exchanged(states, n)
            exact = fractions(exact_product(other, t, 0))
            assert_product(swap.swapped, exact)
            assert swap.swapped.values.any() == bool(exact.any())


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(
    ("t", "s", "n"), [(2, 0, 1), (9, 0, 4), (70, 3, 4), (70, 3, 65)]
)
def test_a_swap_beside_the_product(activation, t, s, n):
    states = network(activation=activation)
    swap = ProductTable(states, t).swapped(s, n)
    whole, other = (
        fractions(exact_product(run, t, s)) for run in (states, exchanged(states, n))
    )
    assert_product(swap.product, whole)
    assert_product(swap.swapped, other)
    assert_product(swap.difference, other - whole)
    if whole.any():
        unit = max(abs(entry) for entry in whole.flat)
        sizes = [
            sum(float(entry / unit) ** 2 for entry in matrix.flat)
            for matrix in (other - whole, whole)
        ]
        assert swap.relative == pytest.approx((sizes[0] / sizes[1]) ** 0.5, rel=1e-10)
    else:
        assert swap.relative is None
    assert set(swap.after) == {n + 1, n, s + 2, s + 1}
    for place, product in swap.after.items():
        exact = exact_product(exchanged(states, n), t, place - 1)
        assert_product(product, fractions(exact))


def test_equal_factors_commute_and_one_unit_does():
    steps = np.zeros(9, dtype=int)
    params = Params.random(3, 2)
    alike = run_states(params, steps, "identity")
    assert ProductTable(alike, 9).swapped(0, 4).relative == 0
    assert ProductTable(network(1), 9).swapped(0, 4).relative == 0
    assert ProductTable(network(), 9).swapped(0, 4).relative > 0.001


def test_places_are_checked_by_name():
    table = ProductTable(network(), 9)
    refuses(IndexError, ["s is 10", "from 0 to 9"], table.product, 10)
    refuses(IndexError, ["n is 9", "from 1 to 8"], table.swapped, 0, 9)
    refuses(IndexError, ["s is 8", "from 0 to 7"], table.swapped, 8, 9)
    refuses(IndexError, ["t is 121", "from 0 to 120"], ProductTable, network(), 121)
    assert repr(table) == "ProductTable(t=9, D_h=3)"


@pytest.mark.parametrize("kind", KINDS)
def test_a_matrix_is_nilpotent_where_its_power_is_zero(kind):
    for seed in range(40):
        H = degenerate(kind, seed).params.H
        drawn = Params.random(len(H), 2)
        params = Params(H, drawn.L, drawn.U, drawn.h0)
        states = run_states(params, [0], "identity")
        ones = replace(states, slope=np.ones((len(H), len(H))))
        power = exact_product(ones, len(H), 0)
        assert nilpotent(params) == (exact_rank(power.entries) == 0)
