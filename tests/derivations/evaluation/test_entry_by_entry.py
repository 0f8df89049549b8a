"""Tests of functions of arrays that have no name: sigma(H h + L), 1 - H^T delta."""

import numpy as np
import pytest
import sympy as sp

from derivations.evaluation.activation import NAMES
from derivations.evaluation.counting import cost
from derivations.evaluation.evaluate import evaluate
from derivations.language.symbols import (
    Column,
    Complement,
    H,
    Hadamard,
    L,
    Positive,
    Transposed,
    Whole,
    dsigma,
    h,
    sigma,
    t,
    x,
    z,
)
from tests.derivations.judging.networks import network

INPUT = Whole(H) * Whole(h, t - 1) + Column(L, x(t))


@pytest.mark.parametrize("activation", NAMES)
@pytest.mark.parametrize("of", [sigma, dsigma, Positive, Complement])
def test_a_function_of_h_times_h_is_that_of_z(activation, of):
    net = network(activation)
    for step in range(1, net.T + 1):
        long, short = (evaluate(of(a), net, {t: step}) for a in (INPUT, Whole(z, t)))
        assert np.shape(long) == (net.D, 1)
        np.testing.assert_allclose(long, short, rtol=1e-12)


def test_exponentials_and_logarithms():
    net = network()
    expr = sp.log(sp.exp(Whole(H) * Whole(h, t)))
    plain = net.params.H @ net.h[2][:, None]
    np.testing.assert_allclose(evaluate(expr, net, {t: 2}), plain, rtol=1e-12)


def test_within_products_and_transposes():
    net = network()
    expr = Hadamard(sigma(INPUT), Complement(sigma(INPUT)))
    slope = net.h[3] * (1 - net.h[3])
    np.testing.assert_allclose(
        evaluate(Transposed(expr), net, {t: 3}), slope[None, :], rtol=1e-12
    )


def test_they_are_counted():
    takes = cost([Complement(INPUT)], network().sizes)
    assert takes.operations > cost([INPUT], network().sizes).operations > 0
