"""The app and the browser of the browser tests."""

from tests.browser.conftest import address, browser, visit

__all__ = ["address", "browser", "visit"]
