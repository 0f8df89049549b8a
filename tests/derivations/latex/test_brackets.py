"""Tests of brackets that only a wrong line, or one that someone types, asks for."""

import sympy as sp

from derivations.language.symbols import (
    D,
    Partial,
    T,
    V,
    h,
    i,
    k,
    onehot_y,
    sigma,
    t,
    v,
    w,
    yhat,
    z,
)
from derivations.latex.printer import latex


def test_terms_before_a_sum_that_they_multiply_have_brackets():
    terms = 1 - yhat[t, w]
    total = sp.Sum(onehot_y[t, v] * terms, (v, 1, V))
    front = r"\left( 1 - \hat{y}_w^{(t)} \right)"
    assert latex(total) == rf"{front} \sum_{{v=1}}^{{|V|}} y_v^{{(t)}}"


def test_a_product_over_an_index_has_brackets_before_other_factors():
    product = sp.Product(h[k, i], (k, 1, T))
    assert latex(product * sp.Sum(z[t, w], (w, 1, D))).startswith(r"\left( \prod_{k=1}")
    assert latex(product * h[t, i]) == r"h_i^{(t)} \prod_{k=1}^{T} h_i^{(k)}"


def test_a_derivative_by_a_state_that_its_chain_does_not_reach_is_written():
    """The written-out numerator has no sum to take an index from."""
    wrong = Partial(sp.S(1), z[t + 1, i]) * Partial(sigma(z[t, i]), z[t, i])
    linked = Partial(h[t, i], z[t + 1, i]) * Partial(sigma(z[t, i]), z[t, i])
    for expr in (wrong, linked):
        assert r"\sigma\left( z_i^{(t)} \right)" in latex(expr)
