"""Hover, spotlight, print and large screens: what is dimmed, cut, hidden or scaled."""

from urllib.parse import quote

from tests.browser.unroll_page import cell, engine

OPACITY = "nodes => nodes.map(node => Number(getComputedStyle(node).opacity))"
LONG_WORDS = "incomprehensibilities and electroencephalographically the " * 2


def opacities(visit, selector):
    return set(visit.page.locator(selector).evaluate_all(OPACITY))


def test_a_unit_says_how_it_comes_about(visit):
    visit.open()
    trace = engine().trace
    visit.page.locator('.unit[data-s="2"][data-unit="3"]').hover(force=True)
    word = trace.params.L[2, trace.inputs[1]]
    said = visit.page.locator(".network .said").inner_text().replace("−", "-")
    head, summed, z, value = said.split(" = ")[:4]
    assert (head, summed) == ("Unit 3 of h⁽²⁾", "σ(H h⁽¹⁾ + L)")
    state, sign, own = z.removeprefix("σ(").removesuffix(")").split()
    assert abs(float(state) - (trace.z[1, 2] - word)) < 6e-3
    assert abs(float(sign + own) - word) < 6e-3
    assert value.startswith("σ(")


def test_the_glow_is_off_under_the_spotlight_and_after_a_pick(visit):
    visit.open()
    visit.page.locator(cell(4, 2)).hover()
    assert min(opacities(visit, ".network .word")) < 0.5
    assert min(opacities(visit, ".bars .one")) < 0.5
    visit.page.keyboard.press("s")
    assert opacities(visit, ".network .word, .bars .one, .triangle [data-r]") == {1}
    visit.page.keyboard.press("Escape")
    assert min(opacities(visit, ".network .word")) < 0.5
    visit.act(lambda: visit.page.locator(cell(4, 2)).click())
    visit.wait_until(lambda: opacities(visit, ".bars .one") == {1}, "bars undimmed")


def test_on_paper_there_is_no_sidebar_and_the_network_is_whole(visit):
    visit.open("/?T=12")
    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size({"width": 720, "height": 1000})
    assert not visit.page.locator("[data-testid=stSidebar]").is_visible()
    assert not visit.page.locator("[data-testid=stHeader]").is_visible()
    visit.wait_until_still(visit.page.locator(".network svg").first.bounding_box)
    box = visit.page.locator(".network .scroll > svg").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 720
    visit.page.emulate_media(media="screen")


def test_at_4K_sidebar_and_tabs_grow_as_the_page_does(visit):
    visit.open()
    parts = {
        "tabs": visit.page.locator("[data-testid=stTopNavLink]").first,
        "sidebar": visit.page.locator("[data-testid=stSlider]").first,
        "page": visit.page.locator(".st-key-aside_picks label").first,
    }
    before = {name: part.bounding_box()["height"] for name, part in parts.items()}
    sidebar = visit.page.locator("[data-testid=stSidebar]")
    narrow = sidebar.bounding_box()["width"]
    visit.page.set_viewport_size({"width": 3840, "height": 2160})
    visit.wait_until_still(parts["page"].bounding_box)
    for name, part in parts.items():
        assert part.bounding_box()["height"] > 1.8 * before[name], name
    assert sidebar.bounding_box()["width"] > 1.8 * narrow


def test_a_long_word_ends_in_dots_and_covers_no_number(visit):
    visit.open("/?whatif=largest&T=6&text=" + quote(LONG_WORDS))
    cut = 0
    for row in visit.page.locator(".rows .item").all():
        text, number = row.locator(".text"), row.locator(".number")
        frame = text.bounding_box()
        assert frame["x"] + frame["width"] <= number.bounding_box()["x"]
        assert row.locator(".track").bounding_box()["width"] >= 30
        cut += text.evaluate("node => node.scrollWidth > node.clientWidth")
        assert text.inner_text() in row.get_attribute("title")
    assert cut
    picture = visit.page.locator(".network .scroll > svg").bounding_box()
    for word in visit.page.locator(".network .word").all():
        box = word.bounding_box()
        assert box["x"] + box["width"] <= picture["x"] + picture["width"]


def test_own_text_is_counted_and_spoken_of_below_its_box(visit):
    visit.open()
    picture = visit.page.locator(".network svg").first
    before = picture.bounding_box()
    box = visit.page.get_by_role("textbox", name="Text", exact=True)
    visit.act(lambda: box.fill("hello"))
    assert picture.bounding_box() == before
    said = visit.page.locator(".st-key-text_said")
    frame, counter = box.bounding_box(), visit.page.get_by_text("5/1000").bounding_box()
    bottom = frame["y"] + frame["height"]
    assert counter["y"] >= bottom
    assert said.bounding_box()["y"] >= counter["y"] + counter["height"] - 4
    assert said.evaluate("node => node.scrollWidth <= node.clientWidth")
    visit.act(lambda: box.fill("hello big world"))
    thumb = visit.page.get_by_role("slider", name="Steps T")
    assert thumb.get_attribute("aria-valuetext") == "2"
    visit.wait_for_query("T=2")
    visit.act(lambda: box.fill("one two three four five six seven"))
    assert thumb.get_attribute("aria-valuetext") == "4"
    assert not said.is_visible()
