"""Tests of what is said of the slips that typing makes most often."""

import pytest

from derivations import Unreadable, parse


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("dJ^(t)/dz_i^(t) = h_i^(t)", "write what follows the ="),
        ("delta_k^(o,t) U_ki", "a sum over k before it may be missing"),
        ("sum_l U_lk", "sums bring l; a sum over k before it may be missing"),
    ],
)
def test_a_slip_of_typing_gets_advice(typed, advice):
    with pytest.raises(Unreadable, match=advice):
        parse(typed, "hidden-error", 2)
