"""Tests in a browser of two networks side by side."""

from urllib.parse import parse_qs

import numpy as np
import pytest

from rnn_core import Params, backward, forward
from tests.browser.unroll_page import engine
from tests.browser.visiting import Visit

PAINTED = (
    ".st-key-triangle .triangle .cell[tabindex]",
    ".st-key-triangle_other .triangle .cell[tabindex]",
    ".st-key-unrolled_network_other .network .word",
)
NUMBERS = (
    """all => all.map(o => [o.dataset.r, o.dataset.c, o.dataset.value].map(Number))"""
)


def numbers(visit: Visit, place: str) -> dict[tuple[int, int], float]:
    """The cells that a triangle shows, by row and column."""
    cells = visit.page.locator(f".st-key-{place} .triangle .cell[tabindex]")
    return {(int(r), int(c)): v for r, c, v in cells.evaluate_all(NUMBERS)}


def test_a_pick_in_either_picture_is_one_in_both(visit):
    visit.open("/?whatif=compare&compare=activation=tanh", PAINTED)
    trace = engine().trace
    params = Params.random(3, 6, 0)
    tanh = backward(forward(params, trace.inputs, trace.targets, "tanh"))
    other = visit.page.locator(".st-key-triangle_other .cell[tabindex]")
    visit.act(lambda: other.nth(2).click())
    asked = parse_qs(visit.query())
    assert (asked["t"], asked["k"]) == (["2"], ["1"])
    for place, back in (("triangle", engine()), ("triangle_other", tanh)):
        terms = back.instances("H", 0, 1)
        shown = numbers(visit, place)
        inside = {(r, c): v for (r, c), v in shown.items() if r < 4 and c <= r}
        assert len(inside) == 10
        for (r, c), value in inside.items():
            np.testing.assert_allclose(value, terms[r, c], rtol=1e-13)
        chosen = visit.page.locator(f".st-key-{place} .cell.chosen").first
        assert chosen.get_attribute("data-r") == chosen.get_attribute("data-c") == "1"


def test_what_differs_is_chosen_and_survives_a_reload(visit):
    visit.open("/?whatif=compare", PAINTED)
    box = visit.page.locator(".st-key-_compare_chosen input")
    box.focus()
    visit.page.keyboard.type("relu")
    visit.act(lambda: visit.page.keyboard.press("Enter"))
    visit.wait_for_query("compare=activation%3Drelu")
    before = numbers(visit, "triangle_other")
    visit.page.reload()
    visit.settle()
    visit.wait_until(lambda: len(numbers(visit, "triangle_other")) > 0, "the triangle")
    assert numbers(visit, "triangle_other") == before
    heads = visit.page.locator("[class*=st-key-pic_] h2").all_inner_texts()
    assert heads == ["sigmoid", "relu"] * 3


ABOVE = """picture => {
    const side = picture.closest('[class*=st-key-beside]');
    const words = document.createRange();
    words.selectNodeContents(side.querySelector('h2'));
    const { bottom } = words.getBoundingClientRect();
    const { top } = picture.getBoundingClientRect();
    const formula = side.querySelector('.headline .katex-html').getBoundingClientRect();
    return [words.toString(), bottom <= top,
        formula.top - bottom > 4 || formula.top > top];
}"""
"""A picture's title, whether it is above it, and apart from a formula that follows."""


@pytest.mark.parametrize("wide", [390, 1280])
def test_each_network_has_its_title_above_it(visit, wide):
    visit.page.set_viewport_size({"width": wide, "height": 900})
    visit.open("/?whatif=compare&compare=activation=sigmoid&activation=tanh", PAINTED)
    found = [
        visit.page.locator(f".st-key-unrolled_network{key}").evaluate(ABOVE)
        for key in ("", "_other")
    ]
    assert found == [["tanh", True, True], ["sigmoid", True, True]]
    tops = "all => all.map(node => node.getBoundingClientRect().top)"
    heads, pictures = (
        visit.page.locator(f"[class*=st-key-beside] {name}").evaluate_all(tops)
        for name in ("h2", ".network")
    )
    assert heads[0] < pictures[0] < heads[1] < pictures[1]
