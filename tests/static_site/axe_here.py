"""axe, run in a frame of the site."""

from importlib.resources import files

from tests.browser.axe_run import RUN, THEIRS

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(frame):
    return [
        (rule, why, html[:200])
        for rule, why, html in frame.evaluate(RUN)
        if not any(rule == known and part in html for known, part in THEIRS)
    ]
