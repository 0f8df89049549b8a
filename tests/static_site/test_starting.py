"""Tests of what a stranger is told where the app cannot start."""

import re

import pytest
from playwright.sync_api import expect

from static_site.build import SITE
from tests.browser.unroll_page import edge

FAILED = "#coming.failed"
NO_PYTHON = "delete globalThis.WebAssembly"


@pytest.fixture
def stranger(browser):
    with browser.new_context(service_workers="block") as context:
        yield context.new_page()


def said(page):
    expect(page.locator(FAILED)).to_have_attribute("role", "alert")
    return page.locator(FAILED).inner_text()


@pytest.mark.parametrize(
    "name", ["stlite/stlite.js", "boot.mjs", "first.zip", "pyodide/pyodide.asm.wasm"]
)
def test_a_file_that_is_missing_is_named(stranger, host, name):
    stranger.context.route(f"**/{name}", lambda route: route.fulfill(status=404))
    stranger.goto(f"{host}course/unrolled/")
    words = said(stranger)
    assert words.startswith("The app did not come: ")
    assert name in words or "one of its files is missing" in words
    assert "What you see works without it." in words
    first = stranger.frame_locator("#first")
    first.locator(edge(1, 3, 1)).dispatch_event("click")
    expect(first.get_by_label("Row i, unit")).to_have_value("3")
    stranger.context.unroute(f"**/{name}")
    stranger.get_by_role("button", name="Load again").click()
    expect(stranger.locator(FAILED)).to_have_count(0)


def test_a_file_that_is_not_reached_is_named_where_there_is_no_picture(stranger, host):
    stranger.context.route("**/first.zip", lambda route: route.abort())
    stranger.goto(f"{host}course/unrolled/?seed=3")
    words = said(stranger)
    assert "first.zip was not to be reached" in words
    assert "What you see" not in words


def test_a_browser_without_webassembly_is_told(stranger, host):
    stranger.add_init_script(NO_PYTHON)
    stranger.goto(f"{host}course/unrolled/")
    assert "This browser cannot run Python" in said(stranger)
    expect(stranger.get_by_role("button", name="Load again")).to_have_count(0)


def test_from_a_file_it_says_how_to_serve_the_folder(stranger, host):
    stranger.goto((SITE / "index.html").as_uri())
    assert "python -m http.server --bind 127.0.0.1" in said(stranger)
    picture = stranger.frame_locator("#first").locator(".network svg").first
    expect(picture).to_be_visible()


def test_without_javascript_it_says_so():
    """A browser that is driven reads no <noscript>, so the page is read."""
    html = (SITE / "index.html").read_text(encoding="utf-8")
    (said,) = re.findall("<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert "<p>The app needs JavaScript, which is switched off" in said
    assert "#coming { display: none; }" in said
