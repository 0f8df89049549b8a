"""Words of messages: what strangers wrote is shown short and in plain characters."""

from typing import Any

LONGEST = 40


def shown(text: Any) -> str:
    """A name or a word from a file: printable, and cut to a readable length."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def quoted(name: Any) -> str:
    """A stranger's name in quotation marks: “dW”. Ours stand without."""
    return f"“{shown(name)}”"


def listed(names: Any, most: int = 6) -> str:
    """a, b and c; of many the first, and how many more there are."""
    return _joined([shown(name) for name in names], most)


def quoted_list(names: Any, most: int = 6) -> str:
    """“a”, “b” and “c”, strangers' names."""
    return _joined([quoted(name) for name in names], most)


def _joined(plain: list[str], most: int) -> str:
    if len(plain) > most:
        more = len(plain) - most
        plain = [*plain[:most], f"{more} more"]
    *others, last = plain
    return f"{', '.join(others)} and {last}" if others else last


def shape_text(shape: tuple[int, ...]) -> str:
    """(3, 5), as NumPy prints it; of many axes only their number."""
    return str(tuple(shape)) if len(shape) <= 4 else f"of {len(shape)} axes"
