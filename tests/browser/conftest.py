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
def walker(browser, address):
    """A visitor who follows many addresses, each without loading the app anew."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        guest = Visit(context.new_page(), address)
        yield guest
        assert guest.complaints == []


@pytest.fixture
def phone(visitors):
    size = {"width": 390, "height": 844}
    with visitors.visitor(viewport=size, has_touch=True, is_mobile=True) as guest:
        yield guest
