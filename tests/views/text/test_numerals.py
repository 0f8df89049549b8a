"""Tests of written numbers: three significant digits, and a real minus sign."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.text.folding import ends
from views.text.latex import number
from views.text.numerals import count, exponential, percent, short


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


@given(st.floats(0, 1e6))
def test_a_percentage_is_100_only_of_the_whole(share):
    said = percent(share)
    if said.startswith(("over", "just over")):
        assert (0.999 < share < 1) if said.startswith("over") else 1 < share < 1.006
    else:
        assert (said == "100%") == (share == 1)
        value = float(said.removesuffix("%").replace("−", "-").replace(",", ""))
        assert value == pytest.approx(100 * share, rel=5.1e-3, abs=1e-300)


@given(st.floats(-1e5, 1e5))
def test_exponentials_have_no_limits(log):
    mantissa, _, power = exponential(log).replace(",", "").partition("e")
    power = int(power.replace("−", "-") or 0)
    assert math.log(float(mantissa)) + power * math.log(10) == pytest.approx(
        log, abs=6e-3
    )


def test_counts_past_a_billion_are_the_nearest_power_of_ten():
    assert count(99**5) == "about 10^10"
    assert count(10**9 - 1) == "999,999,999"
    assert count(256**98) == "about 10^236"


@given(st.integers(0, 40), st.integers(1, 15), st.sets(st.integers(0, 39), max_size=3))
def test_a_folded_row_has_its_ends_and_what_is_kept(size, most, keep):
    keep = {place for place in keep if place < size}
    places = ends(size, most, keep)
    shown = [place for place in places if place is not None]
    assert shown == sorted(set(shown))
    assert keep <= set(shown)
    if size <= most:
        assert shown == places == list(range(size))
    else:
        assert len(shown) <= most - 1 + len(keep) or most < 3
    for before, place, after in zip(places, places[1:], places[2:], strict=False):
        assert place is not None or after > before + 1
