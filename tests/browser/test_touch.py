"""Tests on phones: a tap shows what hover shows, and nothing is wider than the page."""

import pytest

from tests.browser.unroll_page import engine
from tests.walks import sample
from views.address.settings import DEFAULT_TEXT

PAGES = {
    "/?t=4&k=1": ".chain .katex",
    "/?motion=outer&D_h=12": ".stage .product rect",
    "/?page=jacobians": ".factor-strip .cell",
    "/?page=derive&derivation=hidden-weights&line=6&show=numbers": ".row.now .katex",
    "/?page=derive&derivation=full-gradient&line=30&show=code": ".program .mark .katex",
    "/?page=check": ".heatmaps .cell",
    "/?page=learn&train=on&at=200": ".sample .said-word",
    "/?page=tour": ".scenes a",
    "/?t=4&k=3&focus=network&tour=bptt&scene=2": ".scene-bar .scene",
}


@pytest.fixture
def phone(visitors):
    size = {"width": 360, "height": 740}
    with visitors.visitor(viewport=size, has_touch=True, is_mobile=True) as guest:
        yield guest


def test_no_page_is_wider_than_a_phone(phone):
    for path, painted in sample(PAGES.items(), 5):
        phone.follow(path, (painted,))
        wide = phone.page.evaluate(
            "Math.max(document.documentElement.scrollWidth,"
            " document.querySelector('[data-testid=stMain]').scrollWidth)"
        )
        assert wide == 360, path
        small = phone.page.evaluate(
            "[...document.querySelectorAll('.derivation :is(button, .cell),"
            " .slips a')]"
            ".filter(b => b.offsetHeight && b.offsetHeight < 24).length"
        )
        assert small == 0, path


def test_lines_are_fitted_together_and_not_one_after_another(phone):
    """Each measure after a change lays the whole page out, which is slow on phones."""
    phone.open("/?page=tour", (".scenes a",))
    browser = phone.page.context.new_cdp_session(phone.page)
    browser.send("Performance.enable")

    def layouts():
        metrics = browser.send("Performance.getMetrics")["metrics"]
        return next(m["value"] for m in metrics if m["name"] == "LayoutCount")

    before = layouts()
    phone.follow("/?page=derive&derivation=full-gradient&line=30", (".row.now .katex",))
    assert phone.page.locator(".row:not([hidden]) > .tex .katex").count() == 30
    assert layouts() - before < 5 * 30


def test_a_tap_shows_what_hover_shows(phone):
    phone.open(
        "/?page=derive&derivation=hidden-weights&line=6&show=numbers",
        (".derivation .cell",),
    )
    cell = phone.page.locator('.array:not(.result) .cell[data-r="2"]').first
    cell.tap()
    assert phone.page.locator(".derivation [data-ref].on").count() > 0
    assert phone.page.locator(".derivation .told .katex").count() > 0
    phone.open("/?page=check", (".heatmaps .cell",))
    phone.page.locator('.maps .cell[data-matrix="H"]').nth(4).tap()
    assert "engine" in phone.page.locator(".heatmaps .said").inner_text()
    phone.open("/?page=jacobians", (".factor-strip .cell",))
    before = phone.page.locator(".factor-strip .said").first.inner_text()
    phone.page.locator(".factor-strip .cell").nth(3).tap()
    assert phone.page.locator(".factor-strip .said").first.inner_text() != before


def test_a_tap_on_network_and_triangle_picks_and_stays_shown(phone):
    phone.open("/?t=4&k=1")
    terms = engine(DEFAULT_TEXT).instances("H", 0, 1)
    phone.act(lambda: phone.page.locator('.triangle [data-t="4"][data-k="2"]').tap())
    chosen = phone.value('.triangle [aria-selected="true"][data-value]')
    assert chosen == pytest.approx(terms[3, 2], rel=1e-11)
    phone.act(lambda: phone.page.locator('.network [data-loss="2"]').tap())
    phone.wait_for_query("t=2")
    assert "J⁽²⁾" in phone.page.locator(".network .said").inner_text()


TOUCHABLE = """edge => {
    edge.scrollIntoView({ block: 'center', inline: 'center' });
    const at = edge.getScreenCTM(), root = edge.getRootNode();
    for (let part = .05; part < 1; part += .03) {
        const p = edge.getPointAtLength(edge.getTotalLength() * part);
        const { x, y } = p.matrixTransform(at);
        if (root.elementFromPoint(x, y) === edge) return [x, y];
    }
}"""


def test_what_a_picking_tap_has_told_stays(phone):
    phone.open("/?t=4&k=1")
    page, terms = phone.page, engine(DEFAULT_TEXT).instances("H", 1, 1)
    place = page.locator('.hit[data-k="1"][data-i="2"][data-j="2"]').evaluate(TOUCHABLE)
    phone.act(lambda: page.touchscreen.tap(*place))
    phone.wait_for_query("i=2")
    said = page.locator(".network .said").inner_text()
    number = said.rsplit(": ", 1)[1].replace("−", "-")
    assert float(number) == pytest.approx(terms[3, 1], rel=1e-11)
    phone.act(lambda: page.locator('.triangle [data-t="4"][data-k="2"]').tap())
    said = page.locator(".triangle .said").inner_text()
    assert float(said.rsplit(": ", 1)[1]) == pytest.approx(terms[3, 2], rel=1e-11)
    page.locator(".bars .one").nth(1).tap()
    assert page.locator(".bars .said").inner_text().startswith("instance 1: ")
    phone.open("/?page=jacobians", (".factor-strip .gap",))
    phone.act(lambda: page.locator(".factor-strip .gap").first.tap())
    assert "back in order" in page.locator(".factor-strip .said").first.inner_text()


COVERED = """edge => {
    edge.scrollIntoView({ block: 'center', inline: 'center' });
    const at = edge.getScreenCTM(), root = edge.getRootNode(), found = [];
    for (const part of [.1, .13, .16, .2, .8, .84, .87, .9]) {
        const p = edge.getPointAtLength(edge.getTotalLength() * part);
        const { x, y } = p.matrixTransform(at);
        const top = root.elementFromPoint(x, y);
        if (top !== edge && top?.matches('.hit')) found.push([x, y]);
    }
    return found;
}"""
"""Points on an edge where that of another lies on top."""
MIDDLE = """edge => {
    edge.scrollIntoView({ block: 'center', inline: 'center' });
    const middle = edge.getPointAtLength(edge.getTotalLength() / 2);
    const { x, y } = middle.matrixTransform(edge.getScreenCTM());
    return [x, y];
}"""


def test_a_finger_picks_the_edge_that_it_is_nearest_to(phone):
    phone.open("/?t=4&k=1&i=1&j=1")
    edge = phone.page.locator('.hit[data-k="1"][data-i="2"][data-j="2"]')
    places = edge.evaluate(COVERED)
    assert places
    phone.act(lambda: phone.page.touchscreen.tap(*places[0]))
    phone.wait_for_query("i=2")
    phone.wait_for_query(without="j=")


def test_a_finger_beside_a_line_picks_it_and_one_on_a_unit_does_not(phone):
    phone.open("/?matrix=L&t=4&i=1&j=1")
    unit = phone.page.locator('.unit[data-s="2"][data-unit="3"]')
    phone.without_a_run(lambda: unit.tap(force=True))
    assert "Unit 3 of h⁽²⁾" in phone.page.locator(".network .said").inner_text()
    edge = phone.page.locator('.hit[data-k="1"][data-i="3"]')
    x, y = edge.evaluate(MIDDLE)
    phone.act(lambda: phone.page.touchscreen.tap(x - 12, y))
    phone.wait_for_query("i=3")
