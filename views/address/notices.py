"""A stranger's words inside a sentence: short, in one line, every sign seen."""

from collections.abc import Sequence

MOST = 5
"""Sentences that are said one by one; the others are counted."""
UNSEEN = "\ufffd"
"""Stands for a sign that cannot be seen: a line's end, one that turns the direction of
writing, half a sign."""


def visible(raw: str, longest: int) -> str:
    """The first signs of a text; what is cut off is an ellipsis."""
    cut = raw if len(raw) <= longest else raw[: longest - 1] + "…"
    return "".join(
        sign if sign.isprintable() else " " if sign == "\xa0" else UNSEEN
        for sign in cut
    )


def whole(raw: str) -> str:
    """A text that can be sent: “?” for each half of a sign, which JSON may have."""
    return raw.encode("utf-8", "replace").decode()


def shortened(notices: Sequence[str], most: int = MOST) -> list[str]:
    """The first sentences, and how many more there are."""
    more = len(notices) - most
    return [*notices[:most], *([f"And {more:,} more."] if more > 0 else [])]
