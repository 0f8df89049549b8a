"""Fixtures for all tests: Hypothesis' settings, BLAS' threads, a browser, the app."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect

from benchmarks.serving import chromium, served
from tests.browser.visiting import ROOT, Visit
from tests.browser.visitors import SWITCHES, Visitors
from tools import skipped
from views.runtime.blas_threads import limit_blas_threads

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=30)
settings.load_profile("ci" if os.environ.get("CI") else "here")
limit_blas_threads()
expect.set_options(timeout=40_000)
pytest_terminal_summary = skipped.pytest_terminal_summary


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The app, served on loopback for all tests of the run."""
    with served(ROOT / "app.py", ROOT) as app:
        yield app.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium(*SWITCHES) as chrome:
        yield chrome


@pytest.fixture(scope="session")
def visitors(browser: Browser, address: str) -> Visitors:
    return Visitors(browser, address)


@pytest.fixture
def visit(visitors: Visitors) -> Iterator[Visit]:
    """A new visitor; the test fails if the browser's console has a complaint."""
    with visitors.visitor(viewport={"width": 1280, "height": 900}) as guest:
        yield guest
