"""Lays code out in lines of at most 88 characters, as formatters of Python do."""

WIDTH = 88
STEP = "    "
SEPARATORS = ((", ",), (" for ",), (" + ", " - "), (" * ", " / ", " @ "))
"""Where an expression is broken first, and what it is broken at where that is none."""


def wrapped(text: str, comment: str = "") -> list[str]:
    """A statement with a comment behind it.

    What is too long is broken within the bracket that it ends with, if all of it fits
    there, or else at its operators, in brackets of its own.
    """
    behind = f"  # {comment}" if comment else ""
    if len(text + behind) <= WIDTH:
        return [text + behind]
    indent = text[: len(text) - len(text.lstrip())]
    opened = _last_bracket(text)
    if opened is not None and text[opened] == "(":
        end = len(text.removesuffix(":")) - 1
        inside = f"{indent}{STEP}{text[opened + 1 : end]}"
        if len(inside) <= WIDTH and opened < WIDTH:
            return [text[: opened + 1], inside, f"{indent}{text[end:]}{behind}"]
    target, equals, right = text.strip().partition("= ")
    if not equals:
        return [text + behind]
    target += equals
    if not any(len(_split(right, a)) > 1 for a in SEPARATORS):
        first, *lines = _broken(right, indent, len(target) + len(behind))
        lines = [f"{indent}{target}{first.strip()}", *lines]
        return [*lines[:-1], lines[-1] + behind]
    lines = _broken(right, indent + STEP)
    return [f"{indent}{target}(", *lines, f"{indent}){behind}"]


def _broken(text: str, indent: str, beside: int = 0) -> list[str]:
    """An expression within brackets, on as many lines as it takes; short arguments stay
    side by side.
    """
    if len(indent + text) + beside <= WIDTH:
        return [indent + text]
    for separators in SEPARATORS:
        parts = _split(text, separators)
        if len(parts) > 1 and separators == SEPARATORS[0]:
            parts = [parts[0], " ".join(parts[1:])]
            if len(indent + parts[1]) > WIDTH:
                parts = _split(text, separators)
        if len(parts) > 1:
            return [line for part in parts for line in _broken(part, indent)]
    opened = _last_bracket(text.removesuffix(","))
    if opened is None:
        return [indent + text]
    end = len(text.removesuffix(",")) - 1
    inside = _broken(text[opened + 1 : end], indent + STEP)
    if len(inside) > 1 and _split(text[opened + 1 : end], SEPARATORS[0])[1:]:
        inside[-1] += ","
    return [indent + text[: opened + 1], *inside, indent + text[end:]]


def _split(text: str, separators: tuple[str, ...]) -> list[str]:
    """The text in parts at separators that stand in no bracket: a comma ends its part,
    another begins the next one.
    """
    parts, depth, start, place = [], 0, 0, 0
    while place < len(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text[place], 0)
        found = next((a for a in separators if text.startswith(a, place)), None)
        if depth == 0 and found and place > start:
            cut = place + (found == ", ")
            parts.append(text[start:cut])
            start = place + (2 if found == ", " else 1)
            place = start
        place += 1
    return [*parts, text[start:]]


def _last_bracket(text: str) -> int | None:
    """Where the bracket opens that closes at the text's end; None if none does."""
    end = text.removesuffix(":")
    if not end.endswith((")", "]")):
        return None
    depth = 0
    for place in range(len(end) - 1, -1, -1):
        depth += {")": 1, "]": 1, "(": -1, "[": -1}.get(end[place], 0)
        if depth == 0:
            return place
    return None
