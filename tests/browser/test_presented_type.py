"""Presented type is at least 1/45 of the screen's height."""

import pytest

from tests.browser.presented_type import PRESENTED, SMALL

SIZES = ((1280, 720), (1920, 1080))
CUT = """() => { const m = document.querySelector('[data-testid=stMain]');
  return m.scrollWidth - m.clientWidth; }"""


@pytest.mark.parametrize("path", PRESENTED)
def test_presented_type_can_be_read_from_the_last_row(visit, path):
    visit.page.set_viewport_size({"width": 1280, "height": 720})
    visit.open(path + "&present=on", PRESENTED[path])
    for width, height in SIZES:
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.page.wait_for_timeout(950)
        small = visit.page.evaluate(SMALL, height / 45)
        assert small == [], (width, height)
        assert visit.page.evaluate(CUT) <= 0
