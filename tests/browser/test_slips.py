"""Tests of the slips of the source in a browser, and of links between pages."""

import pytest

from derivations import ERRATA
from tests.browser.small_type import SMALL
from views.address.settings import Config
from views.proofs.checks import definition

LIST = ".st-key-pic_slips .slips"
"""The source's: those that people make are another list above it."""
READY = (".heatmaps .cell", f"{LIST} .tex .katex")
DERIVE = (".map button", ".derivation .row:not([hidden]) .katex")


@pytest.fixture
def slips(visit):
    def open_page(**query):
        address = "/?page=check" + "".join(f"&{k}={v}" for k, v in query.items())
        visit.open(address, (".heatmaps .cell", f"{LIST} .slip"))
        visit.page.locator(f"{LIST} .slip").first.scroll_into_view_if_needed()
        visit.ready = READY
        visit.settle()
        return visit

    return open_page


def verdict(guest, slug, side):
    return guest.page.locator(f'{LIST} [data-slip="{slug}"] .{side} .verdict')


def test_residuals_are_the_machines_and_said_in_words_and_colour(slips):
    guest = slips(section="6", seed=2)
    network = definition(Config(seed=2))
    shown = guest.page.locator(f"{LIST} .slip")
    slugs = [slug for slug, e in ERRATA.items() if e.stands_in("6")]
    assert [row.get_attribute("data-slip") for row in shown.all()] == slugs
    for slug in slugs:
        finding = ERRATA[slug].check_on(network)
        wrong, right = (verdict(guest, slug, side) for side in ("printed", "corrected"))
        assert float(wrong.get_attribute("data-residual")) == finding.printed
        assert float(right.get_attribute("data-residual")) == finding.corrected
        assert wrong.inner_text().startswith("✗ misses by")
        assert right.inner_text().startswith("✓ holds at")
        colours = {
            node.evaluate("node => getComputedStyle(node).color")
            for node in (wrong, right)
        }
        assert len(colours) == 2


def test_the_filter_is_in_the_address(slips):
    guest = slips(section="5.2")
    count = guest.page.locator(f"{LIST} .slip").count()
    radio = guest.page.get_by_role("radiogroup", name="Section of the source")
    guest.act(lambda: radio.get_by_text("5.1").click())
    guest.wait_for_query("section=5.1")
    assert guest.page.locator(f"{LIST} .slip").count() < count


def test_rows_are_drawn_anew_from_section_to_section(slips):
    guest = slips(section="4")
    radio = guest.page.get_by_role("radiogroup", name="Section of the source")

    def rows():
        formulas = f"{LIST} .side:not([hidden]) .tex"
        guest.page.wait_for_selector(f"{LIST} .corrected .tex .katex")
        guest.wait_until_still(lambda: guest.page.locator(formulas).all_inner_texts())
        return guest.page.locator(f"{LIST} .slip").evaluate_all(
            "rows => rows.map(row => [...row.querySelectorAll('.side:not([hidden])')]"
            ".map(side => side.innerText))"
        )

    def labels(row):
        return [side.split("\n")[0] for side in row]

    first = rows()
    assert labels(first[0]) == ["printed", "run as", "correct"]
    assert labels(first[1]) == ["the source", "without it", "left out"]
    guest.ready = (f"{LIST} .slip",)
    guest.act(lambda: radio.get_by_text("abstract", exact=True).click())
    sides = guest.page.locator(f"{LIST} .side:not([hidden])")
    assert labels(sides.all_inner_texts()) == ["printed", "correct"]
    assert sides.locator(".katex").count() == 0
    guest.act(lambda: radio.get_by_text("4", exact=True).click())
    assert rows() == first


def test_a_slip_leads_to_its_derivation(slips):
    guest = slips(section="5.1")
    guest.ready = DERIVE
    link = guest.page.get_by_role("link", name="Derivation: Output weights U")
    guest.page.evaluate("window.here = true")
    guest.act(lambda: link.click())
    assert "/derive" in guest.page.url
    guest.wait_for_query("derivation=output-weights", "line=6")
    assert guest.page.evaluate("window.here"), "the app was loaded anew"


def test_a_slips_link_is_an_address_that_can_be_opened_and_copied(slips, visit):
    guest = slips(section="5.1", D_h=4, seed=3)
    link = guest.page.locator(f"{LIST} a").first
    address = link.evaluate("a => a.href")
    assert "section=" not in address
    visit.ready = DERIVE
    visit.act(lambda: link.click())
    followed = visit.query()
    visit.open(address.removeprefix(visit.address), DERIVE)
    opened = {part for part in visit.query()[1:].split("&") if "page=" not in part}
    assert {"D_h=4", "seed=3", "derivation=output-weights", "line=6"} <= opened
    assert opened == set(followed[1:].split("&"))
    assert visit.page.locator(".derivation .row.now .tex .katex").count() == 1


def test_a_slips_link_speaks_of_the_network_as_it_is(slips):
    guest = slips(section="5.1")
    box = guest.page.get_by_role("spinbutton", name="Seed of the weights")
    box.fill("7")
    guest.act(lambda: box.press("Enter"))
    link = guest.page.locator(f"{LIST} a").first
    link.hover()
    assert "seed=7" in link.get_attribute("href")


def test_only_the_list_is_presented_and_read_from_the_last_row(visit):
    visit.page.set_viewport_size({"width": 1920, "height": 1080})
    visit.open(
        "/?page=check&present=on&focus=slips&section=5.2", (f"{LIST} .tex .katex",)
    )
    first = visit.page.locator(f"{LIST} .slip").first.bounding_box()
    assert first["y"] < 250
    for words in (
        "our own gradient is found by three routes",
        "were found by computing",
    ):
        assert visit.page.get_by_text(words).is_hidden()
    assert visit.page.get_by_role("radiogroup").count() == 0
    small = visit.page.evaluate(SMALL, f"{LIST} :is(.section, .label, .title, .about)")
    assert small == []
    visit.ready = (".derivation .row.now .katex",)
    visit.act(lambda: visit.page.locator(f"{LIST} a").nth(1).click())
    visit.wait_for_query("focus=lines", "present=on")


def test_one_step_back_returns_from_a_derivation(slips, visit):
    guest = slips(section="5.1")
    before = guest.query()
    visit.ready = DERIVE
    link = guest.page.locator(f"{LIST} a").first
    guest.act(lambda: link.click())
    visit.ready = (f"{LIST} .slip",)
    guest.act(lambda: guest.page.go_back())
    assert guest.query() == before
    assert guest.page.locator(f"{LIST} .section").first.inner_text() == "§ 5.1"


def test_the_first_page_leads_to_the_derivation_of_what_is_picked(visit):
    visit.open("/?t=4&k=1&i=2&j=3&D_h=4")
    visit.ready = DERIVE
    button = visit.page.get_by_role("button", name="Derive instance 1 of H₂₃")
    visit.act(lambda: button.click())
    query = set(visit.query()[1:].split("&"))
    assert {"derivation=earlier-weights", "s=2", "t=4", "i=2", "j=3"} <= query
    assert {"D_h=4", "show=numbers"} <= query


def test_nothing_is_cut_off_in_a_narrow_window(slips, visit):
    visit.page.set_viewport_size({"width": 1024, "height": 800})
    guest = slips()
    width = guest.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 1024
    edge = guest.page.locator(LIST).bounding_box()
    for box in guest.page.locator(f"{LIST} .tex, {LIST} .verdict").all():
        here = box.bounding_box()
        assert here["x"] + here["width"] <= edge["x"] + edge["width"] + 1
    over = guest.page.evaluate(
        f"[...document.querySelectorAll('{LIST} .tex')]"
        ".filter(n => n.scrollWidth > n.clientWidth + 1).length"
    )
    assert over == 0
