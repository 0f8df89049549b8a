"""Tests of the page Jacobians in a browser: mouse, keyboard, presets, links."""

import numpy as np

from tests.browser.visiting import Visit
from views.address.settings import Config
from views.jacobians.factor_strip import factor_strip
from views.jacobians.horizon import horizon
from views.jacobians.products import swapped_factors

PAINTED = (".factor-strip .said", ".js-plotly-plot .main-svg")


def numbers(visit: Visit, band: int, k: int) -> list[float]:
    """The numbers in the cells of one matrix of the factor strip."""
    values = visit.page.locator(f'.cell[data-key^="{band}/{k}/"]').evaluate_all(
        "all => all.map(o => o.dataset.value)"
    )
    return [float(value) for value in values]


def shows(visit: Visit, picture) -> None:
    """Assert that every number of the factor strip is that of the page's data."""
    whole = [(k, f) for k, f in enumerate(picture["factors"]) if "n" in f]
    for k, factor in whole:
        assert numbers(visit, 0, k) == np.ravel(factor["cells"]).tolist()
        after = factor["product"]
        scale = 10.0 ** after["exponent"]
        np.testing.assert_allclose(
            numbers(visit, 1, k), np.ravel(after["cells"]) * scale, rtol=1e-12
        )
    if picture["order"]:
        for k, name in enumerate(("kept", "swapped", "difference")):
            part = picture["order"][name]
            values = np.ravel(part["cells"]) * 10.0 ** part["exponent"]
            np.testing.assert_allclose(numbers(visit, 2, k), values, rtol=1e-12)


def titles(visit: Visit) -> list[str]:
    return visit.page.locator(".factor-strip .title").all_text_contents()


def held(visit: Visit) -> str:
    """The cell of the factor strip that has the focus."""
    return str(
        visit.page.locator(".factor-strip [data-key]:focus").get_attribute("data-key")
    )


def press(visit: Visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)


def test_the_factor_strip_by_mouse_and_by_keyboard(visit, browser):
    visit.open("/?page=jacobians", PAINTED)
    config = Config()
    shows(visit, factor_strip(config, 100, 4, 1, 0))
    runs = visit.finished
    said = visit.page.locator(".factor-strip .said")

    visit.page.locator('.cell[data-key="0/1/2/0"]').hover()
    states = horizon(config, 100).states
    slope, weight = states.slope[2, 2], states.params.H[2, 0]
    assert said.inner_text() == (
        f"D₃, row 3, column 1: {slope * weight} = σ′₃ {slope} × H₃₁ {weight}"
    ).replace("-", "−")
    visit.page.locator('.bar[data-key="0/1/2/-1"]').hover()
    assert said.inner_text() == f"σ′₃ of D₃: {slope}"

    visit.page.locator('.cell[data-key="0/0/0/2"]').click()
    visit.page.locator('.factor-strip [tabindex="0"]').focus()
    press(visit, "ArrowRight")
    assert held(visit) == "0/1/gap/0"
    assert said.inner_text() == "Swap D₄ and D₃"
    press(visit, "ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown")
    assert held(visit) == "1/1/0/0"
    press(visit, "PageDown", "ArrowDown", "ArrowDown", "ArrowDown")
    assert held(visit) == "2/2/0/0"
    press(visit, "Home", "ArrowUp", "End", "ArrowUp", "ArrowUp", "ArrowUp")
    assert held(visit) == "0/2/0/0"
    press(visit, "ArrowLeft", "ArrowLeft")
    assert held(visit) == "0/2/gap/0"
    assert visit.page.locator('.factor-strip [tabindex="0"]').count() == 1
    assert visit.finished == runs

    visit.act(lambda: press(visit, "Enter"))
    visit.wait_for_query("swap=2")
    assert held(visit) == "0/2/gap/0"
    assert visit.page.locator(".gap[aria-pressed=true]").count() == 1
    shows(visit, factor_strip(config, 100, 4, 1, 2))
    assert titles(visit)[0:6:2] == ["D₄", "D₂", "D₃"]
    share = swapped_factors(config, 100, 4, 1, 2).relative
    words = visit.page.locator(".factor-strip .words")
    assert f"misses by {share:.3g}" in words.inner_text()

    visit.act(visit.page.locator(".gap").first.click)
    visit.wait_for_query("swap=3")
    shows(visit, factor_strip(config, 100, 4, 1, 3))

    other = Visit(browser.new_context().new_page(), visit.address)
    other.open("/" + visit.query(), PAINTED)
    for band in range(3):
        for k in range(3):
            assert numbers(other, band, k) == numbers(visit, band, k)
    assert other.page.locator(".balance").inner_text() == (
        visit.page.locator(".balance").inner_text()
    )
    assert other.query() == visit.query()
    assert other.complaints == []
    other.page.context.close()

    visit.act(visit.page.locator(".gap").first.click)
    visit.wait_for_query(without="swap=")
    shows(visit, factor_strip(config, 100, 4, 1, 0))
    box = visit.page.get_by_role("spinbutton", name="Swap n, n + 1")
    box.fill("2")
    visit.act(lambda: box.press("Enter"))
    assert visit.page.locator(".gap[aria-pressed=true]").get_attribute("data-n") == "2"


def test_presets_and_states_move_the_factor_strip(visit):
    visit.open("/?page=jacobians&swap=2", PAINTED)
    for name, word in (
        ("Exploding", "explode"),
        ("Steady", "hold"),
        ("Vanishing", "vanish"),
    ):
        visit.act(visit.page.get_by_role("button", name=name, exact=True).click)
        visit.wait_for_query("to=1000")
        visit.page.get_by_text(f"They {word}.").wait_for()
    config = Config()
    strip = factor_strip(config, 1000, 1000, 0, 0)
    assert titles(visit)[0] == "D₁₀₀₀"
    norm = visit.page.locator('.factor-strip .faint[data-value*="e-7"]').last
    norm.wait_for()
    last = strip["factors"][-1]["product"]["norm"]
    value, power = norm.get_attribute("data-value").split("e")
    assert float(value) * 10 ** (int(power) - last["exponent"]) == last["value"]
    assert visit.page.get_by_text("996 more").count() == 2
    ticks = visit.page.locator(".js-plotly-plot .ytick")
    ticks.get_by_text("10⁻⁶⁰⁰").wait_for()

    box = visit.page.get_by_role("spinbutton", name="Later state t")
    box.fill("5")
    visit.act(lambda: box.press("Enter"))
    visit.wait_for_query("to=5")
    shows(visit, factor_strip(config, 1000, 5, 0, 0))
    box = visit.page.get_by_role("spinbutton", name="Earlier state s")
    box.fill("5")
    visit.act(lambda: box.press("Enter"))
    assert titles(visit) == ["identity"]
    assert numbers(visit, 1, 0) == np.eye(3).ravel().tolist()
    size = visit.page.locator(".factor-strip svg *").count()
    assert size < 3000
