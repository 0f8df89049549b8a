"""The page Check in a browser: what hover, keys, slider and a narrow window show."""

import pytest

READY = (".heatmaps .cell", ".js-plotly-plot .annotation-text")


@pytest.fixture
def check(visit):
    def open_page(**query):
        address = "/?page=check" + "".join(f"&{k}={v}" for k, v in query.items())
        return visit.open(address, READY)

    return open_page


def test_hover_shows_the_three_numbers(check):
    page = check().page
    cell = page.locator('.cell[data-matrix="H"][data-i="1"][data-j="2"]')
    cell.hover()
    said = page.locator(".heatmaps .said").inner_text()
    assert "∂J/∂H₁₂" in said
    for name in ("engine", "complex", "central"):
        assert cell.get_attribute(f"data-{name}").replace("-", "−") in said
    page.mouse.move(5, 5)
    assert "outlined" in page.locator(".heatmaps .said").inner_text()


def test_a_walk_with_the_keys(check):
    page = check().page
    page.locator('.cell[data-matrix="L"][tabindex="0"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    focused = page.evaluate(
        "() => { let a = document.activeElement;"
        " while (a.shadowRoot) a = a.shadowRoot.activeElement;"
        " return [a.dataset.matrix, a.dataset.i, a.dataset.j, a.tabIndex]; }"
    )
    assert focused == ["L", "2", "2", 0]
    assert "∂J/∂L₂₂" in page.locator(".heatmaps .said").inner_text()
    assert page.locator('.cell[data-matrix="L"][tabindex="0"]').count() == 1


def test_the_slider_moves_the_mark_and_the_address(check):
    visit = check(step=-5)
    mark = visit.page.locator(".js-plotly-plot .scatterlayer .trace").nth(2)
    before = mark.locator("path.point").bounding_box()
    thumb = visit.page.get_by_role("slider", name="Step of the differences")
    thumb.focus()
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    assert "step=-4" in visit.query()
    after = mark.locator("path.point").bounding_box()
    assert after["x"] > before["x"] + 10
    assert "1e−4" in visit.page.get_by_text("Worst for complex step").first.inner_text()


def test_the_route_is_in_the_address(check):
    visit = check()
    before = visit.value('.cell[data-matrix="U"]')
    radio = visit.page.get_by_test_id("stRadio")
    visit.act(lambda: radio.get_by_text("complex", exact=True).click())
    assert "route=complex&" in visit.query() + "&"
    assert visit.value('.cell[data-matrix="U"]') < 1e-14 < before


def test_a_narrow_window_and_a_large_network(check, visit):
    visit.page.set_viewport_size({"width": 1024, "height": 800})
    page = check(D_h=20, V=20, T=10).page
    assert page.locator(".heatmaps svg *").count() <= 3000
    edge = page.locator(".heatmaps").bounding_box()
    for svg in page.locator(".maps svg").all():
        box = svg.bounding_box()
        assert box["x"] + box["width"] <= edge["x"] + edge["width"] + 1
    assert page.locator(".maps .worst:visible").count() == 1
