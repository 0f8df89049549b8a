"""Lays code out in lines of at most 88 characters."""

WIDTH = 88
STEP = "    "


def wrapped(text: str, comment: str = "") -> list[str]:
    """A statement with a comment behind it; what is too long is broken at its last
    bracket, as formatters of Python do.
    """
    behind = f"  # {comment}" if comment else ""
    opened = _last_bracket(text)
    if len(text + behind) <= WIDTH or opened is None:
        return [text + behind]
    indent = text[: len(text) - len(text.lstrip())]
    closed = text.rindex(text[-2:] if text.endswith(":") else text[-1])
    first, inside, last = text[: opened + 1], text[opened + 1 : closed], text[closed:]
    whole = f"{indent}{STEP}{inside.strip()}"
    if len(whole) > WIDTH or (last.startswith(")") and " for " in inside):
        parts = inside.split(" for ")
        rest = [f"{indent}{STEP}for {part}" for part in parts[1:]]
        return [first, f"{indent}{STEP}{parts[0]}", *rest, f"{indent}{last}{behind}"]
    return [first, whole, f"{indent}{last}{behind}"]


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
