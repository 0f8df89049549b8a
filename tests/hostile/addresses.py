"""Random addresses of every kind, and the pages that they open."""

from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.hostile.strangers import (
    NAMES,
    NUMBERS,
    texts,
)
from tests.views.pages import APP
from views.address.query import format_value, read_address
from views.address.settings import PAGES, SETTINGS, Choice, Number, Text

PIECES = (
    *("H1.2_0.5", "L3.4_-1", "U6.1_2e-05", "h2_0.25", "x3_sea", "step_0.5_mean_w2"),
    *(
        "H0.1_1",
        "H999999.999999_1",
        "H1.2_nan",
        "H1.2_1e999",
        "H1.2_",
        "x0_a",
        "x1_<b>",
    ),
    *("step_-1", "step_1e6", "step_1e-300", "step_inf", "step_0.5_w999", "H1.2_1_0"),
    *("h1_1e6", "H1.1_-1e6", "U1.1_١", "x99_\u202e", "**", "__proto__", "step_" * 9),
)


def value_of(name):
    """A value in range, out of range, or of the wrong kind."""
    setting = SETTINGS.get(name)
    odd = st.one_of(st.sampled_from(NUMBERS), texts(40), st.just("9" * 100_000))
    if isinstance(setting, Number):
        near = st.integers(int(setting.low) - 2, int(min(setting.high, 400)) + 2)
        exact = st.floats().map(repr) | st.floats(setting.low, setting.high).map(
            format_value
        )
        return st.one_of(near.map(str), near.map(str), exact, odd)
    if isinstance(setting, Choice):
        return st.sampled_from(setting.options) | odd
    if name == "edits":
        return st.lists(st.sampled_from(PIECES) | texts(3), max_size=70).map("*".join)
    if name == "text":
        return texts() | st.just("a b " * 25_000)
    return st.sampled_from([*PAGES, *NAMES]) | odd


def queries(most=8):
    """Pairs of names and values in any order, with repeated names."""
    names = st.sampled_from([*SETTINGS, "page", *NAMES]) | texts(5)
    pair = names.flatmap(lambda name: st.tuples(st.just(name), value_of(name)))
    return st.lists(pair, max_size=most)


def within(values):
    for name, value in values.items():
        setting = SETTINGS[name]
        if isinstance(setting, Number):
            assert type(value) is setting.kind
            assert setting.low <= value <= setting.high
        elif isinstance(setting, Choice):
            assert value in setting.options
        else:
            assert isinstance(setting, Text)
            assert len(value) <= setting.longest
            value.encode()


def opened(pairs, **state):
    """Open the page of an address; a repeated name is repeated there too.

    state: what the session already has.
    """
    page = AppTest.from_file(APP, default_timeout=120)
    for name, value in state.items():
        page.session_state[name] = value
    asked = {}
    for name, value in pairs:
        asked.setdefault(name, []).append(value)
    for name, values in asked.items():
        page.query_params[name] = values
    page.run()
    assert not page.exception, (asked, page.exception[0].stack_trace)
    return page


SMALL = {"D_h": 6, "V": 12, "T": 8, "horizon": 40}
"""Sizes up to which whole pages are run in the short form."""


def bounded(pairs):
    """An address with small sizes in place of large ones."""
    values = read_address(dict(pairs)).values
    return [*pairs, *((n, str(v)) for n, v in SMALL.items() if values.get(n, 0) > v)]
