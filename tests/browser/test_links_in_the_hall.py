"""Tests of links in the hall: their QR code, and own scene lists that they hold."""

import io
import re
import zlib
from base64 import urlsafe_b64encode

import pytest
import zxingcpp
from PIL import Image

from tests.browser.hall_page import COPIED, READY, SCENE, asked
from tests.browser.own_list import LIST, load, title

LOOKS = ("", "&look=projector")


def in_link(text):
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = deflate.compress(text.encode()) + deflate.flush()
    return "#scenes=" + urlsafe_b64encode(body).decode().rstrip("=")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reads_the_code_off_the_screen(visit, scheme):
    visit.page.set_viewport_size({"width": 1280, "height": 720})
    visit.page.emulate_media(color_scheme=scheme)
    visit.open(SCENE + (LOOKS[1] if scheme == "dark" else ""), READY)
    link = visit.page.url.replace("&present=on", "").replace("present=on&", "")
    visit.act(lambda: visit.page.keyboard.press("q"))
    dialog = visit.page.get_by_role("dialog", name="QR code of the link")
    code = dialog.get_by_role("img")
    code.wait_for()
    shown = Image.open(io.BytesIO(visit.page.screenshot()))
    (read,) = zxingcpp.read_barcodes(shown)
    assert asked(read.text) == asked(link)
    assert dialog.locator(".said").inner_text() == read.text
    box, frame = code.bounding_box(), dialog.bounding_box()
    assert box["width"] >= 0.7 * 720
    assert frame["y"] >= 0
    assert frame["y"] + frame["height"] <= 720
    margin = shown.crop(
        (
            int(box["x"]) + 2,
            int(box["y"]) + 2,
            int(box["x"] + box["width"]) - 2,
            int(box["y"]) + 14,
        )
    )
    assert set(margin.convert("L").tobytes()) == {255}
    visit.page.keyboard.press("Escape")
    assert dialog.is_hidden()
    visit.act(visit.page.get_by_role("button", name="QR code").click)
    assert dialog.is_visible()


def test_a_link_too_long_for_a_code_says_so(visit):
    text = "".join(chr(0x4E00 + n) + " " for n in range(450))
    visit.open(f"/?text={text}", READY)
    visit.act(visit.page.get_by_role("button", name="QR code").click)
    said = visit.page.get_by_text("too long for a QR code")
    said.wait_for()
    assert visit.page.locator("dialog.qr svg").count() == 0


def test_an_own_list_survives_a_reload_and_is_in_the_copied_link(visit):
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open("/?page=tour", (".scenes a",))
    load(visit)
    visit.ready = READY
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    assert title(visit) == "Mine"
    visit.wait_until(lambda: "#scenes=" in visit.page.url, "the list is in the address")
    visit.page.reload()
    visit.page.wait_for_selector(".scene-bar h2")
    visit.settle()
    assert title(visit) == "Mine"
    visit.page.get_by_role("button", name="Copy link").click()
    link = visit.page.evaluate(COPIED)
    assert visit.page.locator(".told").inner_text() == "Link copied"
    visit.page.goto("about:blank")
    visit.page.goto(link)
    visit.page.wait_for_selector(".scene-bar h2")
    visit.settle()
    assert title(visit) == "Mine"
    assert "scene 1 of 3" in visit.page.locator(".scene-bar .where").inner_text()
    assert visit.page.get_by_text("This link belongs to").count() == 0
    visit.act(lambda: visit.page.keyboard.press("End"))
    visit.wait_until(lambda: title(visit) == "Last", "the last scene")
    visit.wait_until(lambda: "#scenes=" in visit.page.url, "it stays there")
    # Below a path Streamlit first asks for files that are at the root.
    visit.complaints[:] = [c for c in visit.complaints if "404" not in c]


def test_a_link_with_a_list_alone_lists_it_on_the_tours_page(visit):
    visit.open("/?page=tour" + in_link(LIST), (".scenes a",))
    visit.page.get_by_text("The list of this link").wait_for()
    head = visit.page.locator(".head:has(.start) h2").first
    whole = "The list of this link3 scenes"
    visit.wait_until(lambda: head.inner_text() == whole, "the list is drawn")


BAD = {
    "damaged": in_link(LIST)[:-9],
    "not text": "#scenes=%00<b>",
    "long": in_link("# A\nt=2\n" + "x" * 100_000),
    "bomb": in_link("x" * 30_000_000),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_unusable_says_so_and_the_view_stays(visit, kind):
    visit.open("/?t=2&k=1&T=5" + BAD[kind], READY)
    why = "cannot be read" if kind in ("damaged", "not text") else "100,000 characters"
    said = visit.page.get_by_text(re.compile(f"The scene list in this link.*{why}"))
    said.wait_for()
    assert asked(visit.page.url) == {"t": "2", "k": "1", "T": "5"}


def test_a_list_from_a_stranger_is_text(visit):
    hostile = (
        "# <img src=x onerror=alert(1)>\nt=2\n<b>$x$</b> [a](https://evil.example/)\n"
    )
    visit.open("/?tour=own&t=2" + in_link(hostile), READY)
    heading = visit.page.locator(".scene-bar h2").first
    heading.wait_for()
    assert heading.inner_text() == "<img src=x onerror=alert(1)>"
    assert visit.page.locator(".scene-bar img").count() == 0
    link = visit.page.locator(".scene-bar .phrase")
    assert link.count() == 0 or "evil" not in link.first.get_attribute("href")
