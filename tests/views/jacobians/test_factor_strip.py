"""Tests of the factor strip: factors, running products, swaps, omissions."""

import mpmath
import numpy as np
import pytest

from rnn_core import Scaled
from tests.views.jacobians.exact_factors import agree, factors, multiplied
from tests.views.pages import component_data, jacobians_page
from views.address.settings import Config
from views.jacobians.factor_strip import factor_strip, shown
from views.jacobians.horizon import (
    horizon,
)
from views.jacobians.products import log_norm, product, swapped_factors
from views.text.numerals import exponential


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
def test_every_factor_and_running_product_is_that_of_many_digits(activation):
    picture = component_data(
        jacobians_page(to=6, s=2, activation=activation), "factor_strip"
    )
    known = factors(6, activation=activation)
    assert [f["n"] for f in picture["factors"]] == [6, 5, 4, 3]
    order = []
    for factor in picture["factors"]:
        order.append(factor["n"])
        J = np.array(known[factor["n"] - 1].tolist(), dtype=float)
        np.testing.assert_allclose(factor["cells"], J, rtol=1e-12)
        weighted = np.array(factor["slope"])[:, None] * picture["H"]
        np.testing.assert_array_equal(factor["cells"], weighted)
        agree(factor["product"], multiplied(known, order))
    assert picture["order"] is None
    assert picture["largest"] == np.abs([f["cells"] for f in picture["factors"]]).max()


def test_a_thousand_factors_keep_their_pattern():
    strip = factor_strip(Config(), 1000, 1000, 0, 0)
    known = factors(1000)
    whole = multiplied(known, range(1000, 0, -1))
    last = strip["factors"][-1]
    assert last["product"]["exponent"] < -700
    agree(last["product"], whole)
    folded = [f.get("more") or f["n"] for f in strip["factors"]]
    assert folded == [1000, 999, 996, 2, 1]
    norm = mpmath.svd_r(whole, compute_uv=False)[0]
    assert abs(log_norm(Config(), 1000, 1000, 0) - mpmath.log(norm)) < 1e-9


@pytest.mark.parametrize(
    ("t", "s", "n"), [(4, 1, 2), (4, 1, 3), (9, 0, 4), (200, 3, 4), (200, 3, 100)]
)
def test_a_swap_is_the_product_in_that_order_and_its_miss(t, s, n):
    strip = factor_strip(Config(), 200, t, s, n)
    known = factors(t)
    order = list(range(t, s, -1))
    moved = [{n: n + 1, n + 1: n}.get(place, place) for place in order]
    whole, swapped = multiplied(known, order), multiplied(known, moved)
    agree(strip["order"]["kept"], whole)
    agree(strip["order"]["swapped"], swapped)
    agree(strip["order"]["difference"], swapped - whole)
    assert strip["factors"][-1]["product"] == strip["order"]["swapped"]
    relative = mpmath.mnorm(swapped - whole, "f") / mpmath.mnorm(whole, "f")
    assert strip["order"]["relative"] == pytest.approx(float(relative), rel=1e-11)
    for factor in strip["factors"]:
        if "n" in factor:
            assert factor["n"] == moved[order.index(factor["place"])]
            head = moved[: order.index(factor["place"]) + 1]
            agree(factor["product"], multiplied(known, head))


def test_what_commutes_misses_by_nothing():
    alike = Config(activation="identity")
    assert swapped_factors(alike, 9, 9, 0, 4).relative == 0
    assert swapped_factors(Config(D_h=1), 9, 9, 0, 4).relative == 0
    assert swapped_factors(Config(), 9, 9, 0, 4).relative > 0.001
    words = component_data(
        jacobians_page(activation="identity", swap=2), "factor_strip"
    )["words"]
    assert "the same matrix, or commute" in words


def test_dead_units_give_products_of_exactly_zero():
    edits = "L1.1_-9*L1.2_-9"
    page = jacobians_page(
        D_h=1, V=2, activation="relu", edits=edits, to=50, s=0, swap=20
    )
    assert page.markdown[0].value.startswith("**They end in an exact 0.**")
    picture = component_data(page, "factor_strip")
    assert picture["order"]["relative"] is None
    assert picture["words"].startswith("The product is 0")
    assert picture["factors"][-1]["product"]["norm"] == {"value": 0, "exponent": 0}
    assert exponential(-np.inf) == "0"


def test_shown_folds_and_never_hides_the_swap():
    assert shown(4, 0, 0) == [4, 3, 2, 1]
    assert shown(9, 2, 0) == [9, 8, None, 4, 3]
    assert shown(9, 2, 8) == [9, 8, None, 4, 3]
    assert shown(90, 2, 40) == [90, None, 41, 40, None, 3]
    assert shown(90, 2, 3) == [90, 89, None, 4, 3]
    assert shown(90, 2, 4) == [90, None, 5, 4, 3]
    assert shown(3, 3, 0) == []


@pytest.mark.parametrize("exponent", [-3000, -1074, -1, 0, 1, 10, 3321, 4000])
def test_powers_of_two_become_powers_of_ten(exponent):
    values, tens = Scaled.of(np.array([[0.75, -1e-9]]), exponent).decimal()
    assert 1 <= values.max() < 10
    for value, given in zip(values.flat, [0.75, -1e-9], strict=True):
        exact = mpmath.mpf(given) * mpmath.mpf(2) ** exponent
        assert abs(value * mpmath.mpf(10) ** tens / exact - 1) < 3e-16


def test_products_from_kept_ones_are_those_from_the_start():
    states = horizon(Config(D_h=5), 300).states
    for s in (300, 299, 251, 250, 249, 100, 0):
        kept = product(Config(D_h=5), 300, 300, s)
        whole = np.eye(5)
        for slope in states.slope[s:300][::-1]:
            whole = whole * slope @ states.params.H
        known = np.ldexp(kept.values, kept.exponent)
        np.testing.assert_allclose(known, whole, rtol=1e-12)
