"""Tests of the page Learn in a browser: train, look inside by mouse and key, reload."""

import pytest

from views.address.settings import Config
from views.model.model import model

READY = (".learning .picture svg",)
RECIPE = "steps=300,rate=1"


def near(net):
    """The gradient of the picked weight; its sum is another in the last digit."""
    return pytest.approx(net.back.gradients().H[0, 1], rel=1e-13)


def trained(visit):
    visit.page.get_by_role("spinbutton", name="Training steps").fill("300")
    visit.act(lambda: visit.page.keyboard.press("Enter"))
    visit.page.get_by_role("spinbutton", name="Learning rate").fill("1")
    visit.act(lambda: visit.page.keyboard.press("Enter"))
    visit.page.get_by_role("button", name="Train", exact=True).click()
    visit.page.wait_for_selector(".sample .said-word")
    visit.settle()


def at(visit):
    circle = visit.page.locator(".learning circle.here")
    return int(circle.get_attribute("data-step"))


def test_one_trains_looks_inside_and_reloads(visit):
    visit.open("/?page=learn", READY)
    trained(visit)
    visit.wait_for_query("at=300")
    assert at(visit) == 300
    box = visit.page.locator(".learning svg rect.frame").bounding_box()
    middle = box["x"] + box["width"] * 0.4, box["y"] + box["height"] / 2
    visit.act(lambda: visit.page.mouse.click(*middle))
    visit.wait_for_query("at=120")
    chip = visit.page.locator(".st-key-aside_training")
    assert "after 120 of 300 steps" in chip.inner_text()

    slider = visit.page.get_by_role("slider", name="Step of the training")
    slider.focus()
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    visit.wait_for_query("at=121")

    inside = model(Config(train=RECIPE, at=121))
    visit.ready = (".headline .katex",)
    visit.act(lambda: visit.page.get_by_role("button", name="term by term").click())
    assert visit.value(".sum.total") == near(inside)
    visit.page.go_back()
    visit.page.wait_for_selector(READY[0])
    visit.wait_until(lambda: at(visit) == 121, "the same step of the curve")
    visit.page.go_forward()
    visit.page.wait_for_selector(".headline .katex")
    visit.open("/" + visit.query(), (".headline .katex",))
    assert visit.value(".sum.total") == near(inside)

    visit.act(lambda: visit.page.get_by_role("button", name="Untrained").click())
    drawn = model(Config())
    assert visit.value(".sum.total") == near(drawn)
    visit.wait_for_query(without="at=")


def test_one_stops_and_words_show_their_probabilities(visit):
    visit.open("/?page=learn&D_h=256&V=1000&train=steps=5000,length=60", READY)
    visit.page.wait_for_selector(".learning path.single")
    stop = visit.page.get_by_role("button", name="Stop", exact=True)
    stop.click()
    go_on = visit.page.get_by_role("button", name="Go on")
    go_on.wait_for()
    visit.settle()
    done = at(visit)
    visit.page.wait_for_timeout(600)
    assert at(visit) == done
    assert 0 < done < 5000
    first = visit.page.locator(".sample .said-word").first
    first.hover()
    assert visit.page.locator(".sample .guess").count() == 5
    visit.page.keyboard.press("Tab")
    chance = first.get_attribute("aria-label")
    assert visit.page.locator(".sample .said").inner_text().startswith(chance)
    guess = visit.page.locator(".learning").get_by_text("uniform guess: perplexity")
    assert guess.text_content().endswith(" 1,000")


def test_by_heart_and_beside_itself_and_back(visit):
    visit.open("/")
    visit.ready = READY
    visit.act(lambda: visit.page.get_by_role("link", name="Learn").first.click())
    visit.page.get_by_role("button", name="Learn the text by heart").click()
    visit.wait_for_query("at=1000")
    visit.ready = (".sample .said-word",)
    visit.settle()
    visit.wait_for_query("D_h=32", "V=37", "activation=tanh")
    curve = visit.page.locator(".learning svg[role=img]").get_attribute("aria-label")
    circle = visit.page.locator(".learning circle.here")
    loss = float(circle.get_attribute("data-loss"))
    assert 0 < loss < 0.05
    assert "perplexity 37" in curve
    said = visit.page.locator(".sample .said-word").all_inner_texts()

    visit.ready = (".triangle",)
    button = visit.page.get_by_role("button", name="Beside itself before training")
    visit.act(button.click)
    visit.wait_for_query("compare=at%3D0")
    assert visit.page.locator(".triangle").count() == 2

    visit.ready = (".sample .said-word",)
    visit.act(lambda: visit.page.go_back())
    assert visit.page.locator(".sample .said-word").all_inner_texts() == said
    visit.open(f"/{visit.query()}&page=learn", visit.ready)
    assert visit.page.locator(".sample .said-word").all_inner_texts() == said
