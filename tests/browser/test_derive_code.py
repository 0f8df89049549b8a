"""Tests of the code under a derivation's lines in a browser: pointing, keys, phones."""

from derivations import DERIVATIONS
from derivations.code.line_code import line_code
from tests.browser.derive_page import READY

SHOWN = {"derivation": "hidden-weights", "line": 6, "show": "code"}
LIT = ".row.now .katex-html [data-ref].on"


def lit(guest):
    refs = guest.page.locator(LIT).evaluate_all("a => a.map(b => b.dataset.ref)")
    return set(refs)


def test_pointing_at_code_lights_its_symbols_and_arrays_and_back(derive):
    guest = derive(**SHOWN)
    code = guest.page.locator(".row.now .codeline")
    assert code.inner_text().strip() == "dH = np.outer(delta[t, t], h[t - 1])"
    code.hover()
    assert lit(guest) == {"delta(t;t)", "h(t-1)"}
    assert guest.page.locator(".beside .cell.on").count() == 6
    guest.page.locator(".derivation .title").hover()
    assert lit(guest) == set()
    guest.page.locator('.row.now [data-ref="h(t-1)"]').first.hover()
    assert code.evaluate("a => a.classList.contains('on')")
    loops = guest.page.locator(".row:nth-child(3) .codeline")
    marked = [a.inner_text().strip() for a in loops.all() if "on" in classes(a)]
    assert marked == ["sum_l += h[t - 1, l]"]


def classes(node):
    return node.get_attribute("class").split()


def test_lines_of_code_are_reached_by_keys(derive):
    guest = derive(**SHOWN | {"line": 3})
    lines = guest.page.locator(".row.now .codeline")
    lines.first.focus()
    for _ in range(6):
        guest.page.keyboard.press("ArrowDown")
    assert lit(guest) == {"h(t-1;l)"}
    guest.page.keyboard.press("ArrowUp")
    assert lit(guest) == set()
    assert guest.page.locator(".derivation .turn").inner_text().count("line 3 of 6")
    guest.act(lambda: guest.page.keyboard.press("ArrowRight"))
    guest.wait_for_query("line=4")


def test_code_is_copied_as_it_is_printed(derive, visit):
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    guest = derive(**SHOWN)
    guest.page.get_by_role("button", name="Copy code of line 3").click()
    guest.page.wait_for_function(
        "navigator.clipboard.readText().then(t => t.includes('range'))"
    )
    d = DERIVATIONS["hidden-weights"]
    copied = guest.page.evaluate("navigator.clipboard.readText()")
    assert copied == line_code(d, d.lines[2]).text


def test_code_that_is_asked_for_is_not_on_the_page_yet(derive):
    guest = derive(**SHOWN | {"line": 3, "predict": "on"})
    codes = guest.page.locator(".derivation .code")
    assert codes.count() == 3
    guest.act(lambda: guest.page.get_by_role("button", name="reveal next").click())
    assert codes.count() == 4
    guest.act(lambda: guest.page.get_by_role("button", name="line before").click())
    assert codes.count() == 3


def test_on_a_phone_code_wraps_and_a_tap_points(phone):
    phone.open("/?page=derive&derivation=instance-sum&line=8&show=code", READY)
    line = phone.page.locator(".row.now .codeline").nth(4)
    line.tap()
    assert "J(t)/z(k+1;m)" in lit(phone)
    assert line.bounding_box()["height"] > 30
    wide = phone.page.evaluate(
        "[...document.querySelectorAll('.codelines')]"
        ".filter(a => a.scrollWidth > a.clientWidth + 1).length"
    )
    assert wide == 0
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 390
