"""`python -m static_site.modules`: what the built site imports: first.txt says it of
the first view, derive.txt of Derive, and pages.txt of all other pages.

They decide what the first view waits for. Beyond the modules that Python itself starts
with, a site works whatever they say.
"""

import json
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.serving import chromium

from .build import SITE
from .serving import READY, folder_served

HERE = Path(__file__).parent
IMPORTED = (
    "globalThis.site.runPython('import sys, json; json.dumps(sorted(sys.modules))')"
)
DERIVED = ".derivation .row"
OTHERS = {
    "Jacobians": ".factor-strip .cell",
    "Check": ".heatmaps .cell",
    "Learn": ".js-plotly-plot",
    "Tour": "[data-testid=stMainBlockContainer]",
}
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"


def imported(page: Page) -> set[str]:
    """The modules that the site's Python has imported."""
    return {str(name) for name in json.loads(page.evaluate(IMPORTED))}


def go(page: Page, name: str, painted: str) -> set[str]:
    """Follow a link, and what is imported then."""
    page.get_by_role("link", name=name, exact=True).first.click()
    page.locator(painted).first.wait_for(timeout=120_000)
    page.locator(IDLE).wait_for(timeout=120_000)
    return imported(page)


def main() -> None:
    """Visit the site, and write the lists."""
    with folder_served(SITE) as address, chromium() as browser:
        page = browser.new_page()
        page.goto(address)
        page.on("pageerror", lambda error: print(error))
        page.wait_for_function(READY, timeout=120_000)
        first = imported(page)
        derive = go(page, "Derive", DERIVED) - first
        others = set().union(*(go(page, *place) for place in OTHERS.items()))
    lists = {"first": first, "derive": derive, "pages": others - first - derive}
    for name, modules in lists.items():
        text = "\n".join(sorted(modules)) + "\n"
        (HERE / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
