"""Tests of faults: a killed server, a lost connection, two tabs, an old link."""

import numpy as np
import pytest
from playwright.sync_api import expect

from benchmarks.serving import free_port, served
from tests.browser.visiting import READY, ROOT, Visit
from tests.faults.relay import Relay
from views.address.settings import Config
from views.model.model import model

TEXT = "one two three one two four one five"
AGAIN = 30_000
"""Milliseconds that a browser may take to come back."""


@pytest.fixture
def guest(browser):
    """A visitor who may see network errors in the console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield lambda url: Visit(context.new_page(), url)
    context.close()


def typed(visit):
    """Type words and pick a cell; returns the triangle's numbers and the query."""
    visit.open("/?T=5&D_h=4")
    visit.act(lambda: visit.page.get_by_label("Text", exact=True).fill(TEXT))
    cells = visit.page.locator(".triangle .cell[tabindex]")
    visit.act(lambda: cells.nth(7).click())
    return triangle(visit), visit.query()


def triangle(visit):
    return visit.page.locator(".triangle .cell[data-value]").evaluate_all(
        "cells => cells.map(cell => Number(cell.dataset.value))"
    )


def back_again(visit, before):
    """Wait until the browser has reconnected by itself and run the script."""
    visit.page.wait_for_function(
        "n => document.querySelector('[data-testid=stConnectionStatus]') === null",
        arg=0,
        timeout=AGAIN,
    )
    visit.wait_for_run(before)


def the_view(visit, numbers, query):
    assert visit.query() == query
    expect(visit.page.get_by_label("Text", exact=True)).to_have_value(TEXT)
    assert triangle(visit) == numbers
    cells = visit.page.locator(".triangle .cell[tabindex]")
    visit.act(lambda: cells.nth(2).click())
    values = model(Config(text=TEXT, T=5, D_h=4)).back.instances("H", 0, 1)
    shown = [v for v in triangle(visit) if v]
    expected = values[np.tril_indices(5)]
    assert set(expected[expected != 0]) <= set(shown)


def test_the_server_is_killed_and_started_again(guest):
    port = free_port()
    with served(ROOT / "app.py", ROOT, port=port) as app:
        visit = guest(app.url)
        view = typed(visit)
        before = visit.finished
    with served(ROOT / "app.py", ROOT, port=port):
        back_again(visit, before)
        the_view(visit, *view)
        visit.page.reload()
        visit.settle()
        expect(visit.page.get_by_label("Text", exact=True)).to_have_value(TEXT)


def test_who_only_watches_has_the_page_again_too(guest):
    port = free_port()
    with served(ROOT / "app.py", ROOT, port=port) as app:
        visit = guest(app.url)
        visit.open("/?T=5")
        before, query = visit.finished, visit.query()
    with served(ROOT / "app.py", ROOT, port=port):
        back_again(visit, before)
        assert visit.query() == query
        cells = visit.page.locator(".triangle .cell[tabindex]")
        visit.act(lambda: cells.nth(7).click())
        back = model(Config(T=5)).back.instances("H", 0, 1)
        assert visit.value(".triangle .cell[aria-selected=true]") == back[3, 1]


def test_the_connection_breaks_and_comes_back(guest, address):
    relay = Relay(int(address.rsplit(":", 1)[1]))
    try:
        visit = guest(f"http://127.0.0.1:{relay.port}")
        view = typed(visit)
        before = visit.finished
        relay.cut()
        visit.page.wait_for_selector(
            "[data-testid=stApp]:not([data-test-connection-state=CONNECTED])"
        )
        relay.mend()
        back_again(visit, before)
        the_view(visit, *view)
    finally:
        relay.cut()


def test_two_tabs_are_two_views(guest, address):
    first, other = guest(address), guest(address)
    first.open("/?T=5")
    other.open("/?T=3&i=2&j=2")
    cells = first.page.locator(".triangle .cell[tabindex]")
    first.act(lambda: cells.nth(4).click())
    other.page.reload()
    other.settle()
    other.wait_for_query("T=3")
    other.wait_for_query(without="k=")
    terms = model(Config(T=3)).back.instances("H", 1, 1)
    assert triangle(other) == terms.ravel().tolist()


def test_a_link_of_another_version_is_read_as_far_as_it_goes(guest, address):
    visit = guest(address)
    visit.open("/?T=5&colour=red&matrix=W&t=5&k=2", READY)
    said = visit.page.get_by_test_id("stText").first.inner_text()
    assert "“colour”, which means nothing here" in said
    assert "matrix = “W” is none of H, L, U: H is used" in said
    terms = model(Config(T=5)).back.instances("H", 0, 1)
    assert visit.value(".triangle .cell[aria-selected=true]") == terms[4, 2]
