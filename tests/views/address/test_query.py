"""Tests of reading an address, and of what in it cannot be used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.address.query import read_address
from views.address.settings import (
    SETTINGS,
    Choice,
    Number,
    Text,
    choice_setting,
    number_setting,
    text_setting,
)


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("D_h", "5", 5),
        ("D_h", "5.0", 5),
        ("scale", "16", 16.0),
        ("scale", "1e-1", 0.1),
        ("matrix", "U", "U"),
        ("text", "", ""),
        ("k", "0", 0),
        ("show", "numbers", "numbers"),
    ],
)
def test_what_fits_is_taken_as_it_is(name, raw, value):
    assert read_address({name: raw}) == ({name: value}, [])


@pytest.mark.parametrize(
    ("name", "raw", "value", "said"),
    [
        ("T", "abc", 4, "T = “abc” is not a whole number: 4 is used."),
        ("T", "2.5", 4, "T = “2.5” is not a whole number: 4 is used."),
        ("T", "nan", 4, "T = “nan” is not a whole number: 4 is used."),
        ("T", "inf", 4, "T = “inf” is not a whole number: 4 is used."),
        ("T", "", 4, "T = “” is not a whole number: 4 is used."),
        ("T", "500", 100, "T = “500” is not from 1 to 100: 100 is used."),
        ("V", "1", 2, "V = “1” is not from 2 to 10000: 2 is used."),
        ("scale", "0", 0.01, "scale = “0” is not from 0.01 to 16: 0.01 is used."),
        ("j", "-3", 1, "j = “-3” is not 1 or more: 1 is used."),
        ("matrix", "X", "H", "matrix = “X” is none of H, L, U: H is used."),
    ],
)
def test_what_does_not_fit_is_replaced_and_said(name, raw, value, said):
    assert read_address({name: raw}) == ({name: value}, [said])


def test_unknown_names_and_pages_are_said():
    values, notices = read_address({"foo": "1", "page": "nowhere", "embed": "true"})
    assert values == {}
    assert len(notices) == 2
    assert "“foo”" in notices[0]
    assert "“nowhere”" in notices[1]


def test_a_text_that_is_too_long_is_cut():
    values, notices = read_address({"text": "a " * 600})
    assert values["text"] == "a " * 500
    assert "1,200 characters" in notices[0]


@given(st.dictionaries(st.sampled_from([*SETTINGS, "page", "x"]), st.text()))
def test_any_address_gives_settings_within_their_limits(query):
    values, _ = read_address(query)
    for name, value in values.items():
        setting = SETTINGS[name]
        if isinstance(setting, Number):
            assert type(value) is setting.kind
            assert setting.low <= value <= setting.high
        elif isinstance(setting, Choice):
            assert value in setting.options
        elif isinstance(setting, Text):
            assert len(value) <= setting.longest


@pytest.mark.parametrize(
    ("accessor", "kind"),
    [(number_setting, Number), (choice_setting, Choice), (text_setting, Text)],
)
def test_a_setting_is_given_as_its_kind_or_refused(accessor, kind):
    for name, setting in SETTINGS.items():
        if isinstance(setting, kind):
            assert accessor(name) is setting
        else:
            with pytest.raises(TypeError, match=f"the setting {name} is not a "):
                accessor(name)
