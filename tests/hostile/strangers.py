"""Hostile input for tests, and what a message about it must look like."""

import re

from hypothesis import strategies as st

from tests.walks import SOAK


def many(count: int) -> int:
    """A number of examples: all of them in the long form, else a sixth."""
    return count if SOAK else count // 6


MARKUP = (
    "<img src=x onerror=window.hacked=1>",
    "<script>window.hacked=1</script>",
    "<svg onload=window.hacked=1><a href=//evil.example>x</a></svg>",
    "<iframe src=//evil.example></iframe><style>*{display:none}</style>",
    "![x](http://evil.example/x.png) [x](javascript:window.hacked=1)",
    ":red[x] :material/home: `x` **x** # x\n# x\n| a | b |\n|--|--|",
    "</div></template></script>\"'><b>",
    "javascript:window.hacked=1",
    "{{7*7}} ${7*7} #{7*7} %s %n {0.__class__}",
)
TEX = (
    "$\\href{javascript:window.hacked=1}{x}$ $$\\input{/etc/passwd}$$",
    "\\htmlData{x=1}{y} \\def\\a{\\a\\a}\\a \\text{#} } { \\",
    "\\write18{id} \\begin{aligned} & \\\\ % ^^M",
)
NAMES = (
    *("__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty"),
    *("__class__", "__init__", "_pending", "_go", "_scenes", "take_step", "", " "),
    *("embed", "embed_options", "script", "DROP TABLE", "../../etc/passwd", "\x00"),
)
SIGNS = (
    "\u202e\u2066\u2069\u200f شَاهِد עברית \u202d",
    "\x00\x07\x08\x1b[31m\x7f\x85\u2028\u2029\ufeff",
    "\r\n\t\v\f",
    "e" + "\u0301\u0316" * 40,
    "👩‍👩‍👧‍👦🏳️‍🌈 \U000e0041 \uffff \U0010ffff",
    "ﷺ ẞ İ ı ŉ ǰ ΐ ffi Ω Å",
    "'; --' '' ''' ’’ 'a' a''''b",
)
NUMBERS = (
    *("nan", "NaN", "inf", "-inf", "Infinity", "1e999", "-1e999", "1e-999", "-0"),
    *("", " ", "0", "-1", "1", "2.5", "9" * 40, "9" * 41, "-" + "9" * 400, "0x10"),
    *("1_000", "١٢", "½", "1e5", "1,5", "True", "None", "[1]", "1;2", "１", " 3 "),
)
HALVES = ("\ud800", "a\udfffb", "\ud83d \ude00")
"""Halves of signs: no address can carry them, JSON can."""
SENT = st.characters(exclude_categories=["Cs"])
"""A sign that can be sent."""


def texts(longest: int = 200) -> st.SearchStrategy[str]:
    """A hostile text: markup, TeX, names and odd characters, one after another."""
    pieces = st.one_of(
        st.sampled_from([*MARKUP, *TEX, *NAMES, *SIGNS, *NUMBERS]),
        st.text(SENT, max_size=20),
        st.text("ab '’<>$\\{}[]()*_#&=%\u0301", max_size=30),
    )
    return st.one_of(
        st.lists(pieces, max_size=8).map(" ".join),
        st.tuples(pieces, st.integers(1, longest)).map(lambda t: t[0] * t[1]),
    )


def is_plain(sentence: str, longest: int = 400) -> bool:
    """Whether a message is for people: short, on one line, every character visible.

    Nothing of Python's is in it, except in quotations.
    """
    own = re.sub("“.*”", "“”", sentence)
    return (
        len(sentence) <= longest
        and sentence.endswith(".")
        and sentence.isprintable()
        and not any(word in own for word in ("Error", "0x", "numpy", "<", "\\", "{"))
    )
