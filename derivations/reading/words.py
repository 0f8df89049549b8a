"""What a reader calls the kinds of tokens, and the words that stand in a text."""

import re

from derivations.reading.schemes import name_at

WORDS = {
    "NUMBER": "a number",
    "LETTER": "an index",
    "RUN": "an index",
    "TAU": "an index",
    "SIZE": "a size (T, D_h or |V|)",
    "SYMBOL": "a symbol such as h or delta",
    "FUNCTION": "a function such as sigma'",
    "MAX": "max",
    "FRAC": "a fraction",
    "PARTIAL": "the d of a derivative",
    "IMMEDIATE": "the d of a derivative",
    "BIG": "sum",
    "TOP": "a transpose",
    "PRIME": "a transpose",
    "ARROW": "<-",
    "LDOTS": "...",
    "LAST": "last",
    "EQ": "=",
    "GT": ">",
    "MINUS": "-",
    "PLUS": "+",
    "SLASH": "/",
    "_CIRC": "o (entry by entry)",
    "_DOT": "*",
    "_BEGIN": "cases",
    "_CASES": "cases",
    "_END": "the end of the cases",
    "_IF": "if",
    "_OTHERWISE": "otherwise",
    "_ROW": "the next case",
    "_APART": ";",
    "_PICK": "[",
    "COLON": ":",
    "LPAR": "(",
    "RPAR": ")",
    "LBRACE": "{...}",
    "RBRACE": "}",
    "LSQB": "[",
    "RSQB": "]",
    "COMMA": ",",
    "UNDERSCORE": "_",
    "_": "_",
    "CIRCUMFLEX": "^",
    "AMPERSAND": "&",
    "$END": "the end",
}
"""What a reader calls each kind of token."""
BEGINS = ("FRAC", "FUNCTION", "LPAR", "NUMBER", "SYMBOL")
"""Where all of these fit, a factor does."""
FACTOR = (
    *BEGINS,
    *("LSQB", "LBRACE", "BIG", "PARTIAL", "IMMEDIATE", "LETTER", "TAU", "SIZE"),
    *("MAX", "_BEGIN", "_CASES"),
)


OPERATORS = {"PLUS", "MINUS", "SLASH", "_CIRC", "_DOT"}
MARKS = {"UNDERSCORE", "_", "CIRCUMFLEX", "_PICK", "PRIME", "TOP"}
RARE = {
    *("AMPERSAND", "ARROW", "COMMA", "EQ", "GT", "LDOTS", "COLON"),
    *("_IF", "_OTHERWISE", "_ROW", "_APART", "_END", "RBRACE", "RSQB", "RPAR"),
}
"""What fits only in something that was opened before; told where little else fits."""
MANY = 5
NAMED = re.compile(
    r"(?:delta|sigma|yhat|Jbar|Jmean|PP|tau|exp|log|ln|tanh|diag|sum|prod|max|cases|if"
    r"|otherwise|last|partial|[HLUJIhzoxyTDVds])+"
)
"""Names side by side: what went wrong is then not that there is no such name."""


WORD = re.compile(r"(?<![A-Za-z_^{,\\])\\?[A-Za-z]{3,}")


def unknown_word(text: str, at: int) -> re.Match[str] | None:
    """The first word of three letters or more, up to a place, that is no name.

    Of commands, which are LaTeX for all kinds of things, only the one at the place.
    """
    for word in WORD.finditer(text):
        if word.start() > at:
            return None
        command = word[0].startswith("\\")
        if not NAMED.fullmatch(word[0]) and (not command or at < word.end()):
            return word
    return None


def fitting(allowed: set[str]) -> list[str]:
    """What fits, in words, each once; all that begins a factor in a few of them."""
    words: list[str] = []
    if set(BEGINS) <= allowed:
        words = ["a symbol such as h or delta", "a number", "(", "sum", "a fraction"]
        allowed = allowed - set(FACTOR)
    if "RPAR" in allowed:
        allowed = allowed - {"ARROW", "COMMA"}
    if len(words) + len(allowed) > MANY and len(allowed) > 1:
        if "CIRCUMFLEX" in allowed:
            words += ["an index or a time"]
        if len(allowed & OPERATORS) > 2:
            words.append("an operator such as + or o")
            allowed = allowed - OPERATORS
        allowed = allowed - MARKS - RARE
    return list(dict.fromkeys(words + [WORDS.get(a, a) for a in sorted(allowed)]))


def found(text: str, at: int) -> str:
    """What stands at a place: a whole word or name, or one character."""
    if name := name_at(text, at):
        return name
    end = at + 1
    if text[at : at + 1].isalpha() or text[at : at + 1] == "\\":
        while end < len(text) and end < at + 20 and text[end].isalpha():
            end += 1
    return text[at:end]
