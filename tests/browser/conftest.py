"""The page Derive, opened in a browser."""

import pytest

from tests.browser.derive_page import READY


@pytest.fixture
def derive(visit):
    def open_page(**query):
        asked = "".join(f"&{name}={value}" for name, value in query.items())
        return visit.open("/?page=derive" + asked, READY)

    return open_page
