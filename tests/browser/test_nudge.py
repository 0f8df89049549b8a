"""Tests of the panels *nudge* and *step* in a browser, against the engine."""

import numpy as np
import pytest

from rnn_core import (
    backward,
    forward,
    gradient_step,
    gradient_step_losses,
    nudged_losses,
    predicted_gradient_step_losses,
    predicted_losses,
)
from tests.browser.unroll_page import engine
from tests.browser.visiting import READY, Visit

PAINTED = (*READY, ".response-curves .said")


def cells(visit: Visit, name: str) -> dict[int, float]:
    """The numbers in a column of the table, by loss; loss 0 is J."""
    cells_by_loss = visit.page.locator(f".response-curves td.{name}").evaluate_all(
        "all => all.map(o => [o.parentElement.dataset.t, o.dataset.value])"
    )
    return {int(t): float(value) for t, value in cells_by_loss}


def column(visit: Visit, name: str) -> list[float]:
    values = cells(visit, name)
    return [values[t] for t in sorted(values) if t]


def slider(visit: Visit):
    return visit.page.locator(".response-curves input[type=range]")


def drag(visit: Visit, share: float) -> None:
    """Press the slider's thumb, move it and hold it at `share` of the way."""
    slider(visit).scroll_into_view_if_needed()
    box = slider(visit).bounding_box()
    low, high = (int(slider(visit).get_attribute(name)) for name in ("min", "max"))
    start = (int(slider(visit).input_value()) - low) / (high - low)
    x = [box["x"] + 8 + part * (box["width"] - 16) for part in (start, share)]
    y = box["y"] + box["height"] / 2
    visit.page.mouse.move(x[0], y)
    visit.page.mouse.down()
    visit.page.mouse.move(x[1], y, steps=6)


def close(shown, expected):
    np.testing.assert_allclose(shown, expected, rtol=1e-12, atol=1e-18)


def nudged(visit: Visit, by: float, instance: int | None, t: int = 3) -> None:
    """Assert that table, marks and sentence are the engine's."""
    back = engine()
    actual = nudged_losses(back.trace, "H", 0, 1, [by], instance)[0]
    predicted = predicted_losses(back, "H", 0, 1, [by], instance)[0]
    close(column(visit, "actual"), actual)
    close(column(visit, "predicted"), predicted)
    np.testing.assert_allclose(
        column(visit, "miss"), actual - predicted, rtol=1e-9, atol=1e-15
    )
    assert cells(visit, "actual")[0] == pytest.approx(actual.sum(), rel=1e-12)
    assert visit.value(".response-curves path.fact") == pytest.approx(
        actual[t - 1], rel=1e-12
    )
    mark = visit.value(".response-curves path.promise")
    assert mark == pytest.approx(predicted[t - 1], rel=1e-12)
    said = slider(visit).get_attribute("aria-valuetext")
    start, *numbers = said.replace(", actual", " predicted").split(" predicted ")
    assert start == f"epsilon {visit_number(by)}: J({t})"
    got = [float(number) for number in numbers]
    assert got == pytest.approx([predicted[t - 1], actual[t - 1]], rel=5e-3)


def visit_number(value: float) -> str:
    """A number in three digits, as the page writes it."""
    return f"{value:.{2 - int(np.floor(np.log10(abs(value))))}f}"


def test_a_nudge_by_mouse_and_by_keyboard(visit, browser):
    visit.open("/?whatif=nudge", PAINTED)
    nudged(visit, 0.5, 0)

    visit.without_a_run(lambda: drag(visit, 0.75))
    nudged(visit, 4.0, 0)
    visit.act(visit.page.mouse.up)
    visit.wait_for_query("nudge=4")

    slider(visit).focus()
    for _ in range(3):
        visit.page.keyboard.press("ArrowLeft")
    nudged(visit, 3.25, 0)
    visit.act(lambda: visit.page.keyboard.press("ArrowLeft"))
    visit.wait_for_query("nudge=3")
    assert visit.page.locator(".response-curves input[type=range]:focus").count() == 1
    nudged(visit, 3.0, 0)

    visit.page.locator('.response-curves tr[data-t="3"]').focus()
    visit.page.keyboard.press("ArrowDown")
    visit.act(lambda: visit.page.keyboard.press("Enter"))
    visit.wait_for_query("t=4")
    assert visit.page.locator('.response-curves tr[data-t="4"]:focus').count() == 1
    nudged(visit, 3.0, 0, t=4)

    radio = visit.page.get_by_role("radiogroup", name="Instances")
    visit.act(lambda: radio.get_by_text("all", exact=True).click())
    box = visit.page.get_by_role("spinbutton", name="Nudge ε")
    box.fill("0.37")
    visit.act(lambda: box.press("Enter"))
    nudged(visit, 0.37, None, t=4)
    parts = visit.page.locator(".response-curves .sum").first.locator("[data-value]")
    *terms, total = [float(o.get_attribute("data-value")) for o in parts.all()]
    close(terms, 0.37 * engine().instances("H", 0, 1)[3])
    assert total == pytest.approx(sum(terms), rel=1e-13)

    visit.act(lambda: visit.page.locator('.response-curves tr[data-t="2"]').click())
    nudged(visit, 0.37, None, t=2)

    other = Visit(browser.new_context().new_page(), visit.address)
    other.open("/" + visit.query(), PAINTED)
    for name in ("predicted", "actual", "miss"):
        assert cells(other, name) == cells(visit, name)
    assert other.query() == visit.query()
    assert other.complaints == []
    other.page.context.close()


def test_many_instances_many_losses_and_overflow(visit):
    visit.open("/?whatif=nudge&instances=all&T=20&t=18&nudge=2", PAINTED)
    terms = engine(T=20).instances("H", 0, 1)[17]
    parts = visit.page.locator(".response-curves .sum").first.locator("[data-value]")
    *shown_terms, rest, total = [
        float(o.get_attribute("data-value")) for o in parts.all()
    ]
    assert len(shown_terms) == 8
    close(sum(shown_terms) + rest, 2 * terms.sum())
    assert total == pytest.approx(2 * terms.sum(), rel=1e-13)
    assert len(column(visit, "actual")) == 12
    words = visit.page.locator(".response-curves .table").inner_text()
    assert "12 of 20 losses" in words
    visit.open("/?whatif=step&T=40&activation=identity&scale=4&rate=1000", PAINTED)
    assert "overflows" in visit.page.locator(".response-curves .said").inner_text()
    shown = visit.page.locator('.response-curves tr[data-t="0"] td.after')
    assert shown.inner_text() == "overflows"


def stepped(visit: Visit, back, rate: float, reduction: str = "mean") -> None:
    """Assert that the table is that of a run with the moved weights."""
    gradients = back.gradients(reduction=reduction)
    loss = back.trace.loss
    close(column(visit, "before"), loss)
    promised = loss + predicted_gradient_step_losses(back, gradients, [rate])[0]
    close(column(visit, "promised"), promised)
    after = engine_of(
        back, gradient_step(back.trace.params, gradients, rate)
    ).trace.loss
    close(column(visit, "after"), after)
    close(
        column(visit, "change"), gradient_step_losses(back.trace, gradients, [rate])[0]
    )
    totals = [cells(visit, name)[0] for name in ("before", "after")]
    close(totals, [loss.mean(), after.mean()])
    words = visit.page.locator(".response-curves .said").inner_text()
    assert ("falls" if after.sum() < loss.sum() else "too long") in words


def engine_of(back, params):
    """The same words with other weights."""
    return backward(forward(params, back.trace.inputs, back.trace.targets))


def test_a_step_by_mouse_and_by_keyboard(visit, browser):
    visit.open("/?whatif=step&reduction=mean", PAINTED)
    back = engine()
    stepped(visit, back, 0.5)

    slider(visit).focus()
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    visit.wait_for_query("rate=0.56")
    stepped(visit, back, 0.56)
    runs = visit.finished
    drag(visit, 1.0)
    assert visit.finished == runs
    stepped(visit, back, 1000.0)
    visit.act(visit.page.mouse.up)
    visit.wait_for_query("rate=1000")

    box = visit.page.get_by_role("spinbutton", name="Rate")
    box.fill("0.37")
    visit.act(lambda: box.press("Enter"))
    stepped(visit, back, 0.37)
    take = visit.page.get_by_role("button", name="Take this step")
    visit.act(take.click)
    visit.wait_for_query("edits=step_0.37_mean")
    gradients = back.gradients(reduction="mean")
    after = engine_of(back, gradient_step(back.trace.params, gradients, 0.37))
    stepped(visit, after, 0.37)
    assert visit.value(".sum.total") == pytest.approx(
        after.instances("H", 0, 1).sum() / after.trace.steps, rel=1e-11
    )

    other = Visit(browser.new_context().new_page(), visit.address)
    other.open("/" + visit.query(), PAINTED)
    for name in ("before", "promised", "after", "change"):
        assert cells(other, name) == cells(visit, name)
    other.page.context.close()

    undo = visit.page.get_by_role("button", name="Undo the step")
    undo.focus()
    visit.act(lambda: visit.page.keyboard.press("Enter"))
    visit.wait_for_query(without="edits=")
    stepped(visit, back, 0.37)
    assert undo.is_disabled()
