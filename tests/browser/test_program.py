"""Tests of the program on Derive in a browser: pointing and back, keys, phones."""

import pytest

from derivations import program

READY = (".derivation .row:not([hidden]) .katex", ".program .mark .katex")
PATH = "/?page=derive&derivation=instance-sum&show=code"


@pytest.fixture
def guest(visit):
    return visit.open(PATH, READY)


def lit(guest):
    """The lines, equations and places that are lit."""
    read = """() => ['.codeline.on', '.mark[aria-pressed=true]', '.part.on'].map(of =>
        [...document.querySelectorAll(`.program ${of}`)].map(a =>
            a.dataset.place ?? a.dataset.key ?? a.textContent.trim()))"""
    lines, equations, places = guest.page.evaluate(read)
    return lines, set(equations), set(places)


def line(guest, text):
    return guest.page.locator(".program .codeline").filter(has_text=text).first


def test_a_line_lights_its_equations_and_places_and_back(guest):
    assert lit(guest) == ([], set(), set())
    line(guest, "dH +=").hover()
    lines, equations, places = lit(guest)
    assert lines == ["dH += np.outer(delta[s], h[s - 1])  # (3), (8)"]
    assert equations == {"hidden-weights", "earlier-weights"}
    assert places == {"H"}
    said = guest.page.locator(".program .equations")
    assert "(3) Hidden layer weights" in said.inner_text()
    assert said.locator(".katex").count() == 2
    guest.page.locator('.program .mark[data-key="softmax-loss"]').hover()
    lines, _, places = lit(guest)
    assert len(lines) == 3
    assert all(text.startswith("delta_o[s") for text in lines)
    assert places == {"o", "loss back"}
    guest.page.locator('.program .node[data-place="h"]').hover()
    lines, equations, _ = lit(guest)
    assert equations == {"h"}
    assert lines[-1].startswith("h[t], slope[t] = sigma(z[t])")


def test_its_equations_are_links_to_lines_of_derivations(guest):
    line(guest, "dU +=").hover()
    link = guest.page.locator(".program .equations a")
    href = link.get_attribute("href")
    assert "derivation=output-weights" in href
    assert "line=6" in href
    guest.act(link.click)
    guest.wait_for_query("derivation=output-weights", "line=6")
    assert guest.page.locator(".derivation .row:not([hidden])").count() == 6
    assert lit(guest)[1] == {"output-weights"}


def test_its_lines_are_reached_by_keys(guest):
    stops = guest.page.locator(".program .codeline[tabindex]")
    guest.page.locator(".program button.copy").focus()
    guest.page.keyboard.press("Tab")
    assert stops.first.evaluate("a => a === document.activeElement")
    for _ in range(2):
        guest.page.keyboard.press("ArrowDown")
    assert lit(guest)[1] == {"h"}
    guest.page.keyboard.press("ArrowUp")
    assert lit(guest)[1] == {"z"}
    guest.wait_for_query(without="line=")


def test_it_is_copied_and_downloaded_as_it_is(visit, tmp_path):
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    guest = visit.open(f"{PATH}&window=2&activation=relu", READY)
    text = program("relu", "sum", 2)
    guest.page.get_by_role("button", name="Copy the program").click()
    guest.page.wait_for_function(
        "navigator.clipboard.readText().then(t => t.includes('import numpy'))"
    )
    assert guest.page.evaluate("navigator.clipboard.readText()") == text
    with guest.page.expect_download() as waiting:
        guest.page.get_by_role("button", name="Download the program").click()
    assert waiting.value.suggested_filename == "unrolled-program.py"
    path = tmp_path / "program.py"
    waiting.value.save_as(path)
    assert path.read_text(encoding="utf-8") == text


def test_on_a_phone_a_tap_shows_equation_and_picture_below_the_code(phone):
    phone.open(PATH, READY)
    line(phone, "delta[s] =").tap()
    assert lit(phone)[1] == {"hidden-error", "earlier-error"}
    beside = phone.page.locator(".program .beside").bounding_box()
    assert beside["y"] + beside["height"] <= 845
    assert beside["height"] <= 0.45 * 844
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 390
    wide = phone.page.evaluate(
        "document.querySelector('.program .codelines').scrollWidth"
        " - document.querySelector('.program .codelines').clientWidth"
    )
    assert wide <= 1
