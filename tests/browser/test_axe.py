"""axe-core on every page and in every appearance: no violation is the app's own."""

from importlib.resources import files
from urllib.parse import quote

import pytest

from tests.browser.axe_run import RUN, THEIRS
from tests.browser.visiting import Visit
from tests.views.check.own_passes import hand_written, pasted
from tests.walks import SOAK, sample
from views.address.settings import Config

OWN = pasted(hand_written(Config(D_h=6, T=6), ahead=False), ["H", "U"], digits=4)
PAGES = {
    "/?t=4&k=1": ".chain .katex",
    "/?motion=forward&frame=2": ".player .says:not(:empty)",
    "/?motion=back&frame=2": ".walked:not(.unseen) .length",
    "/?motion=outer&frame=5": ".stage .product rect",
    "/?whatif=nudge": ".response-curves path.fact",
    "/?whatif=edit": ".edit .cell",
    "/?whatif=truncate&window=2": ".truncation-table .number",
    "/?whatif=compare&compare=gain%3D2": ".st-key-triangle_other .cell",
    "/jacobians?to=4": ".factor-strip .cell",
    "/derive?derivation=hidden-weights&line=6&show=numbers": ".row.now .katex",
    "/derive?derivation=hidden-weights&line=6&show=code": ".program .mark .katex",
    "/derive?derivation=hidden-weights&line=4&predict=write&written=h_j^(t)": (
        ".ownline .reading .katex"
    ),
    "/derive?derivation=hidden-weights&line=4&predict=choose": ".choice .katex",
    "/check?step=-5": ".slips .katex",
    f"/check?D_h=6&T=6&gradient={quote(OWN)}": ".st-key-own_answer .slips a",
    "/learn?train=steps%3D40,clip%3D1&at=20": ".sample .said-word",
    "/tour?scene=1": ".scenes a",
    "/?t=4&k=3&focus=network&tour=bptt&scene=2&present=on": ".network .word",
    "/?t=3&k=2&focus=partials&tour=bptt&scene=4&present=on": ".partials svg",
}
LOOKS = {
    "light": "",
    "dark": "&names=coursera",
    "projector": "&look=projector&names=torch",
}
"""For projectors over a dark base, the harder of the two; each in other names."""


def pages(look):
    """Some in light and others in dark and for projectors; in a soak, all."""
    if look == "light":
        return sample(PAGES, 9)
    others = [path for path in PAGES if "whatif" not in path]
    return sample(others, 4, len(look))


@pytest.mark.parametrize("look", LOOKS)
def test_no_violation_is_ours(browser, address, look):
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    scheme = "light" if look == "light" else "dark"
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=scheme
    )
    visit = Visit(context.new_page(), address)
    ours, theirs = [], set()
    for path in pages(look):
        first = not visit.finished
        visit.follow(path + LOOKS[look], (PAGES[path],))
        if first:
            visit.page.evaluate(axe)
        for rule, why, html in visit.page.evaluate(RUN):
            known = {
                violation
                for violation in THEIRS
                if violation[0] == rule and violation[1] in html
            }
            theirs |= known
            if not known:
                ours.append((path, rule, why, html[:200]))
    context.close()
    assert ours == []
    assert theirs == THEIRS if SOAK else theirs <= THEIRS
