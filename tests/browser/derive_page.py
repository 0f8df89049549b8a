"""The page Derive in a browser: when it is painted, and its visible lines."""

READY = (".map button", ".derivation .row:not([hidden]) .katex", ".derivation .cell")


def visible(guest):
    return guest.page.locator(".derivation .row:not([hidden])")
