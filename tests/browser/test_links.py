"""Tests that a link restores every page to the last digit in a new browser."""

from functools import cache
from urllib.parse import parse_qs

import numpy as np
import pytest

from rnn_core import (
    Params,
    Vocabulary,
    backward,
    forward,
    gradient_step,
    next_word_window,
    nudged_losses,
    run_states,
    step_jacobians,
)
from tests.browser.linked_pages import PAGES, opened
from tests.browser.page_numbers import NUMBERS
from tests.browser.visiting import Visit
from tests.lines import number
from views.address.settings import DEFAULT_TEXT


@cache
def engine():
    """The network of the link, computed with the engine."""
    vocabulary = Vocabulary.from_text(DEFAULT_TEXT, 6)
    window = next_word_window(vocabulary.encode(DEFAULT_TEXT), 6)
    words = np.append(window.inputs, window.targets[-1])
    words[2] = vocabulary.encode(["sea"])[0]
    drawn = Params.random(4, 6, 3)
    H = drawn.H.copy()
    H[0, 1] = 0.5
    params = Params(H, drawn.L, drawn.U, drawn.h0)
    back = backward(forward(params, words[:-1], words[1:], "tanh"))
    params = gradient_step(params, back.gradients(2, "mean"), 0.25)
    return backward(forward(params, words[:-1], words[1:], "tanh"))


@pytest.mark.parametrize("page", PAGES)
def test_two_browsers_and_the_engine_agree(visit, browser, page):
    first = opened(visit, page)
    with browser.new_context() as context:
        second = opened(Visit(context.new_page(), visit.address), page)
        numbers = second.page.evaluate(NUMBERS)
        assert second.complaints == []
    assert len(numbers) > 20
    assert first.page.evaluate(NUMBERS) == numbers
    back = engine()
    terms = back.instances("H", 0, 1)
    if "whatif=nudge" in page:
        change = nudged_losses(back.trace, "H", 0, 1, [1.5])[0, 4]
        close(first.value(".response-curves path.fact"), change)
        close(first.value(".sum.total"), terms.sum() / 6)
    elif "jacobians" in page:
        states = run_states(back.trace.params, back.trace.inputs, "tanh")
        close(first.value(".factor-strip .cell"), step_jacobians(states)[4, 0, 0])


MENDED = {
    "page=unroll&T=500&D_h=x": {"page": "unroll", "T": "100"},
    "page=unroll&t=9&k=8": {"page": "unroll", "t": "4", "k": "3"},
    "page=derive&derivation=nope&line=999&i=abc&t=9&show=foo": {
        "page": "derive",
        "line": str(number("instance-sum", nth=-1)),
        "t": "4",
    },
    "page=jacobians&horizon=9&to=50&swap=1": {
        "page": "jacobians",
        "horizon": "9",
        "to": "9",
        "swap": "2",
    },
}


PAINTED = {
    "unroll": (".chain .katex",),
    "derive": (".row.now .katex",),
    "check": (".heatmaps .cell",),
    "jacobians": (".factor-strip .cell",),
}


@pytest.mark.parametrize("asked", MENDED)
def test_a_mended_address_says_so_once_and_restores_what_was_shown(visit, asked):
    page = MENDED[asked]["page"]
    visit.open(f"/?{asked}", PAINTED[page])
    said = visit.page.get_by_test_id("stText").first.inner_text()
    wrong = {"section", "horizon", "page"}
    for name in set(parse_qs(asked)) - wrong:
        assert f"{name} = " in said, said
    query = {name: values[0] for name, values in parse_qs(visit.query()[1:]).items()}
    assert query == MENDED[asked]
    numbers = visit.page.evaluate(NUMBERS)
    visit.page.reload()
    visit.settle()
    assert visit.page.evaluate(NUMBERS) == numbers
    assert "is used" not in visit.page.locator("body").inner_text()


def close(shown: float, expected: float) -> None:
    assert shown == pytest.approx(expected, rel=1e-11)
