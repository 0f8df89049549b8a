"""Tests of the whole app without a browser: smallest to largest, and bad addresses."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.views.pages import component_data, notices_of, open_page
from views.address.settings import SETTINGS


def test_the_default_view():
    page = open_page()
    assert not page.exception
    assert notices_of(page) == []
    network = component_data(page, "network")
    picked = [network[name] for name in ("matrix", "i", "j", "t", "k")]
    assert picked == ["H", 1, 2, 3, 0]
    assert (network["T"], network["D"]) == (4, 3)


@pytest.mark.parametrize(
    "query",
    [
        {"D_h": 1, "V": 2, "T": 1},
        {"D_h": 256, "V": 10_000, "T": 100, "t": 100, "k": 50},
        {"D_h": 8, "V": 20, "T": 12, "matrix": "L", "j": 20},
        {"D_h": 8, "V": 20, "T": 12, "matrix": "U", "i": 20, "j": 8},
        {"scale": 16, "T": 40, "t": 40},
        {"derivation": "hidden-weights", "line": 6, "show": "numbers"},
        {"derivation": "instance-sum", "line": 12, "show": "numbers", "T": 10},
        {"text": "a a a a a a", "V": 2},
        {"text": "😀 🎉 שלום עולם مرحبا"},
    ],
)
def test_no_traceback_at_any_size(query):
    page = open_page(**query)
    assert not page.exception
    network = component_data(page, "network")
    for name in ("matrix", "i", "j", "t", "k"):
        if name in query:
            assert network[name] == query[name]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"T": "abc"}, "T = “abc” is not a whole number: 4 is used."),
        ({"T": "500"}, "T = “500” is not from 1 to 100: 100 is used."),
        ({"t": "9"}, "t = 9 does not fit T = 4: 4 is used."),
        ({"k": "3", "t": "2"}, "k = 3 does not fit t = 2: 1 is used."),
        ({"i": "4"}, "i = 4 does not fit D_h = 3: 3 is used."),
        ({"matrix": "Q"}, "matrix = “Q” is none of H, L, U: H is used."),
        ({"nonsense": "1"}, "The address has “nonsense”, which means nothing here."),
    ],
)
def test_what_an_address_gets_wrong_is_said(query, expected):
    page = open_page(**query)
    assert not page.exception
    assert expected in notices_of(page)


def test_a_corrected_value_reaches_widget_and_picture():
    page = open_page(T="500", t="77")
    assert page.select_slider(key="T").value == 100
    assert component_data(page, "network")["t"] == 77


def test_a_value_between_the_sliders_stops_is_kept():
    page = open_page(D_h="37", scale="1.234", V="13")
    assert page.select_slider(key="D_h").value == 37
    assert page.select_slider(key="scale").value == 1.234
    assert component_data(page, "network")["D"] == 37


def test_a_smaller_network_moves_the_selection_and_says_so():
    page = open_page(D_h="5", i="5", t="4")
    page.select_slider(key="D_h").set_value(2).run()
    assert not page.exception
    assert component_data(page, "network")["i"] == 2
    assert "i = 5 does not fit D_h = 2: 2 is used." in notices_of(page)


def test_a_useless_text_stays_in_its_field():
    page = open_page()
    page.text_input(key="text").set_value("!!").run()
    assert page.text_input(key="text").value == "!!"
    assert any("fewer than two words" in line for line in notices_of(page))
    assert component_data(page, "network")["words"][0] == "the"


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from([*SETTINGS, "page", "other"]),
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(["0", "-1", "7", "1e9", "NaN", "H", "U", "<b>", "$x$"]),
        ),
        max_size=6,
    )
)
def test_no_address_raises(query):
    query = {k: v for k, v in query.items() if k not in ("D_h", "V")}
    page = open_page(**query)
    assert not page.exception
    network = component_data(page, "network")
    assert 0 <= network["k"] < network["t"] <= network["T"]
