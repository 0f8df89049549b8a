"""The browser and the app of the browser's tests."""

from tests.browser.conftest import address, browser

__all__ = ["address", "browser"]
