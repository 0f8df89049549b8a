"""Tests of two copies behind nginx: a visitor moves from one to the other."""

import os
import signal
import urllib.request
from contextlib import ExitStack
from urllib.parse import quote

import psutil
import pytest

from benchmarks.serving import served
from tests.browser.visiting import ROOT, Visit
from tests.deploy.proxy import nginx, proxied
from views.address.query import fits_link
from views.address.settings import SETTINGS, Config, Text
from views.model.model import model

WIDEST = "𐐀"
"""A letter that takes four bytes, and twelve signs of an address."""


def longest_link():
    """A link as long as any that the app can make."""
    parts = []
    for name, setting in SETTINGS.items():
        if isinstance(setting, Text):
            words = ((WIDEST * 7 + " ") * 200)[: setting.longest]
            while not fits_link(name, words):
                words = words[:-10]
            parts.append(f"{name}={quote(words)}")
        elif hasattr(setting, "options"):
            parts.append(f"{name}={max(setting.options, key=len)}")
        else:
            parts.append(f"{name}={setting.high:.15g}.123456789012345")
    return "/?page=jacobians&" + "&".join(parts)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """nginx's address, and the two apps behind it."""
    nginx()
    secret = {"STREAMLIT_SERVER_COOKIE_SECRET": "the same for both"}
    with ExitStack() as stack:
        apps = [
            stack.enter_context(served(ROOT / "app.py", ROOT, surroundings=secret))
            for _ in range(2)
        ]
        folder = tmp_path_factory.mktemp("nginx")
        yield stack.enter_context(proxied(folder, apps)), apps


def test_headers_and_a_cookie_of_ones_own(both):
    with urllib.request.urlopen(both[0] + "/") as answer:
        headers = answer.headers
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "geolocation=()" in headers["Permissions-Policy"]
    cookies = headers.get_all("Set-Cookie")
    assert any(
        cookie.startswith("unrolled=") and "HttpOnly" in cookie for cookie in cookies
    )


def test_the_longest_link_passes(both):
    link = longest_link()
    assert 20_000 < len(link) < 32 * 1024 - 100
    with urllib.request.urlopen(both[0] + link) as answer:
        assert answer.status == 200


PAGES = {
    "/": ".chain .katex",
    "/?page=jacobians": ".factor-strip .cell",
    "/?page=derive&derivation=hidden-weights&line=3": ".row.now .katex",
    "/?page=check": ".slips .katex",
    "/?page=learn&train=on": ".sample .said-word",
    "/?page=tour": ".scenes a",
}


def test_every_page_runs_under_the_policy(both, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context.new_page(), both[0])
    for path, painted in PAGES.items():
        visit.follow(path, (painted,))
    context.close()
    assert visit.complaints == []


def serving(apps):
    """The app that the WebSocket of the browser leads to."""
    for app in apps:
        port = int(app.url.rsplit(":", 1)[1])
        if psutil.pid_exists(app.pid) and any(
            connection.laddr.port == port
            and connection.status == psutil.CONN_ESTABLISHED
            for connection in psutil.Process(app.pid).net_connections("tcp")
        ):
            yield app


def test_a_view_outlives_the_copy_that_served_it(both, browser):
    url, apps = both
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context.new_page(), url)
    visit.open("/?T=5&D_h=4&text=one+two+three+one+two+four+one+five")
    cells = visit.page.locator(".triangle .cell[tabindex]")
    visit.act(lambda: cells.nth(7).click())
    query, picked = visit.query(), ".triangle .cell[aria-selected=true]"
    shown = visit.value(picked)
    before = visit.finished
    (own,) = serving(apps)
    os.kill(own.pid, signal.SIGKILL)
    visit.wait_for_run(before)
    (other,) = serving(apps)
    assert other != own
    assert (visit.query(), visit.value(picked)) == (query, shown)
    visit.act(lambda: cells.nth(2).click())
    visit.page.reload()
    visit.settle()
    config = Config(text="one two three one two four one five", T=5, D_h=4)
    terms = model(config).back.instances("H", 0, 1)
    assert visit.value(picked) in terms
    context.close()
