"""Tests that any text is read as words only, wherever it comes from."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from rnn_core import tokenize
from tests.hostile.addresses import opened
from tests.hostile.strangers import HALVES, SOAK, is_plain, many, texts
from tests.views.pages import notices_of
from views.address.settings import (
    PAGES,
    SETTINGS,
    Config,
    Selection,
    text_setting,
)
from views.model.model import model
from views.unroll.network import network
from views.unroll.whatif.weight_tables import tables

TEXT = text_setting("text")
LONGEST = TEXT.longest
SIGNS_OF_OTHERS = set('<>$\\{}[]()_#&=%`"/:;.,|* \r\n\t\x00\u202e\u2028\ufeff')
"""What markup, TeX and addresses are made of, and what cannot be seen."""
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(HALVES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(3), inner),
    max_leaves=5,
)


@settings(max_examples=many(1000), suppress_health_check=list(HealthCheck))
@given(texts(1000))
def test_any_text_is_words(text):
    text = text[:LONGEST]
    words = tokenize(text)
    assert not any(set(word) & SIGNS_OF_OTHERS for word in words)
    net = model(Config(text=text, T=3, V=5, D_h=2))
    assert all(map(is_plain, net.passage.notices)), net.passage.notices
    shown = network(net, Selection("H", 1, 2, 1, 0), "")
    assert json.loads(json.dumps(shown, allow_nan=False)) is not None
    known = {*net.passage.vocabulary.words, *(f"#{n}" for n in range(1, 6))}
    assert {*shown["words"]} <= known
    typed = tables(net, Selection("L", 1, 2, 1, 0), False, False)
    assert {cell for (cell,) in typed["tables"][0]["cells"]} <= known


@settings(max_examples=1000 if SOAK else 4, suppress_health_check=list(HealthCheck))
@given(text=texts(1000))
@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_whatever_its_text_says(name, text):
    page = opened([("page", name), ("text", text), ("whatif", "edit"), ("T", "3")])
    assert all(line.isprintable() for line in notices_of(page)), notices_of(page)
    meant = [part.value for part in (*page.markdown, *page.latex)]
    assert not any("hacked=" in part or "evil." in part for part in meant), meant


KEYS = ("do", "value", "matrix", "i", "j", "t", "k", "line", "n", "of")
VALUES = st.one_of(
    ANYTHING,
    st.sampled_from(["undo", "redo", "reset", "x", "H", "L", "h0", 1, 2.5, 1e300]),
    texts(30),
)


def listening(sent):
    import streamlit as st

    from views.address.settings import SETTINGS
    from views.derive import controls as derive_controls
    from views.jacobians import controls as jacobians_controls
    from views.shell import selection
    from views.shell.state import take_pending
    from views.unroll.whatif import curves, edit_history

    for name, setting in SETTINGS.items():
        st.session_state.setdefault(name, setting.default)
    for message in sent:
        selection.set_selection(message)
        edit_history.apply_sent_edit(message)
        jacobians_controls.set_swap(message)
        derive_controls.set_line(message)
        derive_controls.set_element(message)
        derive_controls.open_derivation(message)
        curves.number_sent(message, SETTINGS["nudge"])
    st.text("\n".join(take_pending()))
    for name in SETTINGS:
        st.text(st.session_state[name])


@settings(max_examples=2000 if SOAK else 12, suppress_health_check=list(HealthCheck))
@given(st.lists(ANYTHING | st.dictionaries(st.sampled_from(KEYS), VALUES), max_size=9))
def test_a_browser_can_send_anything(sent):
    page = AppTest.from_function(listening, args=(sent,), default_timeout=60).run()
    assert not page.exception, (sent, page.exception[0].stack_trace)
    assert all(map(is_plain, filter(None, page.text[0].value.split("\n")))), sent


OWN = "zqxa zqxb zqxc zqxa zqxb"
WHAT_IFS = SETTINGS["whatif"].options


@pytest.mark.parametrize(
    "query",
    [{"page": name} for name in PAGES] + [{"whatif": name} for name in WHAT_IFS],
    ids=str,
)
def test_no_word_goes_where_signs_mean_something(query):
    page = opened([*query.items(), ("text", OWN), ("matrix", "L"), ("k", "2")])
    meant = [*page.markdown, *page.latex, *page.get("html"), *page.get("heading")]
    assert meant
    for part in meant:
        assert "zqx" not in str(part.proto), part
    labels = [str(getattr(part, "label", "")) for part in page.main]
    assert not any("zqx" in label for label in labels)
