"""The page Derive, opened in a browser, and a phone."""

import pytest

from tests.browser.derive_page import READY
from tests.browser.visiting import Visit


@pytest.fixture
def derive(visit):
    def open_page(**query):
        asked = "".join(f"&{name}={value}" for name, value in query.items())
        return visit.open("/?page=derive" + asked, READY)

    return open_page


@pytest.fixture
def phone(browser, address):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    guest = Visit(context.new_page(), address)
    yield guest
    context.close()
    assert guest.complaints == []
