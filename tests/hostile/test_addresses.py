"""Tests that any address opens a view within its limits, with messages for the rest."""

from urllib.parse import parse_qsl, quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.addresses import bounded, opened, queries, within
from tests.hostile.strangers import (
    HALVES,
    MARKUP,
    SIGNS,
    SOAK,
    TEX,
    is_plain,
    many,
)
from tests.views.pages import notices_of
from views.address.query import format_value, read_address
from views.address.settings import PAGES
from views.model import edits


def turned(pairs):
    """Ten addresses from one: each name with its own value, then with other ones."""
    names = [name for name, _ in pairs]
    for by in range(10):
        yield {names[m - by % len(names)]: raw for m, (_, raw) in enumerate(pairs)}


@settings(max_examples=many(1000), suppress_health_check=list(HealthCheck))
@given(queries().filter(bool))
def test_any_address_is_read(pairs):
    """10,000 of them, or a sixth."""
    for query in turned(pairs):
        harmless(query)


def harmless(query):
    values, notices = read_address(query)
    within(values)
    assert all(map(is_plain, notices)), notices
    again = read_address({name: format_value(value) for name, value in values.items()})
    assert again.notices == []
    assert read_address({n: format_value(v) for n, v in again.values.items()}) == again
    parsed = edits.parse_edits(str(values.get("edits", "")))
    assert all(map(is_plain, parsed.notices)), parsed.notices
    assert (
        edits.parse_edits(edits.write_edits(parsed.operations)).operations
        == parsed.operations
    )


@settings(max_examples=many(1000))
@given(
    st.lists(st.binary(max_size=12) | st.sampled_from([b"=", b"&", b"%", b"%ED%A0%80"]))
)
def test_percent_garbage_is_read(parts):
    raw = "".join(quote_from_bytes(p, safe="=&%") for p in parts)
    values, notices = read_address(
        dict(parse_qsl(f"text={raw}", keep_blank_values=True))
    )
    within(values)
    assert all(map(is_plain, notices)), notices


@pytest.mark.parametrize("raw", [*HALVES, *SIGNS, *MARKUP, *TEX])
@pytest.mark.parametrize("name", ["T", "text", "edits", "matrix", "page", "new"])
def test_a_sentence_that_quotes_stays_one_sentence(name, raw):
    for query in ({name: raw}, {name + raw: raw}, {name: raw * 5000}):
        values, notices = read_address(query)
        within(values)
        assert all(map(is_plain, notices)), notices
        for notice in edits.parse_edits(raw).notices:
            assert is_plain(notice), notice


def test_many_wrong_things_are_counted_not_listed():
    page = opened([(f"n{k}", "1") for k in range(900)])
    assert len(notices_of(page)) < 20
    assert notices_of(page)[-1] == "And 888 more."


@settings(
    max_examples=2000 if SOAK else 6,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
@given(pairs=queries(12))
@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_whatever_its_address_says(name, pairs):
    page = opened([*(pairs if SOAK else bounded(pairs)), ("page", name)])
    assert all(line.isprintable() for line in notices_of(page)), notices_of(page)
