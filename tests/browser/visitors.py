"""New visitors, one after another, in a browser that stays open."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession

from tests.browser.visiting import Visit

JAVASCRIPT = "--no-opt --no-maglev --initial-heap-size=700 --no-memory-reducer"
"""Visits are too short for optimized code to repay what compiling it takes."""
OFF = (
    "ScriptStreaming,PaintHolding,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,MediaRouter,"
    "ThirdPartyStoragePartitioning,OptimizationHints,NetworkTimeServiceQuerying,"
    "AimEnabled,PreconnectToSearch"
)
"""Scripts are parsed beforehand in vain where they are compiled already. The others are
off in Playwright's list, which this one replaces."""
SWITCHES = (
    "--process-per-site",
    "--in-process-gpu",
    f"--disable-features={OFF}",
    f"--js-flags={JAVASCRIPT}",
)
"""One process draws all pages of a context: it has read Streamlit's scripts before."""
KEPT_BY_PAGES = "cookies,local_storage,indexeddb,cache_storage,service_workers"
"""All that a page can leave behind for the next; the cache of files stays."""


class Visitors:
    """Lets visitors in, each to a tab of its own where no other left anything.

    A context that is new for each would load and compile Streamlit's four megabytes
    of scripts anew: more than half of what a short test of a page costs. Visitors
    of the same kind (size of the window, touch) therefore share one, in which a page
    that says "ok" stays open; what pages can keep is cleared before each.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._address = browser, address
        self._shared: dict[str, tuple[BrowserContext, CDPSession]] = {}

    @contextmanager
    def visitor(self, **kind: Any) -> Iterator[Visit]:
        """A new visitor; AssertionError at the end if the console has a complaint."""
        context, storage = self._context(kind)
        context.clear_permissions()
        context.clear_cookies()
        storage.send(
            "Storage.clearDataForOrigin",
            {"origin": self._address, "storageTypes": KEPT_BY_PAGES},
        )
        guest = Visit(context.new_page(), self._address)
        yield guest
        for page in context.pages[1:]:
            page.close()
        assert guest.complaints == []

    def _context(self, kind: dict[str, Any]) -> tuple[BrowserContext, CDPSession]:
        name = json.dumps(kind, sort_keys=True)
        if name not in self._shared:
            context = self._browser.new_context(**kind)
            first = context.new_page()
            first.goto(self._address + "/_stcore/health")
            self._shared[name] = context, context.new_cdp_session(first)
        return self._shared[name]
