"""Tests of highlighting in a browser: what one picture points at, all light up."""

import numpy as np
import pytest

from tests.browser.unroll_page import cell, edge, engine


def lit(visit, picture):
    return visit.page.locator(f"{picture} .lit").count()


def dim(visit, picture):
    return visit.page.locator(f"{picture}.dim, {picture} .dim").count() > 0


def point(visit, target):
    """Send an element the pointer (where edges cross, a real one may miss it)."""
    target.dispatch_event("mouseover")
    visit.paint()


def leave(visit):
    for box in (".network svg", ".rows"):
        for picture in visit.page.locator(box).all():
            picture.dispatch_event("mouseleave")
    visit.paint()


def on(visit, box):
    refs = visit.page.locator(f"{box} [data-ref].on").all()
    return {ref.get_attribute("data-ref") for ref in refs}


def test_an_instance_lights_its_cell_its_term_and_its_bar(visit):
    visit.open()
    runs = visit.finished
    point(visit, visit.page.locator(edge(1, 1, 2)))
    assert visit.page.locator(f"{cell(3, 1)}.lit").count() == 1
    assert visit.page.locator(".triangle .cell.lit").count() == 1
    assert on(visit, ".headline") == {"term1"}
    assert visit.page.locator('.bars .one.lit[data-k="1"]').count() == 1
    for picture in (".network svg", ".triangle", ".bars", ".chain"):
        assert dim(visit, picture), picture
    opacity = "node => Number(getComputedStyle(node).opacity)"
    assert visit.page.locator(cell(4, 3)).evaluate(opacity) < 0.5
    leave(visit)
    for picture in (".network", ".triangle", ".bars", ".headline", ".chain"):
        assert not dim(visit, picture), picture
    assert on(visit, ".headline") == set()
    point(visit, visit.page.locator(edge(1, 3, 3)))
    assert lit(visit, ".triangle") == 0
    assert dim(visit, ".triangle")
    assert visit.finished == runs


def test_a_cell_and_a_symbol_light_the_network(visit):
    visit.open()
    point(visit, visit.page.locator(cell(4, 2)))
    assert visit.page.locator('.loss.lit[data-loss="4"]').count() == 1
    assert visit.page.locator(".edge.same").count() == 1
    assert visit.page.locator(".chip").count() == 0
    point(visit, visit.page.locator('.chain [data-ref="h2"]').first)
    layers = visit.page.locator(".network .layer.lit")
    assert [layer.get_attribute("data-s") for layer in layers.all()] == ["2"]
    assert visit.page.locator(f"{cell(2, 1)}.lit").count() == 1
    assert visit.page.locator(f"{cell(2, 0)}.lit, {cell(4, 0)}.lit").count() == 2
    point(visit, visit.page.locator('.network .layer[data-s="1"]'))
    assert on(visit, ".chain") == {"h1"}


def test_symbols_light_up_by_keyboard_and_nothing_doubles(visit):
    visit.open()
    for _ in range(3):
        visit.act(lambda: visit.page.locator(cell(2, 1)).click())
        visit.act(lambda: visit.page.locator(cell(3, 0)).click())
    visit.page.mouse.move(0, 0)
    visit.page.locator(".unrolled.headline").focus()
    visit.settle()
    visit.page.evaluate(
        "() => { window.heard = 0;"
        " document.unrolled.told.addEventListener("
        " 'unrolled-highlight', () => heard++); }"
    )
    seen, dimmed = set(), False
    for _ in range(8):
        visit.page.keyboard.press("ArrowRight")
        seen |= on(visit, ".headline")
        dimmed |= dim(visit, ".network svg")
    assert {"loss", "weight", "picked0", "term1", "term2"} <= seen
    assert visit.page.evaluate("heard") == 8
    assert dimmed
    visit.page.keyboard.press("Tab")
    assert on(visit, ".headline") == set()


def test_the_window_by_keyboard_and_by_link(visit):
    visit.open("/?whatif=truncate&T=6&t=6&k=0&window=2", (".truncation-table .number",))
    back = engine(T=6)
    terms = back.instances("H", 0, 1)
    cut = visit.page.locator(".st-key-triangle .cell.cut")
    assert cut.count() == 10
    rows, columns = np.indices(terms.shape)
    kept = np.where(rows + 1 - columns <= 2, terms, 0)
    assert visit.value(".st-key-triangle .sum.total") == pytest.approx(
        kept.sum(), rel=1e-13
    )
    table = visit.page.locator(".st-key-truncation_table")
    ratio = table.locator('[data-name="all together"]')
    short, whole = back.gradients(2), back.gradients()
    length = [np.sqrt(sum((part**2).sum() for part in g)) for g in (short, whole)]
    assert float(ratio.get_attribute("data-value")) == pytest.approx(
        length[0] / length[1], rel=1e-12
    )
    slider = visit.page.get_by_role("slider", name="Window w")
    slider.focus()
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    visit.wait_for_query("window=3")
    assert cut.count() == 6
    visit.ready = (".chain .katex",)
    slider.scroll_into_view_if_needed()
    thumb = slider.bounding_box()
    x, y = thumb["x"] + thumb["width"] / 2, thumb["y"] + thumb["height"] / 2
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x - 900, y, steps=5)
    visit.act(visit.page.mouse.up)
    assert cut.count() == 0
    slider.focus()
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    assert cut.count() == 15
    visit.act(lambda: visit.page.locator(".st-key-discarded .item").last.click())
    picked = visit.page.locator(".st-key-triangle .cell.chosen")
    assert "cut" in picked.get_attribute("class")


def test_paths_and_places_by_mouse_and_keyboard(visit):
    visit.open("/?whatif=paths&T=5&t=5&k=1", (".rows .item", ".way"))
    term = engine(T=5).instances("H", 0, 1)[4, 1]
    assert visit.value('.rows [data-foot="total"]') == term
    values = [
        float(row.get_attribute("data-value"))
        for row in visit.page.locator(".rows .item, .rows [data-foot=rest]").all()
    ]
    assert sum(values) == pytest.approx(term, rel=1e-12)
    point(visit, visit.page.locator(".rows .item").nth(2))
    assert visit.page.locator(".way.lit").get_attribute("data-n") == "2"
    leave(visit)
    visit.page.locator(".rows .item").first.focus()
    visit.page.keyboard.press("ArrowDown")
    assert visit.page.locator(".way.lit").get_attribute("data-n") == "1"
    visit.open("/?whatif=largest&T=5", (".rows .item",))
    places = visit.page.get_by_role("group", name="The largest contributions of U")
    place = places.locator(".item").first
    value = float(place.get_attribute("data-value"))
    place.focus()
    visit.act(lambda: visit.page.keyboard.press("Enter"))
    visit.wait_for_query("matrix=U")
    assert visit.value(".triangle .cell.chosen") == value
