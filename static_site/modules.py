"""`python -m static_site.modules`: what the built site imports, for first.txt and
derive.txt.

A site is built whatever these lists say; they decide what the first view waits for.
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


def imported(page: Page) -> list[str]:
    """The modules that the site's Python has imported."""
    return [str(name) for name in json.loads(page.evaluate(IMPORTED))]


def main() -> None:
    """Visit the site, and write both lists."""
    with folder_served(SITE) as address, chromium() as browser:
        page = browser.new_page()
        page.goto(address)
        page.on("pageerror", lambda error: print(error))
        page.wait_for_function(READY, timeout=60_000)
        first = imported(page)
        page.get_by_role("link", name="Derive", exact=True).first.click()
        page.locator(DERIVED).first.wait_for(timeout=120_000)
        derive = sorted({*imported(page)} - {*first})
    (HERE / "first.txt").write_text("\n".join(first) + "\n", encoding="utf-8")
    (HERE / "derive.txt").write_text("\n".join(derive) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
