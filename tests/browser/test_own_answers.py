"""Tests of what stands on Check after more than one answer, or after a new network."""

import pytest

from tests.browser.check_page import ANSWER, READY, paste, text_box
from tests.views.check.own_passes import hand_written, pasted
from views.address.settings import Config

TITLES = f"{ANSWER} .heatmaps .title .name"
TELLING = "Change to a network that hides none"


def marks(texts):
    """The signs ✓ and ✗ of texts, in their order."""
    return ["✓" if "✓" in text else "✗" if "✗" in text else "" for text in texts]


def test_the_marks_of_the_heat_maps_follow_every_answer(visit):
    guest = visit.open("/?page=check", READY)
    config = Config()
    forward_only = hand_written(config, ahead=False)
    answers = (
        (forward_only, ["✗", "✗", "✓", "✗"]),
        ({name: array / 4 for name, array in forward_only.items()}, ["✗"] * 4),
        (hand_written(config), ["✓"] * 4),
    )
    for gradients, wanted in answers:
        paste(guest, pasted(gradients))
        listed = guest.page.locator(f"{ANSWER} li").all_inner_texts()
        assert marks(listed)[:4] == wanted
        assert marks(guest.page.locator(TITLES).all_text_contents()) == wanted
        labels = guest.page.locator(f"{ANSWER} .heatmaps svg[role=grid]")
        said = [one.get_attribute("aria-label") for one in labels.all()]
        assert marks(said) == wanted


@pytest.mark.parametrize(("asked", "by"), [("", "mouse"), ("&T=5", "Enter")])
def test_the_button_changes_to_a_network_that_hides_nothing(visit, asked, by):
    guest = visit.open(f"/?page=check{asked}", READY)
    section = guest.page.locator(".st-key-aside_own")
    assert "This network hides mistakes." in section.inner_text()
    button = guest.page.get_by_role("button", name=TELLING)
    if by == "mouse":
        guest.act(button.click)
    else:
        guest.act(lambda: button.press("Enter"))
    assert "This network hides mistakes." not in section.inner_text()
    for name in ("Hidden size D_h", "Steps T"):
        slider = guest.page.get_by_role("slider", name=name)
        assert slider.get_attribute("aria-valuetext") == "6"
    guest.wait_for_query("D_h=6")
    guest.wait_for_query("T=6")


HIDING = Config(T=2, D_h=2, activation="relu")
LONG = Config(D_h=6, T=6, activation="tanh")


@pytest.mark.parametrize(
    ("config", "asked"),
    [
        (Config(), ""),
        (LONG, "&D_h=6&T=6&activation=tanh"),
        (HIDING, "&T=2&D_h=2&activation=relu"),
    ],
)
def test_a_button_answers_and_the_answer_is_seen_without_scrolling(
    visit, config, asked
):
    visit.page.set_viewport_size({"width": 1280, "height": 800})
    guest = visit.open(f"/?page=check{asked}", READY)
    text_box(guest).fill(pasted(hand_written(config, ahead=False)))
    guest.act(guest.page.get_by_role("button", name="Check it").click)
    headline = guest.page.locator(f"{ANSWER} strong").first
    headline.wait_for()
    assert "Your gradient of" in headline.inner_text()
    box = headline.bounding_box()
    assert box["y"] > 0
    assert box["y"] + box["height"] < 760


def test_the_button_says_where_there_is_nothing_to_check(visit):
    guest = visit.open("/?page=check", READY)
    guest.act(guest.page.get_by_role("button", name="Check it").click)
    assert guest.page.get_by_text("There is nothing to check yet").is_visible()
