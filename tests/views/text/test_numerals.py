"""Three significant digits and a real minus sign."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.text.latex import number
from views.text.numerals import short


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1.00"),
        (-0.0123456, "−0.0123"),
        (0.9999, "1.00"),
        (12345.6, "12,346"),
        (99999.9, "1.00e5"),
        (0.0001, "0.000100"),
        (0.00009999, "0.000100"),
        (0.0000123, "1.23e−5"),
        (-4.5678e-123, "−4.57e−123"),
        (6.02e23, "6.02e23"),
    ],
)
def test_short(value, written):
    assert short(value) == written


def test_formulas_write_powers_of_ten_and_carry_all_digits():
    assert number(-4.5678e-12) == (
        r"\htmlData{value=-4.5678e-12}{-4.57 \times 10^{-12}}"
    )
    assert number(12345.6) == r"\htmlData{value=12345.6}{12{,}346}"


@given(st.floats(-1e300, 1e300))
def test_short_keeps_three_digits(value):
    read_back = float(short(value).replace("−", "-").replace(",", ""))
    assert math.isclose(read_back, value, rel_tol=5.1e-3, abs_tol=0)
