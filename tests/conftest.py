"""Fixtures for all tests: Hypothesis' settings, BLAS' threads, a browser, the app."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from benchmarks.serving import chromium, served
from tests.browser.visiting import ROOT, Visit
from tools import skipped
from views.runtime.blas_threads import limit_blas_threads

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "here")
limit_blas_threads()
pytest_terminal_summary = skipped.pytest_terminal_summary


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The app, served on loopback for all tests of the run."""
    with served(ROOT / "app.py", ROOT) as app:
        yield app.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as chrome:
        yield chrome


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A new visitor; the test fails if the browser's console has a complaint."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, accept_downloads=True
    )
    guest = Visit(context.new_page(), address)
    yield guest
    context.close()
    assert guest.complaints == []
