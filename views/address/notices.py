"""Quotes user input in messages: short, on one line, every character visible."""

from collections.abc import Sequence

MOST = 5
"""Sentences that are said one by one; the others are counted."""
UNSEEN = "\ufffd"
"""Stands for a sign that cannot be seen: a line's end, one that turns the direction of
writing, half a sign."""


def show_invisible(raw: str, longest: int) -> str:
    """A text cut to a length, with a substitute for each invisible character."""
    cut = raw if len(raw) <= longest else raw[: longest - 1] + "…"
    return "".join(
        sign if sign.isprintable() else " " if sign == "\xa0" else UNSEEN
        for sign in cut
    )


def replace_surrogates(raw: str) -> str:
    """A text in which each lone surrogate, which JSON may hold, is replaced by “?”."""
    return raw.encode("utf-8", "replace").decode()


def limit_notices(notices: Sequence[str], most: int = MOST) -> list[str]:
    """The first messages, and a last one that counts the others."""
    more = len(notices) - most
    return [*notices[:most], *([f"And {more:,} more."] if more > 0 else [])]
