"""Tests that a link opens the same view on the site and on a server, either way."""

from random import Random
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.browser.tour_scenes import asked
from tests.browser.unroll_page import SENTENCE
from tests.walks import SOAK, sample
from views.address.query import format_value
from views.address.settings import HOME, PAGES, SETTINGS, Choice, Number

HERE = "[data-testid=stMainBlockContainer]"
TEXTS = {
    "text": SENTENCE,
    "edits": "H1.2_0.5*x3_sea",
    "train": "steps=40,clip=1",
    "compare": "gain=2",
    "written": "h_j^(t)",
    "gradient": "dH = [[0.1, 0.2], [0.3, 0.4]]",
}
SMALL = 6
"""How large whole numbers are: a visitor's time goes into no large network."""
SEEDS = range(10 if SOAK else 1)


def link(page, seed):
    """A link of the server to a page, with half of all settings, none a default."""
    draw = Random(f"{page} {seed}")
    names = [name for name in SETTINGS if name != "network"]
    chosen = {
        name: value
        for name in sorted(draw.sample(names, len(names) // 2))
        if (value := drawn(name, draw)) != SETTINGS[name].default
    }
    return "?" + urlencode({"page": page} | chosen)


def drawn(name, draw):
    setting = SETTINGS[name]
    if isinstance(setting, Choice):
        return draw.choice(setting.options)
    if not isinstance(setting, Number):
        return TEXTS[name]
    if setting.kind is int:
        high = min(setting.high, max(setting.low, 1) + SMALL)
        return draw.randint(int(setting.low), int(high))
    return format_value(draw.uniform(setting.low, min(setting.high, 4)))


def view(address):
    """The page of an address, and its settings that are not defaults."""
    parts = urlsplit(address)
    last = parts.path.rsplit("/", 1)[-1]
    query = dict(parse_qsl(parts.query))
    return last if last in PAGES else query.get("page", HOME), asked(parts.query)


def arrives(guest, expected):
    """Wait until the page says that it has followed a link, and shows this view."""
    guest.page.wait_for_function("document.unrolled.heard >= document.unrolled.asked")
    guest.wait((HERE,))
    guest.wait_until(
        lambda: view(guest.page.url) == expected, f"{expected} in {guest.page.url}"
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("page", sample(PAGES, 3))
def test_a_link_leads_to_the_same_address_on_both(guest, visit, page, seed):
    """The address that a link ends at is made of what is shown, corrected where it
    has to be; it is the same link again.
    """
    there = link(page, seed)
    visit.open("/" + there, (HERE,))
    expected = view(visit.page.url)
    assert expected[0] == page
    guest.follow(guest.address + there, (HERE,))
    arrives(guest, expected)
