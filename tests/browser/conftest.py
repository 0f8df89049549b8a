"""The page Derive, opened in a browser, and a phone."""

import pytest

from tests.browser.derive_page import READY


@pytest.fixture
def derive(visit):
    def open_page(**query):
        asked = "".join(f"&{name}={value}" for name, value in query.items())
        return visit.open("/?page=derive" + asked, READY)

    return open_page


@pytest.fixture
def phone(visitors):
    size = {"width": 390, "height": 844}
    with visitors.visitor(viewport=size, has_touch=True, is_mobile=True) as guest:
        yield guest
