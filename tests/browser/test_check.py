"""Tests of the page Check in a browser: hover, keys, slider, narrow window."""

import numpy as np
import pytest

from tests.browser.small_type import SMALL
from views.address.settings import Config
from views.check.gradient_heatmaps import heatmaps

READY = (".heatmaps .cell", ".js-plotly-plot .annotation-text")


COLOURS = """() => {
  const READ = { willReadFrequently: true };
  const dot = document.createElement('canvas').getContext('2d', READ);
  dot.canvas.width = dot.canvas.height = 1;
  const rgb = colours => {
    dot.clearRect(0, 0, 1, 1);
    for (const [colour, part] of colours) {
      dot.globalAlpha = part; dot.fillStyle = colour; dot.fillRect(0, 0, 1, 1);
    }
    return [...dot.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const ground = getComputedStyle(document.querySelector('.stApp')).backgroundColor;
  const found = [];
  const walk = root => {
    for (const node of root.querySelectorAll('*'))
      if (node.shadowRoot) walk(node.shadowRoot);
    for (const text of root.querySelectorAll('.maps .power')) {
      const ink = getComputedStyle(text.previousSibling), own = getComputedStyle(text);
      found.push({ said: text.textContent, text: rgb([[own.fill, 1]]),
        ground: rgb([[ground, 1], [ink.fill, Number(ink.fillOpacity)]]),
        plain: rgb([[ground, 1]]) });
    }
  };
  walk(document);
  return found;
}"""
"""Of every cell with a number: the colours of text, cell and page."""


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


def test_the_controls_stand_in_one_line(check):
    visit = check()
    labels = visit.page.locator(
        ".st-key-pic_gradient [data-testid=stHorizontalBlock]"
        " [data-testid=stWidgetLabel]:visible"
    )
    tops = [label.bounding_box()["y"] for label in labels.all()]
    assert len(tops) == 3
    assert max(tops) - min(tops) <= 4


def test_the_slider_moves_the_mark_and_the_address(check):
    visit = check(step=-5)
    mark = visit.page.locator(".js-plotly-plot .scatterlayer .trace").nth(2)
    before = mark.locator("path.point").bounding_box()
    thumb = visit.page.get_by_role("slider", name="Step of the differences")
    thumb.focus()
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    visit.wait_for_query("step=-4")
    after = mark.locator("path.point").bounding_box()
    assert after["x"] > before["x"] + 10
    assert "1e−4" in visit.page.get_by_text("Worst for complex step").first.inner_text()


def test_the_route_is_in_the_address(check):
    visit = check()
    before = visit.value('.cell[data-matrix="U"]')
    radio = visit.page.get_by_test_id("stRadio")
    visit.act(lambda: radio.get_by_text("complex", exact=True).click())
    visit.wait_for_query("route=complex")
    assert visit.value('.cell[data-matrix="U"]') < 1e-14 < before


def contrast(first, second):
    bright = []
    for colour in (first, second):
        raw = np.array(colour) / 255
        linear = np.where(raw <= 0.04045, raw / 12.92, ((raw + 0.055) / 1.055) ** 2.4)
        bright.append(float(linear @ [0.2126, 0.7152, 0.0722]) + 0.05)
    return max(bright) / min(bright)


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_shades_show_structure_and_their_numbers_are_read(check, visit, theme):
    visit.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    query = {"look": "projector"} if theme == "projector" else {}
    cells = check(route="complex", **query).page.evaluate(COLOURS)
    assert len(cells) == 48
    assert min(contrast(c["text"], c["ground"]) for c in cells) >= 4.5
    equal = [c for c in cells if c["said"] == "equal"]
    assert equal
    assert all(c["ground"] == c["plain"] for c in equal)
    apart = [contrast(c["ground"], c["plain"]) for c in cells if c["said"] != "equal"]
    assert max(apart) > 3
    assert max(apart) / min(apart) > 1.5
    assert (min(c["plain"][0] for c in cells) < 50) == (theme == "dark")


def test_what_is_presented_is_read_from_the_last_row(check, visit):
    visit.page.set_viewport_size({"width": 1920, "height": 1080})
    page = check(present="on", focus="gradient").page
    numbers = ".power, .axis, .title, .title tspan, .key .name, .against, .said"
    labels = (
        ".st-key-pic_gradient :is([data-testid=stWidgetLabel], [data-testid=stRadio])"
        " p, [data-testid=stSliderThumbValue]"
    )
    for selector in (numbers, labels, ".annotation-text"):
        assert page.evaluate(SMALL, selector) == [], selector
    assert page.evaluate(SMALL.replace("< 22", "< 1000"), numbers)
    edge = page.locator(".heatmaps").bounding_box()
    for svg in page.locator(".maps svg").all():
        box = svg.bounding_box()
        assert box["x"] + box["width"] <= edge["x"] + edge["width"] + 1


@pytest.mark.parametrize("window", [0, 2], ids=["four", "five"])
@pytest.mark.parametrize("width", [320, 390])
def test_the_legend_names_the_shades_on_a_phone_too(check, visit, width, window):
    visit.page.set_viewport_size({"width": width, "height": 844})
    page = check(step=-5, window=window).page
    shades = page.locator(".heatmaps .key .shade").all()
    said = [shade.inner_text() for shade in shades]
    powers = heatmaps(Config(), window, -5, "central")["swatches"]
    assert len(powers) == (5 if window else 4)
    assert said == ["equal", *(f"1e−{-power}" for power in powers)]
    for shade in shades:
        box = shade.bounding_box()
        assert box["x"] + box["width"] <= width
        assert shade.evaluate("s => s.scrollWidth <= s.clientWidth")


def test_a_narrow_window_and_a_large_network(check, visit):
    visit.page.set_viewport_size({"width": 1024, "height": 800})
    page = check(D_h=20, V=20, T=10).page
    assert page.locator(".heatmaps svg *").count() <= 3000
    edge = page.locator(".heatmaps").bounding_box()
    for svg in page.locator(".maps svg").all():
        box = svg.bounding_box()
        assert box["x"] + box["width"] <= edge["x"] + edge["width"] + 1
    assert page.locator(".maps .worst:visible").count() == 1
