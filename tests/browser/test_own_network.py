"""A visitor brings a network: its picture, its link, and what a reload keeps."""

from importlib.resources import files

import pytest

from tests.browser.axe_run import RUN, THEIRS
from tests.browser.visiting import Visit
from tests.views.own_networks import WORDS, arrays, npz, text_file

FILE = npz(arrays(seed=31), **text_file(activation="tanh", words=WORDS))
BOX = ".st-key-own_network input[type=file]"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_network_is_brought_seen_linked_and_kept_at_a_reload(
    browser, address, scheme
):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    visit = Visit(page, address).open()
    page.locator(".st-key-own_network summary").click()
    upload = {"name": "m.npz", "mimeType": "application/zip", "buffer": FILE}
    visit.act(lambda: page.set_input_files(BOX, upload))
    page.wait_for_selector(".network .unit.bias")
    assert page.locator(".network .unit.bias").count() == 5
    assert page.locator(".network .always", has_text="bias").count() == 1
    page.locator(".network .unit.bias").first.hover()
    page.get_by_text("is always 1. Its column of H is the bias").wait_for()
    page.mouse.move(2, 2)
    assert "network=" in page.url
    assert "V=7&D_h=5" in page.url
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(axe)
    found = [
        (rule, html[:200])
        for rule, _, html in page.evaluate(RUN)
        if not any(rule == known and part in html for known, part in THEIRS)
    ]
    assert found == []
    words = page.locator(".network .word").all_inner_texts()
    page.reload()
    page.wait_for_selector(".network .unit.bias")
    assert page.locator(".network .word").all_inner_texts() == words
    context.close()
