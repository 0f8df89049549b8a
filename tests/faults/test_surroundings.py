"""Tests of odd machines: no home, a read-only disk, other clocks and languages.

Both in the server and in the browser.
"""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.serving import served
from benchmarks.visitor import Visitor
from tests.apart import finished
from tests.browser.visiting import Visit
from views.address.settings import Config
from views.model.model import model

ROOT = Path(__file__).parents[2]
PAGES = ("unroll", "jacobians", "derive", "check", "learn", "tour")
WATCH = """
import os, sys
kept = os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT
own = ("/dev/", "/proc/", "/tmp/", "/var/tmp/")
def seen(event, what):
    if event == "open" and isinstance(what[0], str) and (what[2] or 0) & writing:
        where = os.path.abspath(what[0])
        if not where.startswith(own):
            os.write(kept, where.encode() + b"\\n")
            raise OSError(30, "Read-only file system", where)
sys.addaudithook(seen)
"""
"""Writing anywhere but where temporary files go is refused, and noted."""
ODD = {
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "tr_TR.UTF-8",
    "HOME": "/nowhere",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "0",
}


async def visited(url):
    """The errors of all pages, and the data of the first page's triangle."""
    errors, first = [], None
    for page in PAGES:
        visitor = Visitor(url)
        await visitor.open(f"page={page}&text=Irmak+ILIK+i%C3%A7i+%C4%B0zmir+irmak&T=3")
        errors += visitor.errors
        first = first or visitor.data("triangle")
        await visitor.close()
    return errors, first


async def texts(url):
    visitor = Visitor(url)
    await visitor.open()
    await visitor.close()
    return visitor.texts


def test_no_home_a_read_only_disk_another_clock_and_language(tmp_path):
    log = tmp_path / "written"
    watch = WATCH.format(log=str(log))
    with served(ROOT / "app.py", ROOT, before=watch, surroundings=ODD) as app:
        errors, triangle = finished(visited(app.url))
    assert errors == []
    assert log.read_text() == ""
    config = Config(text="Irmak ILIK içi İzmir irmak", T=3)
    expected = model(config).back.instances("H", 0, 1)
    np.testing.assert_array_equal(triangle["cells"], expected)


def test_the_watch_would_notice(tmp_path):
    log, script = tmp_path / "written", tmp_path / "app.py"
    script.write_text(
        "import streamlit as st\ntry:\n    open('/srv/x', 'w')\n"
        "except OSError as error:\n    st.text(error.strerror)\n"
    )
    with served(script, ROOT, before=WATCH.format(log=str(log))) as app:
        assert finished(texts(app.url)) == ["Read-only file system"]
    assert log.read_text() == "/srv/x\n"


@pytest.mark.parametrize(
    ("locale", "zone"), [("ar-EG", "Africa/Cairo"), ("de-CH", "Pacific/Apia")]
)
def test_a_browser_of_another_language_and_time(browser, address, locale, zone):
    context = browser.new_context(locale=locale, timezone_id=zone)
    visit = Visit(context.new_page(), address)
    visit.page.clock.install(time="1970-01-02")
    visit.page.clock.resume()
    visit.open("/?T=5&scale=0.5&i=2")
    visit.page.get_by_text("Pick by number").click()
    visit.act(lambda: visit.page.get_by_label("Column j, unit").press("ArrowUp"))
    config = Config(T=5, scale=0.5)
    values = model(config).back.instances("H", 1, 2)
    assert visit.value(".triangle .cell[aria-selected=true]") == values[2, 0]
    assert visit.complaints == []
    context.close()
