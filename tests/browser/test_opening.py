"""The beginning of the first page in a browser: equations, ways on, what is seen."""

from itertools import pairwise

import pytest

EQUATIONS = ".equations .equation"
NUMBERS = ".equations .told .tex [data-value]"


COVERED = """bar => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('h1'));
    const title = range.getBoundingClientRect();
    const clear = ['rgba(0, 0, 0, 0)', 'transparent'];
    return [bar, ...bar.querySelectorAll('*')].filter(over => {
        const { left, right, top, bottom } = over.getBoundingClientRect();
        return left < title.right && right > title.left && top < title.bottom &&
            bottom > title.top &&
            !clear.includes(getComputedStyle(over).backgroundColor);
    }).map(over => over.className);
}"""
"""What of the bar of scenes has a colour of its own and lies over a heading."""


def bottom(visit, selector):
    box = visit.page.locator(selector).first.bounding_box()
    return box["y"] + box["height"]


@pytest.mark.parametrize("names", ["source", "torch"])
def test_the_first_picture_is_in_sight(visit, names):
    visit.page.set_viewport_size({"width": 1280, "height": 720})
    visit.open(f"/?names={names}", (EQUATIONS, ".network svg"))
    assert visit.page.get_by_role("heading", level=1).is_visible()
    assert visit.page.locator(".scene-bar").evaluate(COVERED) == []
    assert bottom(visit, ".network svg") <= 720


@pytest.mark.parametrize("width", [390, 900, 1280])
def test_the_ways_on_stand_beside_or_below_each_other(visit, width):
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.open("/", (EQUATIONS, ".network svg"))
    ways = [
        visit.page.get_by_role("link", name=name).first.bounding_box()
        for name in ("Show me", "What is wrong with my gradient?")
    ]
    one, other = sorted(ways, key=lambda box: (box["y"], box["x"]))
    below = one["y"] + one["height"] + 4 <= other["y"]
    assert below or one["x"] + one["width"] + 4 <= other["x"]


def test_equations_say_their_numbers_without_a_run(visit):
    visit.open("/", (EQUATIONS,))
    network = visit.page.locator(".network svg").first
    tops = visit.wait_until_still(network.bounding_box)
    assert visit.page.locator(EQUATIONS).count() == 4
    for n in range(4):
        equation = visit.page.locator(EQUATIONS).nth(n)
        visit.without_a_run(equation.hover)
        assert visit.page.locator(NUMBERS).count() >= 2
        visit.page.mouse.move(0, 0)
        assert not visit.page.locator(".equations .told .tex").is_visible()
        visit.without_a_run(equation.focus)
        assert visit.page.locator(NUMBERS).first.is_visible()
        assert visit.page.locator(".network svg").first.bounding_box() == tops
    assert visit.complaints == []


@pytest.mark.parametrize("wide", [1280, 1920, 3840])
def test_both_ways_on_stand_beside_what_it_is(visit, wide):
    visit.page.set_viewport_size({"width": wide, "height": wide * 9 // 16})
    visit.open("/", (EQUATIONS,))
    parts = [
        visit.page.locator(".opening .sentence"),
        visit.page.get_by_role("link", name="Show me"),
        visit.page.get_by_role("link", name="What is wrong with my gradient?"),
    ]
    boxes = visit.wait_until_still(lambda: [part.bounding_box() for part in parts])
    middles = [box["y"] + box["height"] / 2 for box in boxes]
    assert max(middles) - min(middles) <= 2
    for left, right in pairwise(boxes):
        assert 4 <= right["x"] - left["x"] - left["width"] <= 40
    assert abs(boxes[1]["height"] - boxes[2]["height"]) <= 2


def test_what_is_said_of_a_link_covers_nothing(visit):
    visit.open("/?text=hello+big+world", (EQUATIONS,))
    words = visit.page.get_by_text("so T is 2")
    said = visit.wait_until_still(words.bounding_box)
    title = visit.page.get_by_role("heading", level=1).bounding_box()
    assert said["y"] >= title["y"] + title["height"]
    assert said["y"] >= bottom(visit, ".opening")
    equations = visit.page.locator(EQUATIONS).first.bounding_box()
    assert said["y"] + said["height"] <= equations["y"]


def test_show_me_starts_the_tour(visit):
    visit.open("/", (EQUATIONS,))
    visit.ready = (".scene .words p",)
    visit.act(visit.page.get_by_role("link", name="Show me").click)
    visit.wait_for_query("tour=bptt")


def test_on_a_phone_the_picture_comes_first_and_is_picked_by_tap(phone):
    phone.open("/", (EQUATIONS, ".network svg"))
    top = phone.page.locator(".network svg").first.bounding_box()["y"]
    assert top < 844 / 2
    for later in (EQUATIONS, ".st-key-headline", ".st-key-aside_picks"):
        assert phone.page.locator(later).first.bounding_box()["y"] > top, later
    source = phone.page.locator(".st-key-aside_source a")
    assert source.evaluate("""link => [link, ...link.querySelectorAll('span, div, p')]
      .every(node => node.scrollWidth <= node.clientWidth)""")
    phone.act(phone.page.locator('.hit[data-k="1"][data-i="2"]').first.tap)
    phone.wait_for_query("k=1")
    wide = phone.page.evaluate(
        "document.querySelector('[data-testid=stMain]').scrollWidth"
    )
    assert wide == 390


def test_a_radio_clicked_in_the_sidebar_lets_the_arrows_go(visit):
    visit.open("/?page=tour", (".scenes li a",))
    visit.act(
        lambda: visit.page.locator(".st-key-look label", has_text="projector").click()
    )
    visit.page.wait_for_timeout(100)
    visit.ready = (".scene .words p",)
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    visit.wait_for_query("look=projector")
    visit.wait_for_query("tour=bptt")


def test_a_copied_link_opens_with_navigation_and_moves_nothing(visit):
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open("/?present=on&t=4", (".network svg",))
    button = visit.page.get_by_role("button", name="Copy link")
    before = button.bounding_box()
    button.click()
    visit.page.get_by_text("Link copied").wait_for()
    assert button.bounding_box() == before
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert "present" not in copied
    assert "t=4" in copied
