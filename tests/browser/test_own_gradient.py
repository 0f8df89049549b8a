"""Tests of the visitor's own gradient in a browser: paste, be told, follow the link."""

import io
from urllib.parse import quote

import numpy as np
from playwright.sync_api import expect

from tests.browser.check_page import ANSWER, READY, paste, text_box
from tests.views.check.own_passes import hand_written, pasted
from views.address.settings import Config
from views.model.model import model

CONFIG = Config(D_h=6, T=6, activation="tanh")
WRONG = pasted(hand_written(CONFIG, ahead=False), ["H", "U"], digits=4)
PAGE = "/?page=check&D_h=6&T=6&activation=tanh"
LINK = f"{ANSWER} .slips a"
LINE = ".derivation .row.now"


def is_told(guest):
    guest.page.wait_for_selector(f"{LINK}")
    answer = guest.page.locator(ANSWER)
    assert "nothing comes from ahead" in answer.inner_text()
    assert "✗ wrong" in answer.inner_text()


def is_at_the_line(guest):
    guest.wait_until(
        lambda: guest.page.locator(LINE).count() == 1, "the line of the derivation"
    )
    guest.wait_for_query("derivation=full-gradient")
    guest.wait_for_query("line=")


def test_paste_be_told_and_follow_the_link(visit):
    guest = visit.open(PAGE, READY)
    paste(guest, WRONG)
    is_told(guest)
    cell = guest.page.locator(f'{ANSWER} .cell[data-matrix="H"][data-i="4"]').last
    cell.hover()
    said = guest.page.locator(f"{ANSWER} .heatmaps .said").inner_text()
    assert "given" in said
    assert "true" in said
    assert cell.get_attribute("data-given").replace("-", "−") in said
    link = guest.page.locator(LINK)
    assert "derivation=full-gradient" in link.get_attribute("href")
    guest.ready = (LINE,)
    guest.act(link.click)
    is_at_the_line(guest)


def test_by_keyboard_alone(visit):
    guest = visit.open(PAGE, READY)
    keys = guest.page.keyboard

    def tab_to(wanted, most=60):
        for _ in range(most):
            keys.press("Tab")
            if guest.page.evaluate(wanted):
                return
        raise AssertionError(f"Tab never led to {wanted}")

    guest.page.get_by_role("heading", name="Is my gradient right?").click()
    tab_to("document.activeElement.getAttribute('aria-label') === 'Your gradients'")
    keys.insert_text(WRONG)
    guest.act(lambda: keys.press("Control+Enter"))
    is_told(guest)
    tab_to(f"document.activeElement.matches('{LINK}')")
    guest.ready = (LINE,)
    guest.act(lambda: keys.press("Enter"))
    is_at_the_line(guest)


def test_on_a_phone(phone):
    phone.open(PAGE, READY[:1])
    paste(phone, WRONG)
    is_told(phone)
    wide = phone.page.evaluate(
        "document.querySelector('[data-testid=stMain]').scrollWidth"
    )
    assert wide == 390
    cell = phone.page.locator(f'{ANSWER} .cell[data-matrix="H"]').first
    cell.tap()
    said = phone.page.locator(f"{ANSWER} .heatmaps .said").inner_text()
    assert "given" in said
    phone.ready = (LINE,)
    phone.act(phone.page.locator(LINK).tap)
    is_at_the_line(phone)


def test_what_was_pasted_stays_whatever_happens(visit):
    guest = visit.open(PAGE, READY)
    paste(guest, "dH = solve(A)")
    assert "never code" in guest.page.locator(".st-key-aside_own").inner_text()
    expect(text_box(guest)).to_have_value("dH = solve(A)")
    paste(guest, WRONG)
    is_told(guest)
    guest.wait_until(lambda: quote("dH") in guest.query(), "the text in the address")
    pages = guest.page.get_by_test_id("stTopNav")
    guest.ready = (".factor-strip .cell",)
    guest.act(lambda: pages.get_by_role("link", name="Jacobians").click())
    guest.ready = (".heatmaps .cell",)
    guest.act(lambda: pages.get_by_role("link", name="Check").click())
    is_told(guest)
    expect(text_box(guest)).to_have_value(WRONG)


def test_the_landing_view_leads_to_it(visit):
    guest = visit.open("/")
    link = guest.page.get_by_role("link", name="What is wrong with my gradient?")
    guest.ready = (".heatmaps .cell",)
    guest.act(link.click)
    assert guest.page.get_by_role("heading", name="Is my gradient right?").is_visible()


def test_what_is_brought_is_only_ever_text(visit):
    markup = "<img src=x onerror=window.hacked=1>"
    guest = visit.open(PAGE, READY)
    paste(guest, f'{{"{markup}": [[1, 2]]}}')
    assert "never code" in guest.page.locator(".st-key-aside_own").inner_text()
    net = model(CONFIG)
    file = io.BytesIO()
    weights = {name: getattr(net.params, name) for name in ("H", "L", "U", "h0")}
    wrong = {
        f"d{name}": array for name, array in hand_written(CONFIG, ahead=False).items()
    }
    ids = {"inputs": net.trace.inputs, "targets": net.trace.targets}
    words = np.array([f"{markup}{n}" for n in range(6)])
    np.savez(file, **weights, **wrong, **ids, words=words, activation=np.array("tanh"))
    paste(guest, "")
    sent = {"name": f"{markup}.npz", "mimeType": "", "buffer": file.getvalue()}
    field = guest.page.locator('.st-key-aside_own input[type="file"]')
    guest.act(lambda: field.set_input_files(sent))
    is_told(guest)
    assert "the network you brought" in guest.page.locator(ANSWER).inner_text()
    guest.page.locator(f'{ANSWER} .cell[data-matrix="L"]').first.hover()
    said = guest.page.locator(f"{ANSWER} .heatmaps .said").inner_text()
    assert f"“{markup}0”" in said
    assert guest.page.evaluate("window.hacked") is None
