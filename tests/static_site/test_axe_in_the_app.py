"""Test that axe finds nothing of ours on the site's pages, in light and dark."""

import pytest

from tests.static_site.axe_here import AXE, violations
from tests.walks import sample

PAGES = {
    "?t=4&k=1": ".chain .katex",
    "jacobians?to=4": ".factor-strip .cell",
    "derive?derivation=hidden-weights&line=6&show=numbers": ".row.now .katex",
    "check?step=-5": ".slips .katex",
    "learn?train=steps%3D40,clip%3D1&at=20": ".sample .said-word",
    "tour?scene=1": ".scenes a",
}
AS_THE_APP = """() => ['color', 'backgroundColor', 'fontFamily'].every(name =>
    getComputedStyle(document.body)[name].split(', ')[0] ===
    getComputedStyle(document.querySelector('.stApp'))[name].split(', ')[0])"""
"""What is drawn outside of the app's root, as dialogs are, inherits the body's type."""


@pytest.mark.parametrize("scheme", sample(["dark", "light"], 1, 1))
def test_no_violation_is_ours_in_the_app(guest, scheme):
    page = guest.page
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(AXE)
    found = []
    for path in sample(PAGES, 3):
        guest.follow(guest.address + path, (PAGES[path],))
        found += [(path, violation) for violation in violations(page)]
    page.wait_for_function(AS_THE_APP)
    page.get_by_role("button", name="Take it home").click()
    page.get_by_role("dialog").get_by_role("button", name="View (NPZ)").wait_for()
    found += [("dialog", violation) for violation in violations(page)]
    page.get_by_role("dialog").get_by_role("button", name="Close").first.click()
    page.get_by_role("dialog").wait_for(state="detached")
    page.emulate_media(color_scheme=None, reduced_motion=None)
    assert found == []
