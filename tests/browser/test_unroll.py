"""Tests of the page Unroll in a browser: hover, click, keys, address, download."""

from urllib.parse import quote

import numpy as np
import pytest
from streamlit.runtime.scriptrunner import ScriptRunContext

from tests.browser.unroll_page import SENTENCE, cell, edge, engine


def test_every_edge_carries_the_engines_number(visit):
    visit.open()
    delta, h = engine().delta, engine().trace.h
    assert visit.page.locator(".hit").count() == 4 * 9
    for k in range(4):
        for i in range(3):
            for j in range(3):
                shown = visit.value(edge(k, i + 1, j + 1))
                assert shown == delta[2, k, i] * h[k, j]


def test_an_edge_has_an_accessible_name(visit):
    visit.open()
    node = visit.page.locator(edge(0, 1, 2))
    value = visit.value(edge(0, 1, 2))
    name = node.get_attribute("aria-label")
    assert name.startswith("dJ(3)/dH 1,2 at instance 0: ")
    assert float(name.rsplit(" ", 1)[1]) == pytest.approx(value, rel=5e-3)
    assert node.get_attribute("data-matrix") == "H"
    assert node.get_attribute("data-t") == "3"


def test_hover_lights_every_instance_without_the_server(visit):
    visit.open()
    visit.without_a_run(lambda: visit.page.locator(edge(1, 3, 1)).hover(force=True))
    assert visit.page.locator(".edge.same").count() == 4
    chips = visit.page.locator(".chip")
    shown = [float(c.get_attribute("data-value")) for c in chips.all()]
    np.testing.assert_array_equal(shown, engine().instances("H", 2, 0)[2])
    assert "H₃₁ has 4 instances" in visit.page.locator(".network .said").inner_text()


def test_a_click_on_an_edge_picks_it(visit):
    visit.open()
    visit.act(lambda: visit.page.locator(edge(1, 3, 1)).click(force=True))
    visit.wait_for_query("i=3", "j=1", "k=1")
    total = engine().instances("H", 2, 0).sum()
    assert visit.value(".sum.total") == pytest.approx(total, rel=1e-14)


def test_arrow_keys_move_and_enter_picks(visit):
    visit.open()
    visit.page.locator(edge(0, 1, 2)).focus()
    for key in ("ArrowRight", "ArrowDown", "PageDown"):
        visit.page.keyboard.press(key)
    visit.page.keyboard.press("Enter")
    visit.wait_for_query("i=2", "j=3", "k=1")
    focused = visit.page.locator(f"{edge(1, 2, 3)}:focus")
    assert focused.count() == 1


def test_a_loss_is_chosen_in_the_network(visit):
    visit.open()
    visit.act(lambda: visit.page.locator('.loss[data-t="4"]').click())
    visit.wait_for_query("t=4")
    assert visit.value(edge(3, 1, 2)) == engine().instances("H", 0, 1)[3, 3]


def test_the_triangle_holds_the_contributions_and_their_sums(visit):
    visit.open()
    terms = engine().instances("H", 0, 1)
    for t in range(1, 5):
        for k in range(t):
            assert visit.value(cell(t, k)) == terms[t - 1, k]
        row = visit.value(f'.sum[data-t="{t}"]:not([data-k])')
        assert row == pytest.approx(terms[t - 1].sum(), rel=1e-14)
    gradient = engine().gradients().H[0, 1]
    assert visit.value(".sum.total") == pytest.approx(gradient, rel=1e-12)


def test_a_cell_is_chosen_by_mouse_and_by_keyboard(visit):
    visit.open()
    visit.act(lambda: visit.page.locator(cell(4, 2)).click())
    visit.wait_for_query("t=4", "k=2")
    visit.page.locator(cell(4, 2)).focus()
    visit.page.keyboard.press("ArrowLeft")
    visit.act(lambda: visit.page.keyboard.press("Enter"))
    visit.wait_for_query("k=1")
    chosen = visit.page.locator(".cell.chosen")
    assert chosen.get_attribute("data-k") == "1"


@pytest.mark.parametrize("matrix", ["H", "L", "U"])
def test_headline_factors_triangle_and_bars_agree(visit, matrix):
    where = f"/?text={quote(SENTENCE)}&matrix={matrix}&i=1&j=2&t=3&k=2&seed=5"
    visit.open(where)
    terms = engine(SENTENCE, seed=5).instances(matrix, 0, 1)
    assert visit.value(cell(3, 2)) == terms[2, 2]
    last = visit.page.locator(".chain [data-ref=picked2]").get_attribute("data-value")
    assert float(last) == pytest.approx(terms[2, 2], rel=1e-12, abs=1e-300)
    summed = visit.page.locator(".headline [data-ref=sum]").get_attribute("data-value")
    assert float(summed) == pytest.approx(terms[2].sum(), rel=1e-14)
    bars = [visit.value(f'.bars .one[data-k="{k}"]') for k in range(3)]
    np.testing.assert_array_equal(bars, terms[2, :3])


def test_a_reload_of_the_address_restores_the_view(visit):
    path = "/?D_h=4&V=7&T=5&seed=3&scale=2&i=4&j=3&t=5&k=2"
    visit.open(path)
    before = [visit.value(edge(k, 4, 3)) for k in range(5)]
    query = visit.query()
    visit.page.reload()
    visit.settle()
    assert visit.query() == query
    assert [visit.value(edge(k, 4, 3)) for k in range(5)] == before


def test_the_back_button_undoes_a_pick(visit):
    visit.open()
    visit.act(lambda: visit.page.locator(cell(2, 1)).click())
    visit.wait_for_query("t=2")
    visit.act(lambda: visit.page.go_back())
    visit.wait_for_query(without="t=2")
    # Before it knew of history, Streamlit changed the address and kept the widgets.
    knows_history = "is_history_navigation" in ScriptRunContext.__dataclass_fields__
    chosen = visit.page.locator(".cell.chosen").get_attribute("data-t")
    assert chosen == ("3" if knows_history else "2")


def test_typing_a_sentence_recomputes(visit):
    visit.open()
    box = visit.page.get_by_label("Text", exact=True)
    box.fill(SENTENCE)
    visit.act(lambda: box.press("Enter"))
    words = visit.page.locator(".network .word").all_text_contents()
    assert words == ["my", "cat", "sees", "your"]
    terms = engine(SENTENCE).instances("H", 0, 1)
    assert visit.value(cell(3, 0)) == terms[2, 0]


def test_a_slider_recomputes_at_each_key(visit):
    visit.open()
    slider = visit.page.get_by_role("slider", name="Hidden size D_h")
    slider.focus()
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    visit.wait_for_query("D_h=4")
    assert visit.page.locator(".hit").count() == 4 * 16


def test_words_are_text_and_never_markup(visit):
    text = "<img src=x onerror=alert(1)> $\\frac{1}{2}$ **b** :red[r] <b>ok</b> a b"
    visit.open("/?V=12&text=" + quote(text))
    assert visit.page.locator("img[src=x]").count() == 0
    words = visit.page.locator(".network .word").all_text_contents()
    assert words == ["img", "src", "x", "onerror"]


def test_the_network_is_laid_out_for_the_room_it_has(visit):
    visit.page.set_viewport_size({"width": 1024, "height": 768})
    visit.open()
    scroll = visit.page.locator(".network .scroll")
    assert scroll.evaluate("node => node.scrollWidth - node.clientWidth") <= 1
    narrow = visit.page.locator(edge(0, 1, 2)).bounding_box()
    visit.page.set_viewport_size({"width": 1500, "height": 900})
    wide = visit.wait_until_still(visit.page.locator(edge(0, 1, 2)).bounding_box)
    assert wide["width"] > 1.3 * narrow["width"]
    visit.act(lambda: visit.page.locator(edge(1, 2, 2)).dispatch_event("click"))
    visit.wait_for_query("i=2", "k=1")
