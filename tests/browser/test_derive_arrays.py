"""Tests of the page Derive in a browser: symbols and cells light each other up."""

import pytest

from tests.browser.derive_page import visible
from tests.browser.unroll_page import engine


def test_a_symbol_lights_its_cells_and_its_equals_without_the_server(derive):
    guest = derive(derivation="hidden-weights", line=5, show="numbers")

    def point():
        guest.page.locator('.row.now [data-ref="h(2;2)"]').hover(force=True)

    guest.without_a_run(point)
    lit = guest.page.locator(".cell.on")
    assert lit.count() == 1
    assert lit.get_attribute("data-key") == "h(2)"
    assert float(lit.get_attribute("data-value")) == engine().trace.h[2, 1]
    symbols = guest.page.locator(".rows [data-ref].on")
    assert symbols.count() >= 2
    assert {n.get_attribute("data-ref") for n in symbols.all()} == {"h(2;2)"}
    guest.page.mouse.move(5, 5)
    assert guest.page.locator(".on").count() == 0


def test_a_cell_lights_the_symbols_that_name_it(derive):
    guest = derive(derivation="hidden-weights", line=5)
    cell = guest.page.locator('.cell[data-key="h(2)"][data-r="2"]')
    guest.without_a_run(cell.hover)
    lit = guest.page.locator(".rows [data-ref].on")
    assert "h(t-1;j)" in {n.get_attribute("data-ref") for n in lit.all()}
    assert "h(t-1;l)" in {n.get_attribute("data-ref") for n in lit.all()}
    other = guest.page.locator('.cell[data-key="h(2)"][data-r="3"]')
    guest.without_a_run(other.hover)
    assert "h(t-1;j)" not in {n.get_attribute("data-ref") for n in lit.all()}


def test_a_fraction_of_partials_is_a_symbol_too(derive):
    guest = derive(derivation="hidden-weights", line=1, show="numbers")
    fraction = guest.page.locator('.row.now [data-ref="J(3)/z(3;1)"]')
    assert fraction.count() == 1
    fraction.locator('[data-ref="z(3;1)"]').hover(force=True)
    lit = guest.page.locator(".cell.on")
    assert [n.get_attribute("data-key") for n in lit.all()] == ["J(3)/z(3)"]
    value = float(lit.get_attribute("data-value"))
    assert value == pytest.approx(engine().delta[2, 2, 0], rel=1e-9)


def test_cells_are_walked_with_the_keys_and_light_up(derive):
    guest = derive(derivation="hidden-weights", line=2)
    guest.page.locator('.cell[data-key="H()"][tabindex="0"]').focus()
    guest.without_a_run(lambda: guest.page.keyboard.press("ArrowRight"))
    guest.without_a_run(lambda: guest.page.keyboard.press("ArrowDown"))
    focused = guest.page.locator(".cell:focus")
    assert [focused.get_attribute(f"data-{n}") for n in "rc"] == ["2", "2"]
    assert guest.page.locator('.rows [data-ref="H(t-1;m;l)"].on').count() == 1
    assert visible(guest).count() == 2


def test_an_element_of_the_matrix_shows_its_factors_and_leads_to_its_line(derive):
    guest = derive(derivation="hidden-weights", line=6)
    element = guest.page.locator('.result .cell[data-r="3"][data-c="1"]')
    guest.without_a_run(element.hover)
    lit = {
        (n.get_attribute("data-key"), n.get_attribute("data-r"))
        for n in guest.page.locator(".cell.on").all()
    }
    assert lit == {("result", "3"), ("delta(3;3)", "3"), ("h(2)", "1")}
    symbols = guest.page.locator(".row.now [data-ref].on")
    named = {symbol.get_attribute("data-ref") for symbol in symbols.all()}
    assert {"delta(t;t)", "h(t-1)"} <= named
    told = guest.page.locator(".told .katex-mathml").text_content()
    assert "×" in told
    guest.act(element.click)
    asked = set(guest.query()[1:].split("&"))
    assert {"i=3", "j=1", "line=5", "show=numbers"} <= asked
    box = guest.wait_until_still(guest.page.locator(".row.now").bounding_box)
    assert 100 < box["y"] < 900 - box["height"]
    chosen = guest.page.locator(".result .cell.chosen")
    assert [chosen.get_attribute(f"data-{n}") for n in "rc"] == ["3", "1"]
    text = guest.page.locator(".row.now .katex-mathml").text_content()
    expected = engine().delta[2, 2, 2] * engine().trace.h[2, 0]
    assert f"{expected:#.3g}" in text


def test_enter_on_an_element_does_what_a_click_does(derive):
    guest = derive(derivation="output-weights", line=6)
    guest.page.locator(".result .cell.chosen").focus()
    guest.page.keyboard.press("ArrowDown")
    guest.act(lambda: guest.page.keyboard.press("Enter"))
    guest.wait_for_query("i=2", "line=5", "show=numbers")


def test_an_array_fades_where_it_goes_on(derive):
    guest = derive(derivation="hidden-weights", line=6, D_h=64)
    sheets = guest.page.locator(".derivation .sheet")
    wide, narrow = sheets.first, sheets.nth(1)
    fade = "node => getComputedStyle(node).getPropertyValue('--fade')"
    assert wide.evaluate("node => node.scrollWidth - node.clientWidth") > 0
    assert (wide.evaluate(fade), narrow.evaluate(fade)) == ("40px", "0px")
    wide.evaluate("node => node.scrollTo({ left: 9999 })")
    guest.wait_until(lambda: wide.evaluate(fade) == "0px", "the last column")
