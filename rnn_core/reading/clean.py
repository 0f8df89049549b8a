"""Takes from pasted text what surrounds the numbers; every line keeps its number.

Each pattern starts at a sign that cannot be inside an earlier try, so that the time is
linear in the length of the text.
"""

import re

BLOCK = "\x1d"
"""Stands for the header of a block of columns: `Columns 1 through 8`."""
MATRIX, VECTOR = "\x1e", "\x1f"
"""Stand for Julia's headers: `3×3 Matrix{Float64}:`, `3-element Vector{Float64}:`."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("−–‒﹣－", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\ufeff\x0c\x0b", " "),
        **dict.fromkeys("\u2028\u2029\x85", "\n"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys(BLOCK + MATRIX + VECTOR + "\0", "\ufffd"),
        "\u200b": None,
        "＝": "=",
        "：": ":",
        "，": ",",
    }
)
_TYPES = "array|asarray|tensor|Tensor|Array|matrix|mat|DeviceArray|float16|float32"
_WRAPPER = re.compile(
    rf"(?<![\w.])(?:[a-z]{{1,8}}\.){{0,2}}(?:{_TYPES}|float64|double|single)[ \t]*\("
)
_TAIL = re.compile(
    r",[ \t\n]*(?:dtype|device|requires_grad|grad_fn|shape|weak_type)[ \t]*=[ \t]*"
    r"(?:<\w{1,60}>|\([\d, ]{0,60}\)|[\"'\w.:<>]{1,60})"
)
_COMMENT = re.compile(r"[%#][^\n]*")
_PROMPT = re.compile(
    r"^(?:>{2,3}|julia>|octave(?::\d{1,9})?>|In \[\d{1,9}\]:)([^\n]*)$", re.MULTILINE
)
_ANSWER = re.compile(r"^Out\[\d{1,9}\]:", re.MULTILINE)
_SHOWN = re.compile(
    r"(?:(?:print|disp|display|show)[ \t]*\()?[ \t]*([^\W\d][\w.]{0,79})[ \t]*\)?;?"
)
_GIVEN = re.compile(r"[^\W\d][\w.]{0,79}[ \t]*=[ \t]*[\[(]")
_IMPORT = re.compile(r"^(?:import|from)[ \t]\w[^\n()\[\]]*$", re.MULTILINE)
_COLUMNS = re.compile(
    r"^[ \t]*Columns?[ \t]+\d{1,9}(?:[ \t]*(?:through|to|and|-|:)[ \t]*\d{1,9})?"
    r"[ \t]*:?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_JULIA = re.compile(
    r"(?<![\w.×])\d{1,9}(?:[×x]\d{1,9}|(-element))[ \t][^\n:\[\]]{0,100}"
    r"(?:::[^\n:\[\]]{0,100})?:[ \t]*$",
    re.MULTILINE,
)
_LATEX = re.compile(r"\\(begin|end)\{(?:[bBpvV]|small)?matrix\}")

MOST = 2000
"""Prompts, and tails of prints, that are taken out of one text."""


def clean(text: str) -> str:
    """The text with plain signs, without wrappers, tails, prompts and comments."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SIGNS)
    if r"\begin{" in text:
        text = _LATEX.sub(lambda mark: "[" if mark[1] == "begin" else "]", text)
        text = text.replace(r"\\", ";").replace("&", " ")
    if "#" in text or "%" in text:
        text = _COMMENT.sub("", text)
    if ">" in text or "In [" in text:
        text = _PROMPT.sub(_prompted, text, count=MOST)
    if "Out[" in text:
        text = _ANSWER.sub("", text)
    text = text.replace("Parameter containing:", "")
    if "import" in text or "from" in text:
        text = _IMPORT.sub("", text)
    if "(" in text:
        text = _WRAPPER.sub("(", text)
    if "=" in text:
        text = _TAIL.sub(lambda tail: "\n" * tail[0].count("\n"), text, count=MOST)
    if "olumn" in text.lower():
        text = _COLUMNS.sub(BLOCK, text)
    if ":" in text:
        text = _JULIA.sub(lambda header: VECTOR if header[1] else MATRIX, text)
    return text


def _prompted(line: re.Match[str]) -> str:
    """What was typed at a prompt: the name of what is shown, or numbers, or nothing."""
    typed = line[1].strip()
    if shown := _SHOWN.fullmatch(typed):
        return f"{shown[1]} ="
    return typed if _GIVEN.match(typed) else ""
